// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
import Ledger
public import Safeguards
import Vocabulary

/// A bank file of refunds, ready to be put on disk.
public struct WrittenRefundFile: Hashable, Sendable {
    public let record: RefundFileRecord
    public let bytes: [UInt8]
    /// Decided refunds that no account takes now: they stay decided.
    public let leftOut: Int
    /// The file was written before; these are the same bytes and no money moved again.
    public let wasWritten: Bool
}

/// 還付の振込データの作成: every decided refund by transfer that has an account, one record each, exactly
/// once. Those that came back go to another account.
public enum WriteRefundFile {
    public static let operation = OperationCode.writeTransferFile

    /// - Parameters:
    ///   - order: the city as payer; its value date is the day of payment.
    ///   - key: the idempotency key of the form; the same key gives the same bytes.
    ///   - audience: a trial file says 検証用 in itself.
    /// - Throws: `.otherEnvironment`, `.keyUsed`, `.paymentDayPassed`, `.notBankDay`;
    ///   `RefundRefusal.nothingToRefund`; `TransferRefusal` for what a bank would send back.
    public static func perform(
        order: TransferOrder, key: String, audience: FileAudience,
        framing: TransferFraming = .crlf, days: PaymentDays, law: RecoveryLaw, in scope: Scope
    ) throws -> WrittenRefundFile {
        guard try TransferFileBook.audiences(from: scope.db).isSubset(of: [audience]) else {
            throw PaymentRefusal.otherEnvironment
        }
        let day = order.valueDate
        if let known = try RefundFileBook.file(key: key, from: scope.db) {
            guard known.valueDate == day else { throw PaymentRefusal.keyUsed }
            return try again(known, in: scope)
        }
        guard day >= scope.today else { throw PaymentRefusal.paymentDayPassed(day) }
        guard try days.isBankDay(day) else { throw PaymentRefusal.notBankDay(day) }
        let waiting = try RefundBook.toTransfer(from: scope.db)
        scope.saw(waiting.flatMap { [$0.child, $0.recipient] })
        let outlook = try RefundOutlook(of: waiting, on: day, law: law, in: scope)
        let leftOut = outlook.leftOut.count
        guard outlook.count > 0 else { throw RefundRefusal.nothingToRefund(leftOut: leftOut) }
        let record = try write(
            outlook.ready, order, Form(key: key, audience: audience, framing: framing), in: scope)
        scope.counted(outlook.count)
        return WrittenRefundFile(
            record: record.file, bytes: record.bytes, leftOut: leftOut, wasWritten: false)
    }

    /// The same bytes once more, for a file that was lost on its way to the bank; no money moves again.
    ///
    /// - Parameter id: the file.
    /// - Throws: `RefundRefusal.unknownFile`, `.fileNotWhole`.
    public static func again(_ id: Int64, in scope: Scope) throws -> WrittenRefundFile {
        guard let known = try RefundFileBook.file(id, from: scope.db) else {
            throw RefundRefusal.unknownFile
        }
        return try again(known, in: scope)
    }

    private struct Form {
        let key: String
        let audience: FileAudience
        let framing: TransferFraming
    }

    private static func write(
        _ ready: [RefundOutlook.Ready], _ order: TransferOrder, _ form: Form, in scope: Scope
    ) throws -> (file: RefundFileRecord, bytes: [UInt8]) {
        let day = order.valueDate
        let transfers = ready.enumerated().map { place, one in
            BankTransfer(one.refund, to: one.account, sequence: place + 1)
        }
        let total = ready.reduce(Yen.zero) { $0 + $1.refund.amount }
        let bytes = try TransferBytes.of(
            transfers, (ready.count, total), order, form.audience, form.framing, about: "還付")
        let number = try RefundFileBook.count(on: day, from: scope.db) + 1
        let id = try scope.append([
            RefundFileRow(
                key: form.key, name: "kanpu_\(day.compact)_\(number).txt", order: order,
                audience: form.audience, framing: form.framing,
                digest: Digest.of(bytes).description, bytes: bytes.count, records: ready.count,
                total: total, officer: scope.principal.officer)
        ])[0]
        let payouts = try scope.append(
            ready.enumerated().map { place, one in
                PayoutRow(
                    refund: one.refund, way: .transfer, paidOn: day, charge: one.charge,
                    officer: scope.principal.officer, transfer: (id, place + 1, one.account))
            })
        for (one, payout) in zip(ready, payouts) {
            try scope.post(
                .refundSent, one.refund.amount, excessOf: one.refund.recovery,
                entry: "refund-sent-\(payout)")
        }
        guard let file = try RefundFileBook.file(id, from: scope.db) else {
            preconditionFailure("書いた還付の振込データが読めません")
        }
        return (file, bytes)
    }

    /// The same bytes once more.
    private static func again(
        _ known: RefundFileRecord, in scope: Scope
    ) throws -> WrittenRefundFile {
        let transfers = try RefundCells.transfers(of: known.id, from: scope.db)
        scope.saw(transfers.map(\.recipient))
        guard transfers.count == known.records else { throw RefundRefusal.fileNotWhole }
        guard let how = try RefundFileBook.order(of: known, from: scope.db) else {
            throw PaymentRefusal.keyUsed
        }
        let bytes = try TransferBytes.of(
            transfers, (known.records, known.total), how.order, how.audience, how.framing,
            about: "還付")
        precondition(
            Digest.of(bytes).description == known.digest, "振込データ\(known.name)が前と同じになりません")
        scope.note("again")
        scope.counted(transfers.count)
        return WrittenRefundFile(record: known, bytes: bytes, leftOut: 0, wasWritten: true)
    }
}

extension BankTransfer {
    fileprivate init(_ refund: Refund, to account: AccountInUse, sequence: Int) {
        self.init(
            id: 0, sequence: sequence, bank: account.bankCode,
            bankNameKana: account.bankNameKana, branch: account.branchCode,
            branchNameKana: account.branchNameKana, type: account.type, number: account.number,
            payee: account.holderKana, amount: refund.amount, items: 1,
            recipient: refund.recipient, isFirst: false, warning: nil)
    }
}

/// Whether money may go to the debtors of refunds.
enum RefundPayee {
    /// The requests of those who died or whom a protection measure is directed against.
    static func barred(_ refunds: [Refund], in scope: Scope) throws -> Set<Int64> {
        let abusers = try AbuserLinks(of: refunds.map(\.child), from: scope.db)
        let deaths = try PersonBook.deaths(refunds.map(\.recipient), from: scope.db)
        let found = refunds.filter {
            deaths[$0.recipient] != nil || abusers.names($0.recipient, of: [$0.child])
        }
        return Set(found.map(\.request))
    }
}
