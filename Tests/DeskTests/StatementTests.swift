// SPDX-License-Identifier: Apache-2.0
import Database
import PowerCuts
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
        let (one, other) = (
            fields(MoneyBench.institution, of: money), fields("1119900028", of: money)
        )
        // As an officer does it, log-in, key of the form and all.
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            _ = try await browser.post("/claims/new", on: form, one)
            let again = try await browser.get("/claims/new")
            counter.forget()
            let answer = try await browser.post("/claims/new", on: again, other)
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

    @Test("書いた後の最初の頁も、待つものを二度は数えない")
    func homeCountsOnce() async throws {
        let counter = Counter()
        let money = try await MoneyBench(counting: { counter.watching($0) })
        let fields = fields(MoneyBench.institution, of: money)
        try await money.bench.browse(as: "kyufu") { browser in
            // The small pictures are counted once a minute, by whoever comes first.
            _ = try await browser.get("/")
            let form = try await browser.get("/claims/new")
            let written = try await browser.post("/claims/new", on: form, fields)
            #expect(written.status == 303)
            /// How often each count is asked for one home page.
            func home() async throws -> [String: Int] {
                counter.forget()
                #expect(try await browser.get("/").status == 200)
                return Dictionary(grouping: counter.statements.filter { $0.contains("COUNT(") }) {
                    $0
                }.mapValues(\.count)
            }
            let (after, quiet) = (try await home(), try await home())
            #expect(after.count > 5)
            #expect(after == quiet)
        }
    }

    @Test("会計(1380)は、収入の帳簿を一画面に一度だけ読む")
    func incomeOnce() async throws {
        let counter = Counter()
        let money = try await MoneyBench(counting: { counter.watching($0) })
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.get("/accounting")
            counter.forget()
            #expect(try await browser.get("/accounting").status == 200)
            let read = counter.statements.filter {
                $0.hasPrefix("SELECT r.id, r.amount, r.claimed_on, i.decided_on FROM recovery r")
            }
            #expect(read.count == 1)
        }
    }

    /// A claim on paper of an institution.
    private func fields(
        _ institution: String, of money: MoneyBench
    ) -> [(String, String)] {
        [
            ("kind", "1"), ("source", "2"), ("recipient", money.recipientNumber),
            ("born", "R6.2.5"), ("insurer", "06119903"), ("institution", institution),
            ("name", "見本医院"), ("treated", "R7.6"), ("billed", "R7.7"),
            ("setting", "outpatient"), ("days", "1"), ("points", "300"), ("copayment", ""),
            ("meals", ""), ("band", ""), ("prescriber", ""), ("fund", ""),
            ("fund-points", ""), ("fund-copayment", ""),
        ]
    }

    /// The stores of the office, each counted.
    private final class Counter: Sendable {
        private let stores = Mutex<[CountingStore]>([])
        var statements: [String] {
            stores.withLock { $0 }.flatMap(\.statements).map {
                $0.split(separator: "\n").joined(separator: " ")
            }
        }
        func forget() { stores.withLock { $0 }.forEach { $0.forget() } }
        func watching(_ store: any Store) -> any Store {
            let counted = CountingStore(store)
            stores.withLock { $0.append(counted) }
            return counted
        }
    }
}
