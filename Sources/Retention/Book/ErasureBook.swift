// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// What an erasure notes of itself: its batches, and what is dealt with after the rows.
enum ErasureBook {
    static func record(
        _ result: Erasure.Result, of list: PurgeList, _ items: [PurgeListBook.Item], cases: Int,
        in scope: Scope
    ) throws {
        let batch = try scope.facts.append(
            "purge_batch",
            [
                "list_id": list.id, "units": items.count, "cases": cases, "erased": result.rows,
                "row_root": result.root.description, "officer": scope.principal.officer,
            ])
        try scope.facts.append(
            to: "purge_count", columns: ["batch_id", "source", "erased"],
            rows: result.counts.sorted { $0.key < $1.key }.map {
                [.integer(batch), .text($0.key), .integer(Int64($0.value))]
            })
        let subjects = Set(items.map(\.unit.subject.value))
        try scope.db.insert(
            into: "purge_owner", columns: ["list_id", "source", "number", "is_subject", "cell"],
            rows: result.persons.union(subjects).filter { $0 > 0 }.sorted().map {
                [
                    .integer(list.id), .text(""), .integer($0),
                    .integer(subjects.contains($0) ? 1 : 0), .null,
                ]
            }
                + result.ownCases.map {
                    [.integer(list.id), .text($0.source), .integer($0.number), .integer(0), .null]
                }
                + result.cells.map {
                    [.integer(list.id), .text("cell"), .integer(0), .integer(0), .blob($0)]
                })
        try scope.db.insert(
            into: "purge_file", columns: ["list_id", "source", "store_key"],
            rows: result.files.map { [.integer(list.id), .text($0.source), .text($0.key)] })
    }

    static func leaveOut(
        _ items: [(item: PurgeListBook.Item, cause: String)], of list: PurgeList, in scope: Scope
    ) throws {
        try scope.facts.append(
            to: "purge_left_out",
            columns: ["list_id", "retention", "kind", "subject", "due_on", "cause"],
            rows: items.map { item, cause in
                [
                    .integer(list.id), .text(item.unit.retention), .text(item.unit.kind.rawValue),
                    .integer(item.unit.subject.value), item.unit.dueOn.sqlValue, .text(cause),
                ]
            })
    }

    /// What waits to be dealt with after the rows of a list are gone.
    struct After {
        /// Persons that erased rows spoke of; true: the record was theirs.
        var persons: [Int64: Bool] = [:]
        var ownCases: [(source: String, number: Int64)] = []
        var cells: [[UInt8]] = []
        var files: [ErasedFile] = []
    }

    static func after(_ list: Int64, in db: any Connection) throws -> After {
        var after = After()
        try db.forEachRow(
            """
            SELECT source, number, is_subject, cell FROM purge_owner WHERE list_id = ? ORDER BY id
            """, [list]
        ) { row in
            switch row.text(0) {
            case "":
                after.persons[row.int64(1), default: false] =
                    after.persons[row.int64(1)] == true || row.bool(2)
            case "cell": after.cells.append(row.blob(3))
            default: after.ownCases.append((row.text(0), row.int64(1)))
            }
        }
        after.files = try db.rows(
            "SELECT source, store_key FROM purge_file WHERE list_id = ? ORDER BY id", [list]
        ) { ErasedFile(source: $0.text(0), key: $0.text(1)) }
        after.files = try unused(after.files, in: db)
        return after
    }

    /// Files of erased rows without the evidence that another entry still has.
    static func unused(
        _ files: [ErasedFile], in db: any Connection
    ) throws -> [ErasedFile] {
        let evidence = Set(files.filter { $0.source == "register_file" }.map(\.key))
        guard !evidence.isEmpty else { return files }
        var used: Set<String> = []
        try Among.forEach(
            "SELECT digest FROM register_file WHERE {among}", column: "digest", keys: evidence,
            in: db
        ) { used.insert($0.text(0)) }
        return files.filter { $0.source != "register_file" || !used.contains($0.key) }
    }

    static func forget(_ list: Int64, in db: any Connection) throws {
        try db.execute("DELETE FROM purge_owner WHERE list_id = ?", [list])
        try db.execute("DELETE FROM purge_file WHERE list_id = ?", [list])
        try db.execute("DELETE FROM purge_trace WHERE list_id = ?", [list])
    }

    /// Of these persons those of whom something is left: each table is read once. In System 2 a person
    /// without a 宛名番号 is gone: what is left (情報照会の記録) names nobody.
    static func remaining(
        _ persons: Set<Int64>, _ catalogue: ClassCatalogue, _ system: RetentionSystem,
        in db: any Connection
    ) throws -> Set<Int64> {
        var left: Set<Int64> = []
        for rule in catalogue.rules(of: system)
        where catalogue.retention(rule.retention)?.end == .erase && rule.retention != "hold"
            && (system == .casework || rule.table == "person_addressee")
        {
            for column in rule.persons {
                // Of a few persons by index, of many in one pass.
                try Among.forEach(
                    "SELECT DISTINCT \(column) FROM \(rule.table) WHERE {among}", column: column,
                    key: 0, ids: Array(persons), in: db
                ) { if let number = $0.optionalInt64(0) { left.insert(number) } }
            }
        }
        return left
    }

    /// Sums of the batches of a list.
    struct Sums {
        var units = 0
        var cases = 0
        var erased = 0
        var root = MerkleHash.empty
        var counts: [(table: String, rows: Int)] = []
    }

    static func sums(of list: Int64, in db: any Connection) throws -> Sums {
        var sums = Sums()
        var tree = Frontier()
        try db.forEachRow(
            "SELECT units, cases, erased, row_root FROM purge_batch WHERE list_id = ? ORDER BY id",
            [list]
        ) { row in
            sums.units += row.int(0)
            sums.cases += row.int(1)
            sums.erased += row.int(2)
            tree.append(MerkleHash.leaf(Array(row.text(3).utf8)))
        }
        sums.root = tree.root
        sums.counts = try db.rows(
            """
            SELECT c.source, SUM(c.erased) FROM purge_count AS c
            JOIN purge_batch AS b ON b.id = c.batch_id WHERE b.list_id = ?
            GROUP BY c.source ORDER BY c.source
            """, [list]
        ) { ($0.text(0), $0.int(1)) }
        return sums
    }

    static func names(
        _ person: AddresseeNumber, _ list: PurgeList, in db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT id FROM purge_person WHERE list_id = ? AND hash = ?",
            [list.id, ErasureCertificate.hash(person, salt: list.salt)]
        ) { $0.int64(0) } != nil
    }

    static func certificate(
        of list: PurgeList, _ system: RetentionSystem, _ catalogue: ClassCatalogue,
        in db: any Connection
    ) throws -> ErasureCertificate? {
        let counts = try sums(of: list.id, in: db).counts
        let tables = Set(counts.map(\.table))
        let named = Set(
            catalogue.rules(of: system).filter { tables.contains($0.table) }.map(\.retention))
        return try db.first(
            """
            SELECT recorded_at, officer, units, cases, erased, persons, persons_gone, left_out,
                owners, row_root, person_root
            FROM purge_certificate WHERE list_id = ?
            """, [list.id]
        ) { row in
            ErasureCertificate(
                list: list, system: system, at: row.instant(0), officer: row.text(1),
                units: row.int(2), cases: row.int(3), erased: row.int(4), persons: row.int(5),
                personsGone: row.int(6), leftOut: row.int(7), owners: row.int(8),
                rowRoot: row.text(9), personRoot: row.text(10), counts: counts,
                classes: catalogue.classes.filter { named.contains($0.id) })
        }
    }
}
