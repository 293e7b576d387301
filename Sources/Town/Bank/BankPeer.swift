// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Vocabulary

/// The town's bank: reads the office's transfer file and returns what went to a closed account.
///
/// It knows nothing of the office but the file; which accounts are closed stands in
/// `truth/closed_accounts.jsonl`.
public struct BankPeer: Sendable {
    /// A payment that could not be made: place of the data record (from 1) and yen.
    public struct Return: Equatable, Sendable {
        public let sequence: Int
        public let amount: Int
    }

    private let closed: [String: String]

    /// Reads the closed accounts of a town's folder.
    public init(town folder: URL) throws {
        let url = folder.appendingPathComponent("truth/closed_accounts.jsonl")
        let text = try String(contentsOf: url, encoding: .utf8)
        var accounts: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let entry = try JSONDecoder().decode(Entry.self, from: Data(line.utf8))
            accounts[entry.bank + entry.branch + entry.type + entry.account] = entry.returnedIn
        }
        closed = accounts
    }

    private struct Entry: Decodable {
        let bank: String, branch: String, type: String, account: String, returnedIn: String
    }

    /// The data records of a 総合振込 file (120 bytes, with or without CRLF) that come back.
    ///
    /// - Parameter month: of the payment: before its account was given up nothing comes back;
    ///   `nil` takes every account of the list for closed.
    public func returns(of transfer: Data, in month: YearMonth? = nil) -> [Return] {
        let bytes = transfer.filter { $0 != 0x0D && $0 != 0x0A && $0 != 0x1A }
        var found: [Return] = []
        var sequence = 0
        var start = 0
        while start + 120 <= bytes.count {
            let record = Array(bytes[(bytes.startIndex + start)..<(bytes.startIndex + start + 120)])
            start += 120
            guard record[0] == 0x32 else { continue }
            sequence += 1
            func text(_ range: ClosedRange<Int>) -> String {
                String(
                    decoding: record[(range.lowerBound - 1)...(range.upperBound - 1)], as: UTF8.self
                )
            }
            let account = text(2...5) + text(21...23) + text(43...43) + text(44...50)
            guard let since = closed[account], let amount = Int(text(81...90)) else { continue }
            // Months compare as they are written: 2025-06 comes before 2025-11.
            if let month, month.description < since { continue }
            found.append(Return(sequence: sequence, amount: amount))
        }
        return found
    }

    /// The bank's answer as the `bank_returns` file: name and bytes, or nil when nothing came back.
    public func answer(
        to transfer: Data, paid day: CivilDate, on sent: CivilDate, sequence: Int
    ) -> (name: String, bytes: Data)? {
        let found = returns(of: transfer, in: day.yearMonth)
        guard !found.isEmpty else { return nil }
        var bytes = FileSink.byteOrderMark + Row.of(FeedColumns.bankReturns)
        for entry in found {
            bytes += Row.of([
                FictionalCity.stamp, day.compact, String(entry.sequence), String(entry.amount),
                "解約",
            ])
        }
        let name = FeedFolder.name(
            "bank_returns", full: false, day: sent, hour: 9, sequence: sequence)
        return (name, Data(bytes))
    }
}
