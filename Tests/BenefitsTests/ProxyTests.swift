// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("高額療養費の代理受領")
struct ProxyTests {
    func perform<R>(
        _ office: Office, _ operation: OperationCode = RecordProxyReceipt.operation,
        by who: Principal = Office.payment, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(operation, by: who, for: .benefit, body)
    }

    func estimate(
        _ office: Office, band: String = "エ", month: String = "2025-06"
    ) throws -> HighCostEstimate {
        try perform(office, EstimateHighCost.operation) {
            try EstimateHighCost.perform(
                child: Office.taro, yearMonth(month), band: band, law: Office.law, in: $0)
        }
    }

    /// Two receipts of one month that count, and one that does not.
    func month(_ office: Office, _ month: String = "2025-06", receipt: String = "S-") throws {
        try office.enter([
            office.input("\(receipt)1", month: month, points: 20_000) {
                $0.setting = .inpatient
            },
            office.input("\(receipt)2", month: month, points: 7_000) {
                $0.institution = "1319900503"
                $0.institutionName = "別の見本病院"
            },
            office.input("\(receipt)3", month: month, points: 6_999) {
                $0.institution = "1319900511"
                $0.institutionName = "三つ目の見本医院"
            },
        ])
    }

    @Test("21000円以上の自己負担だけを医療機関を越えて合算する")
    func combine() throws {
        let office = try Office()
        try month(office)
        let answer = try estimate(office)
        #expect(answer.units.map(\.isCounted) == [true, true, false])
        #expect(answer.sum.burden == Yen(81_000))
        #expect(answer.sum.totalCost == Yen(270_000))
        // Band エ is flat: 57,600.
        #expect(answer.sum.benefit == Yen(23_400))
    }

    @Test("直近12か月に3回あれば、4回目から多数回の限度額")
    func multiple() throws {
        let office = try Office()
        for (place, month) in ["2025-04", "2025-05"].enumerated() {
            try office.enter([
                office.input("M-\(place)", month: month, points: 30_000, highCost: 32_400) {
                    $0.setting = .inpatient
                    $0.appliedOn = date("2025-07-10")
                }
            ])
        }
        try month(office, "2025-07")
        #expect(try estimate(office, month: "2025-07").isMultiple == false)
        try office.enter([
            office.input("M-3", month: "2025-06", points: 30_000, highCost: 32_400) {
                $0.setting = .inpatient
            }
        ])
        let fourth = try estimate(office, month: "2025-07")
        #expect(fourth.isMultiple && fourth.sum.limit == Yen(44_400))
    }

