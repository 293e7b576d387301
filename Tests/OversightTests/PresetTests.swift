// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Oversight

@Suite("定型の検索")
struct PresetTests {
    private let office: Office
    private let clerk: Principal

    init() throws {
        office = try Office()
        clerk = office.person()
        for officer in ["k901", "k902"] { try office.register(officer) }
    }

    /// What a preset shows of the days until today: operation and officer, oldest first.
    private func found(
        _ preset: LogPreset, days: Int = 0, isOpen: @escaping (CivilDate) -> Bool = { _ in true }
    ) throws -> [String] {
        try office.store.read { db in
            try PresetBook.lines(
                preset, from: office.today().adding(days: -days), through: office.today(),
                isOpen: isOpen, in: db)
        }.reversed().map { "\($0.act.code) \($0.act.officer)" }
    }

    private func at(_ terminal: String, _ session: String, officer: String = "k901") -> Principal {
        Principal(
            officer: officer, name: "見本　花子", roles: [.counter], session: session,
            terminal: terminal)
    }

    @Test("一つの利用者IDを二つの端末で交互に使うと出て、席を移った人は出ない", .measure("R-86b"))
    func shared() throws {
        func look(_ principal: Principal) throws {
            try office.open(Office.child, by: principal, reason: "電話での照会")
            office.clock.pass(seconds: 120)
        }
        // The neighbour: another desk, then no way back; the old log-in ends by itself.
        try look(at("窓口1", "5", officer: "k902"))
        try look(at("窓口2", "6", officer: "k902"))
        try office.gate.perform(
            .endSession,
            by: Principal(
                officer: "k902", name: "k902", roles: [.system], session: "5", terminal: "窓口1"),
            for: .maintenance
        ) { _ in }
        #expect(try found(.sharedID).isEmpty)
        // The planted case.
        try look(at("窓口1", "7"))
        try look(at("窓口2", "8"))
        try look(at("窓口1", "7"))
        #expect(try found(.sharedID) == ["viewPerson k901"])
        // Back after an hour is no use at once; two log-ins at one terminal are none either.
        office.clock.pass(seconds: 3_600)
        try look(at("窓口3", "9"))
        office.clock.pass(seconds: 3_600)
        try look(at("窓口1", "7"))
        try look(at("窓口1", "10"))
        try look(at("窓口1", "7"))
        #expect(try found(.sharedID).count == 1)
    }

    /// Opens a reimbursement of the child, as work of benefits.
    private func reimbursement(by principal: Principal) throws {
        try office.gate.perform(
            .viewReimbursement, by: principal, for: .benefit, about: [Office.child],
            reason: "電話での照会"
        ) { $0.saw([Office.child]) }
    }

    @Test("前の90日に行っていない事務で人を照会すると出て、いつもの事務と、働き始めの人は出ない", .measure("R-86b"))
    func beyondUsual() throws {
        for _ in 0..<12 {
            try office.open(Office.child, by: clerk, reason: "電話での照会")
            office.clock.pass(days: 1)
        }
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        #expect(try found(.beyondUsual).isEmpty, "いつもの事務")
        try reimbursement(by: clerk)
        #expect(try found(.beyondUsual) == ["viewReimbursement k901"])
        let new = office.person(.counter, "k902")
        try reimbursement(by: new)
        #expect(try found(.beyondUsual).count == 1, "ふだんの分からない人は見ない")
        // On the third day it is what the officer does.
        for _ in 0..<2 {
            office.clock.pass(days: 1)
            try reimbursement(by: clerk)
        }
        #expect(try found(.beyondUsual).isEmpty)
        #expect(try found(.beyondUsual, days: 2).count == 2)
        // What is longer ago than the window is no use any more.
        office.clock.pass(days: 80)
        for _ in 0..<12 {
            office.clock.pass(days: 1)
            try office.open(Office.child, by: clerk, reason: "電話での照会")
        }
        try reimbursement(by: clerk)
        #expect(try found(.beyondUsual) == ["viewReimbursement k901"])
    }

    @Test("執務時間と閉庁日の境目: 17時29分は出ず、17時30分と8時59分は出る", .measure("R-86b"))
    func hours() throws {
        // Noon in Japan on a Monday.
        office.clock.pass(seconds: 5 * 3_600 + 29 * 60)
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        #expect(try found(.outsideHours).isEmpty)
        #expect(try found(.closedDays).isEmpty)
        #expect(try found(.closedDays, isOpen: { _ in false }).count == 3)
        office.clock.pass(seconds: 60)
        try office.open(Office.mother, by: clerk, reason: "電話での照会")
        #expect(try found(.outsideHours) == ["viewPerson k901"])
        office.clock.pass(seconds: 15 * 3_600 + 29 * 60)
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        #expect(try found(.outsideHours) == ["viewPerson k901"])
        office.clock.pass(seconds: 60)
        try office.open(Office.child, by: clerk)
        #expect(try found(.outsideHours) == ["viewPerson k901"], "9時ちょうど")
    }

