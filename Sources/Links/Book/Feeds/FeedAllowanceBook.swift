// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct FeedAllowanceRow: FactRow {
    static let table = "feed_allowance"
    static let columns = ["layout", "valid_until", "reason"]
    let layout: String
    let until: CivilDate
    let reason: String

    var values: [any SQLValueConvertible] { [layout, until, reason] }
}

/// 古い連携での発行の許可: the newest word about a feed counts.
enum FeedAllowanceBook {
    static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> [String: FeedAllowance] {
        var found: [String: FeedAllowance] = [:]
        try db.forEachRow(
            "SELECT layout, valid_until, reason, recorded_at FROM feed_allowance ORDER BY id", []
        ) { row in
            found[row.text(0)] = FeedAllowance(
                layout: row.text(0), until: row.date(1), reason: row.text(2),
                recordedAt: row.instant(3))
        }
        return found.filter { day < $0.value.until }
    }
}
