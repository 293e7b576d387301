// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Vocabulary

/// What consents that were given or taken back since mean for PMH.
///
/// (Part of `OperationCode.queueForHub`.)
struct QueueConsents {
    let funder: DatedValues<FunderTerms>
    let scope: Scope

    /// - Returns: how many orders were new.
    func perform() throws -> Int {
        let withheld = try HubOrders.all(.withheld, in: scope)
        let told = try HubToldBook.all(in: scope)
        let children = Set(withheld.map(\.child) + told.values.compactMap(\.first?.child))
        guard !children.isEmpty else { return 0 }
        let consenting = try HubConsent.consenting(children, in: scope)
        let released = withheld.filter { consenting.contains($0.child) }.map(\.id)
        try HubOrders.set(released, .waiting, due: scope.now, in: scope)
        try scope.append(released.map { HubAnswerRow(order: $0, outcome: .released) })
        let open = try HubOrders.open(in: scope)
        let settled = told.filter { !open.contains($0.key) }
        let orders =
            withdrawals(settled, consenting) + (try returns(settled, consenting))
        try HubOrders.append(orders, in: scope)
        return orders.count
    }

    /// PMH holds a row, and the consent was taken back.
    private func withdrawals(
        _ told: [String: [HubTold]], _ consenting: Set<AddresseeNumber>
    ) -> [NewHubOrder] {
        told.sorted { $0.key < $1.key }.compactMap { number, rows in
            guard let child = rows.first?.child, rows.contains(where: \.mayCount),
                !consenting.contains(child)
            else { return nil }
            return order(.withdrawal, "w", child, number)
        }
    }

    /// Every row was deleted, the consent is there again and the entitlement goes on.
    private func returns(
        _ told: [String: [HubTold]], _ consenting: Set<AddresseeNumber>
    ) throws -> [NewHubOrder] {
        let gone = told.filter { _, rows in
            !rows.contains(where: \.mayCount)
                && rows.first.map { consenting.contains($0.child) } ?? false
        }
        guard !gone.isEmpty else { return [] }
        let strands = try HistoryBook.strands(
            children: gone.values.compactMap(\.first?.child), from: scope.db)
        return try strands.sorted { $0.key < $1.key }.flatMap { child, own in
            try own.compactMap { strand in
                guard let number = strand.state.recipientNumber, gone[number] != nil,
                    try QueueForHub.goesOn(strand, funder, in: scope)
                else { return nil }
                return order(.consent, "c", child, number)
            }
        }
    }

    private func order(
        _ cause: HubCause, _ letter: String, _ child: AddresseeNumber, _ number: String
    ) -> NewHubOrder {
        NewHubOrder(
            key: "\(letter)-\(scope.operationID)-\(number)", cause: cause, child: child,
            recipientNumber: number)
    }
}

/// Whose entitlement may be registered with PMH: the child's own consent, given by whoever acts for
/// the child.
enum HubConsent {
    static func consenting(
        _ children: Set<AddresseeNumber>, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let cases = children.map { ConsentCase(subject: $0, child: $0) }
        return Set(
            try ConsentBook.holds(.hub, cases, on: scope.today, from: scope.db).keys
                .map(\.child))
    }
}
