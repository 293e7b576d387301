// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Scheme
import Vocabulary

struct OutsideLetterRow: FactRow {
    static let table = "outside_letter"
    static let columns = [
        "kind", "reference", "recipient", "about", "party_name", "postal_code", "address",
        "honorific", "document_number", "issued_on", "due_on", "wording", "contents", "officer",
    ]
    let order: LetterOrder
    let child: AddresseeNumber
    let party: OutsideParty
    let documentNumber: String
    let issuedOn: CivilDate
    let dueOn: CivilDate
    /// Digest of the wordings.
    let wording: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            order.kind.rawValue, order.reference, order.recipient, child, party.name,
            party.postalCode, party.address, party.honorific.rawValue, documentNumber, issuedOn,
            dueOn, wording, LetterContents(order).text, officer,
        ]
    }
}

/// 相手方あての文書の台帳: letters about a child to parties outside the register.
public enum OutsideLetterBook {
    static let select = """
        SELECT id, kind, reference, recipient, about, party_name, postal_code, address, honorific,
        document_number, issued_on, due_on, officer, contents, recorded_at FROM outside_letter
        """

    public static func letter(_ id: Int64, from db: any Connection) throws -> OutsideLetter? {
        try current(db.rows("\(select) WHERE id = ?", [id], read), from: db).first
    }

    /// The letters about a row, oldest first.
    public static func letters(
        _ kinds: [LetterKind], about reference: Int64, from db: any Connection
    ) throws -> [OutsideLetter] {
        var found: [OutsideLetter] = []
        try Among.forEach(
            "\(select) WHERE {among} AND reference = ?", column: "kind",
            keys: kinds.map(\.rawValue), in: db, arguments: [reference]
        ) { found.append(read($0)) }
        return try current(found, from: db).sorted { $0.id < $1.id }
    }

    static func isUsed(documentNumber: String, from db: any Connection) throws -> Bool {
        try db.first(
            "SELECT 1 FROM outside_letter WHERE document_number = ?", [documentNumber]
        ) { $0.int(0) } != nil
    }

    static func read(_ row: any Row) -> OutsideLetter {
        guard let kind = LetterKind(rawValue: row.text(1)),
            let honorific = OutsideParty.Honorific(rawValue: row.text(8))
        else { preconditionFailure("the register holds kinds of the program") }
        return OutsideLetter(
            id: row.int64(0), kind: kind, reference: row.int64(2), recipient: row.addressee(3),
            child: row.addressee(4),
            party: OutsideParty(
                name: row.text(5), postalCode: row.text(6), address: row.text(7),
                honorific: honorific), documentNumber: row.text(9), issuedOn: row.date(10),
            dueOn: row.date(11), officer: row.text(12), issuedAt: row.instant(14),
            contents: row.text(13))
    }
}
