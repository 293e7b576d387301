// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Oversight

@Suite("ログの分析の規則")
struct RuleTests {
    private let office: Office
    private let clerk: Principal

    init() throws {
        office = try Office()
        clerk = office.person()
        for officer in ["k901", "k902"] { try office.register(officer) }
    }

    private func found() throws -> Set<AlarmRule> {
        try office.rules()
        return Set(try office.alarms().map(\.finding.rule))
    }

    private let own = AddresseeNumber(value: 900_000_000_001_005)

    private func live(_ other: AddresseeNumber, _ name: String, _ address: String) throws {
        try office.relate("k901", own, .own)
        office.directory.put(resident(own, "見本　花子", "緑町1丁目2番3号", household: "H1"))
        office.directory.put(
            resident(other, name, address, household: other == own ? "H1" : "H2"))
    }

    @Test("自分・同一世帯の記録は、事案があっても警報になる", .measure("R-55"))
    func kin() throws {
        try live(Office.child, "別姓　太郎", "他町9番")
        office.directory.put(resident(Office.child, "別姓　太郎", "他町9番", household: "H1"))
        try office.deed(Office.child, by: clerk)
        try office.open(Office.child, by: clerk)
        #expect(try found() == [.kin])
        let second = try Office()
        try second.register("k901")
        try second.relate("k901", own, .own)
        second.directory.put(resident(own, "見本　花子", "緑町", household: "H1"))
        try second.open(own, by: clerk, reason: "窓口での相談")
        try second.rules()
        #expect(try second.alarms().map(\.finding.rule).contains(.ownRecord))
    }

    @Test("同じ住所の人は、同姓なら事案があっても、別姓なら事案がないときに警報になる", .measure("R-55"))
    func home() throws {
        try live(Office.child, "見本　次郎", "緑町1丁目2番3号")
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        #expect(try found().contains(.kin))
        let next = try Office()
        try next.register("k901")
        try next.relate("k901", own, .own)
        next.directory.put(resident(own, "見本　花子", "緑町1丁目2番3号", household: "H1"))
        next.directory.put(
            resident(Office.stranger, "別姓　三郎", "緑町1丁目2番3号", building: "101"))
        try next.open(Office.stranger, by: clerk, reason: "電話での照会")
        try next.rules()
        #expect(try next.alarms().map(\.finding.rule) == [.neighbour])
        try next.deed(Office.stranger, by: clerk)
        next.clock.pass(days: 1)
        try next.open(Office.stranger, by: clerk)
        try next.rules()
        #expect(try next.alarms().count == 1, "事案のある近隣は警報にならない")
    }

    @Test("同僚・注意する人・支援措置対象者の説明のない利用は警報になる", .measure("R-55", "R-86b"))
    func others() throws {
        try office.relate("k902", Office.mother, .own)
        try office.relate("*", Office.stranger, .watched)
        office.directory.put(resident(Office.mother, "同僚　五子", "東町1"))
        office.directory.put(resident(Office.stranger, "著名　六郎", "西町1"))
        office.directory.put(resident(Office.child, "措置　七海", "南町1", isProtected: true))
        for person in [Office.mother, Office.stranger, Office.child] {
            try office.open(person, by: clerk, reason: "電話での照会")
        }
        #expect(try found() == [.colleague, .watched, .protected])
    }

    @Test("検索だけで知人を探しても、人数が少なければ警報になる", .measure("R-55"))
    func search() throws {
        try live(Office.child, "見本　次郎", "緑町1丁目2番3号")
        func search(_ shown: [AddresseeNumber]) throws {
            try office.gate.perform(.searchPersons, by: clerk, for: .change) { $0.saw(shown) }
        }
        try search([Office.child, Office.mother, Office.stranger, own])
        #expect(try found().isEmpty, "多くの人の中に混じるのは探したことにならない")
        try search([Office.child])
        #expect(try found() == [.kin])
    }

