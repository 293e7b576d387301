// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What the office's tables say of claims and reimbursements, read apart from its own questions.
enum BenefitReading {
    /// A claim of a file: accepted with its yen, or on the error list with its reason.
    struct Claim {
        let child: String?
        let recipientNumber: String?
        let points: Int?
        let payable: Int
        let month: YearMonth?
        let isInpatient: Bool?
        /// 申立理由 and code; `nil` where accepted.
        let fault: (reason: String, code: String)?
        /// An objection has taken it back.
        var isTakenBack = false
    }

    /// By name of the file and line of its RE record.
    static func claims(from db: any Connection) throws -> [String: Claim] {
        var found: [String: Claim] = [:]
        try db.forEachRow(
            """
            SELECT f.name, c.line, c.child, c.recipient_number, c.points, c.payable,
            c.treatment_month, c.setting, EXISTS (SELECT 1 FROM claim_objection o
            WHERE o.claim_id = c.id AND o.result = '1')
            FROM claim c JOIN claim_file f ON f.id = c.file_id
            """, []
        ) { row in
            found["\(row.text(0)):\(row.int(1))"] = Claim(
                child: row.addressee(2).description, recipientNumber: row.text(3),
                points: row.int(4), payable: row.int(5), month: row.yearMonth(6),
                isInpatient: row.text(7) == "inpatient", fault: nil, isTakenBack: row.int(8) == 1)
        }
        try db.forEachRow(
            """
            SELECT f.name, e.line, e.reason, e.code
            FROM claim_error e JOIN claim_file f ON f.id = e.file_id
            """, []
        ) { row in
            found["\(row.text(0)):\(row.int(1))"] = Claim(
                child: nil, recipientNumber: nil, points: nil, payable: 0, month: nil,
                isInpatient: nil, fault: (row.text(2), row.text(3)))
        }
        return found
    }

    /// A claim file as the register of imports has it.
    struct File {
        let claims: Int
        let points: Int
        let totalsMatch: Bool
    }

    static func files(from db: any Connection) throws -> [String: File] {
        var found: [String: File] = [:]
        try db.forEachRow(
            """
            SELECT name, claims, actual_points, actual_count, declared_points, declared_count
            FROM claim_file
            """, []
        ) { row in
            found[row.text(0)] = File(
                claims: row.int(1), points: row.int(2),
                totalsMatch: row.optionalInt(4) == row.int(2)
                    && row.optionalInt(5) == row.int(3))
        }
        return found
    }

    /// A reimbursement application with where it stands and what was decided.
    struct Reimbursement {
        let child: String
        let status: String
        var outcome: String?
        var reason: String?
        var payable = 0
        var decidedOn: CivilDate?
        var hasLetter = false
    }

    static func reimbursements(from db: any Connection) throws -> [String: Reimbursement] {
        var found: [String: Reimbursement] = [:]
        try db.forEachRow(
            """
            SELECT r.receipt, r.child, s.status FROM reimbursement r
            JOIN reimbursement_status s ON s.reimbursement_id = r.id WHERE r.branch = 1
            """, []
        ) { row in
            found[row.text(0)] = Reimbursement(
                child: row.addressee(1).description, status: row.text(2))
        }
        try db.forEachRow("SELECT receipt FROM reimbursement WHERE branch > 1", []) { row in
            found[row.text(0)]?.hasLetter = true
        }
        try db.forEachRow(
            """
            SELECT r.receipt, p.outcome, p.reason, p.payable, a.decided_on
            FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN reimbursement r ON r.id = p.reimbursement_id
            WHERE a.outcome = 'approved' ORDER BY a.id
            """, []
        ) { row in
            let receipt = row.text(0)
            found[receipt]?.outcome = row.text(1)
            found[receipt]?.reason = row.optionalText(2)
            found[receipt]?.payable = row.int(3)
            found[receipt]?.decidedOn = row.optionalDate(4)
        }
        return found
    }
}
