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

/// More lists that were cut without a way to the rest.
extension LongListTests {
    @Test("1380・1320: 支出命令のない請求書は何通あっても古いものまで出て、請求書と渡したデータは頁でたどれる")
    func accounting() async throws {
        let bench = try await DeskBench()
        try write(on: bench, "agency_invoice") { db in
            try insert(
                110, into: "agency_invoice",
                """
                agency, number, kind, billing_month, invoiced_on, due_on, total, name, digest,
                officer
                """,
                """
                '1', 'K-' || n.k, 'regular', printf('%04d-%02d', 2010 + n.k / 12, n.k % 12 + 1),
                '2025-06-01', '2025-06-20', 1000 + n.k, 'k.csv', printf('%064d', n.k), 'kyufu'
                """, db)
            try insert(
                110, into: "agency_invoice_outcome",
                "invoice_id, outcome, decided_on, differences, difference_yen, officer",
                "900000 + n.k, 'accepted', '2025-06-05', 0, 0, 'kacho'", db)
            try insert(
                110, into: "agency_invoice_line", "invoice_id, line, item, claims, amount",
                "900000 + n.k, 1, 'benefit', 1, 1000 + n.k", db)
            try insert(
                45, into: "accounting_file",
                "file_key, name, audience, layout, digest, orders, total, officer",
                """
                'cut-' || n.k, 'cut-' || n.k || '.csv', 'trial', 'x', printf('%064d', n.k), 1, 1000,
                'kyufu'
                """, db)
        }
        try await bench.browse(as: "kyufu") { browser in
            let files = try await walk(browser, "/accounting", by: "files")
            #expect(files.count == 3)
            #expect(files.allSatisfy { $0.contains("渡した連携データ 45件") })
            for number in 1...45 {
                #expect(files.contains { $0.contains(">cut-\(number).csv<") }, "\(number)")
            }
            for number in 1...110 {
                #expect(
                    files[0].contains("name=\"invoice\" value=\"\(900_000 + number)\""),
                    "\(number)")
            }
            let invoices = try await walk(browser, Route.agencyInvoices.path())
            #expect(invoices.count == 2)
            #expect(invoices.allSatisfy { $0.contains("請求書 110通") })
            #expect(Set(links(invoices, to: Route.agencyInvoice.path(Int64(9)))).count == 110)
        }
    }

    @Test("1320: 取り込んだファイルは、初めのものまで頁でたどれる")
    func imports() async throws {
        let bench = try await DeskBench()
        try write(on: bench, "claim_file") { db in
            try insert(
                230, into: "claim_file",
                """
                name, digest, kind, institution, billing_month, layout, edition, claims, accepted,
                rejected, warnings, actual_count, actual_points, payable
                """,
                """
                '\(Self.long)', printf('%064d', n.k), '1', '1119900010', '2025-07', 'x', 'x', 1, 1,
                0, 0, 1, 100, 1000
                """, db)
        }
        try await bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/claims/imports")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("取込結果 230ファイル") })
            #expect(Set(links(pages, to: "/claims/imports/9")).count == 230)
        }
    }

    @Test("1320: 取込の作業は、初めの作業まで頁でたどれ、ファイルの頁はそのまま残る")
    func importRuns() async throws {
        let bench = try await DeskBench()
        try write(on: bench, "job_run") { db in
            try insert(
                45, into: "job_run",
                "run_key, job, occasion, parameters, is_trial, unit, total, officer",
                "'cut-' || n.k, 'claims-arrive', '2025-06-01', '{}', 0, '件', 1, 'kyufu'", db)
            try db.execute(
                """
                INSERT INTO job_state (run_id, status, phase_title, phase, after_key, total, done,
                persons, items, amount, known, failed, is_stop_asked, is_consented, lease_until,
                active, updated_at) \(Self.numbers(45))
                SELECT 900000 + n.k, 'finished', '取込', 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 FROM n
                """)
        }
        try await bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/claims/imports", by: "runs")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("取込の作業 45件") })
            #expect(Set(links(pages, to: Route.importJob.path(Int64(9)))).count == 45)
        }
    }

    @Test("1372: 高額療養費に当たる可能性のある月は、請求年月を保って最後まで頁でたどれる")
    func months() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
        }
        let billed = try write(on: money.bench) { db in
            let columns = try db.rows("SELECT name FROM pragma_table_info('claim')") {
                $0.text(0)
            }
            let values = columns.map { name in
                switch name {
                case "id": "(SELECT MAX(id) FROM claim) + n.k"
                case "line": "c.line + n.k"
                case "treatment_month": "printf('%04d-%02d', 1990 + n.k / 12, n.k % 12 + 1)"
                case "burden": "9999999"
                default: "c.\(name)"
                }
            }
            try db.execute(
                """
                INSERT INTO claim (\(columns.joined(separator: ", "))) \(Self.numbers(230))
                SELECT \(values.joined(separator: ", ")) FROM claim c, n
                """)
            return try db.first("SELECT MAX(billing_month) FROM claim") { $0.text(0) } ?? ""
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let pages = try await walk(
                browser, "/proxies?billed=\(billed)", by: "months")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("可能性のある月 230件") })
            let rows = pages.flatMap { $0.matches(of: /&amp;month=(\d{4}-\d{2})#mandate-form/) }
                .map { String($0.1) }
            #expect(Set(rows).count == 230, "\(Set(rows).count)")
        }
    }

    @Test("1140: 審査請求は、終わったものも初めのものまで頁でたどれる")
    func appeals() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try write(on: bench, "appeal") { db in
            try insert(
                230, into: "appeal",
                "child, appellant, against, decided_on, known_on, received_on, officer",
                """
                \(family.child.value), \(family.father.value), '\(Self.long)', '2025-05-01',
                '2025-05-02', '2025-05-10', 'uketsuke'
                """, db)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let pages = try await walk(browser, "/appeals")
            #expect(pages.count == 3)
            #expect(pages.allSatisfy { $0.contains("受け付けた審査請求 230件") })
            #expect(Set(links(pages, to: Route.appeal.path(Int64(9)))).count == 230)
        }
    }

    @Test("1220: 確認を待つ専決も確認した専決も、承継で外れる児童と引き継ぐ児童も、最後まで頁でたどれる")
    func rulesAndSuccessions() async throws {
        let town = try await HiddenTown(families: 210)
        let names = town.households.map { "検証隠\($0.number)　翔<" }
        let new = try #require(
            (0...9).compactMap { InsurerNumber("0611994\($0)") }.first { $0.hasValidCheckDigit })
        try await town.bench.browse(as: "uketsuke") { browser in
            // Everybody has the old number only since a later day.
            let question =
                "/successions?old=06119903&new=\(new.digits)"
                + "&name=\(Typed.escaped("検証統合組合"))&on=2024-01-01&symbols=keep"
                + "&basis=\(Typed.escaped("通知 R7.5.1"))"
            let left = try await walk(browser, question)
            #expect(left.count == 5 && left.allSatisfy { $0.contains("外れる児童 210人") })
            for name in names { #expect(left.contains { $0.contains(name) }, "\(name)") }
        }
        try write(on: town.bench, "decision_rule_use") { db in
            try db.execute(
                """
                INSERT INTO decision_rule (id, operation_id, recorded_at, valid_from, valid_until,
                check_days, ground, proposer)
                SELECT 900000, MAX(id), 0, '2025-04-01', '2025-05-01', 5, '規程', 'h1' FROM operation
                """)
            try db.execute(
                """
                INSERT INTO decision_rule_use (id, operation_id, recorded_at, rule_id, history_id,
                child, officer, due_on) SELECT 900000 + id, operation_id, 0, 900000, id, child, 'c1',
                '2025-05-10' FROM entitlement_history
                """)
            try db.execute(
                """
                INSERT INTO decision_rule_check (operation_id, recorded_at, use_id, outcome, officer)
                SELECT operation_id, 0, id, 'right', 'h1' FROM decision_rule_use
                ORDER BY id LIMIT 120
                """)
            try db.execute(
                """
                INSERT INTO insurer_succession (id, operation_id, recorded_at, old_insurer,
                new_insurer, new_name, effective_on, keeps_symbols, basis, expected, digest, proposer)
                SELECT 900000, MAX(id), 0, '06119903', '06119911', '検証統合組合', '2025-07-01', 1,
                '通知', 210, 'x', 'c1' FROM operation
                """)
            try db.execute(
                """
                INSERT INTO insurer_succession_child (operation_id, recorded_at, succession_id,
                child, acquired_on, stage) SELECT operation_id, 0, 900000, child, '2024-05-01',
                'proposed' FROM entitlement_history ORDER BY id
                """)
        }
        try await town.bench.browse(as: "kacho") { browser in
            let waiting = try await walk(browser, "/decision-rules", by: "waiting")
            #expect(waiting.count == 3 && waiting.allSatisfy { $0.contains("確認待ち 90件") })
            let checked = try await walk(browser, "/decision-rules", by: "checked")
            #expect(checked.count == 2 && checked.allSatisfy { $0.contains("確認したもの 120件") })
            for name in names {
                #expect((waiting + checked).contains { $0.contains(name) }, "\(name)")
            }
            let carried = try await walk(browser, "/successions/900000")
            #expect(carried.count == 3 && carried.allSatisfy { $0.contains("児童 210人") })
            for name in names { #expect(carried.contains { $0.contains(name) }, "\(name)") }
        }
    }

    @Test("1221・3150: 不在時代理と移行のエラー一覧も、初めのものから最後まで頁でたどれる")
    func delegationsAndIssues() async throws {
        let bench = try await DeskBench()
        // Both systems have the table; the officers stand in that of System 1.
        try write(on: bench) { db in
            try insert(
                120, into: "delegation", "delegator, deputy, from_date, until_date",
                "'kacho', 'uketsuke', date('2020-01-01', n.k || ' days'), '2020-12-31'", db)
        }
        try write(on: bench, "migration_issue") { db in
            try db.execute(
                """
                INSERT INTO migration_trial (id, operation_id, recorded_at, digest, system_name,
                cutover, children, slices, issues, unexplained, officer)
                SELECT 900000, MAX(id), 0, printf('%064d', 1), '旧', '2025-04-01', 1, 1, 250, 0,
                'kanri' FROM operation
                """)
            try insert(
                230, into: "migration_issue", "trial_id, file, line, code, message",
                "900000, 'persons', n.k, 'E-X', '\(Self.long)'", db)
        }
        try await bench.browse(as: "kacho") { browser in
            let pages = try await walk(browser, Route.delegations.path())
            #expect(pages.count == 3 && pages.allSatisfy { $0.contains("代理 120件") })
            #expect(pages[2].contains("R2.1.2〜"))
        }
        try await bench.browse(as: "kanri") { browser in
            let pages = try await walk(browser, Route.migration.path(Int64(900_000)))
            #expect(pages.count == 3 && pages.allSatisfy { $0.contains("エラー一覧（250件）") })
            // Of 250 errors 230 are kept, and the page says so.
            #expect(pages.allSatisfy { $0.contains("初めの230件") })
            for number in 1...230 {
                #expect(pages.contains { $0.contains("class=\"amount\">\(number)<") }, "\(number)")
            }
        }
    }

    /// Writes into the store of System 1.
    private func write<R>(
        on bench: DeskBench, _ body: (any Connection) throws -> R
    ) throws -> R {
        let stores = try #require(bench.trace).opened
        let store = try #require(
            try stores.first { store in
                try store.read { try Catalogue.tables(in: $0).contains("claim") }
            })
        return try store.write(body)
    }
}
