// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct FeedGapRow: FactRow {
    static let table = "feed_gap"
    static let columns = ["layout", "first_number", "last_number", "reason"]
    let layout: String
    let numbers: ClosedRange<Int>
    let reason: String

    var values: [any SQLValueConvertible] {
        [layout, numbers.lowerBound, numbers.upperBound, reason]
    }
}

/// 欠番の承認.
enum FeedGapBook {
    /// Numbers that the office lets be missing since the newest file was taken in; the circle of
    /// numbers begins anew, so an old word about them says nothing today.
    static func accepted(of layout: String, from db: any Connection) throws -> Set<Int> {
        var found: Set<Int> = []
        try db.forEachRow(
            """
            SELECT first_number, last_number FROM feed_gap WHERE layout = ? AND recorded_at >=
            COALESCE((SELECT MAX(recorded_at) FROM link_file WHERE layout = ?), 0)
            """, [layout, layout]
        ) { found.formUnion($0.int(0)...max($0.int(0), $0.int(1))) }
        return found
    }

    static func accepts(
        _ numbers: ClosedRange<Int>, of layout: String, from db: any Connection
    ) throws -> Bool {
        try accepted(of: layout, from: db).isSuperset(of: numbers)
    }
}