    @Test("多い・繰返し・短時間・時間外・全桁・抽出・ログイン失敗の境目", .measure("R-86b"))
    func counts() throws {
        func number(_ index: Int) -> AddresseeNumber {
            AddresseeNumber(value: 900_000_000_100_000 + Int64(index))
        }
        for index in 0..<9 { try office.open(number(index), by: clerk, reason: "電話での照会") }
        #expect(try found().isEmpty)
        try office.open(number(9), by: clerk, reason: "電話での照会")
        #expect(try found() == [.unexplainedMany])
        for index in 10..<25 { try office.open(number(index), by: clerk, reason: "電話での照会") }
        #expect(try found() == [.unexplainedMany, .manyQuickly])

        let late = try Office()
        late.clock.pass(seconds: 6 * 3_600 + 59 * 60)
        try late.open(Office.child, by: clerk, reason: "電話での照会")
        try late.rules()
        #expect(try late.alarms().isEmpty, "18時59分")
        late.clock.pass(seconds: 60)
        try late.open(Office.mother, by: clerk, reason: "電話での照会")
        try late.rules()
        #expect(try late.alarms().map(\.finding.rule) == [.outsideHours])

        let closed = try Office()
        try closed.open(Office.child, by: clerk, reason: "電話での照会")
        try closed.rules(isOpen: { _ in false })
        #expect(try closed.alarms().map(\.finding.rule) == [.outsideHours])

        let again = try Office()
        for day in 0..<3 {
            if day > 0 { again.clock.pass(days: 1) }
            try again.open(Office.child, by: clerk, reason: "電話での照会")
        }
        try again.rules()
        #expect(try again.alarms().map(\.finding.rule) == [.repeated])

        let reveal = try Office()
        for _ in 0..<10 {
            try reveal.gate.perform(
                .revealAccount, by: clerk, for: .change, about: [Office.child], reason: "確認"
            ) { _ in }
        }
        try reveal.rules()
        #expect(try reveal.alarms().map(\.finding.rule).contains(.reveals))
    }

    @Test("分析は二度行っても同じで、日の終わった分の件数が一度だけ残る", .measure("R-86b"))
    func twice() throws {
        try live(Office.child, "見本　次郎", "緑町1丁目2番3号")
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        let day = office.today()
        #expect(try office.rules().newAlarms == 1)
        #expect(try office.rules().newAlarms == 0)
        office.clock.pass(days: 1)
        let report = try office.rules(day)
        #expect(report.newAlarms == 0 && report.openings == 1 && report.explained == 0)
        try office.rules(day)
        let runs = try office.store.read { db in
            try db.rows("SELECT day FROM log_rule_run") { $0.text(0) }
        }
        #expect(runs == [day.description])
        #expect(try office.alarms().count == 1)
    }

    @Test("警報は本人以外の職員が内容を書いて処理し、二度は処理できない")
    func settle() throws {
        try live(Office.child, "見本　次郎", "緑町1丁目2番3号")
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        try office.rules()
        let alarm = try #require(try office.alarms().first)
        func settle(_ role: Role, _ officer: String, note: String = "確認した") throws {
            try office.gate.perform(
                .reviewLog, by: office.person(role, officer), for: .audit
            ) { try SettleAlarm.perform(alarm.id, .toInvestigate, note: note, in: $0) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try settle(.counter, "k902") }
        #expect(throws: OversightRefusal.ownAccess) { try settle(.head, "k901") }
        #expect(throws: OversightRefusal.noteMissing) { try settle(.head, "kacho", note: " ") }
        try settle(.auditor, "kansa")
        #expect(throws: OversightRefusal.alarmUnknown) { try settle(.head, "kacho") }
        #expect(try office.alarms().isEmpty, "確かめた警報は待つ一覧から消える")
        let outcome = try office.store.read { db in
            try db.rows("SELECT alarm_id, verdict, reviewer FROM log_alarm_outcome", []) {
                [$0.int64(0).description, $0.text(1), $0.text(2)]
            }
        }
        #expect(outcome == [[alarm.id.description, "to-investigate", "kansa"]])
    }

    @Test("関係者の登録は知らない利用者IDを断り、二度は一度で、終えられる")
    func relations() throws {
        #expect(throws: OversightRefusal.relationInvalid) {
            try office.relate("nobody", own, .own)
        }
        #expect(throws: OversightRefusal.relationInvalid) { try office.relate("*", own, .kin) }
        try office.relate("k901", own, .own)
        try office.relate("k901", own, .own)
        let known = try office.store.read { try RelationBook.relations(from: $0) }
        #expect(known.count == 1)
        try office.gate.perform(.reviewLog, by: office.person(.head, "kacho"), for: .audit) {
            try RegisterRelation.end(known[0].id, in: $0)
        }
        #expect(try office.store.read { try RelationBook.relations(from: $0) }.isEmpty)
    }
}
