// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards

/// Numbers of erased persons that are never given out again: the number alone stays, without
/// anything that it was tied to. A 団体内統合宛名番号 stays in its own row of `person`.
enum Tombstones {
    static func keep(_ rows: [String: Set<Int64>], in scope: Scope) throws {
        try keep(
            rows["recipient_number_assignment"], from: "recipient_number_assignment",
            ["serial", "recipient_number"], to: "retired_recipient_number", in: scope)
        try keep(
            rows["person_addressee"], from: "person_addressee", ["addressee"],
            to: "retired_addressee", in: scope)
    }

    private static func keep(
        _ ids: Set<Int64>?, from table: String, _ columns: [String], to grave: String,
        in scope: Scope
    ) throws {
        guard let ids, !ids.isEmpty else { return }
        let key = columns[0]
        var found: [Int64: [SQLValue]] = [:]
        try Among.forEach(
            "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE {among}", column: "id",
            keys: ids, in: scope.db
        ) { row in found[row.int64(0)] = columns.indices.map { row.value($0) } }
        // Who came back under the same number has a tombstone already.
        try Among.forEach(
            "SELECT \(key) FROM \(grave) WHERE {among}", column: key, keys: found.keys, in: scope.db
        ) { found[$0.int64(0)] = nil }
        let rows = found.sorted { $0.key < $1.key }.map(\.value)
        try scope.facts.append(to: grave, columns: columns, rows: rows)
    }
}
