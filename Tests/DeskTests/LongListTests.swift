// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPTypes
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// Lists that are longer than a page: every page is small, and the last row is reached by 「次の頁」.
@Suite("長い一覧は、どの頁も150KBの内で、次の頁をたどると最後の行まで出る", .serialized)
struct LongListTests {
    /// Rows of a list.
    static let count = 520
    static let long = "医療法人社団見本会見本市立見本こども医療センター附属見本診療所第二分院"

    @Test("1330: 明細書は100件ずつで、合計はどの頁でも全件の合計になる")
    func claims() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(try money.claimFile(), browser)
        }
        try write(on: money.bench, "claim") { db in
            let columns = try db.rows("SELECT name FROM pragma_table_info('claim')") {
                $0.text(0)
            }
            let values = columns.map { name in
                switch name {
                case "id": "(SELECT MAX(id) FROM claim) + n.k"
                case "line": "c.line + n.k"
                case "institution_name": "'\(Self.long)'"
                default: "c.\(name)"
                }
            }
            try db.execute(
                """
                INSERT INTO claim (\(columns.joined(separator: ", ")))
                \(Self.numbers(Self.count - 1))
                SELECT \(values.joined(separator: ", ")) FROM claim c, n
                """)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            for question in [
                "child=\(money.child)", "institution=\(MoneyBench.institution)&month=2025-06",
            ] {
                let pages = try await walk(browser, "/claims?" + question)
                #expect(pages.count == 6, "\(question)")
                let rows = pages.flatMap { $0.matches(of: /href="\/claims\/one\/(\d+)"/) }
                    .map { String($0.1) }
                #expect(Set(rows).count == Self.count, "\(question)")
                let total = "\(Say.count(Self.count))件の合計"
                #expect(pages.allSatisfy { $0.contains(total) })
                #expect(pages.allSatisfy { $0.contains(Yen(2_468 * Self.count).grouped) })
            }
        }
    }

    @Test("1350: 抽出・点検も起案した支払処理も、すべての振込と、すべての差に頁でたどり着く")
    func run() async throws {
        let families = 510
        let town = try await HiddenTown(families: families, approvesAll: true)
        let names = town.households.map { one in
            "検証隠\(one.number)　\(one.recipient == one.father ? "太郎" : "花子")"
        }
        try await town.bench.browse(as: "kyufu") { browser in
            let address = "/payments/new-run?day=2025-07-22&kind=21"
            let preview = try await walk(browser, address)
            #expect(preview.count == 6)
            #expect(names.allSatisfy { name in preview.contains { $0.contains(name + "<") } })
            let first = try await browser.get(address)
            // The page of the other list stays while one is leafed through.
            let second = try await browser.get(address + "&page=2&changes=3")
            #expect(second.text.contains("101〜200件目") && second.text.contains("41〜60件目"))
            #expect(second.text.contains("page=3") && second.text.contains("changes=4"))
            let proposed = try await browser.follow(
                try await browser.post(
                    "/payments/runs", on: first, [("day", "2025-07-22"), ("kind", "21")]))
            let path = try proposed.address("/payments/runs/")
            let pages = try await walk(browser, path)
            #expect(pages.count == 6)
            #expect(names.allSatisfy { name in pages.contains { $0.contains(name + "<") } })
            // The log names whom the page shows, not everybody of the run and of the one before.
            let mark = try newest(on: town.bench)
            let third = try await browser.get(path + "?page=3&changes=2")
            let shown = names.filter { third.text.contains($0 + "<") }
            let named = try people(since: mark, on: town.bench)
            #expect(shown.count >= 100 && (100...120).contains(named), "\(shown.count) \(named)")
            let changes = try await walk(browser, path + "?changes=20", by: "changes")
            #expect(changes.count == 7 && changes.last?.contains("501〜510件目") == true)
        }
    }

    @Test("1351: 窓口で支払えるものと窓口払の一覧。誤りがあっても、開いていた頁と選んだ行は残る")
    func counter() async throws {
        let money = try await MoneyBench()
        let family = Family.of(.ordinary)
        try write(on: money.bench, "payment_item") { db in
            try db.execute(Self.items(of: family, method: "3"))
            try db.execute(
                """
                INSERT INTO payment_item_status (item_id, decision_id, planned_on, status,
                reason, last_event_id)
                SELECT id, decision_id, planned_on, 'scheduled', '口座がありません。', 0
                FROM payment_item WHERE id > 900000
                """)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/payments/counter")
            #expect(pages.count == 6)
            for number in 1...Self.count {
                let receipt = "Q-\(10_000 + number)"
                #expect(pages.contains { $0.contains(receipt) }, "\(receipt)")
            }
            let second = try await browser.get("/payments/counter?page=2")
            let row = try second.row()
            let refused = try await browser.post(
                "/payments/counter", on: second, [("page", "2"), ("row", row), ("day", "")])
            #expect(refused.text.contains("101〜200件目"))
            #expect(refused.text.contains("value=\"\(row)\" checked"))
        }
    }

    @Test("1361: 返還は50件ずつ、新しいものから最後まで出る。督促の一覧の頁とは別にたどる")
    func recoveries() async throws {
        let money = try await MoneyBench()
        let family = Family.of(.ordinary)
        try write(on: money.bench, "recovery") { db in
            try db.execute(Self.recoveries(of: family))
        }
        try await money.bench.browse(as: "kyufu") { browser in
            for address in ["/payments/recoveries", "/payments/recoveries?all=1"] {
                let pages = try await walk(browser, address, by: "list")
                #expect(pages.count == 11, "\(address)")
                let rows = pages.flatMap { $0.matches(of: /href="\/payments\/recoveries\/(9\d+)"/) }
                    .map { String($0.1) }
                #expect(Set(rows).count == Self.count, "\(address)")
                #expect(pages.allSatisfy { $0.contains(Say.count(Self.count)) })
            }
        }
    }

    @Test("1160: 終わった電子申請も受け取れなかったものも、古いほうから最後まで出る")
    func applications() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try write(on: bench, "e_application") { db in
            for (start, outcome, code) in [(900_000, "taken", ""), (910_000, "refused", "E-X")] {
                try db.execute(
                    """
                    INSERT INTO e_bundle (id, operation_id, recorded_at, digest, name, outcome, code,
                    message, issues) \(Self.numbers(Self.count))
                    SELECT \(start) + n.k, (SELECT MAX(id) FROM operation), 0,
                    printf('%064d', \(start) + n.k), 'bundle-' || (\(start) + n.k) || '.zip',
                    '\(outcome)', '\(code)', '\(code.isEmpty ? "" : Self.long)', 0 FROM n
                    """)
            }
            try db.execute(
                """
                INSERT INTO e_application (id, operation_id, recorded_at, bundle_id, service, receipt,
                procedure_name, reason, layout, edition, signature, applied_on, first_applied_on,
                left_behind)
                SELECT id, operation_id, 0, id, 'portal', 'P-' || id, 'registration', NULL, 'x', 'x',
                'valid', '2025-06-01', '2025-06-01', 0 FROM e_bundle
                WHERE id > 900000 AND outcome = 'taken'
                """)
            try db.execute(
                """
                INSERT INTO e_application_state (application_id, status, is_open, last_event_id,
                told_event_id) SELECT id, 'decided', 0, 0, 0 FROM e_application WHERE id > 900000
                """)
            for (start, part, person) in [
                (0, "applicant", family.father.value), (10_000, "child", family.child.value),
            ] {
                try db.execute(
                    """
                    INSERT INTO e_application_match (id, operation_id, recorded_at, application_id,
                    part, addressee, officer)
                    SELECT id + \(start), operation_id, 0, id, '\(part)', \(person), 'machine'
                    FROM e_application WHERE id > 900000
                    """)
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let over = try await walk(browser, "/e-applications?state=over")
            #expect(over.count == 6)
            let refused = try await walk(browser, "/e-applications?state=refused")
            #expect(refused.count == 6)
            for number in 1...Self.count {
                #expect(over.contains { $0.contains("P-\(900_000 + number)<") }, "\(number)")
                #expect(
                    refused.contains { $0.contains("bundle-\(910_000 + number).") }, "\(number)")
            }
        }
        let beside = try bench.office.casework.perform(
            .viewElectronicApplications, by: MoneyBench.officer("c1", .counter),
            for: .registration
        ) {
            try ElectronicBook.neighbours(of: 900_300, in: [.decided], from: $0.db)
        }
        #expect(beside.before == 900_299 && beside.after == 900_301)
    }

    @Test("4010: 記録は頁でたどれ、その間に増えても重ならない。時刻でも、定型の検索の中でも絞れる")
    func log() async throws {
        let bench = try await DeskBench()
        let clerk = MoneyBench.officer("uketsuke", .counter)
        for number in 1...Self.count {
            try bench.office.casework.perform(
                .viewLists, by: clerk, for: .registration, reason: "試験\(number)番：\(Self.long)"
            ) { _ in }
        }
        try await bench.browse(as: "kansa") { browser in
            let question = "/log?officer=uketsuke&operation=viewLists"
            let pages = try await walk(browser, question)
            #expect(pages.count == 6)
            let rows = pages.flatMap { $0.matches(of: /試験(\d+)番/) }.map { String($0.1) }
            #expect(rows.count == Self.count && Set(rows).count == Self.count)
            #expect(rows.first == "\(Self.count)" && rows.last == "1")
            func found(_ more: String) async throws -> Bool {
                // The oldest stands on the last page; an address beyond it leads there.
                let last = try await browser.get(question + more + "&page=6")
                return last.text.contains("試験1番")
            }
            // The clock of the bench stands at noon.
            #expect(try await found("&from=R7.6.10&from-time=12:00&through=R7.6.10"))
            #expect(try await found("&from=R7.6.10&through=R7.6.10&through-time=1200"))
            #expect(try await !found("&from=R7.6.10&from-time=12:01"))
            #expect(try await !found("&through=R7.6.10&through-time=11:59"))
            let wrong = try await browser.get(question + "&from=R7.6.10&from-time=25:00")
            #expect(wrong.text.contains("0:00から23:59"))
            let alone = try await browser.get(question + "&from-time=9:00")
            #expect(alone.text.contains("始めの時刻だけでは探せません"))
            let preset = try await browser.get("/log?preset=unexplained&officer=nobody")
            #expect(preset.text.contains("該当する記録はありません"))
        }
    }

    @Test(
        "時刻は、9:30、９：３０、9時30分、0930、9 のように書ける",
        arguments: [
            ("9:30", 570), ("９：３０", 570), ("9時30分", 570), ("0930", 570), ("930", 570),
            ("9", 540), ("23:59", 1_439), ("0:00", 0), ("24:00", nil), ("9:60", nil),
            ("朝", nil), ("1:2:3", nil), ("12345", nil),
        ] as [(String, Int?)])
    func times(text: String, minute: Int?) {
        #expect(TimeEntry.read(text) == minute)
    }

    // MARK: -

    /// The numbers from 1, as the head of a question.
    /// Payments of a family, all of one method.
    static func items(of family: Family, method: String) -> String {
        """
        INSERT INTO payment_item (id, operation_id, recorded_at, decision_id, attempt,
        reimbursement_id, receipt, branch, child, recipient, treatment_month,
        institution_name, amount, method, completed_on, decided_on, planned_on)
        \(numbers(count))
        SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 900000 + n.k, 0, 1,
        'Q-' || (10000 + n.k), 1, \(family.child.value), \(family.father.value), '2025-06',
        '\(long)', 1000 + n.k, '\(method)', '2025-06-10', '2025-06-10', '2025-06-10' FROM n
        """
    }

    /// Recoveries of a family, the newest last.
    static func recoveries(of family: Family) -> String {
        """
        INSERT INTO recovery (id, operation_id, recorded_at, recovery_key, child, recipient,
        amount, reason, explanation, claimed_on, officer)
        \(numbers(count))
        SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 'long-' || n.k,
        \(family.child.value), \(family.father.value), 1000 + n.k, 'other',
        '\(long)に支払った額が多すぎました。', '2025-06-01', 'kyufu' FROM n
        """
    }

    static func numbers(_ count: Int) -> String {
        """
        WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < \(count))
        """
    }

    /// The newest entry of the log of System 1.
    private func newest(on bench: DeskBench) throws -> Int64 {
        try casework(bench).read { db in
            try db.first("SELECT MAX(id) FROM operation") { $0.int64(0) } ?? 0
        }
    }

    /// How many persons the log names since an entry.
    private func people(since mark: Int64, on bench: DeskBench) throws -> Int {
        try casework(bench).read { db in
            try db.first(
                "SELECT COUNT(DISTINCT subject) FROM operation_subject WHERE operation_id > ?",
                [mark]
            ) { $0.int(0) } ?? 0
        }
    }

    private func casework(_ bench: DeskBench) throws -> any Store {
        let stores = try #require(bench.trace).opened
        return try #require(
            try stores.first { store in
                try store.read { try Catalogue.tables(in: $0).contains("payment_run") }
            })
    }

    /// Writes rows beside the procedures, into the store that has a table.
    func write(
        on bench: DeskBench, _ table: String, _ body: (any Connection) throws -> Void
    ) throws {
        let stores = try #require(bench.trace).opened
        let store = try #require(
            try stores.first { store in
                try store.read { try Catalogue.tables(in: $0).contains(table) }
            })
        try store.write(body)
    }

    /// Follows 「次の頁」 of a list from a page to the end.
    /// - Returns: the pages, each within the budget.
    func walk(
        _ browser: Browser, _ start: String, by name: String = "page"
    ) async throws -> [String] {
        var pages: [String] = []
        var address: String? = start
        while let here = address, pages.count < 50 {
            let sight = try await browser.get(here)
            try #require(sight.status == 200, "\(here)")
            #expect(
                sight.bytes.count <= PageBudgetTests.largest, "\(here) \(sight.bytes.count)")
            pages.append(sight.text)
            address = sight.text.matches(of: /href="([^"]*)">次の頁</).map {
                String($0.1).replacing("&amp;", with: "&")
            }.first { link in
                link.split(separator: /[?&]/).last?.hasPrefix(name + "=") ?? false
            }
        }
        return pages
    }
}
