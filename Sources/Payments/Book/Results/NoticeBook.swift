// SPDX-License-Identifier: Apache-2.0
import Database
import Press
import Safeguards
import Vocabulary

struct PaymentNoticeRow: FactRow {
    static let table = "payment_notice"
    static let columns = [
        "envelope", "kind", "recipient", "run_id", "items", "amount", "issued_on",
        "reissue_reason",
    ]
    let notice: PaymentNotice
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        [
            notice.envelope.text, notice.kind.rawValue, notice.recipient, notice.run.id,
            notice.lines.count, notice.total, notice.issuedOn, reissueReason,
        ]
    }
}

/// The register of letters of 支払.
enum NoticeBook {
    /// How many letters there are already: what the next number follows.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM payment_notice", []) { $0.int(0) } ?? 0
    }

    /// Who got a letter of a kind about a run.
    static func issued(
        _ kind: PaymentNotice.Kind, of run: Int64, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try db.forEachRow(
            "SELECT recipient FROM payment_notice WHERE run_id = ? AND kind = ?",
            [run, kind.rawValue]
        ) { found.insert($0.addressee(0)) }
        return found
    }
}
