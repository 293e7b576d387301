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
}
