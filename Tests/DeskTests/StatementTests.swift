// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Office
import Safeguards
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
        let office = money.bench.office
        let law = BenefitLaw(book: office.book)
        func entry(_ day: Int) throws -> ClaimEntry {
            ClaimEntry(
                dataKind: .medical, source: .federation,
                billingMonth: try #require(YearMonth(iso: "2025-07")),
                treatmentMonth: try #require(YearMonth(iso: "2025-06")),
                institution: day == 1 ? MoneyBench.institution : "1119900028",
                institutionName: "見本医院", setting: .outpatient,
                born: try #require(CivilDate(iso: "2024-02-05")),
                insurer: try #require(InsurerNumber("06119903")),
                recipientNumber: try #require(RecipientNumber(money.recipientNumber)), days: 1,
                points: 300)
        }
        // As the desk does it, log-in and all: an officer with an open session.
        let officer = Principal(
            officer: "kyufu", name: "検証 給付", roles: [.payment], session: "JS1", terminal: "T1")
        func enter(_ entry: ClaimEntry) throws {
            _ = try office.casework.perform(
                EnterClaim.operation, by: officer, for: .benefit, once: "once-\(entry.institution)"
            ) { try EnterClaim.perform(entry, law: law, in: $0) }
        }
        try enter(try entry(1))
        counter.forget()
        try enter(try entry(2))
        let sent = counter.statements
        #expect(sent.contains { $0.contains("INSERT INTO claim ") || $0 == "INSERT INTO claim" })
        #expect(sent.count <= 10, "\(sent.count)文:\n\(sent.joined(separator: "\n"))")
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
