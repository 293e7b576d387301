// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
public import Safeguards
public import Vocabulary

/// 窓口払の起案: chosen items are paid in cash on a day, one voucher a recipient.
///
/// Approval by amount, sending back, the city's order and the ledger are those of every run.
public enum ProposeCounterRun {
    public static let operation = OperationCode.proposeRun

    /// - Parameters:
    ///   - items: scheduled for the counter, or held because no account takes them.
    ///   - day: today or later; the counter is open whether banks are or not.
    ///   - key: the idempotency key of the form; the same key answers the same run.
    /// - Throws: `.keyUsed`, `.paymentDayPassed`, `.unknownItem`, `.itemNotReady`, `.namedAbuser`,
    ///   `.recipientDied`; `CounterRefusal.nothingChosen`; `BenefitsRefusal.duplicateUndecided`.
    @discardableResult
    public static func perform(
        _ items: [Int64], on day: CivilDate, key: String, days: PaymentDays,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> RunProposal {
        if let known = try RunBook.run(key: key, from: scope.db) {
            guard known.paymentDay == day, known.kind == .cash else {
                throw PaymentRefusal.keyUsed
            }
            return RunProposal(run: known, leftOut: [:], unfit: [], wasKnown: true)
        }
        guard day >= scope.today else { throw PaymentRefusal.paymentDayPassed(day) }
        let chosen = try scope.found(items)
        guard !chosen.isEmpty else { throw CounterRefusal.nothingChosen }
        guard chosen.allSatisfy(\.mayBePaidInCash) else {
            throw PaymentRefusal.itemNotReady(.extracted)
        }
        try RunCheck.abusers(chosen, in: scope)
        try RunCheck.deaths(chosen, directory: directory, in: scope)
        guard try ItemBook.doubles(among: chosen, from: scope.db).isEmpty else {
            throw BenefitsRefusal.duplicateUndecided
        }
        let run = try scope.store(chosen, on: day, key: key, days: days)
        scope.counted(chosen.count)
        return RunProposal(run: run, leftOut: [:], unfit: [], wasKnown: false)
    }
}

extension PaymentItem {
    fileprivate var mayBePaidInCash: Bool {
        switch status {
        case .scheduled: method == .counter
        case .held:
            reasonCode.flatMap(PaymentHoldReason.init(rawValue:))?.endsAtCounter ?? false
        case .extracted, .sent, .paid, .returned, .rescheduled, .cancelled: false
        }
    }
}

extension Scope {
    fileprivate func store(
        _ items: [PaymentItem], on day: CivilDate, key: String, days: PaymentDays
    ) throws -> PaymentRun {
        let groups = Dictionary(grouping: items, by: \.recipient).sorted { $0.key < $1.key }
        let previous = try RunBook.previous(of: .cash, before: day, from: db)
        let id = try append([
            RunRow(
                key: key, number: try RunBook.nextNumber(on: day, from: db), paymentDay: day,
                size: RunSize(items: items, payees: groups.count), previous: previous?.id,
                article: try days.article(on: day), scheme: days.scheme,
                proposer: principal.officer)
        ])[0]
        try begin(run: id)
        try append([RunKindRow(run: id, kind: .cash)])
        let vouchers = try append(
            groups.enumerated().map { index, group in
                CashVoucherRow(
                    run: id, sequence: index + 1, recipient: group.key, content: group.value)
            })
        try append(
            zip(groups, vouchers).flatMap { group, voucher in
                group.value.map { CashVoucherItemRow(run: id, voucher: voucher, item: $0) }
            })
        try happen(.released, items.filter { $0.status == .held }.map { ItemStep($0.id) })
        try happen(.extracted, items.map { ItemStep($0.id, run: id) })
        return try run(id)
    }
}
