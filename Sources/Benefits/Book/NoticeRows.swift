// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Vocabulary

/// One line of the register of letters.
struct BenefitNoticeRow: FactRow {
    static let table = "benefit_notice"
    static let columns = [
        "envelope", "kind", "proposal_id", "child", "recipient", "issued_on", "reissue_reason",
    ]
    let letter: ReadyLetter
    let issuedOn: CivilDate
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        [
            letter.envelope.text, "refused", letter.order.reference, letter.order.children.first,
            letter.order.recipient, issuedOn, reissueReason,
        ]
    }
}

/// The register of letters of this area.
enum NoticeBook {
    /// How many letters were ever issued.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM benefit_notice") { $0.int(0) } ?? 0
    }

    /// Approved refusals that stand and have no letter, oldest first.
    static func waiting(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT p.id FROM reimbursement_proposal p
            JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
            WHERE p.outcome = ?
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
                WHERE c.approval_id = a.id)
            AND NOT EXISTS (SELECT 1 FROM benefit_notice n WHERE n.proposal_id = p.id)
            ORDER BY p.id
            """, [ReimbursementOutcome.notPaid.rawValue]
        ) { $0.int64(0) }
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
