// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// A form whose 同意欄 was ticked.
public struct ConsentingForm: Hashable, Sendable {
    public let receipt: String
    public let child: AddresseeNumber
    public let applicant: AddresseeNumber
    public let appliedOn: CivilDate
    public let receivedAt: Instant
    /// The operation that received it: orders it among other things said.
    public let operation: Int64
}

extension ApplicationBook {
    /// The forms about these children on which the applicant consented, oldest first; forms that
    /// were withdrawn do not count.
    public static func consentingForms(
        _ children: some Collection<AddresseeNumber>, from db: any Connection
    ) throws -> [ConsentingForm] {
        var found: [ConsentingForm] = []
        try Among.forEach(
            """
            SELECT a.child, a.receipt, a.applicant, a.applied_on, a.recorded_at, a.operation_id
            FROM application a JOIN application_status s ON s.application_id = a.id
            WHERE {among} AND a.consent = 1 AND s.status <> 'withdrawn' ORDER BY a.id
            """, column: "a.child", key: 0, ids: children.map(\.value), in: db
        ) { row in
            found.append(
                ConsentingForm(
                    receipt: row.text(1), child: row.addressee(0), applicant: row.addressee(2),
                    appliedOn: row.date(3), receivedAt: row.instant(4), operation: row.int64(5)))
        }
        return found
    }

    /// Everybody who applied for a child.
    public static func applicants(
        ofChild child: AddresseeNumber, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try db.forEachRow("SELECT applicant FROM application WHERE child = ?", [child]) {
            found.insert($0.addressee(0))
        }
        return found
    }
}