    func mandate(_ office: Office, band: String = "エ") throws -> Int64 {
        try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2025-06"),
                    mandateOn: date("2025-08-01"), band: band), law: Office.law, in: $0)
        }
    }

    func happen(
        _ office: Office, _ kind: ProxyReceipt.Event.Kind, _ id: Int64, _ yen: Int
    ) throws {
        try perform(office) {
            try RecordProxyReceipt.record(
                kind, of: id, amount: Yen(yen), on: date("2025-08-10"), note: "通知",
                payments: MemoryClaimsBack(), in: $0)
        }
    }

    @discardableResult
    func request(
        _ office: Office, _ ids: [Int64], insurer: String = Office.insurer,
        reference: String = "見本子第1号", due: String = "2025-10-31"
    ) throws -> WrittenInsurerRequest {
        try perform(office, RequestFromInsurer.operation) {
            try RequestFromInsurer.perform(
                ids,
                to: InsurerOffice(
                    insurer: insurer, name: "見本健康保険組合", postalCode: "1190009",
                    address: "見本市北9-9-9"), reference: reference, dueOn: date(due),
                directory: office.directory, in: $0)
        }
    }

    func remind(
        _ office: Office, _ letter: Int64, reference: String = "見本子第2号", due: String = "2025-12-26"
    ) throws -> WrittenInsurerRequest {
        try perform(office, RemindInsurer.operation) {
            try RemindInsurer.perform(
                letter, reference: reference, dueOn: date(due), directory: office.directory,
                in: $0)
        }
    }

    func overdue(_ office: Office) throws -> [Int64: Int] {
        let today = office.clock.now().dayInJapan
        return try office.read { try InsurerRequestBook.overdue(on: today, from: $0) }
    }

    func proxy(_ office: Office, _ id: Int64) throws -> ProxyReceipt {
        try #require(try office.read { try ProxyBook.proxy(id, from: $0) })
    }

    @Test("委任から請求・決定・入金・終了まで。二度の委任と二度の請求は断る")
    func course() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        #expect(throws: BenefitsRefusal.mandateKnown) { _ = try mandate(office) }
        #expect(throws: BenefitsRefusal.notRequested) { try happen(office, .decided, id, 1) }
        let letter = try request(office, [id])
        #expect(letter.lines.map(\.amount) == [Yen(23_400)])
        #expect(letter.request.office.insurer == "06119903")
        #expect(throws: BenefitsRefusal.alreadyRequested) { _ = try request(office, [id]) }
        try happen(office, .decided, id, 23_400)
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(office, .received, id, 23_401) }
        try happen(office, .received, id, 20_000)
        #expect(try proxy(office, id).state == .decided)
        #expect(throws: BenefitsRefusal.moneyOutstanding) { try happen(office, .closed, id, 0) }
        try happen(office, .received, id, 3_400)
        #expect(try proxy(office, id).state == .received)
        try happen(office, .closed, id, 0)
        #expect(throws: BenefitsRefusal.proxyClosed) { try happen(office, .received, id, 1) }
    }

    @Test("保険者が断れば、立て替えた額までを保護者に返してもらう")
    func refused() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        _ = try request(office, [id])
        try happen(office, .refused, id, 0)
        func back(_ yen: Int) throws -> Int64 {
            try perform(office) {
                try RecordProxyReceipt.proposeGiveBack(
                    of: id, amount: Yen(yen), explanation: "保険者が世帯に支給済み",
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.wrongAmount) { _ = try back(23_401) }
        let proposal = try back(23_400)
        #expect(throws: BenefitsRefusal.moneyOutstanding) { try happen(office, .closed, id, 0) }
        let payments = MemoryClaimsBack()
        _ = try perform(office, ApproveClaimBack.operation, by: Office.head) {
            try ApproveClaimBack.perform(proposal, to: payments, law: Office.law, in: $0)
        }
        #expect(payments.all.map(\.reason) == [.highCost])
        try happen(office, .closed, id, 0)
    }

    @Test("保険者からの入金と保護者の返還は、合わせて見込まで")
    func neverTwice() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        try request(office, [id])
        try happen(office, .decided, id, 23_400)
        _ = try perform(office) {
            try RecordProxyReceipt.proposeGiveBack(
                of: id, amount: Yen(20_000), explanation: "世帯に支給済み",
                payments: MemoryClaimsBack(), in: $0)
        }
        #expect(try proxy(office, id).outstanding == Yen(3_400))
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(office, .received, id, 3_401) }
        try happen(office, .received, id, 3_400)
        #expect(try proxy(office, id).outstanding == .zero)
    }

    func reverse(
        _ office: Office, _ id: Int64, reason: String = "1桁少なく入力した",
        by who: Principal = Office.payment
    ) throws {
        let event = try #require(try proxy(office, id).events.first { $0.kind == .received })
        try perform(office, ReverseProxyReceipt.operation, by: who) {
            try ReverseProxyReceipt.perform(event.id, of: id, reason: reason, in: $0)
        }
    }

    @Test("打ち間違えた入金は理由を書いて取り消し、終了の後でも正しい額を記録し直せる。二度は一度")
    func reversed() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        try request(office, [id])
        try happen(office, .decided, id, 2_340)
        try happen(office, .received, id, 2_340)
        try happen(office, .closed, id, 0)
        #expect(throws: BenefitsRefusal.proxyClosed) { try happen(office, .received, id, 1) }
        #expect(throws: BenefitsRefusal.missingReason) { try reverse(office, id, reason: "") }
        #expect(throws: SafeguardRefusal.self) { try reverse(office, id, by: Office.counter) }
        try reverse(office, id)
        try reverse(office, id)
        #expect(throws: BenefitsRefusal.receiptReversed) {
            try reverse(office, id, reason: "別の理由")
        }
        let back = try proxy(office, id)
        #expect(back.received == .zero && back.outstanding == Yen(2_340) && back.isPutRight)
        // It is work again, and what the insurer is to pay counts.
        func open() throws -> [Int64] { try office.read { try ProxyBook.open(from: $0).map(\.id) } }
        #expect(try open() == [id] && back.fromInsurer == Yen(2_340))
        #expect(back.events.compactMap(\.reversal).map(\.reason) == ["1桁少なく入力した"])
        try happen(office, .received, id, 2_340)
        #expect(try proxy(office, id).received == Yen(2_340) && open().isEmpty)
        #expect(throws: BenefitsRefusal.proxyClosed) { try happen(office, .received, id, 1) }
        let other = try #require(try proxy(office, id).events.first { $0.kind == .decided })
        #expect(throws: BenefitsRefusal.unknownReceipt) {
            try perform(office, ReverseProxyReceipt.operation) {
                try ReverseProxyReceipt.perform(other.id, of: id, reason: "誤り", in: $0)
            }
        }
    }

    @Test("決定の額も打ち間違えていたときは、入金を取り消せば終了の後でも決定を直せ、残りは消えて仕事は終わる")
    func reversedDecision() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        try request(office, [id])
        try happen(office, .decided, id, 2_340)
        try happen(office, .received, id, 2_340)
        try happen(office, .closed, id, 0)
        #expect(throws: BenefitsRefusal.proxyClosed) { try happen(office, .decided, id, 2_000) }
        try reverse(office, id)
        try happen(office, .received, id, 2_000)
        #expect(try office.read { try ProxyBook.open(from: $0).map(\.id) } == [id])
        try happen(office, .decided, id, 2_000)
        let done = try proxy(office, id)
        #expect(done.outstanding == .zero && !done.isPutRight && done.fromInsurer == Yen(2_000))
        #expect(try office.read { try ProxyBook.open(from: $0).isEmpty })
        #expect(throws: BenefitsRefusal.proxyClosed) { try happen(office, .decided, id, 1_000) }
    }

    @Test("見込みのない月、登録のない児童、表にない区分の委任は受けない")
    func refusals() throws {
        let office = try Office()
        #expect(throws: BenefitsRefusal.nothingExpected) { _ = try mandate(office) }
        #expect(throws: AmountRefusal.self) { _ = try mandate(office, band: "標報440000") }
        #expect(throws: SafeguardRefusal.self) {
            _ = try perform(office, by: Office.counter) {
                try RecordProxyReceipt.open(
                    Mandate(
                        child: Office.taro, month: yearMonth("2025-06"),
                        mandateOn: date("2025-08-01"), band: "エ"), law: Office.law, in: $0)
            }
        }
    }
}
