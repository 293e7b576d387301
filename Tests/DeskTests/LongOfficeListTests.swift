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

/// The lists of the office itself: who works here, what the log found, what was wrong in a file.
extension LongListTests {
    @Test("4020: 31日を過ぎた警報も説明のない利用も、頁で最後まで出て、ホームと同じ件数になる。確かめた後も同じ頁に戻る")
    func oversight() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        let accesses = 130
        for number in 1...accesses {
            try bench.office.casework.perform(
                .viewPerson, by: MoneyBench.officer("c\(number)", .counter), for: .change,
                about: [child], reason: "電話での照会\(number)番：\(Self.long)"
            ) { _ in }
        }
        try write(on: bench, "log_alarm") { db in
            try db.execute(
                """
                INSERT INTO log_alarm (id, operation_id, recorded_at, alarm_key, day, rule, officer,
                subject, access_id, amount)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 'long-' || n.k,
                '2025-06-10', 'outsideHours', 'uketsuke', \(child.value), NULL, n.k FROM n
                """)
            try db.execute(
                """
                INSERT INTO officer_relation (id, operation_id, recorded_at, officer, subject, kind)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, '*', \(child.value) + n.k,
                'watched' FROM n
                """)
            try db.execute(
                """
                INSERT INTO log_review (id, operation_id, recorded_at, reviewer, from_date,
                through_date, preset, sampled, findings, measures, next_due)
                \(Self.numbers(40))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 'kansa', '2025-05-01',
                '2025-05-31', 'whole', n.k, '点検' || n.k || '回目：\(Self.long)', '\(Self.long)',
                '2025-07-10' FROM n
                """)
        }
        bench.clock.go(seconds: 60 * 86_400)
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            for (label, count) in [("説明のない利用", accesses), ("ログの警報", Self.count)] {
                let figure = home.text.matches(
                    of: /class="figure">([\d,]+)<small>.*?<span class="label">([^<]*)</
                ).first { $0.2 == label }
                #expect(figure.map { String($0.1) } == Say.count(count), "\(label)")
            }
            func rows(_ pages: [String], _ path: String) -> Set<String> {
                Set(pages.flatMap { $0.matches(of: /action="([^"]*)"/) }.map { String($0.1) })
                    .filter { $0.hasPrefix("/oversight/\(path)/") && $0.contains(/\d/) }
            }
            let alarms = try await walk(browser, "/oversight", by: "alarms")
            #expect(alarms.count == 13)
            #expect(rows(alarms, "alarms").count == Self.count)
            #expect(alarms.allSatisfy { $0.contains("警報 \(Say.count(Self.count))件") })
            let waiting = try await walk(browser, "/oversight")
            #expect(waiting.count == 4)
            #expect(rows(waiting, "accesses").count == accesses)
            #expect(waiting.first?.contains("電話での照会1番") == true)
            #expect(waiting.last?.contains("電話での照会\(accesses)番") == true)
            let reviews = try await walk(browser, "/oversight", by: "reviews")
            #expect(reviews.count == 4 && reviews.last?.contains("点検1回目") == true)
            let relations = try await walk(browser, "/oversight", by: "relations")
            #expect(rows(relations, "relations").count == Self.count)

            // The other lists stay, and what was done leads back to the same page.
            let page = try await browser.get("/oversight?page=4&alarms=3&reviews=2")
            #expect(page.text.contains("/oversight?page=4&amp;reviews=2&amp;alarms=4\""))
            #expect(page.text.contains("81〜120件目") && page.text.contains("121〜130件目"))
            let last = try #require(
                page.text.firstMatch(of: /action="(\/oversight\/accesses\/\d+)"/)?.1)
            let done = try await browser.post(
                String(last), on: page,
                ["note": "本人に確かめた", "verdict": "in-duty", "page": "4", "alarms": "3"])
            #expect(done.status == 303)
            #expect(done.location?.contains("page=4") == true)
            #expect(done.location?.contains("alarms=3") == true)
            let after = try await browser.get("/oversight?page=4")
            #expect(after.text.contains("説明のない利用 \(accesses - 1)件"))
            #expect(!after.text.contains("action=\"\(last)\""))
            // A bar of the dashboard leads to its day; another day has none.
            let day = try await walk(browser, "/oversight?day=2025-06-10")
            #expect(rows(day, "accesses").count == accesses - 1)
            let empty = try await browser.get("/oversight?day=2025-06-11")
            #expect(empty.text.contains("所属長が確かめる利用はありません"))
        }
    }

    @Test("1040: 変更が201件を超えても、早い日の変更が出て、F7・F8は前後の変更の日に移り、一覧は頁で最後まで出る")
    func changes() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.intake).child
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([child])
        }
        bench.clock.go(seconds: 10 * 86_400)
        let moment = bench.clock.now().microseconds
        // Recorded wrongly and taken back: they change nothing of the record, and stand among the changes.
        try write(on: bench, "exclusion_fact") { db in
            try db.execute(
                """
                INSERT INTO exclusion_fact (id, operation_id, recorded_at, child, kind, began_on,
                ended_on, is_void, source)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), \(moment) + n.k,
                \(child.value), 'public-assistance', '2025-06-01', NULL, 1, 'notification' FROM n
                """)
        }
        bench.clock.go(seconds: 86_400)
        let path = "/persons/\(child)/as-of"
        try await bench.browse(as: "uketsuke") { browser in
            let early = try await browser.get(path + "?known=2025-06-10")
            #expect(early.text.contains("<td>申請の受付</td>"))
            #expect(!early.text.contains("この日までに記録された変更はありません"))
            func turn(_ page: Sight, _ way: String) -> String? {
                page.text.matches(of: /rel="(prev|next)" href="[^"]*known=(\d{4}-\d\d-\d\d)/)
                    .first { $0.1 == way }.map { String($0.2) }
            }
            #expect(turn(early, "next") == "2025-06-20", "\(early.text)")
            #expect(turn(early, "prev") == nil)
            let now = try await browser.get(path)
            #expect(turn(now, "prev") == "2025-06-10")
            #expect(turn(now, "next") == nil)
            let pages = try await walk(browser, path)
            #expect(pages.count == 3)
            #expect(pages.last?.contains("<td>申請の受付</td>") == true)
            let count = try #require(pages.first?.firstMatch(of: /全(\d+)件/)?.1)
            #expect(pages.allSatisfy { $0.contains("全\(count)件") })
            #expect(Int(count) ?? 0 > Self.count)
            let rows = pages.flatMap {
                $0.matches(of: /<th scope="row" class="mono"><a href="[^"]*as-of\?/)
            }
            #expect(rows.count == Int(count))
        }
    }

    @Test("3010: 500人がログインしていても、利用者・いまの利用・認証器・登録票に頁でたどり着き、行ったことの後も同じ頁に戻る")
    func officers() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try hire(on: desk.bench)
        let now = desk.bench.clock.now().microseconds
        try write(on: desk.bench, "payment_run") { db in
            try db.execute(
                """
                INSERT INTO login_session (id, token_hash, officer, terminal, started_at, last_seen_at,
                expires_at, proved_at)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, CAST(printf('%032d', n.k) AS BLOB), printf('m%03d', n.k),
                '本庁舎2階窓口端末' || n.k, \(now), \(now), \(now + 28_800_000_000), \(now) FROM n
                """)
            try db.execute(
                """
                INSERT INTO passkey (id, operation_id, recorded_at, officer, credential, public_key,
                model, is_attested, label)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), \(now),
                printf('m%03d', n.k), CAST(printf('%032d', n.k) AS BLOB), CAST('k' AS BLOB),
                CAST('m' AS BLOB), 1, '職員証（貸与品の予備を含む）' FROM n
                """)
            try db.execute(
                """
                INSERT INTO passkey_count (passkey_id, counter, used_at)
                SELECT id, 0, recorded_at FROM passkey WHERE id > 900000
                """)
            try db.execute(
                """
                INSERT INTO passkey_ticket (id, operation_id, recorded_at, officer, proposer,
                ticket_hash, valid_until)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), \(now),
                printf('m%03d', n.k), 'kacho', CAST(printf('%032d', n.k) AS BLOB),
                \(now + 86_400_000_000) FROM n
                """)
        }
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            let officers = try await walk(browser, "/officers")
            #expect(officers.count == 6)
            for number in 1...Self.count {
                let id = "<th scope=\"row\" class=\"mono\">m\(String(format: "%03d", number))</th>"
                #expect(officers.contains { $0.contains(id) }, "\(number)")
            }
            #expect(officers.allSatisfy { $0.contains("<strong>\(Self.count + 5)人</strong>") })
            let logins = try await walk(browser, "/officers", by: "logins")
            let live = logins.flatMap { $0.matches(of: /name="login" value="(9\d+)"/) }
            #expect(Set(live.map { String($0.1) }).count == Self.count)
            let passkeys = try await walk(browser, "/officers", by: "passkeys")
            let keys = passkeys.flatMap { $0.matches(of: /officers\/passkeys\/(9\d+)\/end/) }
            #expect(Set(keys.map { String($0.1) }).count == Self.count)
            let tickets = try await walk(browser, "/officers", by: "tickets")
            let asking = tickets.flatMap { $0.matches(of: /action="\/officers\/tickets\/(9\d+)"/) }
            #expect(Set(asking.map { String($0.1) }).count == Self.count)
            let third = try await browser.get("/officers?passkeys=3&logins=2")
            let path = try #require(
                third.text.firstMatch(of: /action="(\/officers\/passkeys\/9\d+\/end)"/)?.1)
            let ended = try await browser.post(
                String(path), on: third,
                ["reason": "紛失", "passkeys": "3", "logins": "2"])
            #expect(ended.location == "/officers?done=passkey&logins=2&passkeys=3")
        }
    }

    @Test("3020: 500人の棚卸しでも、どの利用者にも頁で答えられ、一人への答えはほかの人に及ばない。結果も最後まで出る")
    func stocktaking() async throws {
        let bench = try await DeskBench()
        try hire(on: bench)
        let all = Self.count + DeskBench.roles.count
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/stocktaking")
            let sent = try await browser.post("/stocktaking", on: page, ["deadline": "R7.6.10"])
            #expect(sent.status == 303)
        }
        try await bench.browse(as: "kacho") { browser in
            let pages = try await walk(browser, "/stocktaking")
            #expect(pages.count == 6)
            let lines = pages.flatMap { $0.matches(of: /action="(\/stocktaking\/lines\/\d+)"/) }
            #expect(Set(lines.map { String($0.1) }).count == all - 1, "自分の分のほかは全員")
            #expect(pages.allSatisfy { $0.contains("<strong>\(all)人</strong>が未回答") })
            let sixth = try await browser.get("/stocktaking?page=6")
            for officer in ["m\(Self.count)", "kanri"] {
                let path = try #require(line(of: officer, in: pages))
                let sent = try await browser.post(
                    path, on: sixth, ["answer": "keep", "page": "6"])
                #expect(sent.location == "/stocktaking?done=stockkept&page=6")
            }
            let after = try await browser.get("/stocktaking?page=6")
            #expect(after.text.contains("<strong>\(all - 2)人</strong>が未回答"))
        }
        try await bench.browse(as: "kanri") { browser in
            let pages = try await walk(browser, "/stocktaking")
            let sent = try await browser.post(
                try #require(line(of: "kacho", in: pages)),
                on: try await browser.get("/stocktaking"), ["answer": "keep"])
            #expect(sent.location == "/stocktaking?done=stockkept")
        }
        bench.clock.go(seconds: 86_400)
        try await bench.browse(as: "kanri") { browser in
            let late = try await browser.get("/stocktaking")
            let close = try #require(
                late.text.firstMatch(of: /action="(\/stocktaking\/\d+\/close)"/)?.1)
            let closed = try await browser.post(String(close), on: late, [])
            #expect(closed.location == "/stocktaking?done=stockclosed&n=\(all - 3)")
            let list = try await browser.get("/stocktaking")
            let past = try #require(
                list.text.firstMatch(of: /href="(\/stocktaking\?campaign=\d+)"/)?.1)
            let result = try await walk(browser, String(past), by: "outcomes")
            #expect(result.count == 7)
            #expect(
                result.allSatisfy {
                    $0.contains("継続 3人、削除 0人、無回答のため停止 \(all - 3)人（対象 \(all)人）")
                })
            for number in 1...Self.count {
                let id = "<th scope=\"row\" class=\"mono\">m\(String(format: "%03d", number))</th>"
                #expect(result.contains { $0.contains(id) }, "\(number)")
            }
        }
    }

    @Test("1320・2040: 誤りが300件を超える取込も、誤りと指摘の最後の行まで頁で出る。件数は全部の件数")
    func files() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(
                try money.claimFile(recipients: ["9999999"]), browser)
        }
        try write(on: money.bench, "payment_run") { db in
            let columns = try db.rows("SELECT name FROM pragma_table_info('claim_error')") {
                $0.text(0)
            }
            let values = columns.map { name in
                switch name {
                case "id": "(SELECT MAX(id) FROM claim_error) + n.k"
                case "line", "error_line": "c.\(name) + n.k"
                case "message": "'読めない項目' || n.k || '番：\(Self.long)'"
                case "institution_name": "'\(Self.long)'"
                case "child": "\(money.child.value)"
                default: "c.\(name)"
                }
            }
            try db.execute(
                """
                INSERT INTO claim_error (\(columns.joined(separator: ", ")))
                \(Self.numbers(Self.count - 1))
                SELECT \(values.joined(separator: ", ")) FROM claim_error c, n
                """)
            try db.execute(
                """
                INSERT INTO claim_issue (id, operation_id, recorded_at, file_id, line, record, field,
                code, severity, message, value)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0,
                (SELECT MAX(file_id) FROM claim_error), n.k, 'RE', NULL, 'W-RCV-1', 'warning',
                '気を付ける項目' || n.k || '番：\(Self.long)', NULL FROM n
                """)
            try db.execute(
                """
                INSERT INTO link_file (id, operation_id, recorded_at, digest, layout, name, scope,
                sequence, made_at, row_count, accepted, rejected, not_needed, recorded, queued)
                SELECT 900001, MAX(id), 0, printf('%064d', 1), 'insurance', 'a.csv', 'full', 1, 0,
                \(Self.count), 0, \(Self.count), 0, 0, 0 FROM operation
                """)
            try db.execute(
                """
                INSERT INTO link_error (id, operation_id, recorded_at, file_id, line, field, code,
                message)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 900001, n.k, '保険者番号',
                'E-LNK-001', '読めない項目' || n.k || '番：\(Self.long)' FROM n
                """)
        }
        try write(on: money.bench, "feed_file") { db in
            try db.execute(
                """
                INSERT INTO feed_file (id, operation_id, recorded_at, digest, layout, name, row_count,
                accepted, rejected)
                SELECT 900001, MAX(id), 0, 'long', 'resident', 'b.csv', \(Self.count), 0,
                \(Self.count) FROM operation
                """)
            try db.execute(
                """
                INSERT INTO feed_error (id, operation_id, recorded_at, file_id, line, field, code,
                message)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 900001, n.k, '生年月日',
                'E-FMT-001', '読めない項目' || n.k || '番：\(Self.long)' FROM n
                """)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            let path = try list.address("/claims/imports/")
            let errors = try await walk(browser, path)
            #expect(errors.count == 7)
            #expect(errors.allSatisfy { $0.contains("エラー一覧 \(Say.count(Self.count))件") })
            let issues = try await walk(browser, path, by: "issues")
            #expect(issues.count == 9)
            for number in 1..<Self.count {
                #expect(errors.contains { $0.contains("読めない項目\(number)番") }, "\(number)")
                #expect(issues.contains { $0.contains("気を付ける項目\(number)番") }, "\(number)")
            }
            let second = try await browser.get(path + "?page=2&issues=3")
            #expect(second.text.contains("81〜160件目") && second.text.contains("121〜180件目"))
        }
        try await money.bench.browse(as: "kanri") { browser in
            for path in ["/monitor/files/900001", "/monitor/residents/900001"] {
                let pages = try await walk(browser, path)
                #expect(pages.count == 3, "\(path)")
                #expect(pages.allSatisfy { $0.contains("<strong>\(Self.count)件</strong>") })
                for number in 1...Self.count {
                    #expect(
                        pages.contains { $0.contains("読めない項目\(number)番") }, "\(path) \(number)")
                }
            }
            #expect(try await browser.get("/monitor/files/900002").status == 404)
            #expect(try await browser.get("/monitor/residents/900002").status == 404)
        }
    }

    @Test("1360: 振込不能も返還も、頁をたどると最後まで出る。合計は全部の合計で、断られても同じ頁に残る")
    func returns() async throws {
        let money = try await MoneyBench()
        let family = Family.of(.ordinary)
        try write(on: money.bench, "payment_item") { db in
            try db.execute(Self.items(of: family, method: "1"))
            try db.execute(
                """
                INSERT INTO payment_item_status (item_id, decision_id, planned_on, status, reason,
                last_event_id)
                SELECT id, decision_id, planned_on, 'returned', '口座名義相違', 0
                FROM payment_item WHERE id > 900000
                """)
            try db.execute(Self.recoveries(of: family))
            for statement in Self.excesses { try db.execute(statement) }
        }
        let sum = Yen((1...Self.count).reduce(0) { $0 + 1_000 + $1 }).grouped
        try await money.bench.browse(as: "kyufu") { browser in
            let pages = try await walk(browser, "/payments/returns")
            #expect(pages.count == 9)
            #expect(pages.allSatisfy { $0.contains("過誤納 \(Self.count)件") })
            #expect(pages.allSatisfy { $0.contains("決裁した還付 \(Self.count)件") })
            let refunds = try await walk(browser, "/payments/returns", by: "refunds")
            #expect(refunds.count == 35)
            let files = try await walk(browser, "/payments/returns", by: "files")
            #expect(files.count == 8 && files.last?.contains("kanpu_1.txt") == true)
            for number in 1...Self.count {
                #expect(pages.contains { $0.contains("Q-\(10_000 + number)") }, "\(number)")
            }
            #expect(pages.allSatisfy { $0.contains("<td class=\"number\">\(sum)</td>") })
            let recoveries = try await walk(browser, "/payments/returns", by: "recoveries")
            #expect(recoveries.count == 18)
            let rows = recoveries.flatMap { $0.matches(of: /id="amount-(9\d+)"/) }
            #expect(Set(rows.map { String($0.1) }).count == Self.count)
            #expect(recoveries.allSatisfy { $0.contains("<strong>\(sum)円</strong>") })
            let second = try await browser.get("/payments/returns?page=2&recoveries=3")
            let row = try second.row()
            let refused = try await browser.post(
                "/payments/repay", on: second,
                [
                    ("page", "2"), ("recoveries", "3"), ("row", row), ("how", "same"),
                    ("month", ""),
                ])
            #expect(refused.status == 422)
            #expect(refused.text.contains("61〜120件目") && refused.text.contains("61〜90件目"))
            let ticked = refused.text.matches(of: /name="row" value="(\d+)"[^>]* checked>/)
            #expect(ticked.map { String($0.1) } == [row])
            let odd = try await browser.post(
                "/payments/recoveries/900061/receive", on: second,
                ["page": "2", "recoveries": "3", "amount-900061": "千円"])
            #expect(odd.status == 422 && odd.text.contains("value=\"千円\""))
        }
    }

    /// Excesses of the long recoveries that wait, others with a refund that is decided, and bank files.
    private static let excesses = [
        excess(900_000, "w"), excess(910_000, "d"),
        """
        INSERT INTO recovery_request (id, operation_id, recorded_at, request_key, recovery_id, kind,
        amount, explanation, proposer)
        \(numbers(count))
        SELECT 910000 + n.k, (SELECT MAX(id) FROM operation), 0, 'long-f-' || n.k, 900000 + n.k,
        'refund', 1000 + n.k, '\(long)', 'kyufu' FROM n
        """,
        """
        INSERT INTO recovery_request_outcome (id, operation_id, recorded_at, request_id, outcome,
        decided_on, approver)
        \(numbers(count))
        SELECT 910000 + n.k, (SELECT MAX(id) FROM operation), 0, 910000 + n.k, 'approved',
        '2025-06-10', 'kacho' FROM n
        """,
        """
        INSERT INTO recovery_refund (id, operation_id, recorded_at, request_id, overpayment_id, way)
        \(numbers(count))
        SELECT 910000 + n.k, (SELECT MAX(id) FROM operation), 0, 910000 + n.k, 910000 + n.k,
        'transfer' FROM n
        """,
        """
        INSERT INTO refund_file (id, operation_id, recorded_at, file_key, name, value_date, audience,
        framing, digest, bytes, records, total, requester_code, requester_name, bank_code,
        bank_name_kana, branch_code, branch_name_kana, account_type, account_number, written_by)
        \(numbers(40))
        SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, 'long-' || n.k,
        'kanpu_' || n.k || '.txt', '2025-06-10', 'trial', 'crlf', printf('%064d', n.k), 120, 1,
        1000, '0000000000', 'ﾐﾎﾝｼ', '9001', 'ﾐﾎﾝ', '001', 'ﾎﾝﾃﾝ', '1', '9000001', 'kyufu' FROM n
        """,
    ]

    private static func excess(_ from: Int, _ key: String) -> String {
        """
        INSERT INTO overpayment (id, operation_id, recorded_at, receipt_key, recovery_id, origin,
        amount, received_on, slip, officer)
        \(numbers(count))
        SELECT \(from) + n.k, (SELECT MAX(id) FROM operation), 0, 'long-\(key)-' || n.k,
        900000 + n.k, 'paid', 1000 + n.k, '2025-06-10', '領収済通知書の番号 第' || n.k || '号', 'kyufu'
        FROM n
        """
    }

    /// The form that answers for an officer, on whatever page.
    private func line(of officer: String, in pages: [String]) -> String? {
        let name = "<th scope=\"row\" class=\"mono\">\(officer)</th>"
        let row = pages.flatMap { $0.components(separatedBy: "<tr>") }.first { $0.contains(name) }
        return row?.firstMatch(of: /action="(\/stocktaking\/lines\/\d+)"/).map { String($0.1) }
    }

    /// Writes as many officers as a list has rows, of the department of the bench.
    private func hire(on bench: DeskBench) throws {
        try write(on: bench, "payment_run") { db in
            try db.execute(
                """
                INSERT INTO officer (id, operation_id, recorded_at, officer, name, department)
                \(Self.numbers(Self.count))
                SELECT 900000 + n.k, (SELECT MAX(id) FROM operation), 0, printf('m%03d', n.k),
                '見本　長名字之介その' || n.k, '子ども福祉課' FROM n
                """)
            try db.execute(
                """
                INSERT INTO officer_grant (id, operation_id, recorded_at, officer, role, from_date,
                until_date)
                SELECT id, operation_id, 0, officer, 'counter', '2025-04-01', '2026-04-01'
                FROM officer WHERE id > 900000
                """)
        }
    }
}
