// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Safeguards
import Scheme
import Testing
import Vocabulary

/// A file of an invoice, line by line; by default what one good claim of Taro makes.
struct InvoiceSheet {
    var agency = "支払基金"
    var number = "F-2025-07"
    var kind = "通常"
    var month = "202507"
    var total: Int?
    var lines: [(item: String, treated: String, data: String, claims: Int, price: Int?, yen: Int)] =
        [("給付費", "202506", "1", 1, nil, 3_702), ("手数料", "", "", 1, 80, 80)]

    var bytes: [UInt8] {
        let head = [
            "検証用表示", "審査支払機関", "請求書番号", "請求区分", "請求年月", "請求日", "納付期限", "請求額", "内訳番号",
            "内訳区分", "診療年月", "データ区分", "件数", "単価", "金額",
        ]
        let stated = total ?? lines.reduce(0) { $0 + $1.yen }
        let rows = lines.enumerated().map { place, line in
            [
                "検証用", agency, number, kind, month, "20250810", "20250825", String(stated),
                String(place + 1), line.item, line.treated, line.data, String(line.claims),
                line.price.map(String.init) ?? "", String(line.yen),
            ]
        }
        return Array(
            ([head] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
    }
}

@Suite("審査支払機関の請求書")
struct AgencyInvoiceTests {
    private func take(
        _ sheet: InvoiceSheet, _ office: Office, by who: Principal = Office.payment
    ) throws -> ImportAgencyInvoice.Report {
        try office.gate.perform(ImportAgencyInvoice.operation, by: who, for: .benefit) {
            try ImportAgencyInvoice.perform(
                .bytes(sheet.bytes), name: "請求書.csv", layouts: Office.layouts, in: $0)
        }
    }

    private func compare(
        _ id: Int64, _ office: Office, law: BenefitLaw = Office.law
    ) throws -> InvoiceComparison {
        try office.gate.perform(AgencyInvoices.operation, by: Office.payment, for: .benefit) {
            scope in
            let stored = try #require(try AgencyBook.invoice(id, from: scope.db))
            return try AgencyInvoices.comparison(stored.invoice, law: law, in: scope)
        }
    }

    private func settle(
        _ id: Int64, _ office: Office, accept: Bool = true, reason: String? = nil,
        credit: InvoiceCredit.Way? = nil, by who: Principal = Office.head
    ) throws {
        try office.gate.perform(SettleInvoice.operation, by: who, for: .benefit) {
            try SettleInvoice.perform(
                id, accept: accept, reason: reason, credit: credit, on: date("2025-08-12"),
                law: Office.law, in: $0)
        }
    }

    @Test("取り込んだ請求と同じ請求書には差異がなく、別の職員が検収できる")
    func equal() throws {
        let office = try Office()
        try office.take(Uke())
        let id = try take(InvoiceSheet(), office).invoice
        let list = try compare(id, office)
        #expect(list.differences.isEmpty && list.rows.count == 2)
        try settle(id, office)
        let stored = try #require(try office.read { try AgencyBook.invoice(id, from: $0) })
        #expect(stored.outcome?.isAccepted == true)
        #expect(throws: BenefitsRefusal.invoiceSettled) { try settle(id, office) }
    }

    @Test("1円の違い、余分な1件、月遅れ、件数×単価の違いは、それぞれ差異の一行になる")
    func differences() throws {
        let office = try Office()
        try office.take(Uke())
        var sheet = InvoiceSheet()
        sheet.lines = [
            ("給付費", "202506", "1", 1, nil, 3_703), ("給付費", "202505", "1", 1, nil, 900),
            ("給付費", "202506", "4", 1, nil, 500), ("手数料", "", "", 3, 80, 241),
        ]
        let list = try compare(try take(sheet, office).invoice, office)
        #expect(list.differences.count == 4)
        #expect(list.difference == Yen(1 + 900 + 500 + 1))
        #expect(list.rows.first { $0.treatmentMonth == yearMonth("2025-05") }?.isLate == true)
        #expect(list.rows.first { $0.treatmentMonth == yearMonth("2025-06") }?.isLate == false)
    }

    @Test("手数料は契約の単価と比べる。1円高い請求は差異になり、単価のない本では件数×単価だけを確かめる")
    func fees() throws {
        let office = try Office()
        try office.take(Uke())
        var sheet = InvoiceSheet()
        sheet.lines = [("給付費", "202506", "1", 1, nil, 3_702), ("手数料", "", "", 3, 81, 243)]
        let id = try take(sheet, office).invoice
        let list = try compare(id, office)
        #expect(list.differences.map(\.difference) == [Yen(3)])
        #expect(list.differences.first?.price == "契約の単価 80円")
        // 越谷市の単価は公表されていない。
        let unset = try compare(id, office, law: BenefitLaw(book: Office.koshigaya))
        #expect(unset.differences.isEmpty)
        #expect(unset.rows.last?.price == "契約の単価は未設定")
    }

    @Test("単価は機関とデータ区分ごとに選び、銭の端数は切り捨てる。区分のない請求書に単価が二つあれば分からない")
    func rates() {
        let fees = ReviewFees(rates: [
            .init(agency: .federation, kinds: [], sen: 6_540),
            .init(agency: .federation, kinds: [.pharmacy], sen: 3_275),
            .init(agency: .paymentFund, kinds: [], sen: 8_000),
        ])
        #expect(fees.rate(of: .federation, for: .medical)?.fee(claims: 3) == Yen(196))
        #expect(fees.rate(of: .federation, for: .pharmacy)?.wording == "32円75銭")
        #expect(fees.rate(of: .federation, for: nil) == nil)
        #expect(fees.rate(of: .paymentFund, for: nil)?.sen == 8_000)
        #expect(fees.rate(of: .institution, for: .medical) == nil)
    }

    @Test("請求書にない取込済みの請求も差異になる")
    func missing() throws {
        let office = try Office()
        try office.take(Uke())
        var sheet = InvoiceSheet()
        sheet.lines = [("手数料", "", "", 1, 80, 80)]
        let list = try compare(try take(sheet, office).invoice, office)
        #expect(list.differences.map(\.difference) == [Yen(-3_702)])
    }

    @Test("差異があれば理由のない検収は断られ、理由があれば差異の数とともに残る")
    func reason() throws {
        let office = try Office()
        let id = try take(InvoiceSheet(), office).invoice
        #expect(throws: BenefitsRefusal.invoiceDiffers(1)) { try settle(id, office) }
        #expect(throws: BenefitsRefusal.missingReason) {
            try settle(id, office, accept: false, reason: "")
        }
        try settle(id, office, reason: "国保連に確認。翌月に訂正")
        let stored = try #require(try office.read { try AgencyBook.invoice(id, from: $0) })
        #expect(stored.outcome?.differences == 1 && stored.outcome?.reason?.isEmpty == false)
    }

    @Test("取り込んだ職員は検収できず、役割のない職員は取り込みも検収もできない")
    func otherOfficer() throws {
        let office = try Office()
        let id = try take(InvoiceSheet(), office, by: Office.both).invoice
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try settle(id, office, reason: "x", by: Office.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try take(InvoiceSheet(), office, by: Office.counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try settle(id, office, reason: "x", by: Office.payment)
        }
    }

    @Test("同じファイルの二度目は何も変えず、同じ番号の別の内容は断る")
    func twiceIsOnce() throws {
        let office = try Office()
        let first = try take(InvoiceSheet(), office)
        let again = try take(InvoiceSheet(), office)
        #expect(again.wasKnown && again.invoice == first.invoice)
        var other = InvoiceSheet()
        other.lines[0].yen = 9
        #expect(throws: BenefitsRefusal.invoiceKnown("F-2025-07")) { try take(other, office) }
        #expect(try office.read { try AgencyBook.newest(9, from: $0) }.count == 1)
    }

    @Test("内訳の合計が請求額と違うもの、行に誤りのあるものは何も残さない")
    func wrongFiles() throws {
        let office = try Office()
        var sheet = InvoiceSheet()
        sheet.total = 3_783
        #expect(throws: BenefitsRefusal.invoiceSumWrong(stated: Yen(3_783), lines: Yen(3_782))) {
            try take(sheet, office)
        }
        sheet = InvoiceSheet()
        sheet.month = "202513"
        #expect(throws: RefusedInvoice.self) { try take(sheet, office) }
        sheet = InvoiceSheet()
        sheet.agency = "どこか"
        #expect(throws: RefusedInvoice.self) { try take(sheet, office) }
        #expect(try office.read { try AgencyBook.newest(9, from: $0) }.isEmpty)
    }

    @Test("認容された申立は、決まった月の請求書から全額が相殺される")
    func offset() throws {
        let office = try Office()
        try office.take(Uke())
        try object(.accepted, office, billed: yearMonth("2025-08"))
        var sheet = InvoiceSheet()
        (sheet.number, sheet.month) = ("F-2025-08", "202508")
        sheet.lines = [("相殺", "", "", 1, nil, -3_702)]
        #expect(try compare(try take(sheet, office).invoice, office).differences.isEmpty)
    }

    /// An invoice of August that takes back more than it asks for.
    private func negative(_ office: Office) throws -> Int64 {
        try office.take(Uke())
        try object(.accepted, office, billed: yearMonth("2025-08"))
        var sheet = InvoiceSheet()
        (sheet.number, sheet.month) = ("F-2025-08", "202508")
        sheet.lines = [("相殺", "", "", 1, nil, -3_702), ("手数料", "", "", 1, 80, 80)]
        return try take(sheet, office).invoice
    }

    @Test("マイナスの請求書は戻る額の扱いとともに検収され、繰越は次の請求書の相殺になる")
    func carried() throws {
        let office = try Office()
        let id = try negative(office)
        #expect(throws: BenefitsRefusal.creditMissing) { try settle(id, office) }
        try settle(id, office, credit: .carried)
        let stored = try #require(try office.read { try AgencyBook.invoice(id, from: $0) })
        #expect(stored.invoice.credit == Yen(3_622) && stored.credit?.way == .carried)
        func open() throws -> Int {
            try office.read { try AgencyBook.openCredits(from: $0) }.count
        }
        func held(_ month: String, of agency: ClaimSource = .paymentFund) throws -> Yen {
            try office.read { try AgencyBook.month(yearMonth(month), of: agency, from: $0).carried }
        }
        #expect(try open() == 1)
        var next = InvoiceSheet()
        (next.number, next.month) = ("F-2025-09", "202509")
        next.lines = [("手数料", "", "", 1, 80, 80)]
        let without = try compare(try take(next, office).invoice, office)
        #expect(without.differences.map(\.difference) == [Yen(3_622)])
        next.number = "F-2025-09-2"
        next.lines.append(("相殺", "", "", 0, nil, -3_622))
        let following = try take(next, office).invoice
        #expect(try compare(following, office).differences.isEmpty)
        // It waits until the next invoice is accepted, of whichever month; only the same body's.
        #expect(try held("2025-10") == Yen(3_622) && held("2025-08") == .zero)
        #expect(try held("2025-09", of: .federation) == .zero)
        try settle(following, office, reason: "確認済み", credit: .repaid)
        #expect(try held("2025-10") == .zero && held("2025-09") == Yen(3_622))
        #expect(try office.read { try AgencyBook.invoice(id, from: $0) }?.isFollowed == true)
        #expect(try open() == 1, "the following one awaits its own money")
    }

    @Test("戻る額の扱いは理由を書いて直せ、後の月の請求書を検収した後は繰越に変えられない")
    func changed() throws {
        let office = try Office()
        let id = try negative(office)
        office.clock.stand(on: date("2025-08-20"))
        func decide(_ way: InvoiceCredit.Way, _ reason: String? = nil) throws {
            try office.gate.perform(SettleCredit.operation, by: Office.head, for: .benefit) {
                try SettleCredit.decide(id, way, reason: reason, on: date("2025-08-20"), in: $0)
            }
        }
        func stands() throws -> (credit: InvoiceCredit?, rows: Int) {
            try office.read {
                (
                    try AgencyBook.invoice(id, from: $0)?.credit,
                    try #require(
                        try $0.first("SELECT COUNT(*) FROM agency_credit", []) { $0.int(0) })
                )
            }
        }
        try settle(id, office, credit: .carried)
        #expect(throws: BenefitsRefusal.missingReason) { try decide(.repaid) }
        try decide(.repaid, "機関から入金の知らせ")
        try decide(.repaid, "機関から入金の知らせ")
        #expect(try stands().credit?.reason == "機関から入金の知らせ" && stands().rows == 2)
        try office.gate.perform(SettleCredit.operation, by: Office.head, for: .benefit) {
            try SettleCredit.receive(id, on: date("2025-08-15"), in: $0)
        }
        #expect(throws: BenefitsRefusal.creditSettled) { try decide(.carried, "誤り") }
        try decide(.repaid, "別の請求書の入金だった")
        #expect(try stands().credit?.way == .repaid && stands().credit?.receivedOn == nil)
        try decide(.carried, "繰越の通知があった")
        #expect(try stands().credit?.way == .carried)
        // The next invoice is accepted without it: the body has to pay after all, and it stays so.
        var next = InvoiceSheet()
        (next.number, next.month) = ("F-2025-09", "202509")
        next.lines = [("手数料", "", "", 1, 80, 80)]
        try settle(try take(next, office).invoice, office, reason: "差引きなし")
        try decide(.repaid, "九月分で差し引かれなかった")
        #expect(throws: BenefitsRefusal.creditFollowed) { try decide(.carried, "戻す") }
        #expect(try stands().rows == 6)
    }

