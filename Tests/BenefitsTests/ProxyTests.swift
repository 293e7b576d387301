// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("高額療養費の代理受領")
struct ProxyTests {
    private func perform<R>(
        _ office: Office, _ operation: OperationCode = RecordProxyReceipt.operation,
        by who: Principal = Office.payment, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(operation, by: who, for: .benefit, body)
    }

    private func estimate(
        _ office: Office, band: String = "エ", month: String = "2025-06"
    ) throws -> HighCostEstimate {
        try perform(office, EstimateHighCost.operation) {
            try EstimateHighCost.perform(
                child: Office.taro, yearMonth(month), band: band, law: Office.law, in: $0)
        }
    }

    /// Two receipts of one month that count, and one that does not.
    private func month(_ office: Office, _ month: String = "2025-06", receipt: String = "S-") throws
    {
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

    private func mandate(_ office: Office, band: String = "エ") throws -> Int64 {
        try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2025-06"),
                    mandateOn: date("2025-08-01"), band: band), law: Office.law, in: $0)
        }
    }

    private func happen(
        _ office: Office, _ kind: ProxyReceipt.Event.Kind, _ id: Int64, _ yen: Int
    ) throws {
        try perform(office) {
            try RecordProxyReceipt.record(
                kind, of: id, amount: Yen(yen), on: date("2025-08-10"), note: "通知", in: $0)
        }
    }

    @discardableResult
    private func request(
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

    private func remind(
        _ office: Office, _ letter: Int64, reference: String = "見本子第2号", due: String = "2025-12-26"
    ) throws -> WrittenInsurerRequest {
        try perform(office, RemindInsurer.operation) {
            try RemindInsurer.perform(
                letter, reference: reference, dueOn: date(due), directory: office.directory,
                in: $0)
        }
    }

    private func overdue(_ office: Office) throws -> [Int64: Int] {
        let today = office.clock.now().dayInJapan
        return try office.read { try InsurerRequestBook.overdue(on: today, from: $0) }
    }

    private func proxy(_ office: Office, _ id: Int64) throws -> ProxyReceipt {
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
                    of: id, amount: Yen(yen), explanation: "保険者が世帯に支給済み", in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.wrongAmount) { _ = try back(23_401) }
        let proposal = try back(23_400)
        #expect(throws: BenefitsRefusal.moneyOutstanding) { try happen(office, .closed, id, 0) }
        let payments = MemoryClaimsBack()
        _ = try perform(office, ApproveClaimBack.operation, by: Office.head) {
            try ApproveClaimBack.perform(proposal, to: payments, in: $0)
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
                of: id, amount: Yen(20_000), explanation: "世帯に支給済み", in: $0)
        }
        #expect(try proxy(office, id).outstanding == Yen(3_400))
        #expect(throws: BenefitsRefusal.wrongAmount) { try happen(office, .received, id, 3_401) }
        try happen(office, .received, id, 3_400)
        #expect(try proxy(office, id).outstanding == .zero)
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

    // MARK: 世帯合算

    /// A receipt of the sister in the month: two tenths.
    private func sister(_ office: Office, points: Int = 15_000) throws {
        try office.enter([
            office.input("H-1", child: Office.hana, points: points, tenths: 2) {
                $0.institution = "1319900503"
                $0.institutionName = "別の見本病院"
                $0.setting = .inpatient
            }
        ])
    }

    @Test("同じ保険のきょうだいは自動で合算し、見込は一人ずつに分け、委任は二人分で一つ")
    func household() throws {
        let office = try Office()
        // 60,000 of Taro and 30,000 of Hana: neither reaches 57,600 by so much as both together.
        try office.enter([office.input("T-1", points: 20_000) { $0.setting = .inpatient }])
        try sister(office)
        let answer = try estimate(office)
        #expect(answer.units.count == 2 && answer.units.allSatisfy(\.isCounted))
        #expect(answer.sum.benefit == Yen(32_400))
        #expect(answer.parts == [Office.taro: Yen(21_600), Office.hana: Yen(10_800)])
        #expect(answer.steps.last?.amount == Yen(32_400))
        let id = try mandate(office)
        let kept = try proxy(office, id)
        #expect(kept.parts.map(\.amount).reduce(.zero, +) == kept.estimate.benefit)
        #expect(kept.people == [Office.taro, Office.parent, Office.hana])
        // The sister's month is spoken for: no second mandate and no candidate.
        #expect(throws: BenefitsRefusal.mandateKnown) {
            try perform(office) {
                _ = try RecordProxyReceipt.open(
                    Mandate(
                        child: Office.hana, month: yearMonth("2025-06"),
                        mandateOn: date("2025-08-01"), band: "エ"), law: Office.law, in: $0)
            }
        }
        let written = try request(office, [id])
        #expect(written.lines.map(\.child) == [Office.taro, Office.hana])
        #expect(written.lines.map(\.amount) == [Yen(21_600), Yen(10_800)])
        #expect(written.lines.map(\.burden) == [Yen(60_000), Yen(30_000)])
    }

    @Test("高額療養費なしと書かれた申請でも、きょうだいと合わせて限度額に届くと注意が出る")
    func familyNote() throws {
        let office = try Office()
        let form = office.input("T-1", points: 10_000) { $0.setting = .inpatient }
        func notes() throws -> [String] {
            try office.gate.perform(
                PreviewReimbursements.operation, by: Office.payment, for: .benefit
            ) { scope in
                try PreviewReimbursements.perform([form], law: Office.law, in: scope)
                    .compactMap { try? $0.get() }.flatMap(\.notes)
            }
        }
        #expect(try notes().isEmpty)
        try sister(office)
        // 30,000 and 30,000: the lowest limit of the month is 35,400.
        #expect(try notes().contains { $0.contains("世帯合算") && $0.contains("60,000円") })
        try office.insure(Office.hana, by: Office.otherInsurer, from: "2025-05-01")
        #expect(try notes().isEmpty)
    }

    @Test("21,000円に届かないきょうだいと、別の保険のきょうだいは合算しない")
    func notCombined() throws {
        let small = try Office()
        try small.enter([small.input("T-1", points: 20_000) { $0.setting = .inpatient }])
        try sister(small, points: 10_499)
        let below = try estimate(small)
        #expect(below.units.map(\.isCounted) == [true, false])
        #expect(below.sum.benefit == Yen(2_400))

        let other = try Office()
        try other.enter([other.input("T-1", points: 20_000) { $0.setting = .inpatient }])
        try sister(other)
        try other.insure(Office.hana, by: Office.otherInsurer, from: "2025-05-01")
        let alone = try estimate(other)
        #expect(alone.units.count == 1 && alone.parts == [Office.taro: Yen(2_400)])
    }

    @Test("父母の領収書を合わせると限度額を超え、市の見込は児童の分だけ")
    func parents() throws {
        let office = try Office()
        try office.enter([office.input("T-1", points: 14_000) { $0.setting = .inpatient }])
        #expect(try estimate(office).sum.benefit == .zero)
        let mother = HouseholdShare(
            relation: "母", institutionName: "見本産婦人科", setting: .inpatient,
            totalCost: Yen(210_000), burden: Yen(63_000))
        let id = try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2025-06"),
                    mandateOn: date("2025-08-01"), band: "エ", others: [mother]),
                law: Office.law, in: $0)
        }
        // 42,000 + 63,000 − 57,600 = 47,400, by 42 to 63: 18,960 for the child.
        let kept = try proxy(office, id)
        #expect(kept.estimate.burden == Yen(105_000) && kept.estimate.benefit == Yen(18_960))
        let units = try office.read { try ProxyBook.units(of: [id], from: $0)[id] ?? [] }
        #expect(units.map(\.member) == [.child(Office.taro), .other("母")])
        #expect(throws: BenefitsRefusal.householdWrong) {
            try perform(office) {
                var wrong = mother
                wrong.burden = Yen(210_001)
                _ = try RecordProxyReceipt.open(
                    Mandate(
                        child: Office.taro, month: yearMonth("2025-07"),
                        mandateOn: date("2025-08-01"), band: "エ", others: [wrong]),
                    law: Office.law, in: $0)
            }
        }
    }

    @Test("多数回は家族で数え、保険者が変わる前の月は数えない")
    func multipleOfTheFamily() throws {
        let office = try Office()
        for (place, month) in ["2025-04", "2025-05"].enumerated() {
            try office.enter([
                office.input("M-\(place)", month: month, points: 30_000, highCost: 32_400) {
                    $0.setting = .inpatient
                }
            ])
        }
        try office.enter([
            office.input(
                "M-3", child: Office.hana, month: "2025-06", points: 45_000, tenths: 2,
                highCost: 32_400
            ) { $0.setting = .inpatient }
        ])
        try month(office, "2025-07")
        #expect(try estimate(office, month: "2025-07").isMultiple)
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2025-06-01")
        try office.insure(Office.hana, by: Office.otherInsurer, from: "2025-06-01")
        #expect(try estimate(office, month: "2025-07").isMultiple == false)
    }

    // MARK: 保険者あての文書

    @Test("請求書は保険者ごと、文書番号は一度、期限は先の日。支援措置の家族は載せない")
    func letterRefusals() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        #expect(throws: BenefitsRefusal.otherInsurer) {
            try request(office, [id], insurer: Office.otherInsurer)
        }
        #expect(throws: BenefitsRefusal.answerDayPassed) {
            try request(office, [id], due: "2025-08-12")
        }
        #expect(throws: SafeguardRefusal.self) {
            try perform(office, RequestFromInsurer.operation, by: Office.counter) {
                _ = try RequestFromInsurer.perform(
                    [id], to: InsurerOffice(insurer: "", name: "", postalCode: "", address: ""),
                    reference: "", dueOn: date("2025-10-31"), directory: office.directory, in: $0)
            }
        }
        try request(office, [id])
        #expect(throws: BenefitsRefusal.referenceUsed) {
            _ = try remind(office, 1, reference: "見本子第1号")
        }

        let protected = try Office()
        try month(protected)
        let hidden = try mandate(protected)
        var child = try #require(try protected.directory.persons([Office.taro])[Office.taro])
        child.isProtected = true
        protected.directory.put(child)
        #expect(throws: BenefitsRefusal.proxyProtected) { try request(protected, [hidden]) }
        #expect(try proxy(protected, hidden).state == .mandated)
    }

    @Test("回答の期限を過ぎると知らせ、督促は回答のないものだけ。回答がそろえば督促できない")
    func reminders() throws {
        let office = try Office()
        try month(office)
        let id = try mandate(office)
        let written = try request(office, [id], due: "2025-08-20")
        #expect(try overdue(office).isEmpty)
        office.clock.stand(on: date("2025-08-21"))
        #expect(try overdue(office) == [written.request.id: 1])
        let reminder = try remind(office, written.request.id)
        #expect(reminder.claimedOn == date("2025-08-12"))
        #expect(reminder.request.items == written.request.items)
        // A new day was set: nothing is late until then.
        #expect(try overdue(office).isEmpty)
        office.clock.stand(on: date("2025-12-27"))
        #expect(try overdue(office) == [written.request.id: 1])
        try happen(office, .decided, id, 20_000)
        #expect(try proxy(office, id).difference == Yen(-3_400))
        #expect(try overdue(office).isEmpty)
        #expect(throws: BenefitsRefusal.nothingToRemind) {
            _ = try remind(office, written.request.id, reference: "見本子第3号", due: "2026-01-31")
        }
    }

    @Test("請求書と連名簿に同じ行が載り、未確認の様式は本番の相手に書き出さない")
    func letterAndList() throws {
        let office = try Office()
        try month(office)
        try sister(office)
        let written = try request(office, [try mandate(office)])
        let letter = try #require(
            try written.letter(
                sender: Sender(title: "見本市長", seal: .place),
                desk: ContactDesk(name: "子ども福祉課", phone: "000-000-0000"),
                letters: Office.book.letters))
        let rows = try #require(letter.table?.rows)
        #expect(rows.map(\.first) == ["K1", "K1"])
        #expect(rows.map { $0[2] } == ["検証 太郎", "検証 はな"])
        #expect(rows.map { $0.last ?? "" } == written.lines.map { $0.amount.description })
        #expect(written.request.office.name == "見本健康保険組合")
        let layout = try Office.layouts.feed("insurer-claims")
        let list = try written.list(layout: layout, audience: .trial)
        let text = String(decoding: list.bytes, as: UTF8.self)
        #expect(text.contains("検証 太郎") && text.contains(String(written.lines[1].amount.amount)))
        // No address of the family is on either.
        #expect(!text.contains("中央1-1"))
        #expect(throws: FormatRefusal.self) {
            _ = try written.list(layout: layout, audience: .realPeer)
        }
    }
}
