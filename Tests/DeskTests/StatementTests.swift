// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

/// A claim that is keyed is answered at once: every statement is a walk to the database and back.
@Suite("個別入力の文の数")
struct StatementTests {
    @Test("個別入力の1件は、庁内の規則・見張り・記録を入れて、業務の呼出しが10文までで終わる")
    func keyed() async throws {
        let counter = Counter()
        let money = try await MoneyBench(counting: { counter.watching($0) })
        @Sendable func fields(_ institution: String) -> [(String, String)] {
            [
                ("kind", "1"), ("source", "2"), ("recipient", money.recipientNumber),
                ("born", "R6.2.5"), ("insurer", "06119903"), ("institution", institution),
                ("name", "見本医院"), ("treated", "R7.6"), ("billed", "R7.7"),
                ("setting", "outpatient"), ("days", "1"), ("points", "300"), ("copayment", ""),
                ("meals", ""), ("band", ""), ("prescriber", ""), ("fund", ""),
                ("fund-points", ""), ("fund-copayment", ""),
            ]
        }
        // As an officer does it, log-in, key of the form and all.
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            _ = try await browser.post("/claims/new", on: form, fields(MoneyBench.institution))
            let second = try await browser.get("/claims/new")
            counter.forget()
            let answer = try await browser.post("/claims/new", on: second, fields("1119900028"))
            #expect(answer.status == 303)
        }
        // The transaction of the claim: from the head of the log to its signed checkpoint.
        let sent = counter.statements
        let claim = try #require(sent.firstIndex { $0.hasPrefix("INSERT INTO claim") })
        let first = try #require(
            sent[..<claim].lastIndex { $0.hasPrefix("SELECT id, size, next_fact") })
        let last = try #require(
            sent[claim...].firstIndex { $0.hasPrefix("INSERT INTO ledger_checkpoint") })
        let own = sent[first...last]
        #expect(own.count <= 10, "\(own.count)文:\n\(own.joined(separator: "\n"))")
        #expect(own.contains { $0.contains("FROM login_session") }, "ログインの確かめも数に入る")
    }

    /// Notes the statements of every store that is opened.
    private final class Counter: Sendable {
        private let sent = Mutex<[String]>([])
        var statements: [String] { sent.withLock { $0 } }
        func forget() { sent.withLock { $0 = [] } }
        func watching(_ store: any Store) -> any Store { Counted(store) { self.note($0) } }
        private func note(_ sql: String) {
            sent.withLock { $0.append(sql.split(separator: "\n").joined(separator: " ")) }
        }
    }

    private final class Counted: Store {
        private let inner: any Store
        private let note: @Sendable (String) -> Void
        init(_ inner: any Store, _ note: @escaping @Sendable (String) -> Void) {
            self.inner = inner
            self.note = note
        }
        var engine: Engine { inner.engine }
        func read<R>(_ body: (any Connection) throws -> R) throws -> R {
            try inner.read { try body(CountedConnection($0, note)) }
        }
        func write<R>(_ body: (any Connection) throws -> R) throws -> R {
            try inner.write { try body(CountedConnection($0, note)) }
        }
        func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
        func backup(to path: String) throws { try inner.backup(to: path) }
        func scrub() throws { try inner.scrub() }
        func settle() throws { try inner.settle() }
        func freeze() throws -> (any FrozenStore)? { try inner.freeze() }
        func close() throws { try inner.close() }
    }

    private final class CountedConnection: Connection {
        private let inner: any Connection
        private let note: (String) -> Void
        init(_ inner: any Connection, _ note: @escaping (String) -> Void) {
            self.inner = inner
            self.note = note
        }
        var engine: Engine { inner.engine }
        var cells: any CellSeal { inner.cells }
        func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
            note(sql)
            return try inner.execute(sql, arguments)
        }
        func forEachRow(
            _ sql: String, _ arguments: [any SQLValueConvertible],
            _ body: (any Row) throws -> Void
        ) throws {
            note(sql)
            try inner.forEachRow(sql, arguments, body)
        }
        func insert(
            into table: String, columns: [String], rows: some Sequence<[SQLValue]>
        ) throws -> Int {
            try inner.insert(
                into: table, columns: columns,
                rows: rows.lazy.map { row in
                    self.note("INSERT INTO \(table)")
                    return row
                })
        }
    }
}
