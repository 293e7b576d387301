// SPDX-License-Identifier: Apache-2.0
import Copying
import Database
import Office
import Retention
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// あなたの決裁待ち: every kind with how long it has waited, and its sum where it has one.
@Suite("あなたの決裁待ち")
struct ApprovalInboxTests {
    private func line(_ title: String, _ yen: Int?, _ day: String?) -> ApprovalInbox.Line {
        ApprovalInbox.Line(
            title: title, count: 1, amount: yen.map { Yen($0) },
            oldest: day.flatMap { CivilDate(iso: $0) }.map { Instant(noonInJapan: $0) }, marked: 0,
            href: "/", operation: .approveDecision)
    }

    @Test("種類は待った日数の長い順に並び、金額の大きい順にも並ぶ。同じなら仕事の順")
    func order() {
        let lines = [
            line("甲", nil, "2025-06-10"), line("乙", 500, "2025-06-01"),
            line("丙", 9_000, "2025-06-10"), line("丁", nil, nil), line("戊", 500, "2025-06-09"),
        ]
        #expect(ApprovalOrder.age.sorted(lines).map(\.title) == ["乙", "戊", "甲", "丙", "丁"])
        #expect(ApprovalOrder.amount.sorted(lines).map(\.title) == ["丙", "乙", "戊", "甲", "丁"])
    }

    @Test("承継・附加給付・複製・移行・消去・専決も決裁待ちに並び、それぞれの画面へ行け、決裁しない職員には出ない", .measure("R-62"))
    func furtherKinds() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        let lists = LongListTests()
        let digest = "printf('%064d', n.k)"
        func purge(_ number: String, _ db: any Connection) throws {
            try lists.insert(
                1, into: "purge_list",
                "number, as_of, catalogue, units, cases, persons, digest, salt, proposer",
                "'\(number)', '2025-06-01', \(digest), 1, 1, 1, \(digest), \(digest), 'kanri'", db)
        }
        try lists.write(on: bench, "insurer_rule") { db in
            try lists.insert(
                1, into: "insurer_succession",
                "old_insurer, new_insurer, new_name, effective_on, keeps_symbols, basis, expected, digest, proposer",
                "'06119903', '06119911', '見本', '2025-07-01', 0, '公告', 1, \(digest), 'kyufu'", db)
            try lists.insert(
                2, into: "insurer_rule",
                "insurer, valid_from, pays, deduct, minimum, unit, despite_subsidy, basis, proposer",
                "'06119903', '2025-07-01', 1, 25000, 1000, 100, 0, '規約', 'kyufu'", db)
            try purge("消1-2025-001", db)
            try lists.insert(
                1, into: "decision_rule", "valid_from, valid_until, check_days, ground, proposer",
                "'2025-04-01', '2025-05-01', 5, '規程', 'kyufu'", db)
            // Its check was due a month ago.
            try db.execute(
                """
                INSERT INTO decision_rule_use (id, operation_id, recorded_at, rule_id, history_id,
                child, officer, due_on) SELECT 900001, operation_id, 0, 900001, id, child, 'kyufu',
                '2025-05-10' FROM entitlement_history ORDER BY id LIMIT 1
                """)
            try lists.insert(
                1, into: "migration_trial",
                "digest, system_name, cutover, children, slices, issues, unexplained, officer",
                "\(digest), '旧', '2025-06-01', 1, 1, 0, 3, 'kanri'", db)
            try lists.insert(
                1, into: "migration_proposal", "trial_id, reason, proposer",
                "900001, '切替', 'kanri'", db)
        }
        // Lists of System 2 rest in System 2, with an entry of its own log.
        _ = try bench.office.gate(of: .addressee).perform(
            .viewRetention, by: bench.administrator, for: .maintenance
        ) { try ViewRetention.holds(in: $0) }
        let stores = try #require(bench.trace).opened
        let addressee = try #require(
            try stores.first { store in
                try store.read { db in
                    let tables = try Catalogue.tables(in: db)
                    return tables.contains("purge_list") && !tables.contains("payment_run")
                }
            })
        try addressee.write { try purge("消2-2025-001", $0) }
        try await bench.browse(as: "kanri") { browser in
            let form = try await browser.get("/copies/new/recipients")
            let asked = try await browser.post(
                "/copies/new/recipients", on: form, CopyScreenTests().fields(CopyPrivateKey()))
            try #require(asked.status == 303, "\(asked.text)")
        }
        let kinds = [
            ("保険者番号の承継", "1件", "1件"), ("附加給付の規則", "2件", "—"), ("消去", "1件", "1件"),
            ("移行", "1件", "1件"), ("専決の事後確認", "1件", "1件"), ("複製・抽出", "1件", "—"),
            ("消去（統合宛名）", "1件", "1件"),
        ]
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/decisions")
            for (title, count, marked) in kinds {
                let line = try #require(
                    page.text.firstMatch(of: try Regex(">\(title)</a></th>.*?</tr>"))
                        .map { String(page.text[$0.range]) }, "\(title): \(page.text)")
                #expect(line.contains(count) && line.contains(marked), "\(line)")
                let place = try #require(
                    page.text.firstMatch(of: try Regex("<a href=\"([^\"]*)\">\(title)</a>")))
                let href = String(try #require(place.output[1].substring))
                #expect(try await browser.get(href).status == 200, "\(href)")
            }
        }
        for officer in ["kyufu", "uketsuke"] {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/decisions")
                for (title, _, _) in kinds {
                    #expect(!page.text.contains(">\(title)</a></th>"), "\(officer) \(title)")
                }
            }
        }
    }

    @Test("支援措置・口座の決裁待ちも待った日数で並び、並べ替えはリンクで、決裁しない職員には出ない", .measure("R-10"))
    func everyKind() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            let panel = "/persons/\(family.mother)/protection"
            let page = try await browser.get(panel)
            let asked = try await browser.post(
                panel, on: page, ProtectionScreenTests.fields([family.mother, family.child]))
            try #require(asked.status == 303, "\(asked.text)")
        }
        bench.clock.go(seconds: 3 * 86_400)
        _ = try await bench.propose(Family.of(.decision).child)
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/decisions")
            let line = try #require(
                page.text.firstMatch(of: /支援措置<\/a><\/th>.*?<\/tr>/).map { String($0.0) })
            #expect(line.contains("1件") && line.contains("（3日前）"), "\(line)")
            let rows = page.text.matches(
                of: /<th scope="row"><a href="[^"]*">([^<]*)<\/a><\/th><td class="number">/
            )
            .map { String($0.1) }
            let (protection, decision) = (rows.firstIndex(of: "支援措置"), rows.firstIndex(of: "資格の決定"))
            #expect(try #require(protection) < (try #require(decision)), "\(rows)")
            #expect(page.text.contains("href=\"/decisions?kinds=amount\""))
            let other = try await browser.get("/decisions?kinds=amount")
            #expect(other.text.contains("kinds=amount\" aria-current=\"true\">金額の大きい順"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/decisions")
            #expect(!page.text.contains("あなたの決裁待ち") && !page.text.contains("金額の大きい順"))
        }
    }
}
