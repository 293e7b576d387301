// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// The columns of the operation that every recorded row is shown with: time, officer, reason, and
/// whether it was taken over from the system used before.
enum RecordedRows {
    /// Joined as `o`; the fact table is `f`.
    static let join = "JOIN operation o ON o.id = f.operation_id"
    /// Four columns behind the area's own ones.
    static let columns = "f.recorded_at, o.officer, COALESCE(f.reason, o.reason), o.code"
    /// Of tables without a reason of their own.
    static let plain = "f.recorded_at, o.officer, o.reason, o.code"

    static func of<Value>(
        _ value: Value, _ row: any Row, id: Int64, from column: Int
    ) -> Recorded<Value> {
        Recorded(
            id: id, value: value, recordedAt: row.instant(column),
            officer: row.text(column + 1), reason: row.optionalText(column + 2),
            isMigrated: row.text(column + 3) == OperationCode.loadMigration.rawValue,
            isOverruled: false)
    }
}

extension Recorded {
    /// The same fact, with a later one in its place.
    var overruled: Recorded {
        Recorded(
            id: id, value: value, recordedAt: recordedAt, officer: officer, reason: reason,
            isMigrated: isMigrated, isOverruled: true)
    }
}

extension Array {
    /// Facts in the order of recording, those marked whose key a later one has too.
    func overruling<Value, Key: Hashable>(
        by key: (Value) -> Key
    ) -> [Recorded<Value>] where Element == Recorded<Value> {
        var last: [Key: Int] = [:]
        for (index, fact) in enumerated() { last[key(fact.value)] = index }
        return enumerated().map { index, fact in
            last[key(fact.value)] == index ? fact : fact.overruled
        }
    }

    /// Facts in the order of recording, those marked that a later one names.
    func overruling<Value>(
        replaced: Set<Int64>
    ) -> [Recorded<Value>] where Element == Recorded<Value> {
        map { replaced.contains($0.id) ? $0.overruled : $0 }
    }
}
