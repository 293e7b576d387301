// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Scheme
import Vocabulary

/// PMHへの登録の待ち行列: every decision, every change in the resident register and every consent that
/// PMH must learn of is queued once. While PMH is off nothing is queued and no position moves.
///
/// The first time the entitlements that go on are queued, each with its newest decision; what ended
/// before PMH was switched on is none of its business.
public enum QueueForHub {
    public static let operation = OperationCode.queueForHub
    static let decisions = "hub-decisions"
    static let residents = "hub-residents"

    /// - Parameters:
    ///   - state: what System 2 says.
    ///   - funder: the number of the payer by day (`funder` of the book).
    /// - Returns: how many orders were new.
    @discardableResult
    public static func perform(
        _ state: HubState, directory: any AddresseeDirectory, funder: DatedValues<FunderTerms>,
        batch: Int = 5_000, in scope: Scope
    ) throws -> Int {
        guard state.isOn else { return 0 }
        var added = 0
        if try ReadingPositions.position(of: decisions, in: scope) == 0 {
            added += try queueLiving(directory, funder, batch, in: scope)
        } else {
            added += try queueDecisions(batch, in: scope)
            added += try queueResidents(directory, batch, in: scope)
        }
        added += try QueueConsents(funder: funder, scope: scope).perform()
        scope.counted(added)
        return added
    }

    private static func queueLiving(
        _ directory: any AddresseeDirectory, _ funder: DatedValues<FunderTerms>, _ batch: Int,
        in scope: Scope
    ) throws -> Int {
        let strands = try HistoryBook.strands(children: nil, from: scope.db)
        var orders: [NewHubOrder] = []
        var newest: Int64 = 0
        for (child, own) in strands.sorted(by: { $0.key < $1.key }) {
            for strand in own {
                newest = max(newest, strand.state.id)
                guard try goesOn(strand, funder, in: scope) else { continue }
                orders.append(order(strand.state, of: child))
            }
        }
        try HubOrders.append(orders, in: scope)
        guard newest > 0 else { return 0 }
        try ReadingPositions.move(decisions, to: newest, in: scope)
        // What changed before is in what will be sent.
        var position = try ReadingPositions.position(of: TakeOverResidentChanges.link, in: scope)
        while let last = try directory.changes(after: position, limit: batch).last {
            position = last.cursor
        }
        try ReadingPositions.move(residents, to: position, in: scope)
        return orders.count
    }

    /// Whether a day of today or later is inside; one without an end is queued, to be shown as wrong.
    static func goesOn(
        _ strand: Strand, _ funder: DatedValues<FunderTerms>, in scope: Scope
    ) throws -> Bool {
        do throws(HubQueueRefusal) {
            return try HubRows.rows(of: strand.decisions, funder: funder)
                .contains { $0.through >= scope.today }
        } catch {
            return true
        }
    }

    private static func order(
        _ decision: EntitlementDecision, of child: AddresseeNumber
    ) -> NewHubOrder {
        NewHubOrder(
            key: "d-\(decision.id)", cause: .decision, child: child,
            recipientNumber: decision.recipientNumber ?? "", history: decision.id)
    }

    private static func queueDecisions(_ batch: Int, in scope: Scope) throws -> Int {
        var position = try ReadingPositions.position(of: decisions, in: scope)
        var total = 0
        while true {
            let found = try HistoryBook.decisions(after: position, limit: batch, from: scope.db)
            guard let last = found.last else { break }
            // A refusal (却下) gives no entitlement and no number.
            let orders = found.filter { $0.recipientNumber != nil }
                .map { order($0, of: $0.child) }
            try HubOrders.append(orders, in: scope)
            total += orders.count
            position = last.id
        }
        try ReadingPositions.move(decisions, to: position, in: scope)
        return total
    }

    /// Name, address or protection of a child that PMH knows have changed.
    private static func queueResidents(
        _ directory: any AddresseeDirectory, _ batch: Int, in scope: Scope
    ) throws -> Int {
        var numbers: [AddresseeNumber: [String]] = [:]
        for (number, told) in try HubToldBook.all(in: scope) {
            guard let first = told.first, told.contains(where: \.mayCount) else { continue }
            numbers[first.child, default: []].append(number)
        }
        var position = try ReadingPositions.position(of: residents, in: scope)
        var newest: [AddresseeNumber: Int64] = [:]
        while true {
            let notices = try directory.changes(after: position, limit: batch)
            guard let last = notices.last else { break }
            for notice in notices where numbers[notice.number] != nil {
                newest[notice.number] = notice.cursor
            }
            position = last.cursor
        }
        let orders = newest.sorted { $0.value < $1.value }.flatMap { child, cursor in
            (numbers[child] ?? []).sorted().map { number in
                NewHubOrder(
                    key: "r-\(cursor)-\(number)", cause: .resident, child: child,
                    recipientNumber: number)
            }
        }
        try HubOrders.append(orders, in: scope)
        try ReadingPositions.move(residents, to: position, in: scope)
        return orders.count
    }
}
