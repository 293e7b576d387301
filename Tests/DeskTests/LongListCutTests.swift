// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// Lists that were cut without a way to the rest.
extension LongListTests {
    /// The three columns that every fact begins with, for the row `n.k` of a question.
    private static let fact = "900000 + n.k, (SELECT MAX(id) FROM operation), 0"

    /// Inserts rows `n.k` of 1 to a count.
    func insert(
        _ count: Int, into table: String, _ columns: String, _ values: String,
        _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO \(table) (id, operation_id, recorded_at, \(columns))
            \(Self.numbers(count)) SELECT \(Self.fact), \(values) FROM n
            """)
    }

    /// The numbers that stand in the links of pages.
    func links(_ pages: [String], to path: String) -> [String] {
        pages.flatMap { page in
            page.matches(of: /href="([^"?#]*)"/).compactMap { match in
                match.1.hasPrefix(path) ? String(match.1.dropFirst(path.count)) : nil
            }
        }
    }

    @Test("1362: 決裁待ちの精算は、ほかの起案が何件あっても古いものから最後まで出て、件数は全件になる")
    func retroactives() async throws {
        let money = try await MoneyBench()
        let family = Family.of(.ordinary)
        // The first 90 wait; the 130 after them were decided.
        try write(on: money.bench, "retroactive_proposal") { db in
            try insert(
                220, into: "retroactive_proposal",
                "proposal_key, child, history_id, digest, effects, recover, stop, explanation, proposer",
                """
                'cut-' || n.k, \(family.child.value), 1, printf('%064d', n.k), 1, 1000 + n.k, 0,
                '\(Self.long)', 'kyufu'
                """, db)
            try db.execute(
                """
                INSERT INTO retroactive_outcome (operation_id, recorded_at, proposal_id, outcome,
                officer) SELECT operation_id, 0, id, 'approved', 'kacho'
                FROM retroactive_proposal WHERE id > 900090
                """)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let there = "/payments/retroactive"
            let waiting = try await walk(browser, there, by: "waiting")
            #expect(waiting.count == 3)
            let decided = try await walk(browser, there, by: "decided")
            #expect(decided.count == 4)
            let waits = links(waiting, to: there + "/9000")
            #expect((1...90).allSatisfy { waits.contains(padded($0, 2)) })
            let over = Set(links(decided, to: there + "/9"))
            #expect((91...220).allSatisfy { over.contains(padded($0, 5)) })
            for page in waiting + decided {
                #expect(page.contains("決裁待ち 90件") && page.contains("決裁が済んだ起案 130件"))
            }
            // Who leafs through one keeps the place in the other.
            let both = try await browser.get(there + "?waiting=2&decided=3")
            #expect(both.text.contains("41〜80件目／全90件"))
            #expect(both.text.contains("81〜120件目／全130件"))
            #expect(both.text.contains("decided=3&amp;waiting=3"))
        }
    }

    @Test("1371: 終了した事故の記録も、頁をたどると最後まで出る")
    func closedLiabilities() async throws {
        let money = try await MoneyBench()
        let family = Family.of(.ordinary)
        try write(on: money.bench, "liability") { db in
            try insert(
                120, into: "liability",
                "child, recipient, kind, happened_on, reported_on, counterpart, circumstances, officer",
                """
                \(family.child.value), \(family.father.value), 'third-party', '2025-05-01',
                '2025-05-02', '\(Self.long)', '事故', 'kyufu'
                """, db)
            try insert(
                120, into: "liability_event",
                "liability_id, event, event_on, amount, note, officer",
                "900000 + n.k, 'closed', '2025-06-01', 0, '終了', 'kyufu'", db)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/liabilities")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("終了した記録 120件") })
            #expect(Set(links(pages, to: "/liabilities/one/9")).count == 120)
        }
    }

    @Test("一括発行の記録: 何回に分けて発行しても、初めの回まで頁でたどれる")
    func batches() async throws {
        let bench = try await DeskBench()
        try write(on: bench, "letter_batch") { db in
            try insert(
                230, into: "letter_batch", "title, paper, dated_on, expected, produced, officer",
                "'\(Self.long)' || n.k, 'x', '2025-06-10', 300, 300, 'kyufu'", db)
        }
        try await bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/letters/batches")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("発行した回 230件") })
            #expect(Set(links(pages, to: "/letters/batches/9")).count == 230)
        }
    }

    @Test("3140: ジョブの履歴は種類の絞りを保って頁でたどれ、できなかったものは行番号とともに最後まで出る")
    func jobs() async throws {
        let bench = try await DeskBench()
        try write(on: bench, "job_run") { db in
            try insert(
                230, into: "job_run",
                "run_key, job, occasion, parameters, is_trial, unit, total, officer",
                "'cut-' || n.k, 'print-letters', '2025-06-10', '{}', 0, '件', 300, 'kyufu'", db)
            try db.execute(
                """
                INSERT INTO job_state (run_id, status, phase_title, phase, after_key, total, done,
                persons, items, amount, known, failed, is_stop_asked, is_consented, lease_until,
                active, updated_at) SELECT id, 'finished', '', 0, 0, 300, 300, 0, 0, 0, 0, 230, 0, 0,
                0, 0, 0 FROM job_run WHERE id > 900000
                """)
            try insert(
                230, into: "job_failure", "run_id, phase, item_key, code, message, place",
                """
                900001, 0, 7000 + n.k, 'letter-left-out', '\(Self.long)', '/papers/' || (500 + n.k)
                """, db)
        }
        try await bench.browse(as: "kyufu") { browser in
            for address in ["/jobs/history", "/jobs/history?job=print-letters"] {
                let pages = try await walk(browser, address)
                #expect(pages.count == 3, "\(address)")
                #expect(pages.allSatisfy { $0.contains("実行 230件") })
                #expect(Set(links(pages, to: "/jobs/runs/9")).count == 230, "\(address)")
            }
            // The clerk, who may not bring the file out, sees every failure and what it is about.
            let failures = try await walk(browser, "/jobs/runs/900001")
            #expect(failures.count == 3)
            #expect(failures.allSatisfy { $0.contains("できなかったもの 230件") })
            #expect(failures.allSatisfy { !$0.contains("エラー一覧をCSVに出す") })
            for number in 1...230 {
                #expect(
                    failures.contains {
                        $0.contains(">\(7_000 + number)<") && $0.contains("決定 \(500 + number) の書類")
                    }, "\(number)")
            }
        }
    }
}
