// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import PowerCuts
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("開示等請求・受付票・事故")
struct RequestTests {
    static let request: RegisterValues = [
        "kind": "開示", "channel": "郵送", "received": "2025-06-10", "desk": "総務課",
        "owner": "tanto", "requester": "本人", "identity": "個人番号カード", "identityOn": "2025-06-10",
        "identityBy": "tanto", "content": "自分の記録のすべて",
    ]

    func receive(
        _ bench: Bench, _ changes: RegisterValues = [:], without field: String? = nil
    ) throws -> EntryNumber {
        var values = changes.over(Self.request)
        if let field { values[field] = nil }
        return try bench.perform(.receiveDisclosure, by: Bench.clerk) {
            try ReceiveDisclosure.perform(
                values, subject: Bench.person, room: bench.room, in: $0)
        }
    }

    func reset(_ bench: Bench, _ number: EntryNumber, _ changes: RegisterValues) throws {
        try bench.perform(.decideDisclosure, by: Bench.head, reason: "補正・延長") {
            try ResetDisclosure.perform(
                number, version: nil, changes, room: bench.room, in: $0)
        }
    }

    func decide(
        _ bench: Bench, _ number: EntryNumber, _ changes: RegisterValues,
        by who: Principal = Bench.head
    ) throws {
        try bench.perform(.decideDisclosure, by: who, reason: "決定") {
            try DecideDisclosure.perform(
                number, version: nil, changes, room: bench.room, in: $0)
        }
    }

    // MARK: 開示等請求

