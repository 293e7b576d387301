// SPDX-License-Identifier: Apache-2.0
import Formats
import Vocabulary

/// The bytes of a bank file: written, read back by the reader of `Formats` and compared with what was
/// planned before any money is counted as sent.
enum TransferBytes {
    /// - Parameters:
    ///   - planned: how many transfers and yen were decided about.
    ///   - subject: what the file pays, for the message of a bug.
    /// - Throws: `TransferRefusal` for what a bank would send back.
    static func of(
        _ transfers: [BankTransfer], _ planned: (count: Int, total: Yen), _ order: TransferOrder,
        _ audience: FileAudience, _ framing: TransferFraming, about subject: String
    ) throws -> [UInt8] {
        var writer = try TransferWriter(order, framing: framing, audience: audience)
        for transfer in transfers { try writer.add(transfer.entry) }
        try writer.finish(expecting: planned.count, total: planned.total)
        let bytes = writer.takeBytes()
        let read = try TransferFile.read(.bytes(bytes))
        let isTrue =
            read.valid && read.count == planned.count && read.total == planned.total.amount
            && read.declared == .init(count: planned.count, total: planned.total.amount)
            && read.transfers.count == transfers.count
            && zip(read.transfers, transfers).allSatisfy { found, planned in
                found.sequence == planned.sequence && found.amount == planned.amount.amount
                    && found.payee == planned.payee
                    && found.bank + found.branch + found.type + found.account
                        == planned.account
            }
        precondition(isTrue, "\(subject)の振込データが起案と合いません")
        return bytes
    }
}

extension BankTransfer {
    /// Its record of the file.
    fileprivate var entry: TransferEntry {
        TransferEntry(
            sequence: sequence, bank: bank, bankName: bankNameKana, branch: branch,
            branchName: branchNameKana, accountType: type, account: number, payee: payee,
            amount: amount, newCode: isFirst ? "1" : "0")
    }
}
