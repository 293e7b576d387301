// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The state of the 符号 of persons, and the requests for it. The column for the 符号 itself stays empty.
enum CodeBook {
    /// A request that is worked on.
    struct Request: Sendable, Hashable {
        let id: Int64
        let person: Int64
        /// 団体内統合宛名番号.
        let integrated: AddresseeNumber
        /// 処理通番.
        let serial: String
        let state: ProvisionCodeState
        let attempts: Int
    }

    /// The newest state of each person; who has none was never asked for.
    static func states(
        _ persons: [Int64], from db: any Connection
    ) throws -> [Int64: ProvisionCodeState] {
        var found: [Int64: ProvisionCodeState] = [:]
        try Among.forEach(
            "SELECT person_id, state FROM provision_code WHERE {among} ORDER BY id",
            column: "person_id", keys: persons, in: db
        ) { found[$0.int64(0)] = $0.code(1) }
        return found
    }

    /// The row of each person by 団体内統合宛名番号, of those who are kept.
    static func persons(
        _ integrated: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: Int64] {
        var found: [AddresseeNumber: Int64] = [:]
        try Among.forEach(
            "SELECT id, integrated_number FROM person WHERE {among}",
            column: "integrated_number", keys: integrated, in: db
        ) { found[$0.addressee(1)] = $0.int64(0) }
        return found
    }

    /// Queues a request for the 符号 of a person.
    static func want(_ person: Int64, for purpose: Purpose, in scope: Scope) throws {
        let last =
            try scope.db.first("SELECT COUNT(*) FROM provision_code_request", []) {
                $0.int(0)
            } ?? 0
        let id = try scope.facts.append(
            "provision_code_request",
            [
                "person_id": person, "serial": "C-\(padded(last + 1, 10))",
                "purpose": purpose.rawValue,
            ])
        try scope.db.execute(
            """
            INSERT INTO provision_code_work (request_id, purpose, is_over, due_at, attempts)
            VALUES (?, ?, 0, ?, 0)
            """, [id, purpose.rawValue, scope.now])
        try set(.notAsked, of: person, in: scope)
    }

    static func set(
        _ state: ProvisionCodeState, of person: Int64, in scope: Scope
    ) throws {
        try scope.facts.append(
            "provision_code",
            ["person_id": person, "state": state.rawValue, "cell": nil as [UInt8]?])
    }

    /// Takes requests that are due, as `OrderBook.take`.
    static func take(
        _ purpose: Purpose, limit: Int, until lease: Instant, in scope: Scope
    ) throws -> [Request] {
        struct Bare {
            let id, person: Int64; let integrated: AddresseeNumber; let serial: String;
            let attempts: Int
        }
        let rows = try scope.db.rows(
            """
            SELECT r.id, r.person_id, p.integrated_number, r.serial, w.attempts
            FROM provision_code_request r JOIN provision_code_work w ON w.request_id = r.id
            JOIN person p ON p.id = r.person_id
            WHERE w.is_over = 0 AND w.purpose = ? AND w.due_at <= ? ORDER BY w.due_at, r.id LIMIT ?
            """, [purpose.rawValue, scope.now, limit]
        ) {
            Bare(
                id: $0.int64(0), person: $0.int64(1), integrated: $0.addressee(2),
                serial: $0.text(3), attempts: $0.int(4))
        }
        try Among.execute(
            "UPDATE provision_code_work SET due_at = ? WHERE {among}", column: "request_id",
            ids: rows.map(\.id), in: scope.db, arguments: [lease])
        let states = try states(rows.map(\.person), from: scope.db)
        return rows.map {
            Request(
                id: $0.id, person: $0.person, integrated: $0.integrated, serial: $0.serial,
                state: states[$0.person] ?? .notAsked, attempts: $0.attempts)
        }
    }

    static func wait(
        _ request: Int64, until moment: Instant, attempts: Int, trouble: String?, isOver: Bool,
        in scope: Scope
    ) throws {
        try scope.db.execute(
            """
            UPDATE provision_code_work SET due_at = ?, attempts = ?, trouble = ?, is_over = ?
            WHERE request_id = ?
            """, [moment, attempts, trouble, isOver, request])
    }
}
