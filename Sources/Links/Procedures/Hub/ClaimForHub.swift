// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Vocabulary

/// An entitlement that a running job has taken to be sent: its orders, and what goes out.
struct HubClaim: Sendable {
    /// The operation that took the orders; only who holds them still may settle them.
    let operation: Int64
    let orders: [Int64]
    let attempts: Int
    let recipientNumber: String
    let parcel: HubParcel
}

/// Takes the next entitlements out of the queue and says what PMH shall hold of each, as the record
/// stands now: several waiting decisions of one entitlement go out as one, with the newest state.
///
/// (Part of `OperationCode.queueForHub`.)
struct ClaimForHub {
    /// A job that did not come back within this many seconds has died; its orders wait again.
    static let lease: Int64 = 600

    let funder: DatedValues<FunderTerms>
    let scope: Scope

    /// - Returns: what is to be sent, and what was settled without sending; empty when nothing is due.
    func perform(limit: Int) throws -> (claims: [HubClaim], settled: [HubAnswerRow]) {
        try HubOrders.releaseExpiredClaims(in: scope)
        let due = try HubOrders.due(entitlements: limit, in: scope)
        guard !due.isEmpty else { return ([], []) }
        scope.saw(due.map(\.child))
        let byNumber = Dictionary(grouping: due, by: \.recipientNumber)
        let children = Set(due.map(\.child))
        let strands = try HistoryBook.strands(children: children.sorted(), from: scope.db)
        let told = try HubToldBook.rows(of: byNumber.keys.sorted(), in: scope)
        let consenting = try HubConsent.consenting(children, in: scope)
        var claims: [HubClaim] = []
        var settled: [HubAnswerRow] = []
        // One entitlement of a child at a time keeps the order of the child's history.
        var taken: Set<AddresseeNumber> = []
        for (number, orders) in byNumber.sorted(by: { $0.value[0].id < $1.value[0].id }) {
            let child = orders[0].child
            guard !taken.contains(child) else { continue }
            let strand = strands[child]?.first { $0.state.recipientNumber == number }
            switch plan(
                strand, told: told[number] ?? [], isConsenting: consenting.contains(child))
            {
            case .send(let rows):
                taken.insert(child)
                claims.append(
                    HubClaim(
                        operation: scope.operationID, orders: orders.map(\.id),
                        attempts: orders.map(\.attempts).max() ?? 0, recipientNumber: number,
                        parcel: HubParcel(child: child, rows: rows)))
            case .settle(let outcome, let field, let rule):
                settled += try settle(orders, outcome, field, rule)
            }
        }
        try hold(claims)
        return (claims, settled)
    }

    private enum Plan {
        case send([HubRow])
        case settle(HubAnswerRow.Outcome, field: String? = nil, rule: String? = nil)
    }

    private func plan(_ strand: Strand?, told: [HubTold], isConsenting: Bool) -> Plan {
        let countable = told.filter(\.mayCount)
        guard isConsenting else {
            guard !countable.isEmpty else {
                return .settle(.withheld)
            }
            return .send(countable.map { $0.row.deleted() })
        }
        do throws(HubQueueRefusal) {
            let now = try HubRows.rows(of: strand?.decisions ?? [], funder: funder)
            let keys = Set(now.map(\.key))
            let gone = countable.filter { !keys.contains($0.row.key) }.map { $0.row.deleted() }
            // What ended before PMH knew of it is none of its business.
            if told.isEmpty, !now.contains(where: { $0.through >= scope.today }) {
                return .settle(.notNeeded)
            }
            let rows = gone + now
            return rows.isEmpty ? .settle(.notNeeded) : .send(rows)
        } catch {
            return .settle(.refused, field: "validTo", rule: error.code)
        }
    }

    private func settle(
        _ orders: [HubOrder], _ outcome: HubAnswerRow.Outcome, _ field: String?, _ rule: String?
    ) throws -> [HubAnswerRow] {
        let ids = orders.map(\.id)
        try HubOrders.set(ids, outcome.state, due: scope.now, in: scope)
        let rows = ids.map {
            HubAnswerRow(order: $0, outcome: outcome, field: field, rule: rule)
        }
        try scope.append(rows)
        return rows
    }

    private func hold(_ claims: [HubClaim]) throws {
        for claim in claims {
            try HubOrders.set(
                claim.orders, .sending, due: scope.now.adding(seconds: ClaimForHub.lease),
                claim: claim.operation, in: scope)
        }
        try HubToldBook.tell(
            claims.flatMap { claim in
                claim.parcel.rows.map { HubToldRow(child: claim.parcel.child, row: $0) }
            }, in: scope)
    }
}
