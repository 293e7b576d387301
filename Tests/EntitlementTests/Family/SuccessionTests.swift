// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Successions
import Support
import Testing
import Vocabulary

@testable import Entitlement

@Suite("保険者番号の承継")
struct SuccessionTests {
    static let old = "06119903"
    static let new = InsurerNumber.fictional("0611991")
    static let third = InsurerNumber.fictional("0611993")

    static func input(
        from: InsurerNumber? = nil, to: InsurerNumber = new, on: String = "2025-10-01",
        keeps: Bool = true
    ) throws -> SuccessionInput {
        SuccessionInput(
            old: try from ?? #require(InsurerNumber(old)), new: to, newName: "検証統合健康保険組合",
            effectiveOn: date(on), keepsSymbols: keeps, basis: "令和7年9月1日付け通知（架空）")
    }

    private func foresee(_ office: Office, _ input: SuccessionInput) throws -> SuccessionOutlook {
        try office.gate.perform(ForeseeSuccession.operation, by: Office.counter, for: .change) {
            try ForeseeSuccession.perform(input, in: $0)
        }
    }

    private func propose(
        _ office: Office, _ input: SuccessionInput, by who: Principal = Office.counter
    ) throws -> Int64 {
        try office.gate.propose(input, by: who)
    }

    private func approve(
        _ office: Office, _ id: Int64, sentBack: String? = nil, by who: Principal = Office.head
    ) throws -> ApproveSuccession.Report {
        try office.gate.approve(succession: id, sentBack: sentBack, by: who)
    }

    private func record(_ office: Office, _ inputs: [InsuranceInput]) throws {
        try office.gate.perform(
            RecordInsurance.operation, by: Office.machine, for: .change
        ) { _ = try RecordInsurance.perform(inputs, in: $0) }
    }

    private func stretches(
        _ office: Office, _ child: AddresseeNumber = Office.child
    ) throws -> [String] {
        try office.read { try InsuranceBook.stretches([child], from: $0) }[child, default: []]
            .map {
                "\($0.insurer) \($0.period.from)〜\($0.period.until?.description ?? "") "
                    + "\($0.number ?? "-")"
            }
    }

