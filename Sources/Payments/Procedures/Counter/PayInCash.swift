// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 現金の受入れ: the cash of an approved run lies at the counter; its money counts as on its way.
public enum DrawCash {
    public static let operation = OperationCode.payAtCounter

    /// A second call changes nothing.
    ///
    /// - Throws: `.unknownRun`, `.otherKind`, `.wrongRunState`, `.secondPersonMissing`,
    ///   `.paymentDayPassed`, `.namedAbuser`; `AccountingRefusal` as for a file.
    @discardableResult
    public static func perform(
        _ id: Int64, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> PaymentRun {
        let run = try scope.run(id)
        guard run.kind == .cash else { throw PaymentRefusal.otherKind(run.kind) }
        if run.status == .written || run.status == .settled { return run }
        guard run.status == .approved else { throw PaymentRefusal.wrongRunState(run.status) }
        try WriteTransferFile.checkPersons(run, in: scope)
        try RunCheck.check(run, directory: directory, in: scope)
        try OrderCheck.check(run, in: scope)
        try scope.happen(.written, to: run)
        let items = try ItemBook.items(of: id, from: scope.db)
        try scope.happen(.sent, items.map { ItemStep($0.id, run: id) })
        try scope.move(.sent, items.map { ($0.id, $0.amount) })
        scope.counted(items.count)
        return try scope.run(id)
    }
}

/// 受取人の確認: who stands at the counter, shown by what, and the receipt that was signed.
public enum IdentifyReceiver {
    public static let operation = OperationCode.payAtCounter

    /// A second look is written beside the first; the newest counts.
    ///
    /// - Throws: `CounterRefusal.unknownVoucher`, `.voucherSettled`, `.notOpen`,
    ///   `.evidenceMissing`.
    public static func perform(
        _ voucher: Int64, _ evidence: CashIdentification, in scope: Scope
    ) throws {
        let found = try scope.openVoucher(voucher).voucher
        guard evidence.isComplete else { throw CounterRefusal.evidenceMissing }
        // Twice the same is once.
        if found.identification == evidence, found.identifiedBy == scope.principal.officer {
            return
        }
        try scope.append([
            CashIdentificationRow(
                voucher: voucher, evidence: evidence, officer: scope.principal.officer)
        ])
    }
}

/// 現金の交付: a second officer hands the money over to whom the first has looked at.
public enum HandOverCash {
    public static let operation = OperationCode.confirmCounterPayment

    /// - Returns: whether money moved now; false where the same voucher was handed over before.
    /// - Throws: `CounterRefusal.unknownVoucher`, `.voucherSettled`, `.notOpen`, `.notIdentified`;
    ///   `PaymentRefusal.namedAbuser`; `SafeguardRefusal.sameOfficer`.
    @discardableResult
    public static func perform(_ id: Int64, in scope: Scope) throws -> Bool {
        if let known = try CashBook.voucher(id, from: scope.db), known.state == .paid,
            known.settledBy == scope.principal.officer
        {
            scope.saw(known.recipient)
            return false
        }
        let (voucher, run) = try scope.openVoucher(id)
        guard let identifier = voucher.identifiedBy, let seen = voucher.identificationID else {
            throw CounterRefusal.notIdentified
        }
        try FourEyes.check(proposer: identifier, approver: scope.principal.officer)
        let items = try scope.found(CashBook.items(of: [id], from: scope.db))
        try RunCheck.abusers(items, in: scope)
        try scope.append([
            CashOutcomeRow(
                voucher: id, identification: seen, on: scope.today,
                officer: scope.principal.officer)
        ])
        try scope.happen(.paid, items.map { ItemStep($0.id, run: run.id) })
        try scope.move(.paid, items.map { ($0.id, $0.amount) })
        let rest = try CashBook.vouchers(of: run.id, from: scope.db)
        if rest.allSatisfy({ $0.state == .paid || $0.state == .unclaimed }) {
            try scope.happen(.settled, to: run)
        }
        scope.counted(items.count)
        return true
    }
}

/// 窓口払の締切り: what nobody fetched goes back; it is paid again by another run.
public enum CloseCounter {
    public static let operation = OperationCode.recordTransferResults

    /// - Returns: the vouchers that were not fetched; none where the counter was closed before.
    /// - Throws: `.unknownRun`, `.otherKind`, `.wrongRunState`; `CounterRefusal.notOpen`.
    @discardableResult
    public static func perform(_ id: Int64, in scope: Scope) throws -> [Int64] {
        let run = try scope.run(id)
        guard run.kind == .cash else { throw PaymentRefusal.otherKind(run.kind) }
        if run.status == .settled { return [] }
        guard run.status == .written else { throw PaymentRefusal.wrongRunState(run.status) }
        guard run.paymentDay <= scope.today else {
            throw CounterRefusal.notOpen(run.paymentDay)
        }
        let left = try CashBook.vouchers(of: id, from: scope.db)
            .filter { $0.state == .open || $0.state == .identified }
        let items = try scope.found(CashBook.items(of: left.map(\.id), from: scope.db))
        try scope.append(
            left.map {
                CashOutcomeRow(
                    voucher: $0.id, identification: nil, on: scope.today,
                    officer: scope.principal.officer)
            })
        try scope.happen(
            .returned, items.map { ItemStep($0.id, run: id, unclaimed: "窓口で受領がありませんでした") })
        try scope.move(.returned, items.map { ($0.id, $0.amount) })
        try scope.happen(.settled, to: run)
        scope.counted(left.count)
        return left.map(\.id)
    }
}

extension Scope {
    /// A voucher whose money lies at the counter.
    fileprivate func openVoucher(
        _ id: Int64
    ) throws -> (voucher: CashVoucher, run: PaymentRun) {
        guard let voucher = try CashBook.voucher(id, from: db) else {
            throw CounterRefusal.unknownVoucher
        }
        saw(voucher.recipient)
        let run = try run(voucher.run)
        guard voucher.state == .open || voucher.state == .identified else {
            throw CounterRefusal.voucherSettled
        }
        guard run.status == .written, run.paymentDay <= today else {
            throw CounterRefusal.notOpen(run.paymentDay)
        }
        return (voucher, run)
    }
}
