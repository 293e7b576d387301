// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 世帯合算 of the mandates.
extension ProxyTests {
    /// A receipt of the sister in the month: two tenths.
    func sister(_ office: Office, points: Int = 15_000) throws {
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
                    .compactMap { try? $0.get() }.flatMap(\.notes).filter { $0.contains("世帯合算") }
            }
        }
        #expect(try notes().isEmpty)
        try sister(office)
        // 30,000 and 30,000: the lowest limit of the month is 35,400.
        #expect(try notes().contains { $0.contains("60,000円") })
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
}
