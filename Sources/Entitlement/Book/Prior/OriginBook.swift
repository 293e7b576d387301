// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct OriginRow: FactRow {
    static let table = "entitlement_origin"
    static let columns = ["history_id", "source_key", "source_officer"]
    let history: Int64
    let decision: PriorDecision

    var values: [any SQLValueConvertible] { [history, decision.sourceKey, decision.officer] }
}

struct PriorCertificateRow: FactRow {
    static let table = "certificate"
    static let columns = [
        "issue_number", "kind", "child", "recipient", "recipient_number", "history_id",
        "valid_from", "valid_until", "inpatient_from", "inpatient_until", "issued_on",
        "reissue_reason", "digest",
    ]
    let certificate: PriorCertificate
    let decision: EntitlementDecision

    var values: [any SQLValueConvertible] {
        let periods = certificate.periods
        let none: String? = nil
        return [
            certificate.issueNumber, "child-medical", certificate.child, decision.recipient,
            certificate.recipientNumber.digits, decision.id, periods.outpatient?.from,
            periods.outpatient?.until, periods.inpatient?.from, periods.inpatient?.until,
            certificate.issuedOn, none, "旧システムの印刷",
        ]
    }
}

/// 移行した資格: which decisions another system made, and what it called them.
public enum OriginBook {
    /// What a decision was called in the system used before, for those that were taken over.
    public static func origins(
        of decisions: [Int64], from db: any Connection
    ) throws -> [Int64: (key: String, officer: String?)] {
        var found: [Int64: (key: String, officer: String?)] = [:]
        try Among.forEach(
            """
            SELECT history_id, source_key, source_officer FROM entitlement_origin
            WHERE {among}
            """, column: "history_id", keys: decisions, in: db
        ) { found[$0.int64(0)] = ($0.text(1), $0.optionalText(2)) }
        return found
    }

    /// Those of the old decisions that stand here already.
    public static func known(
        _ keys: [String], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT source_key FROM entitlement_origin WHERE {among}", column: "source_key",
            keys: keys, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    /// The decisions that stand here under the old system's numbers.
    public static func decisions(
        called keys: [String], from db: any Connection
    ) throws -> [String: EntitlementDecision] {
        var ids: [Int64: String] = [:]
        try Among.forEach(
            "SELECT history_id, source_key FROM entitlement_origin WHERE {among}",
            column: "source_key", keys: keys, in: db
        ) { ids[$0.int64(0)] = $0.text(1) }
        var found: [String: EntitlementDecision] = [:]
        for (id, decision) in try HistoryBook.decisions(ids: Array(ids.keys), from: db) {
            ids[id].map { found[$0] = decision }
        }
        return found
    }

    /// Those of the certificates of the system used before that stand here already.
    static func knownCertificates(
        _ numbers: [String], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT issue_number FROM certificate WHERE {among}", column: "issue_number",
            keys: numbers, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    /// Whom recipient numbers belong to here.
    public static func owners(
        of numbers: [String], from db: any Connection
    ) throws -> [String: AddresseeNumber] {
        var found: [String: AddresseeNumber] = [:]
        try Among.forEach(
            "SELECT recipient_number, child FROM recipient_number_assignment WHERE {among}",
            column: "recipient_number", keys: numbers, in: db
        ) { found[$0.text(0)] = $0.addressee(1) }
        return found
    }

    /// Those of recipient numbers whose entitlements were erased at the end of retention.
    public static func retired(
        _ numbers: [String], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT recipient_number FROM retired_recipient_number WHERE {among}",
            column: "recipient_number", keys: numbers, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    /// Children about whom this office itself has decided.
    public static func decidedHere(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            """
            SELECT h.child FROM entitlement_history h WHERE {among} AND NOT EXISTS
            (SELECT 1 FROM entitlement_origin o WHERE o.history_id = h.id)
            """, column: "h.child", keys: children.map(\.value), in: db
        ) { found.insert($0.addressee(0)) }
        return found
    }
}

extension AccountBook {
    /// Which uses of accounts stand here, without opening them.
    static func begun(
        _ recipients: [AddresseeNumber], from db: any Connection
    ) throws -> Set<Begun> {
        var found: Set<Begun> = []
        try Among.forEach(
            "SELECT recipient, account_id, valid_from FROM account_use WHERE {among}",
            column: "recipient", key: 0, ids: recipients.ids, in: db
        ) { found.insert(Begun($0.addressee(0), $0.int64(1), $0.date(2))) }
        return found
    }
}

extension AddressBook {
    /// Which mailing addresses stand here, by person and first day.
    static func begun(
        _ persons: [AddresseeNumber], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT subject, effective_from FROM mailing_address_fact WHERE {among}",
            column: "subject", key: 0, ids: persons.ids, in: db
        ) { found.insert("\($0.addressee(0))|\($0.date(1))") }
        return found
    }
}

extension AddressBook {
    /// Which places to live stand here that a person has notified, by person and first day.
    static func residencesBegun(
        _ persons: [AddresseeNumber], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            """
            SELECT subject, effective_from FROM residence_fact
            WHERE {among} AND cause = 'notification'
            """, column: "subject", key: 0, ids: persons.ids, in: db
        ) { found.insert("\($0.addressee(0))|\($0.date(1))") }
        return found
    }
}

extension ResidenceExceptionBook {
    /// Which exceptions stand here or were taken back, by child, kind and first day.
    static func begun(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT child, kind, began_on FROM residence_exception WHERE {among}",
            column: "child", key: 0, ids: children.ids, in: db
        ) { row in
            let kind =
                row.text(1) == "R01" ? ResidenceExceptionKind.studyAway.rawValue : row.text(1)
            found.insert("\(row.addressee(0))|\(kind)|\(row.date(2))")
        }
        return found
    }
}

extension ExclusionBook {
    /// Which exclusions stand here or were taken back, by child, word and first day.
    static func begun(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT child, kind, began_on FROM exclusion_fact WHERE {among}", column: "child",
            key: 0, ids: children.ids, in: db
        ) { found.insert("\($0.addressee(0))|\($0.text(1))|\($0.date(2))") }
        return found
    }
}
