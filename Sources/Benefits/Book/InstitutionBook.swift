// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension Institution.Closure: SQLValueConvertible {}
extension Institution.Location: SQLValueConvertible {}

struct InstitutionRow: FactRow {
    static let table = "institution_fact"
    static let columns = [
        "institution", "closure", "closed_on", "name", "kana", "short_name", "representative",
        "postal_code", "address", "building", "phone", "location", "prefecture",
    ]
    let institution: Institution

    var values: [any SQLValueConvertible] {
        [
            institution.code, institution.closure, institution.closedOn, institution.name,
            institution.kana, institution.shortName, institution.representative,
            institution.postalCode, institution.address, institution.building, institution.phone,
            institution.location, institution.prefecture,
        ]
    }
}

/// 医療機関マスタ: the newest row of a code counts.
public enum InstitutionBook {
    private static let select = """
        SELECT institution, closure, closed_on, name, kana, short_name, representative,
        postal_code, address, building, phone, location FROM institution_fact
        """

    /// Institutions by code; unknown codes are left out.
    public static func institutions(
        _ codes: some Sequence<String>, from db: any Connection
    ) throws -> [String: Institution] {
        var found: [String: Institution] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY id", column: "institution", keys: codes, in: db
        ) { row in
            if let institution = read(row) { found[institution.code.digits] = institution }
        }
        return found
    }

    /// What the master says of one institution, with the row that says it.
    public static func newest(
        _ code: MedicalInstitutionCode, from db: any Connection
    ) throws -> (institution: Institution, row: Int64)? {
        let found: (institution: Institution, row: Int64)?? = try db.first(
            """
            SELECT institution, closure, closed_on, name, kana, short_name, representative,
            postal_code, address, building, phone, location, id FROM institution_fact
            WHERE institution = ? ORDER BY id DESC LIMIT 1
            """, [code]
        ) { row in
            guard let one = read(row) else { return nil }
            return (institution: one, row: row.int64(12))
        }
        return found ?? nil
    }

    /// Institutions whose code or kana begins so, or whose name holds it, by code; at most `limit`.
    public static func search(
        _ text: String, limit: Int, from db: any Connection
    ) throws -> [Institution] {
        let plain = text.filter { !"%_".contains($0) }
        guard !plain.isEmpty else { return [] }
        let codes = try db.rows(
            """
            SELECT DISTINCT institution FROM institution_fact
            WHERE institution LIKE ? OR name LIKE ? OR kana LIKE ? ORDER BY institution LIMIT ?
            """, [plain + "%", "%" + plain + "%", plain + "%", limit]
        ) { $0.text(0) }
        return try institutions(codes, from: db).values.sorted { $0.code.digits < $1.code.digits }
    }

    /// The whole master by code.
    public static func all(from db: any Connection) throws -> [Institution] {
        var found: [String: Institution] = [:]
        try db.forEachRow("\(select) ORDER BY id", []) { row in
            if let institution = read(row) { found[institution.code.digits] = institution }
        }
        return found.values.sorted { $0.code.digits < $1.code.digits }
    }

    private static func read(_ row: any Row) -> Institution? {
        MedicalInstitutionCode(row.text(0)).map { code in
            Institution(
                code: code, closure: row.code(1), closedOn: row.optionalDate(2),
                name: row.text(3), kana: row.text(4), shortName: row.text(5),
                representative: row.text(6), postalCode: row.text(7), address: row.text(8),
                building: row.text(9), phone: row.text(10), location: row.code(11))
        }
    }
}