    @Test("警報の規則ごとに、その警報の職員・日・人の記録だけを出す", .measure("R-55", "R-86b"))
    func behindAlarms() throws {
        let own = AddresseeNumber(value: 900_000_000_001_005)
        try office.relate("k901", own, .own)
        try office.relate("k902", Office.mother, .own)
        office.directory.put(resident(own, "見本　花子", "緑町1丁目2番3号", household: "H1"))
        office.directory.put(
            resident(Office.child, "見本　次郎", "緑町1丁目2番3号", household: "H1"))
        office.directory.put(resident(Office.mother, "同僚　五子", "東町1"))
        office.directory.put(resident(Office.stranger, "措置　七海", "南町1", isProtected: true))
        let other = office.person(.counter, "k902")
        for person in [Office.child, Office.mother, Office.stranger] {
            try office.open(person, by: clerk, reason: "電話での照会")
        }
        // The neighbour looks at the same child, of whom he is nothing.
        try office.open(Office.child, by: other, reason: "電話での照会")
        #expect(try found(.kin).isEmpty, "規則が動く前は警報がない")
        try office.rules()
        #expect(try found(.kin) == ["viewPerson k901"])
        #expect(try found(.colleague) == ["viewPerson k901"])
        #expect(try found(.protected) == ["viewPerson k901"])
        for preset in [LogPreset.ownRecord, .neighbour, .watched, .unexplainedMany, .repeated] {
            #expect(try found(preset).isEmpty, "\(preset)")
        }
        office.clock.pass(days: 1)
        #expect(try found(.kin).isEmpty, "昨日の分")
        #expect(try found(.kin, days: 1).count == 1)
    }

    @Test("短時間に多くの人を開いた日の照会だけを出す", .measure("R-86b"))
    func manyQuickly() throws {
        let other = office.person(.counter, "k902")
        for index in 0..<25 {
            let person = AddresseeNumber(value: 900_000_000_100_000 + Int64(index))
            try office.open(person, by: clerk, reason: "電話での照会")
            if index < 24 { try office.open(person, by: other, reason: "電話での照会") }
        }
        try office.deed(Office.child, by: clerk)
        try office.rules()
        let shown = try found(.manyQuickly)
        #expect(shown.count == 25 && Set(shown) == ["viewPerson k901"])
        #expect(try Set(found(.unexplainedMany)) == ["viewPerson k901", "viewPerson k902"])
    }

    @Test("一年(記録どうしを比べる二つは31日)より長い期間は断り、表の題は規則の題と同じで、頁は件数のうちから出す", .measure("R-86b"))
    func bounds() throws {
        #expect(throws: OversightRefusal.presetTooLong(366)) { try found(.kin, days: 366) }
        #expect(throws: Never.self) { try found(.kin, days: 365) }
        for preset in [LogPreset.sharedID, .beyondUsual] {
            let refusal = OversightRefusal.presetTooLong(31)
            #expect(throws: refusal) { try found(preset, days: 31) }
            #expect(throws: Never.self) { try found(preset, days: 30) }
            #expect(refusal.message.contains("31日まで"))
        }
        for preset in LogPreset.allCases {
            if let rule = preset.rule { #expect(preset.title == rule.title) }
        }
        #expect(Set(LogPreset.allCases.map(\.title)).count == LogPreset.allCases.count)
        for index in 0..<5 {
            try office.open(
                AddresseeNumber(value: 900_000_000_100_000 + Int64(index)), by: clerk,
                reason: "電話での照会")
        }
        let today = office.today()
        var said = 0
        let page = try office.store.read { db in
            try PresetBook.page(
                .unexplained, from: today, through: today, asking: LogQuery(),
                isOpen: { _ in true }, in: db
            ) { count in
                said = count
                return 2..<4
            }
        }
        #expect(said == 5 && page.count == 2)
        let meanings = try office.store.read { db in
            let terms = try TermBook.terms(from: db)
            return LogPreset.allCases.map { $0.meaning(terms) }
        }
        #expect(meanings.contains("9:00〜17:30の外と、閉庁日") && !meanings.contains(""))
        #expect(meanings.contains("口座の全桁、支援措置対象者の住所（個人番号を表示する画面はない）"))
    }
}
