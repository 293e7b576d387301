// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("領収書と装具")
struct SlipTests {
    private static func slip(
        _ number: Int, month: String = "2025-06", institution: String = "1319900016",
        inpatient: Bool = false, care: CareKind = .medical, points: Int, paid: Int,
        day: String? = nil
    ) -> LooseSlip {
        LooseSlip(
            number: number, month: yearMonth(month), institution: institution,
            setting: inpatient ? .inpatient : .outpatient, care: care, burdenTenths: 3,
            slip: ReceiptSlip(
                treatedOn: day.map(date), cost: .points(points), paid: Yen(paid)))
    }

    @Test("領収書は、診療月・医療機関・入外ごとに一つの申請に分かれる")
    func split() {
        let slips = [
            Self.slip(1, points: 277, paid: 830, day: "2025-06-03"),
            Self.slip(2, month: "2025-07", points: 100, paid: 300, day: "2025-07-01"),
            Self.slip(3, points: 125, paid: 380, day: "2025-06-10"),
            Self.slip(4, institution: "1319900024", points: 50, paid: 150),
            Self.slip(5, inpatient: true, points: 4_000, paid: 12_000),
            Self.slip(6, points: 74, paid: 220, day: "2025-06-10"),
            Self.slip(7, care: .dental, points: 74, paid: 220),
        ]
        let groups = LooseSlip.split(slips)
        #expect(groups.map { $0.slips.map(\.number) } == [[1, 3, 6], [2], [4], [5], [7]])
        #expect(groups[0].cost == .points(476))
        #expect(groups[0].paid == Yen(1_430))
        #expect(groups[0].days == 2)
        #expect(groups[2].days == 1)
    }

    @Test("窓口の見込は領収書ごとに10円単位、自己負担は月の明細書として円まで")
    func windows() throws {
        let office = try Office()
        let slips = [(277, 830), (125, 380), (74, 220)].map {
            ReceiptSlip(treatedOn: nil, cost: .points($0.0), paid: Yen($0.1))
        }
        var input = office.input(points: 476, paid: 1_430)
        input.slips = slips
        let receipt = try office.enter([input])[0].get()
        #expect(receipt.preview.expectedAtWindow == Yen(1_430))
        #expect(receipt.preview.notes.isEmpty)
        #expect(receipt.preview.computation.burden == Yen(1_428))
        #expect(try office.file().input.slips == slips)
        // Ten yen more than the windows could have asked is said at once.
        var more = office.input("S-2", month: "2025-05", points: 476, paid: 1_440)
        more.slips = slips
        let preview = try office.enter([more])[0].get().preview
        #expect(preview.notes == ["支払額が、点数から計算した額より10円多くなっています"])
    }

    @Test("月の途中で資格が終われば、その日からの領収書には支給しない。混じれば止め、起案の後に終わっても決裁できない")
    func daysOutside() throws {
        func input(_ office: Office, _ days: [String?]) -> ReimbursementInput {
            office.input(points: 100 * days.count) { input in
                input.slips = days.map {
                    ReceiptSlip(treatedOn: $0.map(date), cost: .points(100), paid: Yen(300))
                }
            }
        }
        func verdict(_ days: [String?]) throws -> ReimbursementExamination.Verdict {
            let office = try Office()
            try office.lapse(Office.taro, on: "2025-06-10")
            return try office.enter([input(office, days)])[0].get().preview.verdict
        }
        // Proposed while the entitlement stood, decided after it has ended.
        let late = try Office()
        _ = try late.enter([input(late, ["2025-06-25"])])[0].get()
        let proposed = try late.propose().proposals.count
        #expect(proposed == 1)
        try late.lapse(Office.taro, on: "2025-06-10")
        #expect(try late.approve().decisions.isEmpty)
        guard case .pay = try verdict(["2025-06-09", nil]) else {
            Issue.record("終わりの前の日")
            return
        }
        guard case .refuse(.outsidePeriod, let why) = try verdict(["2025-06-10"]) else {
            Issue.record("終わりの日")
            return
        }
        #expect(why.contains("令和7年6月10日"))
        guard case .hold(.other, let note) = try verdict(["2025-06-09", "2025-06-25"])
        else {
            Issue.record("混じった領収書")
            return
        }
        #expect(note?.contains("令和7年6月25日の領収書") == true)
    }

    @Test("補正しても領収書は申請に付いていく")
    func corrected() throws {
        let office = try Office()
        var input = office.input()
        input.slips = [ReceiptSlip(treatedOn: nil, cost: .points(1_000), paid: Yen(3_000))]
        let first = try office.enter([input])[0].get()
        let second = try office.gate.perform(
            CorrectReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectReimbursement.perform(
                first.id, reason: "診療科の記入", law: Office.law, in: $0
            ) { $0.department = "09" }
        }
        let file = try office.file()
        #expect(file.id == second.id && file.input.slips == input.slips)
    }

    private func correct(
        _ office: Office, _ id: Int64, receipt: Int, _ right: CorrectReimbursement.Receipt,
        reason: String = "点数の読み違い", by who: Principal = Office.payment
    ) throws -> ReimbursementReceipt {
        try office.gate.perform(CorrectReimbursement.operation, by: who, for: .benefit) {
            try CorrectReimbursement.perform(
                id, receipt: receipt, as: right, reason: reason, law: Office.law, in: $0)
        }
    }

