// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger
public import Safeguards
import Vocabulary

/// A file for the accounting system, ready to be put on disk.
public struct WrittenAccountingFile: Hashable, Sendable {
    public let record: AccountingFileRecord
    public let bytes: [UInt8]
    /// The file was written before; these are the same bytes.
    public let wasWritten: Bool
}

/// 財務会計への連携データの作成: approved orders that no file names yet; each goes once.
public enum WriteAccountingFile {
    public static let operation = OperationCode.writeAccountingFile

    /// - Parameters:
    ///   - layout: `accounting-orders`; unverified, it writes trial files only.
    ///   - key: the idempotency key of the form; the same key answers the same bytes.
    /// - Throws: `AccountingRefusal.nothingToHandOver`; `PaymentRefusal.otherEnvironment`;
    ///   `FormatRefusal.layoutUnverified` for a real peer.
    public static func perform(
        layout: FeedLayout, audience: FileAudience, key: String, in scope: Scope
    ) throws -> WrittenAccountingFile {
        guard try AccountingFileBook.audiences(from: scope.db).isSubset(of: [audience]) else {
            throw PaymentRefusal.otherEnvironment
        }
        if let known = try AccountingFileBook.file("file_key", key, from: scope.db) {
            return try again(known.id, known.record, layout, known.audience, in: scope)
        }
        let ids = try AccountingFileBook.waiting(from: scope.db)
        guard !ids.isEmpty else { throw AccountingRefusal.nothingToHandOver }
        let orders = try ids.map { try scope.expenditure($0) }
        let bytes = try compose(orders, layout, audience, in: scope)
        let record = AccountingFileRecord(
            name: "shishutsu_\(scope.today.compact)_\(ids[0]).csv",
            digest: Digest.of(bytes).description, orders: orders.count,
            total: orders.reduce(.zero) { $0 + $1.amount }, officer: scope.principal.officer)
        let file = try scope.append([
            AccountingFileRow(key: key, record: record, audience: audience, layout: layout.id)
        ])[0]
        try scope.append(
            ids.enumerated().map {
                AccountingFileOrderRow(file: file, order: $0.element, position: $0.offset + 1)
            })
        scope.counted(ids.count)
        return WrittenAccountingFile(record: record, bytes: bytes, wasWritten: false)
    }

    private static func again(
        _ file: Int64, _ record: AccountingFileRecord, _ layout: FeedLayout,
        _ audience: FileAudience, in scope: Scope
    ) throws -> WrittenAccountingFile {
        let orders = try AccountingFileBook.orders(of: file, from: scope.db)
            .map { try scope.expenditure($0) }
        let bytes = try compose(orders, layout, audience, in: scope)
        precondition(
            Digest.of(bytes).description == record.digest, "連携データ\(record.name)が前と同じになりません")
        scope.note("again")
        scope.counted(orders.count)
        return WrittenAccountingFile(record: record, bytes: bytes, wasWritten: true)
    }

    private static func compose(
        _ orders: [Expenditure], _ layout: FeedLayout, _ audience: FileAudience,
        in scope: Scope
    ) throws -> [UInt8] {
        var writer = try FeedWriter(layout, for: audience)
        for order in orders {
            let approved =
                try ExpenditureBook.history(of: order.id, from: scope.db)
                .first { $0.event == .approved }?.at.dayInJapan ?? order.proposedAt.dayInJapan
            try writer.add([
                "order": order.number, "fiscal-year": String(order.place.budget.year),
                "account": order.account, "account-title": order.accountTitle,
                "kind": order.method,
                "past-year": order.place.isPastYear ? "1" : "0",
                "decided-on": approved.compact, "pay-on": order.payOn.compact,
                "payees": String(order.payees), "amount": String(order.amount.amount),
                "digest": order.digest,
            ])
        }
        return writer.takeBytes()
    }
}
