// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
import Foundation
import Safeguards
import Vocabulary

extension HeldInquiryOutcome: SQLValueConvertible {}

/// 照会書 that wait for a second officer.
public enum InquiryHoldBook {
    /// Those that neither were printed nor ended otherwise, oldest first.
    public static func open(from db: any Connection) throws -> [HeldInquiry] {
        try rows("1 = 1", [], from: db)
    }

    /// One that is open; `nil` when there is none or it has ended.
    static func open(_ id: Int64, from db: any Connection) throws -> HeldInquiry? {
        try rows("h.id = ?", [id], from: db).first
    }

    static func exists(_ id: Int64, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM inquiry_hold WHERE id = ?", [id]) { $0.int(0) } != nil
    }

    private static func rows(
        _ condition: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [HeldInquiry] {
        try db.rows(
            """
            SELECT h.id, h.subject, h.child, h.procedure_code, h.item_code, h.about_on, h.due_on,
                h.reason, h.sealed_content, h.version, h.officer, h.recorded_at, h.purpose,
                (SELECT o.officer FROM inquiry_hold_outcome o
                 WHERE o.hold_id = h.id AND o.outcome = 'released')
            FROM inquiry_hold h
            WHERE \(condition) AND NOT EXISTS (SELECT 1 FROM inquiry_hold_outcome e
                WHERE e.hold_id = h.id AND e.outcome <> 'released')
            ORDER BY h.id
            """, arguments
        ) { row in
            let words = try content(
                try db.place("inquiry_hold", row.int64(0)).open(row.blob(8), "sealed_content"))
            guard let purpose = Purpose(rawValue: row.text(12)) else {
                throw Fault(.database, detail: "照会書の利用目的を読めません")
            }
            return HeldInquiry(
                id: row.int64(0),
                letter: LetterRequest(
                    InquiryRequest(
                        subject: row.addressee(1), child: row.addressee(2),
                        procedure: row.text(3), item: row.text(4),
                        aboutOn: row.optionalDate(5)),
                    to: InquiryCounterpart(
                        name: words[0], postalCode: words[1], address: words[2]),
                    addressThere: words[3], dueOn: row.date(6)),
                purpose: purpose, reason: row.text(7), officer: row.text(10),
                recordedAt: row.instant(11), releasedBy: row.optionalText(13),
                version: row.text(9))
        }
    }

    private static func content(_ text: String) throws -> [String] {
        let words = try JSONDecoder().decode([String].self, from: Data(text.utf8))
        guard words.count == 4 else {
            throw Fault(.database, detail: "照会書の確認待ちを読めません")
        }
        return words
    }
}

struct InquiryHoldRow: FactRow {
    static let table = "inquiry_hold"
    static let columns = [
        "subject", "child", "purpose", "procedure_code", "item_code", "about_on", "due_on",
        "reason", "sealed_content", "version", "officer",
    ]
    let letter: LetterRequest
    let purpose: Purpose
    let reason: String
    let version: String
    let officer: String
    /// As it was checked before: four words can always be encoded.
    let content: String

    init(
        _ letter: LetterRequest, for purpose: Purpose, because reason: String, version: String,
        officer: String
    ) throws {
        self.letter = letter
        self.purpose = purpose
        self.reason = reason
        self.version = version
        self.officer = officer
        let to = letter.counterpart
        content = String(
            decoding: try JSONEncoder().encode(
                [to.name, to.postalCode, to.address, letter.addressThere]), as: UTF8.self)
    }

    var owner: CellOwner? { .person(letter.request.subject) }
    var values: [any SQLValueConvertible] { preconditionFailure("照会書は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let request = letter.request
        return [
            request.subject, request.child, purpose.rawValue, request.procedure, request.item,
            request.aboutOn, letter.dueOn, reason, place.seal(content, "sealed_content"),
            version, officer,
        ]
    }
}

struct InquiryHoldOutcomeRow: FactRow {
    static let table = "inquiry_hold_outcome"
    static let columns = ["hold_id", "outcome", "officer", "reason", "inquiry_number"]
    let hold: Int64
    let outcome: HeldInquiryOutcome
    let officer: String
    var reason: String?
    var number: String?

    var values: [any SQLValueConvertible] { [hold, outcome, officer, reason, number] }
}
