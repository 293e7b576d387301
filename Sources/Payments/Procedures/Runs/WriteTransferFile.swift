// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
public import Formats
import Ledger
public import Safeguards
import Vocabulary

/// A file for the bank, ready to be put on disk.
public struct WrittenTransferFile: Hashable, Sendable {
    public let record: TransferFileRecord
    public let bytes: [UInt8]
    /// The file was written before; these are the same bytes and no money moved again.
    public let wasWritten: Bool
}

/// 振込データの作成: the bank file of an approved run, exactly once; again it gives the same bytes.
///
/// The bytes come from the transfers that were approved, are read back by the reader of `Formats`
/// and compared with the plan before the money is counted as sent.
public enum WriteTransferFile {
    public static let operation = OperationCode.writeTransferFile

    /// - Parameters:
    ///   - order: the city as payer, for the payment day of the run. A file that was written
    ///     before keeps its own.
    ///   - audience: a trial file says 検証用 in itself.
    ///   - directory: says whether an heir or another payee by 支払先の変更 has died since.
    /// - Throws: `.unknownRun`, `.otherEnvironment`, `.wrongRunState`, `.secondPersonMissing`,
    ///   `.otherKind`, `.otherValueDate`, `.paymentDayPassed`, `.accountsChanged`; `AccountingRefusal` where the city
    ///   keeps its budget here and the treasurer has not accepted the order; `TransferRefusal` for
    ///   what a bank would send back.
    public static func perform(
        _ id: Int64, order: TransferOrder, audience: FileAudience,
        framing: TransferFraming = .crlf, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> WrittenTransferFile {
        let run = try scope.run(id)
        let transfers = try TransferCells.transfers(of: id, from: scope.db)
        guard try TransferFileBook.audiences(from: scope.db).isSubset(of: [audience]) else {
            throw PaymentRefusal.otherEnvironment
        }
        guard run.kind.file == order.type else { throw PaymentRefusal.otherKind(run.kind) }
        if let written = try again(run, transfers, in: scope) { return written }
        guard run.status == .approved else { throw PaymentRefusal.wrongRunState(run.status) }
        try Self.checkPersons(run, in: scope)
        guard order.valueDate == run.paymentDay else {
            throw PaymentRefusal.otherValueDate(run.paymentDay)
        }
        try RunCheck.check(run, directory: directory, in: scope)
        try OrderCheck.check(run, in: scope)
        let bytes = try TransferBytes.of(
            transfers, run.size, order, audience, framing, about: "支払処理\(run.number)")
        let record = TransferFileRecord(
            run: id, name: "\(run.kind.fileName)_\(run.paymentDay.compact)_\(run.number).txt",
            digest: Digest.of(bytes).description, bytes: bytes.count, records: run.transfers,
            total: run.total, writtenBy: scope.principal.officer, writtenAt: nil)
        try scope.append([
            TransferFileRow(record: record, order: order, audience: audience, framing: framing)
        ])
        try scope.happen(.written, to: run)
        let items = try ItemBook.items(of: id, from: scope.db)
        try scope.happen(.sent, items.map { ItemStep($0.id, run: id) })
        try scope.move(.sent, items.map { ($0.id, $0.amount) })
        scope.counted(transfers.count)
        return WrittenTransferFile(record: record, bytes: bytes, wasWritten: false)
    }

    /// Two persons had the run in hand: a machine that proposed it is none.
    static func checkPersons(_ run: PaymentRun, in scope: Scope) throws {
        var officers = Set(try RunConsents.consents(of: run.id, from: scope.db).map(\.officer))
        officers.formUnion(
            [run.proposer, run.approver, scope.principal.officer].compactMap(\.self))
        guard officers.filter({ !$0.hasPrefix("machine:") }).count > 1 else {
            throw PaymentRefusal.secondPersonMissing
        }
    }

    /// The same bytes once more for a run whose file was written.
    private static func again(
        _ run: PaymentRun, _ transfers: [BankTransfer], in scope: Scope
    ) throws -> WrittenTransferFile? {
        guard let record = try TransferFileBook.record(of: run.id, from: scope.db),
            let known = try TransferFileBook.order(of: run, from: scope.db)
        else { return nil }
        scope.saw(transfers.map(\.recipient))
        let bytes = try TransferBytes.of(
            transfers, run.size, known.order, known.audience, known.framing,
            about: "支払処理\(run.number)")
        precondition(
            Digest.of(bytes).description == record.digest, "振込データ\(record.name)が前と同じになりません")
        scope.note("again")
        scope.counted(transfers.count)
        return WrittenTransferFile(record: record, bytes: bytes, wasWritten: true)
    }
}

extension PaymentRun {
    fileprivate var size: (count: Int, total: Yen) { (transfers, total) }
}
