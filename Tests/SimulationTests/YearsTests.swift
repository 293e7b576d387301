// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Office
import Payments
import Support
import Testing
import Town
import Vocabulary

@testable import Simulation

/// Several fiscal years of a town: two changes of the ordinance, the high-cost tables of August 2026,
/// mergers of insurers, closed branches, a wave of newcomers, ends that the office hears of late.
///
/// `HAGUKUMI_SOAK=1` plays 50,000 people over five fiscal years; `TOWN_YEARS=people:seed:years` any
/// other town, `TOWN_KEEP=folder` leaves it there.
@Suite("架空の町の数年度", .serialized)
struct YearsTests {
    struct Asked: Sendable, CustomTestStringConvertible {
        let people: Int
        let seed: UInt64
        let years: Int
        var testDescription: String { "\(people)人、種\(seed)、\(years)年度" }
    }

    static let asked: Asked = {
        let environment = ProcessInfo.processInfo.environment
        let parts = (environment["TOWN_YEARS"] ?? "").split(separator: ":")
        if parts.count == 3, let people = Int(parts[0]), let seed = UInt64(parts[1]),
            let years = Int(parts[2])
        {
            return Asked(people: people, seed: seed, years: years)
        }
        return environment["HAGUKUMI_SOAK"] == "1"
            ? Asked(people: 50_000, seed: 5, years: 5) : Asked(people: 150, seed: 1, years: 2)
    }()

    /// Played once for this suite; its office is closed, its books lie in files.
    static let played = Result {
        let year = try PlayedTown.Year(
            people: asked.people, seed: asked.seed, story: .long(years: asked.years),
            kept: ProcessInfo.processInfo.environment["TOWN_KEEP"])
        try year.result.office.close()
        return year
    }

    @Test("毎月末にすべての不変条件が成り立ち、町の正解と一件ずつ一致する")
    func everyMonthEnd() throws {
        let town = Self.asked
        let year = try Self.played.get()
        let (result, summary) = (year.result, year.result.summary)
        if town.people > 1_000 { for line in year.lines { print(line) } }
        print(
            "soak: \(town.testDescription)、月末 \(summary.monthEnds)、問い直した過去の答え "
                + "\(summary.pastAnswers)、レセプト \(summary.claims)、取り戻した現物 "
                + "\(summary.takenBack)件、返還 \(summary.recovered)円、振込 \(summary.transfers)件 "
                + "\(summary.transferTotal)円、違い \(result.differences.count)、破れた決まり "
                + "\(result.broken.count)、\(summary.seconds)秒")
        for difference in result.differences.prefix(40) { Issue.record("\(difference.text)") }
        for broken in result.broken.prefix(20) { Issue.record("\(broken)") }
        #expect(result.differences.isEmpty && result.broken.isEmpty)
        #expect(summary.monthEnds == town.years * 12 + 3)
        #expect(summary.pastAnswers > 100)
        #expect(summary.takenBack > 0 && summary.recovered > 0)
    }

    private struct Undo: Error {}

    /// What the watch says after a break of the books, which is taken back at once.
    private func broken(
        by changes: [String], _ look: (any Connection) throws -> [String]
    ) throws -> (before: [String], after: [String]) {
        let year = try Self.played.get()
        let folder = URL(
            fileURLWithPath: ProcessInfo.processInfo.environment["TOWN_KEEP"] ?? year.town.path)
        let store = try Stores.sqlite(
            at: folder.appendingPathComponent("data/casework.sqlite").path,
            body: FictionalCity.municipality)
        var found: (before: [String], after: [String]) = ([], [])
        do {
            try store.write { db in
                found.before = try look(db)
                let triggers = try db.rows(
                    "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
                ) { $0.text(0) }
                for trigger in triggers { try db.execute("DROP TRIGGER \"\(trigger)\"") }
                for change in changes { try db.execute(change) }
                found.after = try look(db)
                throw Undo()
            }
        } catch is Undo {}
        return found
    }

    private func money(_ db: any Connection) throws -> [String] {
        let files =
            try db.first("SELECT COALESCE(SUM(total), 0) FROM transfer_file") { $0.int(0) } ?? 0
        let last = Story.long(years: Self.asked.years).paymentMonths.last
        return try MoneyOfMonth(month: last, files: files, readsSteps: true).broken(from: db)
    }