    @Test("一つの決裁で全員の保険が切れ目なく新しい番号に移り、資格の決定は一つも増えず、再判定も何も言わない")
    func carries() throws {
        let office = try Office()
        try office.grant()
        var insured = office.insurance(Office.child, from: "2025-04-01")
        insured.number = "1234"
        insured.insuredName = "検証 花子"
        try record(office, [insured])
        office.clock.stand(on: date("2025-10-10"))
        let before = try office.state()
        let id = try propose(office, try Self.input())
        #expect(throws: SafeguardRefusal.notPermitted) {
            try approve(office, id, by: Office.counter)
        }
        let report = try approve(office, id)
        #expect(report == .init(expected: 1, carried: 1, leftOut: 0))
        #expect(
            try stretches(office) == [
                "\(Self.old) 2025-04-01〜2025-10-01 1234",
                "\(Self.new.digits) 2025-10-01〜 1234",
            ])
        #expect(try office.state() == before)
        let again = try office.rejudge()
        #expect(again.waiting.isEmpty && again.kept == 1)
        // Twice is once.
        #expect(throws: SuccessionRefusal.settled) { try approve(office, id) }
        #expect(throws: SuccessionRefusal.known(Self.old)) {
            try propose(office, try Self.input())
        }
        #expect(throws: SuccessionRefusal.circle) {
            try propose(
                office,
                try Self.input(from: Self.new, to: #require(InsurerNumber(Self.old))))
        }
    }

    @Test("承継がなければ同じ変更は再判定の案になる(承継の表を外すと案が増えることの確かめ)")
    func control() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-10"))
        var closed = office.insurance(Office.child, from: "2025-04-01", until: "2025-10-01")
        closed.insurerName = "見本健康保険組合"
        let opened = office.insurance(
            Office.child, from: "2025-10-01", insurer: Self.new.digits)
        try record(office, [closed, opened])
        #expect(try office.rejudge().waiting.count == 1)
        // The merger is registered afterwards: what waited is withdrawn, nothing is carried twice.
        let id = try propose(office, try Self.input())
        #expect(try approve(office, id) == .init(expected: 0, carried: 0, leftOut: 0))
        let after = try office.rejudge()
        #expect(after.waiting.isEmpty && after.kept == 1)
        let left = try office.read {
            try ProposalBook.pending(children: [Office.child], from: $0)
        }
        #expect(Array(left.values.joined()).isEmpty)
    }

    @Test("新しい番号の記録がある子と、承継の日の後に元の番号で取得した子は外れ、理由が残り、再判定を待つ")
    func leftOut() throws {
        let office = try Office()
        try office.grant()
        let late = AddresseeNumber(value: 900_000_013)
        let ended = AddresseeNumber(value: 900_000_014)
        for (number, name) in [(Office.sister, "検証 桜"), (late, "検証 楓"), (ended, "検証 楢")] {
            office.directory.put(office.person(number, name, "ケンショウ", born: "2020-05-01"))
            var form = office.form(applied: "2025-04-10", child: number)
            form.insurance = nil
            form.hasInsuranceEvidence = false
            _ = try office.receive(form)
        }
        try record(
            office,
            [
                office.insurance(Office.sister, from: "2020-05-01"),
                office.insurance(Office.sister, from: "2025-10-01", insurer: Self.new.digits),
                office.insurance(late, from: "2025-10-05"),
                office.insurance(ended, from: "2020-05-01", until: "2025-09-01"),
            ])
        office.clock.stand(on: date("2025-10-10"))
        let outlook = try foresee(office, try Self.input(keeps: false))
        #expect(outlook.carried.map(\.child) == [Office.child])
        #expect(outlook.leftOut.map(\.child) == [Office.sister, late])
        let id = try propose(office, try Self.input(keeps: false))
        #expect(try approve(office, id) == .init(expected: 1, carried: 1, leftOut: 2))
        #expect(try stretches(office).last == "\(Self.new.digits) 2025-10-01〜 -")
        let rows = try office.read { try SuccessionBook.children(of: id, from: $0) }
        #expect(rows.map(\.stage) == ["proposed", "left-out", "left-out", "carried"])
        #expect(rows.filter { $0.stage == "left-out" }.allSatisfy { $0.reason != nil })
        let waiting = try office.read { try RejudgementQueue.waiting(from: $0) }
        #expect(Set(waiting.map(\.notice.subject)).isSuperset(of: [Office.sister, late]))
        #expect(try stretches(office, ended) == ["\(Self.old) 2020-05-01〜2025-09-01 -"])
    }

    @Test("起案の後に子の保険が変われば決裁できず、差し戻して起案し直す")
    func changedSince() throws {
        let office = try Office()
        try office.grant()
        let id = try propose(office, try Self.input())
        try record(
            office, [office.insurance(Office.child, from: "2025-04-01", until: "2025-09-30")])
        #expect(throws: SuccessionRefusal.changedSince(expected: 1, now: 0)) {
            try approve(office, id)
        }
        #expect(throws: EntitlementRefusal.missingReason) {
            try approve(office, id, sentBack: "")
        }
        _ = try approve(office, id, sentBack: "保険の記録が変わったため")
        #expect(try propose(office, try Self.input()) > id)
    }

    @Test("起案した職員は役割があっても決裁できず、番号の誤りと同じ番号は断る")
    func refusals() throws {
        let office = try Office()
        try office.grant()
        let id = try propose(office, try Self.input(), by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try approve(office, id, by: Office.both)
        }
        let wrong = try #require(InsurerNumber("06119904"))
        #expect(throws: EntitlementRefusal.wrongInsurerNumber) {
            try foresee(office, try Self.input(to: wrong))
        }
        #expect(throws: SuccessionRefusal.sameInsurer) {
            try foresee(office, try Self.input(to: #require(InsurerNumber(Self.old))))
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(ProposeSuccession.operation, by: Office.head, for: .change) {
                _ = try ProposeSuccession.perform(try Self.input(), seen: "", in: $0)
            }
        }
        #expect(throws: SuccessionRefusal.unknown) { try approve(office, 999) }
    }

    @Test("元の番号の承継が起案済みなら見込みも出さず、見た後に記録が変わった起案は「見直し」を言う")
    func twice() throws {
        let office = try Office()
        try office.grant()
        let input = try Self.input()
        let seen = try foresee(office, input).digest
        try record(
            office, [office.insurance(Office.child, from: "2025-04-01", until: "2025-09-30")])
        let stale = #expect(throws: SuccessionRefusal.self) {
            try office.gate.perform(
                ProposeSuccession.operation, by: Office.counter, for: .change
            ) { _ = try ProposeSuccession.perform(input, seen: seen, in: $0) }
        }
        #expect(stale == .changedSinceSeen)
        // No number stands in the message twice as if nothing had changed.
        #expect(stale?.message.contains("もう一度見込みを見て") ?? false)
        _ = try propose(office, input)
        #expect(throws: SuccessionRefusal.known(Self.old)) {
            try foresee(office, try Self.input(on: "2026-04-01"))
        }
        // The new number may take over several: a merger of two.
        #expect(try foresee(office, try Self.input(from: Self.third)).carried.isEmpty)
    }

    @Test("決裁待ちどうしが輪になる起案は断り、先に決裁されたもので輪になる案は決裁できない")
    func circles() throws {
        let office = try Office()
        try office.grant()
        let third = Self.third
        let old = try #require(InsurerNumber(Self.old))
        _ = try propose(office, try Self.input())
        // The second one waits for a later day and the first is not even approved: still a circle.
        #expect(throws: SuccessionRefusal.circle) {
            try propose(office, try Self.input(from: Self.new, to: old, on: "2027-04-01"))
        }
        let middle = try propose(office, try Self.input(from: Self.new, to: third))
        #expect(throws: SuccessionRefusal.circle) {
            try propose(office, try Self.input(from: third, to: old))
        }
        // A row of before, when nobody asked: written as the program then wrote it.
        let late = try office.gate.perform(
            ProposeSuccession.operation, by: Office.counter, for: .change
        ) {
            try $0.append([
                SuccessionRow(
                    input: try Self.input(from: third, to: Self.new), expected: 0, digest: "",
                    proposer: Office.counter.officer)
            ])[0]
        }
        _ = try approve(office, middle)
        #expect(throws: SuccessionRefusal.circle) { try approve(office, late) }
        _ = try approve(office, late, sentBack: "番号が元に戻るため")
    }

    @Test("承継は次の承継へたどられ、日が来る前は数えない")
    func chain() throws {
        let office = try Office()
        try office.grant()
        let third = Self.third
        _ = try approve(office, try propose(office, try Self.input(on: "2025-04-05")))
        let second = try Self.input(from: Self.new, to: third, on: "2026-04-01")
        _ = try approve(office, try propose(office, second))
        func newest(_ day: String) throws -> String {
            try office.read { try SuccessionBook.successors(on: date(day), from: $0) }
                .newest(Self.old)
        }
        #expect(try newest("2025-04-04") == Self.old)
        #expect(try newest("2026-03-31") == Self.new.digits)
        #expect(try newest("2026-04-01") == third.digits)
    }
}
