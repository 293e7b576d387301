// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards

/// Who is logged in, and how much waits for them.
struct OfficerBadge: PageModel {
    let name: String
    let roles: String
    /// `nil` while nothing is known or nothing waits.
    let waiting: Int?

    init(_ session: SessionResult, waiting counts: WaitingCounts?) {
        let roles = session.principal.roles
        name = session.principal.name
        self.roles = Role.allCases.filter { roles.contains($0) }.map(\.title)
            .joined(separator: "・")
        let sum = counts.map { Self.parts(of: $0, for: roles).reduce(0) { $0 + $1.count } } ?? 0
        waiting = sum > 0 ? sum : nil
    }

    /// What the count in the header is the sum of: the work that these roles begin or decide, by the
    /// names of its cards on the first page. What waits for others, or for the post, is not in it.
    static func parts(of counts: WaitingCounts, for roles: Set<Role>) -> [WaitingPart] {
        let cases = counts.cases
        var parts: [WaitingPart] = []
        if roles.contains(.head) { parts.append(.init("決裁待ち", cases.toApprove)) }
        if roles.contains(.counter) {
            parts.append(.init("審査待ち", cases.toExamine))
            parts.append(.init("保留の期限切れ", cases.overdue))
        }
        parts += counts.money.waiting(for: roles) + counts.links.waiting(for: roles)
        return parts.filter { $0.count > 0 }
    }

    /// The count in words, for the first page; `nil` where nothing is counted.
    static func words(of counts: WaitingCounts, for roles: Set<Role>) -> String? {
        let parts = parts(of: counts, for: roles)
        guard !parts.isEmpty else { return nil }
        let sum = Say.cases(parts.reduce(0) { $0 + $1.count })
        let list = parts.map { "\($0.label) \(Say.cases($0.count))" }.joined(separator: "・")
        return "上の「待ち \(sum)」の内訳：\(list)。"
    }
}

/// One part of the count in the header, named as its card on the first page.
struct WaitingPart: Sendable {
    let label: String
    let count: Int

    init(_ label: String, _ count: Int) {
        self.label = label
        self.count = count
    }
}
