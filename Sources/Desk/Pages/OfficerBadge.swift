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
        var sum = 0
        if let counts {
            if roles.contains(.counter) { sum += counts.cases.toExamine + counts.cases.overdue }
            if roles.contains(.head) { sum += counts.cases.toApprove }
            sum += counts.money.waiting(for: roles) + counts.links.waiting(for: roles)
        }
        waiting = sum > 0 ? sum : nil
    }
}
