// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Claims that an examining body has sent in a month of billing, of one month of treatment and one
/// kind of institution: what its invoice is made of (`truth/invoices.jsonl`).
struct SentClaims: Equatable {
    struct Key: Hashable {
        let billed: YearMonth
        /// 1 the payment fund, 2 the federation.
        let agency: Int
        let month: YearMonth
        /// 1 medical, 3 dental, 4 pharmacy.
        let table: Int
    }

    /// One line of the file.
    struct Line: Codable {
        let billed: YearMonth, agency: Int, month: YearMonth, table: Int
        let accepted: Int, rejected: Int, payable: Int
    }

    /// Those that the city owes, and those that must end on its error list.
    var accepted = 0
    var rejected = 0
    /// Yen of the accepted ones.
    var payable = 0

    mutating func add(_ draft: ClaimDraft) {
        if draft.trouble == nil { accepted += 1 } else { rejected += 1 }
        payable += draft.payable
    }

    static func write(_ sent: [Key: SentClaims], to root: URL) throws {
        let sink = try FileSink(root.appendingPathComponent("truth/invoices.jsonl"))
        let order = sent.sorted {
            ($0.key.billed, $0.key.agency, $0.key.month, $0.key.table)
                < ($1.key.billed, $1.key.agency, $1.key.month, $1.key.table)
        }
        for (key, sum) in order {
            try sink.append(
                "{\"billed\":\"\(key.billed)\",\"agency\":\(key.agency),\"month\":\"\(key.month)\","
                    + "\"table\":\(key.table),\"accepted\":\(sum.accepted),"
                    + "\"rejected\":\(sum.rejected),\"payable\":\(sum.payable)}\n")
        }
        try sink.close()
    }
}
