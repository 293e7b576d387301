// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension MemoReach: SQLValueConvertible {}
extension MemoImportance: SQLValueConvertible {}

struct MemoRow: FactRow {
    static let table = "memo"
    static let columns = [
        "subject", "reach", "importance", "sealed_note", "shown_until", "author", "replaces_id",
        "is_ended",
    ]
    let input: MemoInput
    let author: String
    var isEnded = false

    var owner: CellOwner? { .person(input.subject) }
    var values: [any SQLValueConvertible] { preconditionFailure("メモは行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [
            input.subject, input.reach, input.importance, place.seal(input.text, "sealed_note"),
            input.shownUntil, author, input.replaces, isEnded,
        ]
    }
}

/// メモ: the words of the next officer.
public enum MemoBook {
    /// Every memo about persons, in the order of recording; a correction or an end takes the place
    /// of the memo that it names.
    public static func history(
        of persons: [AddresseeNumber], asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Recorded<Memo>] {
        var replaced: Set<Int64> = []
        var found: [Recorded<Memo>] = []
        try Among.forEach(
            """
            SELECT f.id, f.replaces_id, f.subject, f.reach, f.importance, f.sealed_note,
            f.shown_until, f.author, f.is_ended, \(RecordedRows.plain)
            FROM memo f \(RecordedRows.join)
            WHERE {among} AND f.recorded_at <= ? ORDER BY f.id
            """, column: "f.subject", keys: persons.map(\.value), in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            if let earlier = row.optionalInt64(1) { replaced.insert(earlier) }
            let place = db.place("memo", row.int64(0))
            let memo = Memo(
                subject: row.addressee(2), reach: row.code(3), importance: row.code(4),
                text: try place.open(row.blob(5), "sealed_note"),
                shownUntil: row.optionalDate(6), author: row.text(7), isEnded: row.bool(8))
            found.append(RecordedRows.of(memo, row, id: row.int64(0), from: 9))
        }
        return found.sorted { $0.id < $1.id }.overruling(replaced: replaced)
    }

    /// What the pages of a person show on a day: the person's own memos and those of the household,
    /// the most important first, then the newest.
    public static func shown(
        about person: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> [Recorded<Memo>] {
        let family = try HouseholdBook.together(with: person, on: day, from: db)
        let order = MemoImportance.allCases
        return try history(of: family.sorted(), from: db).filter { fact in
            !fact.isOverruled && fact.value.isShown(on: day)
                && (fact.value.subject == person || fact.value.reach == .household)
        }.sorted { one, other in
            let left = order.firstIndex(of: one.value.importance) ?? 0
            let right = order.firstIndex(of: other.value.importance) ?? 0
            return left == right ? one.id > other.id : left < right
        }
    }

    /// A memo by its row; `nil` where there is none.
    static func memo(_ id: Int64, from db: any Connection) throws -> Recorded<Memo>? {
        let subject = try db.first("SELECT subject FROM memo WHERE id = ?", [id]) {
            $0.addressee(0)
        }
        return try subject.flatMap { subject in
            try history(of: [subject], from: db).first { $0.id == id }
        }
    }
}
