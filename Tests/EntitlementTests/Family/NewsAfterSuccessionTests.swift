// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Successions
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// What insurers and officers say of a stretch after a succession has carried it over.
@Suite("承継の後に届いた知らせ")
struct NewsAfterSuccessionTests {
    private static let old = SuccessionTests.old
    private static let new = SuccessionTests.new.digits
    private static let third = SuccessionTests.third.digits

    /// The child was carried over on 1 October; the day is the 10th.
    private func carried() throws -> Office {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-10"))
        try succeed(office, from: Self.old, to: Self.new, on: "2025-10-01")
        return office
    }

    private func succeed(
        _ office: Office, from old: String, to new: String, on day: String
    ) throws {
        let merger = SuccessionInput.merger(
            of: try #require(InsurerNumber(old)), into: try #require(InsurerNumber(new)),
            on: date(day))
        let id = try office.gate.propose(merger, by: Office.counter)
        #expect(try office.gate.approve(succession: id, by: Office.head).carried == 1)
    }

    /// The child was carried over on 1 July and again on 1 October.
    private func twice() throws -> Office {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-10"))
        try succeed(office, from: Self.old, to: Self.new, on: "2025-07-01")
        try succeed(office, from: Self.new, to: Self.third, on: "2025-10-01")
        return office
    }

    /// The insurer of the child says something.
    @discardableResult
    private func told(
        _ office: Office, _ rows: [InsuranceInput]
    ) throws -> RecordInsurance.Report {
        try office.gate.perform(
            RecordInsurance.operation, by: Office.machine, for: .change
        ) { try RecordInsurance.perform(rows, in: $0) }
    }

    private func row(
        _ office: Office, from: String = "2025-04-01", until: String? = nil,
        insurer: String = NewsAfterSuccessionTests.old
    ) -> InsuranceInput {
        office.insurance(Office.child, from: from, until: until, insurer: insurer)
    }

    private func stretches(_ office: Office, asOf moment: Instant? = nil) throws -> [String] {
        try office.read {
            try InsuranceBook.stretches([Office.child], asOf: moment, from: $0)
        }[Office.child, default: []]
        .map {
            "\($0.insurer) \($0.period.from)〜\($0.period.until?.description ?? "")"
        }
    }

    /// As the carry-over leaves it.
    private static let both = ["\(old) 2025-04-01〜2025-10-01", "\(new) 2025-10-01〜"]

    private func facts(_ office: Office) throws -> [Recorded<InsuranceFact>] {
        try office.read { try InsuranceBook.history(of: Office.child, from: $0) }
    }

    @Test("承継の日より前の喪失が承継の後に届くと、引き継いだ保険も理由を残して取り消され、資格は喪失の日で終わる案になる")
    func leftBefore() throws {
        let office = try carried()
        #expect(try stretches(office) == Self.both)
        let then = office.clock.now()
        let before = try facts(office).count
        office.clock.stand(on: date("2025-10-15"))
        let report = try told(office, [row(office, until: "2025-09-10")])
        #expect(report.recorded == 1 && report.followed == 1)
        #expect(report.changed == [Office.child])
        #expect(try stretches(office) == ["\(Self.old) 2025-04-01〜2025-09-10"])
        let all = try facts(office)
        #expect(all.count == before + 2)
        let last = try #require(all.last)
        #expect(last.value.isVoid && last.value.stretch.insurer == Self.new)
        let reason = try #require(last.reason)
        #expect(reason.contains("承継の前の令和7年9月10日に喪失していた"))
        // What was known then is known of then still.
        #expect(try stretches(office, asOf: then) == Self.both)
        // The same once more is nothing new.
        let again = try told(office, [row(office, until: "2025-09-10")])
        #expect(again.recorded == 0 && again.followed == 0 && again.changed.isEmpty)
        #expect(try facts(office).count == all.count)
        let waiting = try office.rejudge().waiting
        let proposals = try office.read {
            try ProposalBook.pending(children: [Office.child], from: $0)
        }[Office.child, default: []]
        let draft = try #require(proposals.first?.draft)
        #expect(waiting.count == 1 && proposals.count == 1)
        #expect(draft.result == .lapsed && draft.effectiveOn == date("2025-09-10"))
        #expect(draft.reason == .lostInsurance)
    }

