// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Where rows of the feed wait: those that came ahead of a missing number, and those that an officer
/// decides about. A row leaves when it is settled.
struct WaitingRoom {
    /// A row as it is taken out again.
    struct Guest {
        let id: Int64
        let changeNumber: Int64
        /// `nil` for the number of a row that was refused when it came.
        let row: ResidentRow?
    }

    private let scope: Scope
    private let vault: NumberVault
    private let key: IndexKey
    private var nextID: Int64

    init(vault: NumberVault, scope: Scope) throws {
        self.scope = scope
        self.vault = vault
        key = try IndexKey(in: scope.db)
        nextID =
            try scope.db.first("SELECT COALESCE(MAX(id), 0) + 1 FROM resident_waiting") {
                $0.int64(0)
            } ?? 1
    }

    /// The lowest number that waits for those before it.
    func lowest() throws -> Int64? {
        try scope.db.first(
            "SELECT MIN(change_number) FROM resident_waiting WHERE case_id IS NULL"
        ) { $0.optionalInt64(0) }.flatMap { $0 }
    }

    /// What waits of these persons: for each change the keyed digest of its words, as it rests.
    func fingerprints(
        of numbers: [AddresseeNumber], held: Bool
    ) throws -> [ChangeKey: [UInt8]] {
        var found: [ChangeKey: [UInt8]] = [:]
        try Among.forEach(
            """
            SELECT addressee, change_number, p.value
            FROM resident_waiting w JOIN waiting_print p ON p.id = w.id
            WHERE {among} AND case_id IS \(held ? "NOT NULL" : "NULL") AND addressee <> 0
            """, column: "addressee", keys: numbers.map(\.value), in: scope.db
        ) { row in
            found[ChangeKey(addressee: row.addressee(0), changeNumber: row.int64(1))] =
                row.blob(2)
        }
        return found
    }

    private static let columns = [
        "id", "operation_id", "received_at", "line", "change_number", "addressee", "protection",
        "protection_until", "words", "number_cell", "case_id",
    ]

    /// Lets rows wait; the caller has made sure that none waits already.
    mutating func put(_ rows: [ResidentRow], case id: Int64? = nil) throws {
        guard !rows.isEmpty else { return }
        let first = nextID
        nextID += Int64(rows.count)
        let owners = Set(rows.map(\.person.addressee)).sorted().map(CellOwner.person)
        try scope.db.cells.prepare(owners, table: "resident_waiting")
        // Who comes without a number needs no key for one.
        let numbered = Set(rows.filter { $0.number != nil }.map(\.person.addressee)).sorted()
        try vault.prepareWaiting(numbered.map { CellOwner.person($0).name })
        var values: [[SQLValue]] = []
        values.reserveCapacity(rows.count)
        for (offset, row) in rows.enumerated() {
            values.append(try self.values(row, id: first + Int64(offset), case: id))
        }
        try scope.db.insert(
            into: "resident_waiting", columns: WaitingRoom.columns, rows: values)
        try NumberIndexes.waiting.put(
            rows.enumerated().map { (first + Int64($0), fingerprint(of: $1)) }, in: scope.db)
        try ProtectionBook.fed(rows.map(\.person).flagged, in: scope)
    }

    private func values(_ row: ResidentRow, id: Int64, case waiting: Int64?) throws -> [SQLValue] {
        let words = ResidentWords.words(of: row.person)
        let owner = CellOwner.person(row.person.addressee)
        let sealed = scope.db.place("resident_waiting", id).of(owner)
            .seal(ResidentWords.joined(words), "words")
        return [
            id.sqlValue, row.operation.sqlValue, scope.now.sqlValue, row.line.sqlValue,
            row.person.changeNumber.sqlValue, row.person.addressee.sqlValue,
            row.person.isProtected.sqlValue, row.person.protectionUntil.sqlValue,
            sealed.sqlValue,
            try row.number.map { try vault.waitingCell(of: $0, row: id, owner: owner.name) }
                .sqlValue,
            waiting.sqlValue,
        ]
    }

    /// Whether a row says what waits already.
    func isSame(_ row: ResidentRow, as resting: [UInt8]) throws -> Bool {
        try key.values(of: fingerprint(of: row)).contains(resting)
    }

    /// Equal rows have equal ones; without the key nobody can try out what a row says.
    func fingerprint(of row: ResidentRow) -> [UInt8] {
        vault.fingerprint(ResidentWords.words(of: row.person), row.number?.index)
    }

    /// Remembers that rows came that were refused: nobody waits for their numbers.
    mutating func mark(_ numbers: [Int64]) throws {
        let wanted = Set(numbers)
        guard !wanted.isEmpty else { return }
        var missing = wanted
        try Among.forEach(
            """
            SELECT change_number FROM resident_waiting
            WHERE addressee = 0 AND case_id IS NULL AND {among}
            """, column: "change_number", keys: wanted, in: scope.db
        ) { missing.remove($0.int64(0)) }
        let first = nextID
        let sorted = missing.sorted()
        nextID += Int64(sorted.count)
        let (operation, now) = (scope.operationID, scope.now)
        try scope.db.insert(
            into: "resident_waiting", columns: WaitingRoom.columns,
            rows: sorted.enumerated().map { offset, number in
                [
                    (first + Int64(offset)).sqlValue, operation.sqlValue, now.sqlValue,
                    .integer(0), number.sqlValue, .integer(0), .integer(0), .null, .null, .null,
                    .null,
                ]
            })
    }

    /// The lowest rows that wait for a number, at most `limit`.
    func next(_ limit: Int) throws -> [Guest] {
        try guests("case_id IS NULL ORDER BY case_id, change_number, addressee LIMIT ?", [limit])
    }

    /// The rows of a case, in order.
    func held(by id: Int64) throws -> [Guest] {
        try guests("case_id = ? ORDER BY change_number, addressee", [id])
    }

    private func guests(
        _ condition: String, _ arguments: [any SQLValueConvertible]
    ) throws -> [Guest] {
        try scope.db.rows(
            """
            SELECT id, operation_id, line, change_number, words, number_cell
            FROM resident_waiting WHERE \(condition)
            """, arguments
        ) { row in
            let id = row.int64(0)
            let number = row.int64(3)
            guard let sealed = row.optionalBlob(4) else {
                return Guest(id: id, changeNumber: number, row: nil)
            }
            let text = try scope.db.place("resident_waiting", id).open(sealed, "words")
            guard let person = ResidentWords.resident(text) else {
                throw Fault(.database, detail: "欠番待ちの行\(id)を読めません")
            }
            var rowNumber: RowNumber?
            if let cell = row.optionalBlob(5) {
                rowNumber = try vault.rowNumber(waiting: cell, row: id)
            }
            return Guest(
                id: id, changeNumber: number,
                row: ResidentRow(
                    line: row.int(2), operation: row.int64(1), person: person, number: rowNumber))
        }
    }

    /// Takes rows out that are about to be settled.
    func remove(_ ids: [Int64]) throws {
        try NumberIndexes.waiting.remove(ids, in: scope.db)
        try Among.execute(
            "DELETE FROM resident_waiting WHERE {among}", column: "id", ids: ids, in: scope.db)
    }
}