    @Test(
        "出納の一円の違いは、月末に見つかる",
        arguments: [
            "UPDATE money_posting SET amount = amount + 1 WHERE id = (SELECT MAX(id) FROM money_posting)",
            "UPDATE claim SET payable = payable + 1 WHERE id = (SELECT MAX(id) FROM claim)",
            "UPDATE transfer_file SET total = total + 1 WHERE id = (SELECT MAX(id) FROM transfer_file)",
            "DELETE FROM bank_return WHERE id = (SELECT MAX(id) FROM bank_return)",
            """
            DELETE FROM payment_item WHERE id = (SELECT MIN(i.id) FROM payment_item i
            JOIN payment_item_status s ON s.item_id = i.id WHERE s.status = 'paid')
            """,
        ])
    func oneYen(change: String) throws {
        let (before, after) = try broken(by: ["PRAGMA defer_foreign_keys = ON", change], money)
        #expect(before.isEmpty, "\(before)")
        #expect(!after.isEmpty)
    }

    @Test("資格のない月への支払、二度の支払、期間の食い違いは、月末に見つかる")
    func everyBreakIsFound() throws {
        let lost = try broken(
            by: [
                """
                UPDATE entitlement_history SET valid_until = valid_from, inpatient_until =
                inpatient_from WHERE recipient_number = (SELECT recipient_number FROM claim LIMIT 1)
                """
            ]
        ) { try EntitledTreatments(from: $0).broken(from: $0) }
        #expect(
            lost.before.isEmpty && lost.after.contains { $0.hasPrefix("資格のない日の現物給付") }, "\(lost)")
        let card = try broken(
            by: [
                """
                UPDATE certificate SET valid_until = '2030-01-01' WHERE id IN (SELECT MAX(c.id)
                FROM certificate c GROUP BY c.recipient_number)
                """
            ]
        ) { try SamePeriods.broken(PaperWords(), from: $0) }
        #expect(card.before.isEmpty && card.after.count == 1, "\(card)")
        let twice = try broken(
            by: [
                """
                UPDATE reimbursement SET (child, treatment_month, institution, setting, points) =
                (SELECT child, treatment_month, institution, setting, points FROM claim
                WHERE id NOT IN (SELECT claim_id FROM claim_objection WHERE claim_id IS NOT NULL)
                LIMIT 1)
                WHERE id = (SELECT i.reimbursement_id FROM payment_item i
                JOIN payment_item_status s ON s.item_id = i.id WHERE s.status = 'paid'
                AND NOT EXISTS (SELECT 1 FROM recovery v WHERE v.item_id = i.id) LIMIT 1)
                """
            ]
        ) { try Channels.broken(from: $0) }
        #expect(twice.before.isEmpty && twice.after.count == 1, "\(twice)")
    }

    /// A payment of the first reimbursement of a child, of which nothing is claimed back.
    private static let refund = """
        (SELECT MIN(i.id) FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id
        JOIN reimbursement r ON r.id = i.reimbursement_id WHERE s.status = 'paid' AND i.amount > 1
        AND NOT EXISTS (SELECT 1 FROM recovery v WHERE v.item_id = i.id)
        AND NOT EXISTS (SELECT 1 FROM reimbursement_slip l WHERE l.reimbursement_id = r.id)
        AND NOT EXISTS (SELECT 1 FROM reimbursement o WHERE o.child = r.child
            AND o.treatment_month < r.treatment_month))
        """
    private static let whose = "(SELECT k.child FROM payment_item k WHERE k.id = \(refund))"

    @Test("資格のない月の償還は、一円の返還や取り下げた返還では見逃されず、全額の返還なら見つからない")
    func recoveriesCountByAmount() throws {
        let voided =
            "UPDATE entitlement_history SET result = '7' WHERE child = \(Self.whose)"
        // Of every payment for the child.
        func claimedBack(_ amount: String) -> String {
            """
            INSERT INTO recovery (id, operation_id, recorded_at, recovery_key, child, recipient,
            item_id, amount, reason, explanation, claimed_on, officer) SELECT 900000 + i.id,
            i.operation_id, 0, 'watch-' || i.id, i.child, i.recipient, i.id, \(amount), 'lapsed',
            '検証', '2025-01-01', 'H001' FROM payment_item i WHERE i.child = \(Self.whose)
            """
        }
        let withdrawn = """
            INSERT INTO recovery_event (operation_id, recorded_at, event_key, recovery_id, event,
            amount, event_on, officer) SELECT operation_id, 0, recovery_key, id, 'withdrawn', 0,
            '2025-01-02', 'H001' FROM recovery WHERE recovery_key LIKE 'watch-%'
            """
        let cases: [(changes: [String], isFound: Bool)] = [
            ([voided], true), ([voided, claimedBack("1")], true),
            ([voided, claimedBack("i.amount")], false),
            ([voided, claimedBack("i.amount"), withdrawn], true),
        ]
        for (place, (changes, isFound)) in cases.enumerated() {
            let found = try broken(by: changes) {
                try EntitledTreatments(from: $0).broken(from: $0)
            }
            #expect(
                found.before.isEmpty
                    && found.after.contains { $0.hasPrefix("資格のない月の償還") } == isFound,
                "\(place) \(found)")
        }
    }

    @Test("償還の領収書の日が分かれば、資格の月でも資格のない日は見つかる")
    func receiptDays() throws {
        let month = """
            (SELECT r.treatment_month FROM payment_item i
            JOIN reimbursement r ON r.id = i.reimbursement_id WHERE i.id = \(Self.refund))
            """
        // All of the child's entitlements begin in the middle of the month.
        let half = """
            UPDATE entitlement_history SET valid_from = \(month) || '-15',
            inpatient_from = \(month) || '-15', valid_until = NULL, inpatient_until = NULL
            WHERE child = \(Self.whose)
            """
        func receipt(_ day: String) -> String {
            """
            INSERT INTO reimbursement_slip (operation_id, recorded_at, reimbursement_id, position,
            treated_on, paid, meals) SELECT i.operation_id, 0, i.reimbursement_id, 1,
            r.treatment_month || '-\(day)', 1, 0 FROM payment_item i
            JOIN reimbursement r ON r.id = i.reimbursement_id WHERE i.id = \(Self.refund)
            """
        }
        let cases: [(changes: [String], isFound: Bool)] = [
            ([half], false), ([half, receipt("15")], false), ([half, receipt("14")], true),
        ]
        for (changes, isFound) in cases {
            let found = try broken(by: changes) {
                try EntitledTreatments(from: $0).broken(from: $0)
            }
            #expect(
                found.before.isEmpty
                    && found.after.contains { $0.hasPrefix("資格のない月の償還") } == isFound,
                "\(changes.count) \(found)")
        }
    }

    @Test("請求書の一円の違いと、同じ診療への二度の支給は、月末に見つかる")
    func invoicesAndDuplicates() throws {
        let year = try broken(
            by: [
                """
                UPDATE agency_invoice SET total = total + 1 WHERE id = (SELECT MAX(invoice_id)
                FROM agency_invoice_outcome WHERE outcome = 'accepted')
                """
            ]
        ) { try AgencyReading.broken(isOrdered: true, from: $0) }
        #expect(year.before.isEmpty && !year.after.isEmpty, "\(year)")
        let late = try broken(
            by: [
                "PRAGMA defer_foreign_keys = ON",
                "DELETE FROM claim WHERE id = (SELECT MIN(id) FROM claim)",
            ]
        ) { try AgencyReading.broken(isOrdered: true, from: $0) }
        #expect(late.after.count == 1, "\(late)")
        let twice = try broken(by: ["UPDATE duplicate_decision SET outcome = 'same'"]) {
            try DuplicateReading.broken(from: $0)
        }
        #expect(twice.before.isEmpty && twice.after.count == 2, "\(twice)")
    }

    @Test("承継の前に離れた児童に残る保険と、承継の日の後も続く元の番号は、月末に見つかる")
    func insurersOfBefore() throws {
        /// One child more is carried over, with what the insurer says of the old number then.
        func carried(_ lost: String) -> [String] {
            let newest = "(SELECT MAX(id) FROM insurer_succession)"
            let fact = """
                INSERT INTO insurance_fact (operation_id, recorded_at, child, insurer, insurer_name,
                acquired_on, lost_on, source) SELECT k.operation_id, k.recorded_at, k.child,
                """
            let whose = """
                FROM insurer_succession_child k JOIN insurer_succession s ON s.id = k.succession_id
                ORDER BY k.id DESC LIMIT 1
                """
            return [
                "UPDATE insurer_succession SET expected = expected + 1 WHERE id = \(newest)",
                """
                UPDATE insurer_succession_outcome SET carried = carried + 1
                WHERE succession_id = \(newest)
                """,
                """
                INSERT INTO insurer_succession_child (operation_id, recorded_at, succession_id, child,
                acquired_on, stage) SELECT operation_id, recorded_at, \(newest), child, '1999-04-01',
                'carried' FROM insurance_fact ORDER BY id LIMIT 1
                """,
                "\(fact) s.old_insurer, '元', k.acquired_on, \(lost), 'shaho' \(whose)",
                "\(fact) s.new_insurer, '新', s.effective_on, NULL, 'notification' \(whose)",
            ]
        }
        func found(_ lost: String) throws -> [String] {
            let found = try broken(by: carried(lost)) { try AppealReading.broken(from: $0) }
            #expect(found.before.isEmpty, "\(found)")
            return found.after
        }
        #expect(try found("s.effective_on").isEmpty)
        #expect(try found("k.acquired_on") == ["承継の前に離れた児童に残る、引き継いだ保険: 1件"])
        #expect(try found("NULL") == ["承継の前の番号が承継の日の後も続く児童: 1件"])
    }

    @Test("町の年には、概算と精算、相殺、月遅れ、差し戻した請求書、二つの判断がある")
    func everyKindOfInvoice() throws {
        var found: [String: Int] = [:]
        _ = try broken(by: []) { db in
            func count(_ name: String, _ sql: String) throws {
                found[name] = try db.first(sql, []) { $0.int(0) } ?? 0
            }
            for kind in ["regular", "estimate", "final"] {
                try count(kind, "SELECT COUNT(*) FROM agency_invoice WHERE kind = '\(kind)'")
            }
            try count(
                "offset", "SELECT COUNT(*) FROM agency_invoice_line WHERE item = 'offset'")
            try count(
                "late",
                """
                SELECT COUNT(*) FROM agency_invoice_line l JOIN agency_invoice i
                ON i.id = l.invoice_id WHERE l.item = 'benefit' AND i.kind <> 'estimate'
                AND l.treatment_month < (SELECT MAX(m.treatment_month) FROM agency_invoice_line m
                WHERE m.invoice_id = i.id)
                """)
            try count(
                "returned",
                "SELECT COUNT(*) FROM agency_invoice_outcome WHERE outcome = 'returned'")
            found.merge(try DuplicateReading.counts(from: db)) { $1 }
            return []
        }
        let wanted = [
            "different", "estimate", "final", "late", "offset", "regular", "returned", "same",
        ]
        #expect(found.filter { $0.value > 0 }.keys.sorted() == wanted, "\(found)")
        #expect(found["estimate"] == found["final"])
    }

    @Test("過去のある時点の答えが後から変わると、次の月末に見つかる")
    func changedPast() throws {
        var past = PastAnswers(asksCases: false)
        let now = Instant(noonInJapan: Story.long(years: Self.asked.years).end.adding(days: 50))
        let month = now.dayInJapan.yearMonth
        var isFirst = true
        let found = try broken(
            by: ["UPDATE certificate SET valid_until = NULL", "UPDATE claim SET payable = 1"]
        ) { db in
            if isFirst {
                isFirst = false
                _ = try past.look(at: month, now: now, from: db)
                return try past.look(at: month.next, now: now, from: db)
            }
            return try past.look(at: month.next.next, now: now, from: db)
        }
        #expect(found.before.isEmpty && found.after.count > 3)
    }

    @Test("閉じた年度の収入が後から変わると、次の月末に見つかる")
    func changedIncome() throws {
        let book = try Self.played.get().result.office.book
        var past = PastAnswers(asksCases: false, law: FiscalLaw(book: book))
        // Every year of the story is closed then.
        let month = Story.long(years: Self.asked.years).end.adding(days: 1_200).yearMonth
        let now = Instant(noonInJapan: month.lastDay)
        let found = try broken(by: ["UPDATE recovery SET amount = amount + 1"]) { db in
            try past.look(at: month, now: now, from: db).filter { $0.contains("年度の収入") }
        }
        #expect(found.before.isEmpty && !found.after.isEmpty)
        #expect(past.asked > 0)
    }
}