    @Test("領収書一枚の読み違いを直すと、合計と日数もそれに合い、前の入力は理由とともに残り、審査がやり直される")
    func correctOne() throws {
        let office = try Office()
        var input = office.input(points: 200, paid: 600)
        input.slips = [
            ReceiptSlip(treatedOn: date("2025-06-03"), cost: .points(100), paid: Yen(300)),
            ReceiptSlip(treatedOn: date("2025-06-04"), cost: .points(100), paid: Yen(300)),
        ]
        input.days = 2
        let first = try office.enter([input])[0].get()
        #expect(throws: BenefitsRefusal.missingReason) {
            _ = try correct(office, first.id, receipt: 2, .init(paid: Yen(1)), reason: "")
        }
        for number in [0, 3] {
            #expect(throws: BenefitsRefusal.entryOutOfRange("領収書の番号")) {
                _ = try correct(office, first.id, receipt: number, .init(paid: Yen(1)))
            }
        }
        #expect(throws: BenefitsRefusal.self) {
            _ = try correct(
                office, first.id, receipt: 2, .init(treatedOn: date("2025-07-01")))
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            _ = try correct(office, first.id, receipt: 2, .init(paid: Yen(1)), by: Office.head)
        }
        let second = try correct(
            office, first.id, receipt: 2,
            .init(treatedOn: date("2025-06-03"), cost: 150, paid: Yen(450)))
        let file = try office.file()
        #expect(file.id == second.id && file.input.slips.map(\.paid) == [Yen(300), Yen(450)])
        #expect(file.input.cost == .points(250) && file.input.paid == Yen(750))
        #expect(file.input.days == 1)
        #expect(second.preview.computation.burden == Yen(750))
        #expect(throws: BenefitsRefusal.notOpen) {
            _ = try correct(office, first.id, receipt: 2, .init(paid: Yen(1)))
        }
    }

    @Test("合計だけを入力した申請は、点数と支払額を直せる。起案の後は直せない") func correctSums() throws {
        let office = try Office()
        let first = try office.enter([office.input(points: 100, paid: 300)])[0].get()
        #expect(throws: BenefitsRefusal.self) {
            _ = try correct(
                office, first.id, receipt: 1, .init(treatedOn: date("2025-06-03")))
        }
        let second = try correct(office, first.id, receipt: 1, .init(cost: 110))
        let file = try office.file()
        #expect(file.id == second.id && file.input.cost == .points(110))
        #expect(file.input.paid == Yen(300) && file.input.slips.isEmpty)
        _ = try office.propose()
        #expect(throws: BenefitsRefusal.notOpen) {
            _ = try correct(office, second.id, receipt: 1, .init(paid: Yen(330)))
        }
    }

    private func corset(_ office: Office) -> ReimbursementInput {
        office.input(points: 0) {
            $0.care = .orthosis
            $0.cost = .totalCost(Yen(50_000))
            $0.paid = Yen(50_000)
            $0.appliance = Appliance(name: "コルセット", orderedOn: nil)
        }
    }

    @Test("治療用装具は、医師の指示と保険者の支給決定がそろうまで支給しない")
    func appliance() throws {
        let office = try Office()
        var input = corset(office)
        #expect(try office.verdict(input) == "保留 補正待ち")
        input.receipt = "S-2"
        input.treatmentMonth = yearMonth("2025-05")
        input.appliance?.orderedOn = date("2025-05-10")
        #expect(try office.verdict(input) == "保留 保険者決定待ち")
        var letter = input
        letter.branch = 2
        letter.appliance?.decision = .init(
            allowed: Yen(42_000), paid: Yen(29_400), decidedOn: date("2025-07-01"))
        _ = try office.enter([letter])[0].get()
        try office.propose()
        let file = try office.file("S-2")
        let decision = try office.read {
            try ReimbursementDecisionBook.decisions(of: file.id, from: $0).last
        }
        // 42,000 are allowed, the insurer pays seven tenths: the family's three tenths remain.
        #expect(decision?.payable == Yen(12_600))
        #expect(decision?.outcome == .partlyPaid)
    }

    @Test("保険者の支給額が割合と合わない装具の通知は、見込で支給せず止める")
    func applianceDiffers() throws {
        let office = try Office()
        var input = corset(office)
        input.appliance = Appliance(
            name: "コルセット", orderedOn: date("2025-06-02"),
            decision: .init(
                allowed: Yen(42_000), paid: Yen(33_600), decidedOn: date("2025-07-01")))
        #expect(try office.verdict(input) == "保留 補正待ち")
    }

    @Test("保険者の決定を待つ申請は、照会の日と次に見る日を残し、同じ日に二度は聞かない")
    func reminders() throws {
        let office = try Office()
        _ = try office.verdict(office.input(highCost: nil))
        let id = try office.file().id
        let waits = try office.read { try ReminderBook.waiting(days: 20, from: $0) }
        #expect(waits.map(\.nextOn) == [date("2025-07-30")])
        #expect(waits.first?.isDue(date("2025-08-12")) == true)
        func remind(_ next: String) throws -> [RemindInsurers.Reminder] {
            try office.gate.perform(RemindInsurers.operation, by: Office.payment, for: .benefit) {
                try RemindInsurers.perform([id], .insurer, next: date(next), in: $0)
            }
        }
        #expect(try remind("2025-09-12").map(\.time) == [1])
        #expect(try remind("2025-09-12").isEmpty)
        let asked = try office.read { try ReminderBook.waiting(days: 20, from: $0) }
        #expect(asked.map(\.nextOn) == [date("2025-09-12")] && asked.map(\.asked) == [1])
        #expect(throws: BenefitsRefusal.nextDayPassed) { _ = try remind("2025-08-12") }
    }
}
