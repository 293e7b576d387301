// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// One case whose start event lies before a day.
struct FoundCase {
    let number: Int64
    /// 0: of nobody.
    let subject: Int64
    let start: CivilDate
}

/// A question for the cases of one kind. Its rows: number, subject, the latest day (`''`: none; `-99`
/// for the end of a month), the latest moment of the record (0: none).
struct CaseQuery {
    /// With `{day}`, `{month}` and `{noted}` for the cutoff, `{kind}` and `{business}` for our own
    /// business in System 2.
    let sql: String

    /// What is open has this day and is never due.
    static let never = "9999-12-31"

    func forEach(
        before cutoff: CivilDate, own business: OwnBusiness, in db: any Connection,
        _ body: (FoundCase) throws -> Void
    ) throws {
        var text = ""
        var arguments: [any SQLValueConvertible] = []
        for piece in sql.split(separator: "{", omittingEmptySubsequences: false) {
            guard let end = piece.firstIndex(of: "}") else {
                text += piece
                continue
            }
            text += "?" + piece[piece.index(after: end)...]
            switch piece[..<end] {
            case "day": arguments.append(cutoff)
            case "month": arguments.append(cutoff.yearMonth)
            case "noted": arguments.append(Self.begin(of: cutoff))
            case "kind": arguments.append(business.kind)
            case "business": arguments.append(business.id)
            default: preconditionFailure("知らない印です: \(piece)")
            }
        }
        try db.forEachRow(text, arguments) { row in
            try body(
                FoundCase(
                    number: row.int64(0), subject: row.int64(1),
                    start: Self.start(row.text(2), row.int64(3))))
        }
    }

    /// The moment at which a day begins in Japan.
    static func begin(of day: CivilDate) -> Instant {
        Instant(noonInJapan: day).adding(seconds: -43_200)
    }

    private static func start(_ happened: String, _ noted: Int64) -> CivilDate {
        let recorded = noted == 0 ? nil : Instant(microseconds: noted).dayInJapan
        var day: CivilDate?
        if happened.hasSuffix("-99") {
            day = YearMonth(iso: happened.dropLast(3))?.lastDay
        } else if !happened.isEmpty {
            day = CivilDate(iso: happened)
            precondition(day != nil, "起算の日を読めません")
        }
        guard let start = [day, recorded].compactMap(\.self).max() else {
            preconditionFailure("起算の日がありません")
        }
        return start
    }
}

/// The business that this office is in System 2 (業務ID): its own use is asked for at System 1.
public struct OwnBusiness: Sendable {
    public let kind: String
    public let id: String

    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// Where the register of peers does not name it.
    public static let none = OwnBusiness(kind: "", id: "")
}
