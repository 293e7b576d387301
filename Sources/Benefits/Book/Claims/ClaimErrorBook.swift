// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One row of the error list (エラー一覧): a claim that was not accepted.
public struct ClaimError: Hashable, Sendable {
    /// What became of it.
    public enum Outcome: String, Sendable, CaseIterable {
        case accepted, returned

        public var wording: String {
            switch self {
            case .accepted: "補正して取込済み"
            case .returned: "返戻"
            }
        }
    }

    public let id: Int64
    public let file: Int64
    /// The line of the claim's RE record, and the line in question.
    public let line: Int
    public let errorLine: Int
    public let record: String?
    public let field: String?
    /// Only what is not about a person.
    public let value: String?
    public let reason: ObjectionReason
    public let code: String
    public let message: String
    /// Whose recipient number the claim carries, where it is anyone's.
    public let child: AddresseeNumber?
    public let institution: String
    public let institutionName: String
    public let billingMonth: YearMonth
    public let source: ClaimSource?
    /// What could be read; `nil` where it cannot be corrected.
    public internal(set) var content: ClaimContent?
    /// `nil` while somebody has to act.
    public let outcome: Outcome?
    /// When it came into the list.
    public let recordedAt: Instant
}

/// The error list.
public enum ClaimErrorBook {
    private static let select = """
        SELECT e.id, e.file_id, e.line, e.error_line, e.record, e.field, e.value, e.reason,
        e.code, e.message, e.child, e.institution, e.institution_name, e.billing_month, e.source,
        e.treatment_month, e.data_kind, e.type, e.setting, e.department, e.born, e.ratio,
        e.insurer, e.days, e.points, e.copayment, e.meals, e.meals_total, e.meal_class, e.band,
        e.is_multiple, e.is_third_party, e.prescriber, o.outcome, e.visit_days, e.recorded_at,
        e.first_visits, e.admitted
        FROM claim_error e LEFT JOIN claim_error_outcome o ON o.error_id = e.id
        """

    /// Errors of an import, by line.
    public static func errors(
        of file: Int64, limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [ClaimError] {
        try withFunds(
            db.rows(
                "\(select) WHERE e.file_id = ? ORDER BY e.line, e.id LIMIT ? OFFSET ?",
                [file, limit, offset], read), from: db)
    }

    /// How many errors an import has, and how many of them somebody has to act on.
    public static func counts(
        of file: Int64, from db: any Connection
    ) throws -> (all: Int, open: Int) {
        try db.first(
            """
            SELECT COUNT(*), COUNT(*) - COUNT(o.id) FROM claim_error e
            LEFT JOIN claim_error_outcome o ON o.error_id = e.id WHERE e.file_id = ?
            """, [file]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// Whose recipient numbers the errors of an import carry.
    public static func children(
        of file: Int64, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try db.rows(
            """
            SELECT DISTINCT child FROM claim_error WHERE file_id = ? AND child IS NOT NULL
            ORDER BY child
            """, [file]
        ) { $0.addressee(0) }
    }

    /// Errors by id; unknown ids are left out.
    public static func errors(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ClaimError] {
        var found: [ClaimError] = []
        try Among.forEach("\(select) WHERE {among}", column: "e.id", keys: ids, in: db) {
            found.append(read($0))
        }
        return Dictionary(
            try withFunds(found, from: db).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// Errors of one kind at institutions, settled or not.
    static func errors(
        of code: String, institutions: some Sequence<String>, from db: any Connection
    ) throws -> [ClaimError] {
        var found: [ClaimError] = []
        try Among.forEach(
            "\(select) WHERE {among} AND e.code = ? ORDER BY e.id", column: "e.institution",
            keys: institutions, in: db, arguments: [code]
        ) { found.append(read($0)) }
        return try withFunds(found, from: db)
    }

    /// Errors that somebody has to act on, oldest first.
    ///
    /// - Parameters:
    ///   - reason: `nil` are all.
    ///   - place: how many of them come before.
    public static func open(
        _ reason: ObjectionReason? = nil, limit: Int, from place: Int = 0,
        in db: any Connection
    ) throws -> [ClaimError] {
        let arguments: [any SQLValueConvertible] = reason.map { [$0] } ?? []
        return try withFunds(
            db.rows(
                """
                \(select) WHERE o.id IS NULL\(reason == nil ? "" : " AND e.reason = ?")
                ORDER BY e.id LIMIT ? OFFSET ?
                """, arguments + [limit, place], read), from: db)
    }

    /// Open errors by 申立理由.
    public static func openCounts(from db: any Connection) throws -> [ObjectionReason: Int] {
        var counts: [ObjectionReason: Int] = [:]
        try db.forEachRow(
            """
            SELECT e.reason, COUNT(*) FROM claim_error e WHERE NOT EXISTS
            (SELECT 1 FROM claim_error_outcome o WHERE o.error_id = e.id) GROUP BY e.reason
            """, []
        ) { counts[$0.code(0)] = $0.int(1) }
        return counts
    }

    private static func withFunds(
        _ errors: [ClaimError], from db: any Connection
    ) throws -> [ClaimError] {
        var funds: [Int64: [ClaimContent.Fund]] = [:]
        try Among.forEach(
            """
            SELECT error_id, line, funder, recipient_number, days, points, copayment, visit_days
            FROM claim_error_fund WHERE {among} ORDER BY error_id, position
            """, column: "error_id", keys: errors.map(\.id), in: db
        ) { row in
            funds[row.int64(0), default: []].append(
                ClaimContent.Fund(
                    line: row.int(1), funder: row.text(2), recipient: row.text(3),
                    days: row.int(4), points: row.int(5), copayment: row.optionalInt(6),
                    visits: row.optionalMonthDays(7)))
        }
        return errors.map { error in
            var whole = error
            whole.content?.funds = funds[error.id] ?? []
            return whole
        }
    }

    private static func read(_ row: any Row) -> ClaimError {
        ClaimError(
            id: row.int64(0), file: row.int64(1), line: row.int(2), errorLine: row.int(3),
            record: row.optionalText(4), field: row.optionalText(5), value: row.optionalText(6),
            reason: row.code(7), code: row.text(8), message: row.text(9),
            child: row.optionalAddressee(10), institution: row.text(11),
            institutionName: row.text(12), billingMonth: row.yearMonth(13),
            source: row.optionalCode(14), content: content(row), outcome: row.optionalCode(33),
            recordedAt: row.instant(35))
    }

    private static func content(_ row: any Row) -> ClaimContent? {
        guard let month = row.optionalYearMonth(15), let born = row.optionalDate(20) else {
            return nil
        }
        return ClaimContent(
            line: row.int(2), dataKind: row.code(16), type: row.text(17),
            billingMonth: row.yearMonth(13), treatmentMonth: month, institution: row.text(11),
            institutionName: row.text(12), department: row.text(19), setting: row.code(18),
            born: born, ratio: row.optionalInt(21), insurer: row.optionalText(22),
            days: row.int(23), points: row.int(24), copayment: row.optionalInt(25),
            meals: row.int(26), mealsTotal: row.int(27), mealClass: row.text(28),
            band: row.optionalCode(29), isMultiple: row.bool(30), isThirdParty: row.bool(31),
            prescriber: row.text(32), funds: [], visits: row.optionalMonthDays(34),
            firstVisits: row.optionalInt(36), admitted: row.optionalDate(37))
    }
}
