// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What the office's tables say of applications and entitlements, read without the office's own
/// questions: a comparison must not lean on the code it compares.
enum EntitlementReading {
    /// The newest decision under one recipient number.
    struct Strand {
        let child: String
        let recipient: String
        let number: String
        let result: String
        let reason: String
        let effectiveOn: CivilDate
        let outpatient: (from: CivilDate?, until: CivilDate?)
        let inpatient: (from: CivilDate?, until: CivilDate?)
    }

    static func strands(from db: any Connection) throws -> [String: Strand] {
        var found: [String: Strand] = [:]
        try db.forEachRow(
            """
            SELECT child, recipient, recipient_number, result, reason, effective_on, valid_from,
            valid_until, inpatient_from, inpatient_until FROM entitlement_history
            WHERE recipient_number IS NOT NULL ORDER BY id
            """, []
        ) { row in
            let strand = Strand(
                child: row.addressee(0).description, recipient: row.addressee(1).description,
                number: row.text(2), result: row.text(3), reason: row.text(4),
                effectiveOn: row.date(5),
                outpatient: (row.optionalDate(6), row.optionalDate(7)),
                inpatient: (row.optionalDate(8), row.optionalDate(9)))
            found[strand.number] = strand
        }
        return found
    }

    /// An application with where it stands and what was decided on it.
    struct Application {
        let kind: String
        let child: String
        let appliedOn: CivilDate
        let status: String
        var result: String?
        var reason: String?
        var from: CivilDate?
        var waitedForEvidence = false
    }

    /// - Parameter hold: the words of a hold for missing insurance evidence.
    static func applications(
        hold: String, from db: any Connection
    ) throws -> [String: Application] {
        var found: [String: Application] = [:]
        var receipts: [Int64: String] = [:]
        try db.forEachRow(
            """
            SELECT a.id, a.receipt, a.kind, a.child, a.applied_on, s.status
            FROM application a JOIN application_status s ON s.application_id = a.id
            """, []
        ) { row in
            receipts[row.int64(0)] = row.text(1)
            found[row.text(1)] = Application(
                kind: row.text(2), child: row.addressee(3).description, appliedOn: row.date(4),
                status: row.text(5))
        }
        try db.forEachRow(
            """
            SELECT application_id, result, reason, valid_from FROM entitlement_history
            WHERE application_id IS NOT NULL ORDER BY id
            """, []
        ) { row in
            guard let receipt = receipts[row.int64(0)] else { return }
            found[receipt]?.result = row.text(1)
            found[receipt]?.reason = row.text(2)
            found[receipt]?.from = row.optionalDate(3)
        }
        try db.forEachRow(
            "SELECT application_id FROM application_event WHERE event = 'held' AND reason = ?",
            [hold]
        ) { row in
            if let receipt = receipts[row.int64(0)] { found[receipt]?.waitedForEvidence = true }
        }
        return found
    }

    static func childrenWithApplication(
        from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        Set(try db.rows("SELECT DISTINCT child FROM application") { $0.addressee(0) })
    }

    static func certificates(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM certificate") { $0.int(0) } ?? 0
    }
}
