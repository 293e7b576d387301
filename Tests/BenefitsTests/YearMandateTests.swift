// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Benefits

/// A mandate for a year and the insurer that it asks: the months it is about, the next insurer of the
/// same year, and what a withdrawn recovery leaves.
extension ProxyTests {
    /// A month of 300,000 yen whose benefit the insurer refused: the whole share stays.
    @discardableResult
    func refusedMonth(
        _ office: Office, _ month: String, insurer: String = Office.insurer
    ) throws -> Int64 {
        try enterYear(office, "B-\(month)", Office.taro, month, points: 100_000)
        let id = try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth(month), mandateOn: date("2027-08-01"),
                    band: "エ"), law: Office.law, in: $0)
        }
        try request(
            office, [id], insurer: insurer, reference: "見本子第\(month)号", due: "2027-12-01")
        try happen(office, .refused, id, 0)
        return id
    }

    /// Two months of 300,000 yen under each of two insurers; the second one from April.
    func twoInsurers() throws -> Office {
        let office = try Office("2027-09-01")
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2027-04-01")
        for month in ["2026-09", "2026-10"] { try refusedMonth(office, month) }
        for month in ["2027-05", "2027-06"] {
            try refusedMonth(office, month, insurer: Office.otherInsurer)
        }
        return office
    }

    private func covered(_ office: Office, _ id: Int64) throws -> [YearMonth] {
        try office.read { db in
            let proxy = try #require(try ProxyBook.proxy(id, from: db))
            let months = try ProxyBook.months(of: [proxy], from: db)
            let benefits = try ProxyBook.covers([proxy], from: db).flatMap(\.benefits)
            #expect(Set(benefits.map(\.month)).isSubset(of: months[id]?[Office.taro] ?? []))
            return (months[id]?[Office.taro] ?? []).sorted()
        }
    }

    @Test("1年の委任は、その保険者だった月の給付だけを対象にする")
    func monthsOfInsurer() throws {
        let office = try twoInsurers()
        let id = try openYear(office, month: "2027-03")
        #expect(try proxy(office, id).estimate.benefit == Yen(70_000))
        #expect(try covered(office, id) == Array(Self.capYear.prefix(8)))
        let benefits = try office.read { db in
            let known = try #require(try ProxyBook.proxy(id, from: db))
            return try ProxyBook.covers([known], from: db).flatMap(\.benefits).map(\.month)
        }
        #expect(benefits == [yearMonth("2026-09"), yearMonth("2026-10")])
        // One that nobody has changed is about the whole year.
        let whole = try Office("2027-09-01")
        try fullMonths(whole, 9)
        #expect(try covered(whole, try openYear(whole)) == Self.capYear)
    }

    @Test("年の途中で変わった保険者には、それぞれ1年の委任を受け、同じ保険者の二度目は番号を示して断る")
    func secondInsurer() throws {
        let office = try twoInsurers()
        let first = try openYear(office, month: "2027-03")
        let second = try openYear(office, month: "2027-07")
        let (old, new) = (try proxy(office, first), try proxy(office, second))
        #expect(old.insurer == Office.insurer && new.insurer == Office.otherInsurer)
        #expect(old.period == new.period && new.period == .year(yearMonth("2026-08")))
        #expect(new.estimate.benefit == Yen(70_000))
        #expect(try covered(office, second) == Array(Self.capYear.suffix(4)))
        #expect(throws: BenefitsRefusal.yearMandateKnown(first)) {
            _ = try openYear(office, month: "2026-12")
        }
        #expect(throws: BenefitsRefusal.yearMandateKnown(second)) {
            _ = try openYear(office, month: "2027-05")
        }
        // The list shows each insurer's row with its own mandate.
        let rows = try candidates(office)
        #expect(Set(rows.map(\.mandate)) == [first, second] && rows.count == 2)
        let letter = try request(
            office, [second], insurer: Office.otherInsurer, reference: "見本子第9号",
            due: "2027-12-01")
        #expect(letter.lines.map(\.burden) == [Yen(600_000)])
    }

    @Test("月の途中で保険者が変わった月は、月の最後の保険者だけが数え、二つの委任は同じ月を請求しない")
    func changedInMonth() throws {
        let office = try Office("2027-09-01")
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2027-04-15")
        for month in ["2026-09", "2026-10"] { try refusedMonth(office, month) }
        for month in ["2027-04", "2027-05"] {
            try refusedMonth(office, month, insurer: Office.otherInsurer)
        }
        let first = try openYear(office, month: "2027-03")
        let second = try openYear(office, month: "2027-07")
        #expect(try proxy(office, first).estimate.benefit == Yen(70_000))
        #expect(try proxy(office, second).estimate.benefit == Yen(70_000))
        let (old, new) = (try covered(office, first), try covered(office, second))
        #expect(Set(old).isDisjoint(with: new) && Set(old + new) == Set(Self.capYear))
        #expect(new.first == yearMonth("2027-04"))
        #expect(Set(try candidates(office).map(\.mandate)) == [first, second])
    }

    @Test("被保険者が月の途中で替わった同じ保険者にも、それぞれの委任を受ける。保険の分からない月は前の保険で数える")
    func twoInsuredPersons() throws {
        let office = try Office("2027-09-01")
        try office.insure(
            Office.taro, numbers: [("1", "2020-04-01", "2027-04-15"), ("2", "2027-04-15", nil)])
        for month in ["2026-09", "2026-10", "2027-04", "2027-05"] {
            try refusedMonth(office, month)
        }
        let first = try openYear(office, month: "2027-03")
        let second = try openYear(office, month: "2027-07")
        let (old, new) = (try covered(office, first), try covered(office, second))
        #expect(Set(old).isDisjoint(with: new) && Set(old + new) == Set(Self.capYear))
        // A gap of a month goes with the insurance before it.
        let gap = try Office("2027-09-01")
        try gap.insure(
            Office.taro, numbers: [("1", "2020-04-01", "2027-04-01"), ("2", "2027-05-01", nil)])
        for month in ["2026-09", "2026-10", "2027-05", "2027-06"] { try refusedMonth(gap, month) }
        let before = try openYear(gap, month: "2027-03")
        let after = try openYear(gap, month: "2027-07")
        #expect(try covered(gap, before).last == yearMonth("2027-04"))
        #expect(try covered(gap, after).first == yearMonth("2027-05"))
    }

    @Test("取り下げた返還は、年の自己負担でも、入った分だけを月の高額療養費に数える")
    func withdrawnOfMonth() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 8)
        try enterYear(office, "B-1", Office.taro, "2027-06", points: 100_000)
        let month = try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2027-06"),
                    mandateOn: date("2027-08-01"), band: "エ"), law: Office.law, in: $0)
        }
        try request(office, [month], reference: "見本子第3号", due: "2027-12-01")
        try happen(office, .decided, month, 200_000)
        let payments = MemoryClaimsBack()
        let back = try perform(office) {
            try RecordProxyReceipt.proposeGiveBack(
                of: month, amount: Yen(38_500), explanation: "家族が受け取ったため",
                payments: payments, in: $0)
        }
        _ = try perform(office, ApproveClaimBack.operation, by: Office.head) {
            try ApproveClaimBack.perform(back, to: payments, law: Office.law, in: $0)
        }
        #expect(try year(office, payments: payments).refund.refund == Yen(23_500))
        payments.withdraw(1, 10_000)
        // 28,500 yen of the month stay with the family again.
        #expect(try year(office, payments: payments).refund.refund == Yen(52_000))
    }

    @Test("年間上限の請求書は、診療月ごとの一部負担金を並べ、合計がその年の一部負担金になる。月の請求書には並べない")
    func monthsOfLetter() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 9)
        let written = try request(
            office, [try openYear(office)], reference: "見本子第5号", due: "2027-12-01")
        let line = try #require(written.lines.first)
        #expect(line.months.count == 9 && line.months.allSatisfy { $0.burden == Yen(61_500) })
        #expect(line.months.reduce(.zero) { $0 + $1.burden } == line.burden)
        #expect(line.months.reduce(.zero) { $0 + $1.totalCost } == line.totalCost)
        let letter = try #require(try drawn(written))
        let rows = try #require(letter.table?.rows)
        #expect(rows.count == 10)
        #expect(rows[1].contains("うち令和8年8月診療分") && rows[1].contains("61,500円"))
        #expect(rows[0].last == "23,500円" && rows[1].last == "")
        #expect(letter.notes.contains { $0.contains("年間上限の申請です") })
        let again = try perform(office, ReprintInsurerRequest.operation) {
            try ReprintInsurerRequest.perform(
                written.request.id, directory: office.directory, in: $0)
        }
        #expect(again.lines == written.lines)
        // A letter about a month says nothing of a year.
        try enterYear(office, "B-1", Office.taro, "2027-06", points: 100_000)
        let month = try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2027-06"),
                    mandateOn: date("2027-08-01"), band: "エ"), law: Office.law, in: $0)
        }
        let plain = try #require(
            try drawn(
                try request(office, [month], reference: "見本子第6号", due: "2027-12-01")))
        #expect(plain.table?.rows.count == 1)
        #expect(!plain.notes.contains { $0.contains("年間上限") })
    }

    private func drawn(_ written: WrittenInsurerRequest) throws -> Letter? {
        try written.letter(
            sender: Sender(title: "見本市長", seal: .place),
            desk: ContactDesk(name: "子ども福祉課", phone: "000-000-0000"),
            letters: Office.book.letters)
    }

    @Test("終了した委任の入金を取り消すと、記録し直すまで利用の理由(進行中の事案)になる")
    func putRightIsCase() throws {
        let office = try Office()
        // Written by hand: no receipt of the month is open besides.
        let id = try perform(office) {
            try $0.facts.append(
                "proxy_receipt",
                [
                    "child": Office.taro, "recipient": Office.parent, "treatment_month": "2025-06",
                    "insurer": Office.insurer, "mandate_on": "2025-08-01", "band": "エ",
                    "is_multiple": 0, "total_cost": 270_000, "burden": 81_000,
                    "limit_amount": 57_600, "expected": 23_400, "scheme": "試験",
                    "officer": "U002",
                ])
        }
        func open() throws -> String? {
            try office.read { try BenefitCases.open([Office.hana, Office.taro], from: $0) }
        }
        #expect(try open() == "proxy-\(id)")
        try request(office, [id])
        try happen(office, .decided, id, 23_400)
        try happen(office, .received, id, 23_400)
        try happen(office, .closed, id, 0)
        #expect(try open() == nil)
        let receipt = try #require(try proxy(office, id).events.first { $0.kind == .received })
        try perform(office) {
            try ReverseProxyReceipt.perform(receipt.id, of: id, reason: "別の委任の分", in: $0)
        }
        #expect(try open() == "proxy-\(id)")
        try happen(office, .received, id, 23_400)
        #expect(try open() == nil)
    }
}
