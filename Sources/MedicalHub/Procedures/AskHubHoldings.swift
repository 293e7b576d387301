// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Safeguards
public import Vocabulary

/// One row as PMH says that it holds it. It carries no 個人番号.
public struct HubHeldRow: Hashable, Sendable {
    public let key: String
    public let recipientNumber: String
    public let from: CivilDate
    public let through: CivilDate
    public let isDeleted: Bool
    public let isNotDisclosed: Bool
}

/// PMHとの突合 in System 2: asks PMH what it holds of this municipality.
///
/// No such question is published; path and form are our own and marked so.
public struct AskHubHoldings: Sendable {
    public static let operation = OperationCode.reconcileHub
    static let path = "registrations"
    /// Pages after which a list that never ends is given up.
    private static let pages = 10_000

    private struct Page: Decodable {
        struct Row: Decodable {
            let historyKey: String
            let medicalSubsidyRecipientNumber: String
            let validFrom: String
            let validTo: String
            let isDeleted: Bool
            let isNotDisclosed: Bool
        }
        let rows: [Row]
        let next: String?
    }

    private let gate: Gate
    private let channel: any HubChannel

    public init(gate: Gate, channel: any HubChannel) {
        self.gate = gate
        self.channel = channel
    }

    /// - Throws: `HubRefusal.off`, `.unreadableHoldings`; `Fault(.network)` where nobody answers.
    public func perform(by principal: Principal = .machine("hub")) async throws -> [HubHeldRow] {
        try await gate.performAsync(
            AskHubHoldings.operation, by: principal, for: .registration
        ) { _ = try SwitchBook.requireOn(in: $0) }
        var rows: [HubHeldRow] = []
        var next: String?
        for _ in 0..<AskHubHoldings.pages {
            let page = try await page(after: next)
            rows += try page.rows.map(AskHubHoldings.row)
            guard let more = page.next else { return rows }
            next = more
        }
        throw HubRefusal.unreadableHoldings
    }

    private func page(after cursor: String?) async throws -> Page {
        let query = cursor.flatMap {
            $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        }
        let reply: HubReply
        do {
            reply = try await channel.get(
                AskHubHoldings.path + (query.map { "?after=\($0)" } ?? ""))
        } catch {
            throw Fault(.network, detail: "PMHが答えません。", isTransient: true)
        }
        guard reply.status == 200 else {
            throw Fault(.network, detail: "PMHの答え: \(reply.status)", isTransient: true)
        }
        guard let page = try? JSONDecoder().decode(Page.self, from: Data(reply.body)) else {
            throw HubRefusal.unreadableHoldings
        }
        return page
    }

    private static func row(_ row: Page.Row) throws -> HubHeldRow {
        guard let from = CivilDate(iso: row.validFrom), let through = CivilDate(iso: row.validTo)
        else { throw HubRefusal.unreadableHoldings }
        return HubHeldRow(
            key: row.historyKey, recipientNumber: row.medicalSubsidyRecipientNumber, from: from,
            through: through, isDeleted: row.isDeleted, isNotDisclosed: row.isNotDisclosed)
    }
}