    @Test("試しは引き継いだ保険の取消しも数えて何も書かず、空の知らせは何もせず、決裁者は取り込めない")
    func trial() throws {
        let office = try carried()
        let (before, news) = (try facts(office).count, [row(office, until: "2025-09-10")])
        let trial = try office.gate.perform(
            RecordInsurance.operation, by: Office.machine, for: .change
        ) { try RecordInsurance.perform(news, dryRun: true, in: $0) }
        #expect(trial.recorded == 1 && trial.followed == 1 && trial.changed == [Office.child])
        let nothing = try told(office, [])
        #expect(nothing.recorded == 0 && nothing.followed == 0 && nothing.changed.isEmpty)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(RecordInsurance.operation, by: Office.head, for: .change) {
                _ = try RecordInsurance.perform(news, in: $0)
            }
        }
        #expect(try facts(office).count == before)
        #expect(try stretches(office) == Self.both)
    }

    @Test("承継の日の前日までの喪失は引き継いだ保険を取り消し、承継の日の喪失は承継そのもので、何も変えない")
    func edge() throws {
        let eve = try carried()
        try told(eve, [row(eve, until: "2025-09-30")])
        #expect(try stretches(eve) == ["\(Self.old) 2025-04-01〜2025-09-30"])
        let day = try carried()
        let report = try told(day, [row(day, until: "2025-10-01")])
        #expect(report.followed == 0)
        #expect(try stretches(day) == Self.both)
        #expect(try day.rejudge().waiting.isEmpty)
    }

    @Test("元の番号が続いていると後から届いても承継の日で終わり、二度目は何も書かず、再判定の案もない")
    func goesOn() throws {
        let office = try carried()
        var open = row(office)
        open.insuredName = "検証 花子"
        let report = try told(office, [open])
        #expect(report.recorded == 1 && report.followed == 0)
        #expect(try stretches(office) == Self.both)
        let reason = try #require(try facts(office).last?.reason)
        #expect(reason.contains("元の番号は承継の日で終わる"))
        let count = try facts(office).count
        #expect(try told(office, [open]).recorded == 0)
        #expect(try facts(office).count == count)
        #expect(try office.rejudge().waiting.isEmpty)
    }

    @Test("元の番号で届いた承継の日より後の喪失は、新しい番号の保険を終わらせる")
    func leftAfter() throws {
        let office = try carried()
        #expect(try told(office, [row(office, until: "2025-10-08")]).followed == 1)
        #expect(
            try stretches(office) == [
                "\(Self.old) 2025-04-01〜2025-10-01", "\(Self.new) 2025-10-01〜2025-10-08",
            ])
    }

    @Test("誤った喪失が取り消されると、引き継いだ保険は元のとおりに戻る")
    func wrongLoss() throws {
        for end in [nil, "2025-10-01"] {
            let office = try carried()
            try told(office, [row(office, until: "2025-09-10")])
            #expect(try told(office, [row(office, until: end)]).followed == 1)
            #expect(try stretches(office) == Self.both)
            let reason = try #require(try facts(office).last?.reason)
            #expect(reason.contains("引き継いだ保険を戻す"))
        }
    }

    @Test("新しい番号の保険を保険者が届けていれば、後の喪失でも、同じ回の喪失でも取り消さない")
    func saidByInsurer() throws {
        let news: (Office) -> [InsuranceInput] = {
            [
                row($0, from: "2025-10-01", insurer: Self.new),
                row($0, until: "2025-09-10"),
            ]
        }
        let wanted = ["\(Self.old) 2025-04-01〜2025-09-10", "\(Self.new) 2025-10-01〜"]
        let together = try carried()
        #expect(try told(together, news(together)).followed == 0)
        #expect(try stretches(together) == wanted)
        let apart = try carried()
        for one in news(apart) { try told(apart, [one]) }
        #expect(try stretches(apart) == wanted)
    }

    @Test("申請書で示された新しい番号の証は、喪失とどちらが先に届いても残り、古い証は終わった区間を戻さない")
    func shownOnForm() throws {
        let wanted = ["\(Self.old) 2025-04-01〜2025-09-10", "\(Self.new) 2025-10-01〜"]
        let first = try carried()
        try show(first, row(first, from: "2025-10-01", insurer: Self.new))
        #expect(try stretches(first) == Self.both)
        #expect(try told(first, [row(first, until: "2025-09-10")]).followed == 0)
        #expect(try stretches(first) == wanted)
        let last = try carried()
        #expect(try told(last, [row(last, until: "2025-09-10")]).followed == 1)
        try show(last, row(last, from: "2025-10-01", insurer: Self.new))
        #expect(try stretches(last) == wanted)
        let old = try carried()
        try told(old, [row(old, until: "2025-09-10")])
        try show(old, row(old))
        #expect(try stretches(old) == ["\(Self.old) 2025-04-01〜2025-09-10"])
    }

    /// A 変更届 with the card of an insurer.
    private func show(_ office: Office, _ card: InsuranceInput) throws {
        var form = office.form(applied: "2025-10-10")
        form.kind = .change
        form.reason = .insuranceChange
        form.account = nil
        form.insurance = card
        form.insurance?.source = .application
        _ = try office.receive(form)
    }

    @Test("続けて二度承継した保険も、最初の承継の前の喪失で、二つとも取り消される")
    func chain() throws {
        let whole = try twice()
        #expect(try stretches(whole).last == "\(Self.third) 2025-10-01〜")
        #expect(try told(whole, [row(whole, until: "2025-06-20")]).followed == 2)
        #expect(try stretches(whole) == ["\(Self.old) 2025-04-01〜2025-06-20"])
        // Back again: cut at the second day as it was.
        #expect(try told(whole, [row(whole)]).followed == 2)
        let all = [
            "\(Self.old) 2025-04-01〜2025-07-01", "\(Self.new) 2025-07-01〜2025-10-01",
            "\(Self.third) 2025-10-01〜",
        ]
        #expect(try stretches(whole) == all)
        // Left between the two: the middle one ends, the last one never was.
        let between = try twice()
        try told(
            between, [row(between, from: "2025-07-01", until: "2025-08-15", insurer: Self.new)])
        #expect(
            try stretches(between) == [
                "\(Self.old) 2025-04-01〜2025-07-01", "\(Self.new) 2025-07-01〜2025-08-15",
            ])
        let old = try twice()
        try told(old, [row(old, until: "2025-08-15")])
        #expect(
            try stretches(old) == [
                "\(Self.old) 2025-04-01〜2025-07-01", "\(Self.new) 2025-07-01〜2025-08-15",
            ])
    }

    /// An officer corrects the newest row that counts of an insurer.
    @discardableResult
    private func correct(
        _ office: Office, insurer: String, _ edit: (inout InsuranceInput) -> Void
    ) throws -> Bool {
        let fact = try #require(
            try facts(office).last { !$0.isOverruled && $0.value.stretch.insurer == insurer })
        var input = row(
            office, from: fact.value.stretch.period.from.description,
            until: fact.value.stretch.period.until?.description, insurer: insurer)
        input.reason = "保険者に電話で確かめた"
        edit(&input)
        return try office.gate.perform(
            CorrectInsurance.operation, by: Office.counter, for: .change
        ) { try CorrectInsurance.perform(input, replaces: fact.id, in: $0) }
    }

    @Test("職員が登録した喪失も引き継いだ保険を取り消し、取得日だけの訂正と、職員が直した新しい番号はそのまま残る")
    func byOfficer() throws {
        let lost = try carried()
        try correct(lost, insurer: Self.old) { $0.lostOn = date("2025-09-10") }
        #expect(try stretches(lost) == ["\(Self.old) 2025-04-01〜2025-09-10"])
        let other = try carried()
        try correct(other, insurer: Self.old) { $0.acquiredOn = date("2025-04-03") }
        #expect(
            try stretches(other) == [
                "\(Self.old) 2025-04-03〜2025-10-01", "\(Self.new) 2025-10-01〜",
            ])
        let own = try carried()
        try correct(own, insurer: Self.new) { $0.symbol = "検証" }
        #expect(try told(own, [row(own, until: "2025-09-10")]).followed == 0)
        #expect(
            try stretches(own) == [
                "\(Self.old) 2025-04-01〜2025-09-10", "\(Self.new) 2025-10-01〜",
            ])
    }

    @Test("新しい番号を引き継いだとおりに保険者か職員が言えば、喪失がどちらの順で届いても同じ答えになる")
    func confirmed() throws {
        func same(_ office: Office) -> InsuranceInput {
            var said = row(office, from: "2025-10-01", insurer: Self.new)
            said.insurerName = "検証統合健康保険組合"
            return said
        }
        for (end, closed) in [("2025-09-10", "2025-09-10"), ("2025-10-08", "2025-10-01")] {
            let wanted = ["\(Self.old) 2025-04-01〜\(closed)", "\(Self.new) 2025-10-01〜"]
            let first = try carried()
            let report = try told(first, [same(first)])
            #expect(report.recorded == 1 && report.changed.isEmpty)
            #expect(try stretches(first) == Self.both)
            #expect(try first.rejudge().waiting.isEmpty)
            // Twice is once.
            #expect(try told(first, [same(first)]).recorded == 0)
            #expect(try told(first, [row(first, until: end)]).followed == 0)
            #expect(try stretches(first) == wanted)
            let last = try carried()
            #expect(try told(last, [row(last, until: end)]).followed == 1)
            try told(last, [same(last)])
            #expect(try stretches(last) == wanted)
            let officer = try carried()
            let heard = try correct(officer, insurer: Self.new) {
                $0.insurerName = same(officer).insurerName
            }
            #expect(!heard, "同じことの確認では、児童について何も変わらない")
            #expect(try officer.rejudge().waiting.isEmpty)
            #expect(try told(officer, [row(officer, until: end)]).followed == 0)
            #expect(try stretches(officer) == wanted)
        }
    }

    @Test("同じ回の喪失と新しい番号の届けは、別の回に届いたときと同じ答えになり、断られた行は何も止めない")
    func together() throws {
        func news(_ office: Office) -> [InsuranceInput] {
            [
                row(office, until: "2025-06-20"),
                row(office, from: "2025-07-01", insurer: Self.new),
            ]
        }
        let wanted = [
            "\(Self.old) 2025-04-01〜2025-06-20", "\(Self.new) 2025-07-01〜2025-10-01",
            "\(Self.third) 2025-10-01〜",
        ]
        for order in [[0, 1], [1, 0]] {
            let apart = try twice()
            for index in order { try told(apart, [news(apart)[index]]) }
            #expect(try stretches(apart) == wanted, "別の回 \(order)")
            let both = try twice()
            try told(both, order.map { news(both)[$0] })
            #expect(try stretches(both) == wanted, "同じ回 \(order)")
        }
        // A row that was refused says nothing of its stretch.
        let refused = try carried()
        let wrong = row(refused, from: "2025-10-01", until: "2025-09-01", insurer: Self.new)
        let report = try told(refused, [row(refused, until: "2025-09-10"), wrong])
        #expect(report.refused.keys.sorted() == [1] && report.followed == 1)
        #expect(try stretches(refused) == ["\(Self.old) 2025-04-01〜2025-09-10"])
    }

    @Test("承継が決裁されていなければ、元の番号の知らせはそのまま書かれ、何も続かない")
    func notCarried() throws {
        let office = try Office()
        try office.grant()
        let report = try told(office, [row(office, until: "2025-09-10")])
        #expect(report.recorded == 1 && report.followed == 0)
        #expect(try facts(office).allSatisfy { $0.reason == nil })
    }

    @Test("過去のある時点の問いには、その時に決裁されていた承継だけが答える")
    func successionsAsOf() throws {
        let office = try Office()
        try office.grant()
        let before = office.clock.now()
        office.clock.stand(on: date("2025-10-10"))
        try succeed(office, from: Self.old, to: Self.new, on: "2025-10-01")
        func same(asOf moment: Instant?, on day: String) throws -> Bool {
            try office.read { try EntitlementIndex.load(asOf: moment, from: $0) }.successions
                .areSame(Self.old, Self.new, on: date(day))
        }
        #expect(try !same(asOf: before, on: "2025-10-01"))
        #expect(try !same(asOf: nil, on: "2025-09-30"))
        #expect(try same(asOf: nil, on: "2025-10-01"))
    }
}