    @Test("返される額は入金の日まで残り、同じ日の二度目は何も変えず、役割のない職員は記録できない")
    func repaid() throws {
        let office = try Office()
        let id = try negative(office)
        func receive(_ day: String, by who: Principal = Office.head) throws {
            try office.gate.perform(SettleCredit.operation, by: who, for: .benefit) {
                try SettleCredit.receive(id, on: date(day), in: $0)
            }
        }
        func open() throws -> Int {
            try office.read { try AgencyBook.openCredits(from: $0) }.count
        }
        let today = date("2025-08-20")
        office.clock.stand(on: today)
        #expect(throws: BenefitsRefusal.noCredit) { try receive(today.description) }
        try settle(id, office, credit: .repaid)
        #expect(try open() == 1)
        #expect(throws: BenefitsRefusal.creditDay) { try receive("2025-08-09") }
        #expect(throws: BenefitsRefusal.creditDay) { try receive(today.next.description) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try receive("2025-08-10", by: Office.payment)
        }
        try receive("2025-08-10")
        try receive("2025-08-10")
        #expect(throws: BenefitsRefusal.creditSettled) { try receive("2025-08-11") }
        #expect(try open() == 0)
        #expect(throws: BenefitsRefusal.creditSettled) {
            try office.gate.perform(SettleCredit.operation, by: Office.head, for: .benefit) {
                try SettleCredit.decide(id, .carried, on: today, in: $0)
            }
        }
    }

    @Test("一部認容は通知の額だけが相殺され、額がないものと公費負担額を超えるものは断る")
    func partly() throws {
        let office = try Office()
        try office.take(Uke())
        #expect(throws: BenefitsRefusal.offsetMissing) {
            try object(.partlyAccepted, office, billed: nil)
        }
        #expect(throws: BenefitsRefusal.offsetTooLarge(Yen(3_702))) {
            try object(.partlyAccepted, office, offset: Yen(3_703), billed: nil)
        }
        try object(.partlyAccepted, office, offset: Yen(702), billed: yearMonth("2025-09"))
        let held = try office.read {
            try AgencyBook.month(yearMonth("2025-09"), of: .paymentFund, from: $0)
        }
        #expect(held.offset == AgencyMonth.Sum(claims: 1, amount: Yen(702)))
        #expect(held.payable == Yen(-702))
    }

    @Test("精算の請求書は、検収した概算の額を差し引く")
    func advance() throws {
        let office = try Office()
        try office.take(Uke())
        var estimate = InvoiceSheet()
        (estimate.number, estimate.kind) = ("G-1", "概算")
        estimate.lines = [("給付費", "", "", 0, nil, 3_000)]
        try settle(try take(estimate, office).invoice, office)
        var final = InvoiceSheet()
        (final.number, final.kind) = ("S-1", "精算")
        final.lines += [("概算既払", "", "", 0, nil, -3_000)]
        #expect(try compare(try take(final, office).invoice, office).differences.isEmpty)
        final.number = "S-2"
        final.lines.removeLast()
        #expect(
            try compare(try take(final, office).invoice, office).differences.map(\.difference)
                == [Yen(3_000)])
    }

    /// Files an objection about Taro's claim, where none is open, and answers it.
    private func object(
        _ result: ObjectionResult, _ office: Office, offset: Yen? = nil, billed: YearMonth?
    ) throws {
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            scope in
            if try ObjectionBook.newest(of: .claim(claim.id), from: scope.db) == nil {
                try FileObjection.perform(
                    .claim(claim.id), .review, reason: .pointsOrAmountDiffer,
                    on: date("2025-08-01"), in: scope)
            }
        }
        try office.gate.perform(RecordObjectionResult.operation, by: Office.payment, for: .benefit)
        {
            try RecordObjectionResult.perform(
                .claim(claim.id), result, on: date("2025-08-20"), offset: offset, billed: billed,
                in: $0)
        }
    }
}
