// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Who is under 利用停止.
public enum SuspensionBook {
    public static func isSuspended(
        _ subject: AddresseeNumber, from db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT is_suspended FROM use_suspension WHERE subject = ? ORDER BY id DESC LIMIT 1",
            [subject]
        ) { $0.bool(0) } ?? false
    }

    /// Those of some persons who are suspended.
    public static func suspended(
        among subjects: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var last: [AddresseeNumber: (id: Int64, isSuspended: Bool)] = [:]
        try Among.forEach(
            "SELECT subject, id, is_suspended FROM use_suspension WHERE {among}",
            column: "subject", keys: subjects.map(\.value), in: db
        ) { row in
            let (subject, id) = (row.addressee(0), row.int64(1))
            if last[subject].map({ $0.id < id }) ?? true { last[subject] = (id, row.bool(2)) }
        }
        return Set(last.filter(\.value.isSuspended).keys)
    }
}

/// What of a personal file is withheld.
public enum RedactionBook {
    /// The redactions in force of a request, by place.
    public static func redactions(
        of entry: Int64, from db: any Connection
    ) throws -> [Redaction] {
        var found: [RedactionPlace: RedactionGround] = [:]
        try db.forEachRow(
            "SELECT place, ground, is_undone FROM redaction WHERE entry_id = ? ORDER BY id",
            [entry]
        ) { row in
            guard let place = RedactionPlace(row.text(0)) else { return }
            found[place] = row.bool(2) ? nil : row.code(1, RedactionGround.self)
        }
        return found.map { Redaction(place: $0.key, ground: $0.value) }
            .sorted { $0.place.description < $1.place.description }
    }

    /// Places of which an officer decided that they are disclosed after all.
    static func disclosed(
        of entry: Int64, from db: any Connection
    ) throws -> Set<RedactionPlace> {
        var found: Set<RedactionPlace> = []
        try db.forEachRow(
            "SELECT place, is_undone FROM redaction WHERE entry_id = ? ORDER BY id", [entry]
        ) { row in
            guard let place = RedactionPlace(row.text(0)) else { return }
            if row.bool(1) { found.insert(place) } else { found.remove(place) }
        }
        return found
    }
}

/// The text of assessments.
public enum AssessmentBook {
    static func items(of entry: Int64, from db: any Connection) throws -> [AssessmentItem] {
        try db.rows(
            "SELECT place, sentence FROM assessment_item WHERE entry_id = ? ORDER BY position",
            [entry]
        ) { AssessmentItem(place: $0.text(0), sentence: $0.text(1)) }
    }
}
