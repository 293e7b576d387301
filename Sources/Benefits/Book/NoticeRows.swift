// SPDX-License-Identifier: Apache-2.0
import Database
import Press
import Safeguards
import Vocabulary

/// One line of the register of letters.
struct BenefitNoticeRow: FactRow {
    static let table = "benefit_notice"
    static let columns = [
        "envelope", "kind", "proposal_id", "child", "recipient", "issued_on", "reissue_reason",
    ]
    let envelope: EnvelopeID
    let decision: ReimbursementDecision
    let issuedOn: CivilDate
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        [
            envelope.text, "refused", decision.id, decision.child, decision.recipient, issuedOn,
            reissueReason,
        ]
    }
}

/// The register of letters of this area.
enum NoticeBook {
    /// How many letters were ever issued.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM benefit_notice") { $0.int(0) } ?? 0
    }

    /// Decisions among these that have a letter.
    static func issued(
        _ proposals: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT proposal_id FROM benefit_notice WHERE {among}", column: "proposal_id",
            keys: proposals, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }
}