    @Test("請求は、窓口と担当者がなければ受け付けない", .measure("R-98"))
    func deskAndOwner() throws {
        let bench = try Bench()
        for field in ["desk", "owner"] {
            #expect(throws: RegisterRefusal.self, "\(field)") {
                try receive(bench, without: field)
            }
        }
        let number = try receive(bench)
        #expect(try bench.entry("disclosure", number).responsible == "tanto")
    }

    @Test("電話・FAXの請求は受け付けず、書面を求める。方法の選択肢にもない", .measure("R-99"))
    func writtenOnly() throws {
        let bench = try Bench()
        let choices = try Bench.catalogue.kind("disclosure").field("channel")?.choices ?? []
        #expect(choices == ["窓口", "郵送", "電子申請"])
        for channel in ["電話", "FAX", "ＦＡＸ", "メール"] {
            #expect(throws: RegisterRefusal.channelNotAllowed, "\(channel)") {
                try receive(bench, ["channel": channel])
            }
        }
        #expect(throws: RegisterRefusal.self) { try receive(bench, ["channel": "伝書鳩"]) }
    }

    @Test("本人確認のない請求、代理権の確認のない代理人の請求は受け付けない", .measure("R-99"))
    func identity() throws {
        let bench = try Bench()
        for field in ["identity", "identityOn", "identityBy"] {
            #expect(throws: RegisterRefusal.rule(.identityUnchecked), "\(field)") {
                try receive(bench, without: field)
            }
        }
        #expect(throws: RegisterRefusal.self) { try receive(bench, ["requester": "法定代理人"]) }
        _ = try receive(bench, ["requester": "法定代理人", "mandate": "戸籍で確認"])
    }

    @Test("決定の期限は30日。30日目は間に合い、31日目は期限切れ。延長は30日まで", .measure("R-99"))
    func boundaries() throws {
        let bench = try Bench()
        let number = try receive(bench)
        let entry = try bench.entry("disclosure", number)
        #expect(entry.values.day("decideBy") == day("2025-07-10"))
        #expect(entry.alarm(on: day("2025-07-10")) != .overdue)
        #expect(entry.alarm(on: day("2025-07-11")) == .overdue)
        #expect(throws: RegisterRefusal.reasonMissing) {
            try reset(bench, number, ["extendedDays": "10"])
        }
        #expect(throws: RegisterRefusal.rule(.extensionTooLong(30))) {
            try reset(bench, number, ["extendedDays": "31", "extensionReason": "大量"])
        }
        bench.clock.stand(on: day("2025-07-10"))
        try reset(bench, number, ["extendedDays": "30", "extensionReason": "大量"])
        #expect(
            try bench.entry("disclosure", number).values.day("decideBy") == day("2025-08-09"))
        bench.clock.stand(on: day("2025-08-10"))
        #expect(throws: RegisterRefusal.rule(.tooLate)) {
            try reset(bench, number, ["extendedDays": "20", "extensionReason": "大量"])
        }
    }

    @Test("補正にかかった日数は数えない", .measure("R-99"))
    func correctionOfTheForm() throws {
        let clock = try DisclosureClock(
            .disclosure, received: day("2025-06-10"),
            correction: (day("2025-06-12"), day("2025-06-20")), today: day("2025-06-25"),
            deadlines: Bench.catalogue.deadlines)
        #expect(clock.decideBy == day("2025-07-18"))
        let waiting = try DisclosureClock(
            .disclosure, received: day("2025-06-10"), correction: (day("2025-06-12"), nil),
            today: day("2025-06-15"), deadlines: Bench.catalogue.deadlines)
        #expect(waiting.decideBy == day("2025-07-13"))
        let leap = try DisclosureClock(
            .disclosure, received: day("2024-01-31"), extendedDays: 30, today: day("2024-02-01"),
            deadlines: Bench.catalogue.deadlines)
        #expect(leap.ordinary == day("2024-03-01") && leap.decideBy == day("2024-03-31"))
    }

    @Test("受け付けた職員は決定できず、請求に合わない決定や理由のない不開示は断る", .measure("R-100"))
    func decisions() throws {
        let bench = try Bench()
        let number = try receive(bench)
        let whole: RegisterValues = ["decision": "全部開示", "notice": "見総第1号"]
        #expect(throws: SafeguardRefusal.notPermitted) {
            try decide(bench, number, whole, by: Bench.clerk)
        }
        #expect(throws: RegisterRefusal.self) {
            try decide(bench, number, ["decision": "訂正する", "notice": "見総第1号"])
        }
        #expect(throws: RegisterRefusal.self) {
            try decide(bench, number, ["decision": "不開示", "notice": "見総第1号"])
        }
        try decide(bench, number, whole)
        let entry = try bench.entry("disclosure", number)
        #expect(entry.state == .closed && entry.values["decidedOn"] == "2025-06-10")
        #expect(entry.dueOn == nil)
        let own = try bench.perform(.receiveDisclosure, by: Bench.head) {
            try ReceiveDisclosure.perform(
                Self.request, subject: Bench.person, room: bench.room, in: $0)
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try decide(bench, own, whole) }
    }

    @Test("訂正の決定は、前と後を残す", .measure("R-100"))
    func correction() throws {
        let bench = try Bench()
        let number = try receive(bench, ["kind": "訂正"])
        #expect(throws: RegisterRefusal.rule(.decisionIncomplete("訂正の前と後"))) {
            try decide(
                bench, number, ["decision": "訂正する", "notice": "1", "before": "見本市中央1"])
        }
        try decide(
            bench, number,
            ["decision": "訂正する", "notice": "1", "before": "見本市中央1", "after": "見本市中央2"])
        let values = try bench.entry("disclosure", number).values
        #expect(values["before"] == "見本市中央1" && values["after"] == "見本市中央2")
    }

    @Test("利用停止の決定の瞬間から停止し、記録は残り、解除で元に戻る", .measure("R-100"))
    func suspension() throws {
        let bench = try Bench()
        let number = try receive(bench, ["kind": "利用停止"])
        func isSuspended() throws -> Bool {
            try bench.read { try SuspensionBook.isSuspended(Bench.person, from: $0) }
        }
        #expect(try !isSuspended())
        try decide(bench, number, ["decision": "利用停止する", "notice": "1"])
        #expect(try isSuspended())
        #expect(
            try bench.read {
                try SuspensionBook.suspended(among: [Bench.person, Bench.other], from: $0)
            } == [Bench.person])
        #expect(try bench.entry("disclosure", number).values["content"] != nil)
        try bench.perform(.decideDisclosure, by: Bench.head, reason: "解除の決定") {
            try EndSuspension.perform(number, room: bench.room, in: $0)
        }
        #expect(try !isSuspended())
    }

    @Test("請求と受付票の中身は封をして残り、表には読める字がない", .measure("R-100", "R-103"))
    func sealed() throws {
        let bench = try Bench()
        _ = try receive(bench, ["content": "カナリア請求"])
        let rows = try bench.read {
            try $0.rows("SELECT content, sealed_content FROM register_version") {
                ($0.optionalText(0), $0.optionalBlob(1))
            }
        }
        #expect(rows.allSatisfy { $0.0 == nil && $0.1 != nil })
        let keys = try bench.read {
            try $0.first("SELECT COUNT(*) FROM register_key WHERE kind = 'disclosure'") {
                $0.int(0)
            }
        }
        #expect(keys == 0)
    }

    @Test("墨消しした値は、ファイルのどこにも残らない", .measure("R-100"))
    func redaction() {
        let file = PersonalFile(
            subject: Bench.person, madeOn: day("2025-06-10"),
            sections: [
                PersonalFile.Section(
                    code: "claim", title: "レセプト",
                    columns: [
                        .init(name: "child", title: "対象児童"),
                        .init(name: "institution", title: "医療機関"),
                    ],
                    rows: [
                        .init(
                            id: 1, cells: [.init("甲"), .init("秘密医院", proposal: .thirdParty)]),
                        .init(id: 2, cells: [.init("乙"), .init("別の医院")]),
                    ])
            ])
        #expect(file.proposals.map(\.place.description) == ["claim/1/institution"])
        for place in ["claim", "claim/1", "claim//institution", "claim/1/institution"] {
            guard let place = RedactionPlace(place) else { continue }
            let redacted = file.redacted([Redaction(place: place, ground: .thirdParty)])
            #expect(!"\(redacted)".contains("秘密医院"), "\(place)")
            #expect(redacted.cellCount == file.cellCount)
        }
        let one = file.redacted([
            Redaction(place: RedactionPlace(section: "claim", row: 1), ground: .harm)
        ])
        #expect("\(one)".contains("別の医院") && !"\(one)".contains("甲"))
        #expect(RedactionPlace("") == nil && RedactionPlace("a/b/c") == nil)
    }

    // MARK: 受付票

    static let slip: RegisterValues = [
        "at": "2025-06-10", "time": "10:20", "channel": "電話", "content": "受給資格証の再交付について",
        "handler": "tanto",
    ]

    @Test("受付票は匿名でも書け、直しても前の記入が残り、事案の番号とつながる", .measure("R-103"))
    func slips() throws {
        let bench = try Bench()
        let number = try bench.enter("enquiry", Self.slip, by: Bench.clerk)
        #expect(try bench.entry("enquiry", number).values["caller"] == nil)
        try bench.amend(
            "enquiry", number, ["content": "再交付と住所の変更について", "case": "R7-000123"],
            by: Bench.clerk)
        try bench.move(
            "enquiry", number, to: .closed, ["answer": "申請書を案内した", "answered": "2025-06-10"],
            by: Bench.clerk)
        let entry = try bench.entry("enquiry", number)
        #expect(entry.values["case"] == "R7-000123")
        let contents = try bench.read { try RegisterBook.versions(of: entry.id, from: $0) }
            .map { $0.values["content"] }
        #expect(contents.last == "受給資格証の再交付について" && contents.count == 3)
    }

    @Test("受付票の番号は、どの書込みの手前で電源が切れても、抜けも重なりもない", .measure("R-103"))
    func gapless() throws {
        let store = CutStore(try Stores.memory())
        let bench = try Bench(store: store)
        var written: [Int] = []
        var cuts = 0
        for point in 0..<40 {
            store.cut(after: point)
            do {
                written.append(try bench.enter("enquiry", Self.slip, by: Bench.clerk).number)
            } catch is PowerCut {
                cuts += 1
            }
            store.cut(after: nil)
            written.append(try bench.enter("enquiry", Self.slip, by: Bench.clerk).number)
        }
        #expect(cuts > 5)
        #expect(written == Array(1...written.count))
        let kept = try bench.read {
            try $0.rows(
                "SELECT entry_number FROM register_entry WHERE kind = 'enquiry' ORDER BY id"
            ) { $0.int(0) }
        }
        #expect(kept == written)
        #expect(try bench.ledger.verify(bench.store).ok)
    }

    @Test("番号は年度ごとに1から始まる", .measure("R-103"))
    func fiscalYears() throws {
        let bench = try Bench("2026-03-31")
        let slip = Self.slip
        #expect(try bench.enter("enquiry", slip, by: Bench.clerk).wording == "R7-0001")
        #expect(try bench.enter("enquiry", slip, by: Bench.clerk).wording == "R7-0002")
        bench.clock.stand(on: day("2026-04-01"))
        #expect(try bench.enter("enquiry", slip, by: Bench.clerk).wording == "R8-0001")
    }

    // MARK: 事故

    func incident(_ changes: RegisterValues = [:]) -> RegisterValues {
        changes.over(["detected": "2025-06-10", "what": "通知の誤送付", "kind": "漏えい"])
    }

    @Test("事故の速報は5日、確報は30日、不正の目的のおそれは60日。委託先の期限も鳴る", .measure("R-83", "R-63"))
    func timers() throws {
        let bench = try Bench()
        let number = try bench.perform(.reportIncident, by: Bench.clerk) {
            try ReportIncident.perform(incident(), room: bench.room, in: $0)
        }
        func dues() throws -> [String: CivilDate] {
            let detail = try bench.perform(.viewIncidents, by: Bench.keeper) {
                try ViewRecord.perform("incident", number, room: bench.room, in: $0)
            }
            return Dictionary(uniqueKeysWithValues: detail.dues.map { ($0.title, $0.on) })
        }
        func change(_ values: RegisterValues) throws {
            try bench.perform(.manageIncident, by: Bench.keeper) {
                try AmendRecord.perform(
                    "incident", number, version: nil, values, why: nil, room: bench.room, in: $0)
            }
        }
        #expect(try dues()["速報（個人情報保護委員会）の目安"] == day("2025-06-13"))
        #expect(try dues()["速報の期限"] == day("2025-06-15"))
        #expect(try dues()["確報の期限"] == day("2025-07-10"))
        let entry = try bench.entry("incident", number)
        #expect(entry.dueOn == day("2025-06-13"))
        try change(["malicious": "yes"])
        #expect(try dues()["確報の期限"] == nil)
        #expect(try dues()["確報の期限（不正の目的のおそれ）"] == day("2025-08-09"))
        try change(["vendor": "見本システム", "vendorKnown": "2025-06-10"])
        #expect(try dues()["委託先の報告"] == day("2025-06-11"))
        bench.clock.stand(on: day("2025-06-12"))
        let alarms = try bench.overview().alarms
        #expect(alarms.contains { $0.entry == number && $0.state == .overdue })
        try change([
            "vendorReported": "2025-06-12", "promptReported": "2025-06-12",
            "finalReported": "2025-06-30",
        ])
        #expect(try Set(dues().keys) == ["原因と再発防止策のまとめ"])
    }

    @Test("事故は、だれでも報告でき、報告の先の日付は断る", .measure("R-83"))
    func reporting() throws {
        let bench = try Bench()
        for who in [Bench.clerk, Bench.head, Bench.keeper, Bench.auditor] {
            _ = try bench.perform(.reportIncident, by: who) {
                try ReportIncident.perform(incident(), room: bench.room, in: $0)
            }
        }
        #expect(throws: RegisterRefusal.self) {
            try bench.perform(.reportIncident, by: Bench.clerk) {
                try ReportIncident.perform(
                    incident(["detected": "2025-06-11"]), room: bench.room, in: $0)
            }
        }
    }

    @Test("過去3年の重大事故を、台帳から答える", .measure("R-84"))
    func serious() throws {
        let bench = try Bench("2022-06-09")
        func enter(_ changes: RegisterValues) throws {
            try bench.enter("incident", incident(changes), by: Bench.keeper)
        }
        func answer() throws -> SeriousIncidents.Answer {
            try bench.perform(.viewIncidents, by: Bench.keeper) {
                try SeriousIncidents.perform(room: bench.room, in: $0)
            }
        }
        try enter(["detected": "2022-06-09", "serious": "yes"])
        bench.clock.stand(on: day("2025-06-10"))
        #expect(try answer().word == "発生なし")
        #expect(try answer().since == day("2022-06-10"))
        try enter(["detected": "2025-06-09", "serious": "no"])
        #expect(try answer().word == "発生なし")
        try enter(["detected": "2022-06-10", "serious": "yes"])
        #expect(try answer().word == "発生あり" && answer().incidents.count == 1)
        bench.clock.stand(on: day("2028-02-29"))
        #expect(try answer().word == "発生なし")
    }
}
