// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Entitlement

/// 更新のご案内: which certificates call for one, of any number.
@Suite("更新のご案内")
struct RenewalLetterTests {
    private static let lastDay = date("2026-03-31")
    private static let source = RenewalLetters(lastDay: lastDay, dueOn: lastDay)
    /// Eighteen in this fiscal year: the entitlement ends with the certificate.
    private static let grown = AddresseeNumber(value: 900_000_303)

    /// Certificates of a child that end on the last day, as if each were of a card of its own.
    private func certificates(
        _ count: Int, of child: AddresseeNumber, from id: Int, in office: Office
    ) throws {
        let decision = try office.read {
            try HistoryBook.strands(children: [child], from: $0)[child]?.last?.state.id
        }
        let history = try #require(decision)
        try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            try db.insert(
                into: "certificate",
                columns: [
                    "id", "operation_id", "recorded_at", "issue_number", "kind", "child",
                    "recipient", "recipient_number", "history_id", "valid_from", "valid_until",
                    "inpatient_from", "inpatient_until", "issued_on", "digest",
                ],
                rows: (id..<(id + count)).map { number -> [SQLValue] in
                    [
                        .integer(Int64(number)), .integer(operation), .integer(0),
                        .text("C-\(number)"), .text("child-medical"), child.sqlValue,
                        Office.parent.sqlValue, .text("9000001"), .integer(history),
                        .text("2025-04-10"), .text("2026-04-01"), .text("2025-04-10"),
                        .text("2026-04-01"), .text("2025-04-10"), .text(""),
                    ]
                })
        }
    }

    private func look<R>(_ office: Office, _ body: (Scope) throws -> R) throws -> R {
        try office.gate.perform(.viewLists, by: Office.counter, for: .registration) {
            try body($0)
        }
    }

    private func issue(_ references: [Int64], in office: Office) throws -> IssueLetters.Batch {
        try office.gate.perform(.printLetters, by: Office.counter, for: .registration) {
            try IssueLetters.perform(
                Self.source, references,
                IssueLetters.Terms(
                    letters: Office.law.book.letters, directory: office.directory,
                    freshness: MemoryFreshness()), in: $0)
        }
    }

    @Test("千を超える証のすべてが待ち、資格の終わる児童の証は待たない。数えるだけでは、だれの名も記録に残らない")
    func all() throws {
        let office = try Office()
        try office.grant()
        office.directory.put(
            office.person(Self.grown, "検証 年長", "ケンショウ ネンチョウ", born: "2008-03-10"))
        try office.grant(office.form(child: Self.grown))
        try certificates(300, of: Self.grown, from: 1, in: office)
        try certificates(1_100, of: Office.child, from: 1_001, in: office)
        let waiting = try look(office) { try Self.source.waiting(in: $0) }
        #expect(waiting == (1_001...2_100).map(Int64.init))
        let named = try office.read { db in
            try db.first(
                """
                SELECT COUNT(*) FROM operation_subject
                WHERE operation_id = (SELECT MAX(id) FROM operation)
                """, []
            ) { $0.int(0) }
        }
        #expect(named == 0)
        // What the database has chosen is what the fold over the decisions says.
        let all = (1...300).map(Int64.init) + waiting
        let orders = try look(office) { try Self.source.orders(all, in: $0) }
        #expect(orders.map(\.reference) == waiting)
        let page = try look(office) { try Self.source.first(500, in: $0) }
        #expect(page.count == 1_100 && page.leftOut == 0)
        #expect(page.first == Array(waiting.prefix(500)))
    }

    @Test("外れた証の案内は後に回り、ほかの家族の案内を塞がない")
    func turn() throws {
        let office = try Office()
        try office.grant()
        try certificates(1_050, of: Office.child, from: 1, in: office)
        let before = try #require(try office.directory.person(Office.parent))
        var died = before
        died.status = .died
        office.directory.put(died)
        let first = try look(office) { try Self.source.first(500, in: $0) }.first
        let none = try issue(first, in: office)
        #expect(none.letters.isEmpty && none.leftOut.count == 500)
        office.directory.put(before)
        let next = try look(office) { try Self.source.first(500, in: $0) }
        #expect(next.count == 1_050 && next.leftOut == 500)
        #expect(next.first == (501...1_000).map(Int64.init))
        #expect(try issue(next.first, in: office).letters.count == 500)
        let last = try look(office) { try Self.source.first(500, in: $0) }
        #expect(last.first == (1_001...1_050).map(Int64.init) + (1...450).map(Int64.init))
    }
}
