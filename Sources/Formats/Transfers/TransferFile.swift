// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What a bulk transfer file holds: the JSON of `hagukumi inspect transfer`.
public struct TransferFile: Sendable, Hashable, Encodable {
    /// One payment as read.
    public struct Transfer: Sendable, Hashable, Encodable {
        /// The place among the payments of the file, from 1.
        public let sequence: Int
        public let bank: String
        public let branch: String
        public let type: String
        public let account: String
        /// Half-width kana without filling spaces.
        public let payee: String
        /// Yen.
        public let amount: Int
        /// 顧客コード1 and 2, or the EDI information as one text.
        public let references: [String]

        private enum CodingKeys: String, CodingKey {
            case bank, branch, type, account, payee, amount
        }
    }

    /// Sums of the trailers.
    public struct Declared: Sendable, Hashable, Encodable {
        public let count: Int
        public let total: Int

        public init(count: Int, total: Int) {
            self.count = count
            self.total = total
        }
    }

    /// No error was found; warnings do no harm.
    public let valid: Bool
    /// 種別コード of the first header; empty without one.
    public let type: String
    /// `MM-DD` of the first header; the file keeps no year.
    public let valueDate: String
    public let count: Int
    /// Yen.
    public let total: Int
    public let declared: Declared
    /// `cp932`, or the name of what it is instead.
    public let encoding: String
    public let framing: TransferFraming
    /// Groups of header, data and trailer.
    public let groups: Int
    /// Whether 振込依頼人名 says 検証用.
    public let trial: Bool
    public let errors: [FileIssue]
    public let transfers: [Transfer]

    /// Reads a file whole, with its payments.
    /// - Throws: `FormatRefusal.emptyFile`; `Fault` (disk).
    public static func read(_ source: ByteSource) throws -> TransferFile {
        var transfers: [Transfer] = []
        var pass = TransferPass()
        try pass.run(source) { transfers.append($0) }
        return pass.result(transfers)
    }

    /// Reads a file and hands over each readable payment instead of keeping it.
    public static func read(
        _ source: ByteSource, each: (Transfer) throws -> Void
    ) throws -> TransferFile {
        var pass = TransferPass()
        try pass.run(source, each)
        return pass.result([])
    }

    /// Writes a whole file; see `TransferWriter` for the rules.
    public static func write(
        _ order: TransferOrder, _ entries: [TransferEntry], framing: TransferFraming = .crlf,
        wide: Bool = false, audience: FileAudience
    ) throws(TransferRefusal) -> [UInt8] {
        var writer = try TransferWriter(order, framing: framing, wide: wide, audience: audience)
        for entry in entries { try writer.add(entry) }
        let total = entries.reduce(Yen.zero) { $0 + $1.amount }
        try writer.finish(expecting: entries.count, total: total)
        return writer.takeBytes()
    }
}
