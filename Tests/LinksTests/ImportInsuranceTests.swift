// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Links
import Safeguards
import Successions
import Support
import Testing
import Vocabulary

@Suite("健康保険資格の取込")
struct ImportInsuranceTests {
    private func difference(
        _ rows: [[String: String]], at moment: String = "20250501060000", _ sequence: Int = 1,
        stamp: String = "検証用"
    ) throws -> LinkFile {
        try Bench.file("shaho", at: moment, sequence, stamp: stamp, rows: rows)
    }

    @Test("申請した子の資格だけが残り、二度目は何も変えない", .measure("R-39", "R-23"))
    func onlyOursOnce() throws {
        let bench = try Bench()
        try bench.apply()
        let before = try bench.count("insurance_fact")
        let file = try difference([
            Bench.insurance(Bench.child, from: "20240401", until: "20250415"),
            Bench.insurance(Bench.child, from: "20250415", insurer: "119990"),
            Bench.insurance(Bench.stranger, from: "20240401"),
            Bench.insurance(Bench.parent, from: "20240401"),
        ])
        let report = try bench.take(file)
        #expect(report.rows == 4 && report.accepted == 4 && report.rejected == 0)
        #expect(report.notNeeded == 2 && report.recorded == 2 && report.queued == 1)
        #expect(try bench.count("insurance_fact") == before + 2)
        let again = try bench.take(file)
        #expect(again.wasKnown && again.rows == 0)
        #expect(try bench.count("insurance_fact") == before + 2)
        #expect(try bench.read { try RejudgementQueue.backlog(from: $0).count } == 1)
    }

    @Test("同じ内容の別のファイルは、新しい事実も再判定も作らない")
    func sameContentIsNoNews() throws {
        let bench = try Bench()
        try bench.apply()
        let row = Bench.insurance(Bench.child, from: "20240401", until: "20250415")
        _ = try bench.take(try difference([row]))
        let later = try bench.take(try difference([row], at: "20250601060000", 2))
        #expect(!later.wasKnown && later.accepted == 1)
        #expect(later.recorded == 0 && later.queued == 0)
    }

    @Test("確認書類を待つ申請は、資格が届くと先へ進む")
    func releasesHolds() throws {
        let bench = try Bench()
        let held = try bench.apply(evidence: false)
        #expect(held.status == .heldChecked)
        let report = try bench.take(
            try difference([Bench.insurance(Bench.child, from: "20240401")]))
        #expect(report.released == 1)
        let status = try bench.read {
            try ApplicationBook.files([held.id], from: $0)[held.id]?.status
        }
        #expect(status == .checked)
    }

    /// The insurer of the child goes on under another number from 20 April.
    private func succeed(_ bench: Bench) throws -> InsurerNumber {
        let new = InsurerNumber.fictional("0611991")
        let id = try bench.gate.propose(
            .merger(of: Bench.insurer, into: new, on: day("2025-04-20")), by: Bench.counter)
        #expect(try bench.gate.approve(succession: id, by: Bench.head).carried == 1)
        return new
    }

    private func insurers(_ bench: Bench) throws -> [String] {
        try bench.read { try InsuranceBook.stretches([Bench.child], from: $0) }[
            Bench.child, default: []
        ].map { "\($0.insurer) \($0.period.until?.description ?? "")" }
    }

    @Test("承継の前の喪失が承継の後のファイルで届くと、引き継いだ保険も取り消され、再判定に回る")
    func lossAfterSuccession() throws {
        let bench = try Bench()
        let first = try bench.apply()
        let new = try succeed(bench)
        let carried = ["06119903 2025-04-20", "\(new.digits) "]
        #expect(try insurers(bench) == carried)
        let facts = try bench.count("insurance_fact")
        // A second form, that still shows the old card, says nothing beyond the day.
        try bench.gate.perform(.withdrawApplication, by: Bench.counter, for: .registration) {
            try WithdrawApplication.perform(first.id, reason: "検証", in: $0)
        }
        let again = try bench.takeForms(
            Bench.file(
                "applications", at: "20250430210000", 2, rows: [Bench.form("R7-000002")]))
        #expect(again.file.errors.isEmpty)
        #expect(try bench.count("insurance_fact") == facts + 1)
        #expect(try insurers(bench) == carried)
        let report = try bench.take(
            try difference([Bench.insurance(Bench.child, from: "20240401", until: "20250410")]))
        #expect(report.accepted == 1 && report.recorded == 1 && report.queued == 1)
        #expect(try insurers(bench) == ["06119903 2025-04-10"])
        #expect(try bench.count("insurance_fact") == facts + 3)
    }

    @Test("試しの取込は同じ答えを返し、何も書かない")
    func dryRun() throws {
        let bench = try Bench()
        try bench.apply(evidence: false)
        let file = try difference([
            Bench.insurance(Bench.child, from: "20240401"),
            Bench.insurance(Bench.child, from: "20250401", insurer: "06119904"),
        ])
        let trial = try bench.take(file, run: .dryRun)
        #expect(trial.isDryRun && trial.recorded == 1 && trial.released == 1)
        #expect(trial.rejected == 1)
        #expect(try bench.count("insurance_fact") == 0)
        #expect(try bench.count("link_file") == 1, "申請のファイルだけ")
        #expect(try bench.read { try Inbox.held(from: $0) }.count == 1)
        let real = try bench.take(file)
        #expect(real.recorded == trial.recorded && real.errors == trial.errors)
    }

    @Test("検査数字の合わない保険者番号の行だけが、誤り一覧に載る")
    func wrongInsurer() throws {
        let bench = try Bench()
        try bench.apply()
        let report = try bench.take(
            try difference([
                Bench.insurance(Bench.child, from: "20250401", insurer: "06119904"),
                Bench.insurance(Bench.child, from: "20250415", insurer: "119990"),
            ]))
        #expect(report.rejected == 1 && report.recorded == 1)
        #expect(report.errors.map(\.line) == [2])
        let listed = try bench.read { db in
            let file = try LinkFileBook.newest(from: db).first { $0.layout == "shaho" }
            return try LinkFileBook.problems(of: file?.id ?? 0, from: db)
        }
        #expect(listed.map(\.code) == report.errors.map(\.code))
    }

    @Test("検証用の表示のない行があれば、ファイルごと断り、何も残らない")
    func stampMissing() throws {
        let bench = try Bench()
        try bench.apply(evidence: false)
        let file = try difference([Bench.insurance(Bench.child, from: "20240401")], stamp: "本番")
        #expect(throws: FormatRefusal.stampMissing(line: 2, stamp: "検証用")) {
            try bench.take(file)
        }
        #expect(try bench.count("insurance_fact") == 0)
        #expect(try bench.count("link_file") == 1)
    }

    @Test("抜けた連番の後のファイルは断り、理由があれば理由と共に取り込む")
    func gap() throws {
        let bench = try Bench()
        let file = try difference([Bench.insurance(Bench.stranger, from: "20240401")], 3)
        #expect(throws: LinkRefusal.gap(expected: 1, found: 3)) { try bench.take(file) }
        _ = try bench.take(file, gapReason: "1と2は国保に移る前の子だけだったと確認")
        let entry = try bench.read { try LinkFileBook.files(limit: 1, from: $0) }.first
        #expect(entry?.sequence == 3 && entry?.gapReason != nil)
    }

    @Test("前に作られたファイルと、別の様式のファイルは断る")
    func order() throws {
        let bench = try Bench()
        let rows = [Bench.insurance(Bench.stranger, from: "20240401")]
        let full = try Bench.file("shaho", "全件", at: "20250401060000", 4, rows: rows)
        _ = try bench.take(full)
        let older = try difference(rows, at: "20250331060000", 5)
        #expect(throws: LinkRefusal.olderThanTaken(last: full.name)) { try bench.take(older) }
        let other = try Bench.file("kokuho", at: "20250501060000", 5, rows: rows)
        #expect(throws: LinkRefusal.otherLayout(expected: "shaho", found: "kokuho")) {
            try bench.take(other)
        }
        _ = try bench.take(try difference(rows, 5))
    }

    @Test("課長には取込の権限がない")
    func permission() throws {
        let bench = try Bench()
        let file = try difference([])
        #expect(throws: SafeguardRefusal.notPermitted) { try bench.take(file, by: Bench.head) }
    }
}

@Suite("ファイル名の約束")
struct LinkFileNameTests {
    @Test("名前から様式・範囲・作成日時・連番を読む")
    func reads() throws {
        let name = try #require(LinkFileName("bank_returns_差分_20250523090000_012.csv"))
        #expect(name.layout == "bank_returns" && name.scope == .difference && name.sequence == 12)
        #expect(name.madeAt.textInJapan == "2025-05-23T09:00:00+09:00")
    }

    @Test(
        "約束にない名前は読まない",
        arguments: [
            "shaho.csv", "shaho_差分_20250523_001.csv", "shaho_全部_20250523090000_001.csv",
            "shaho_差分_20250532090000_001.csv", "shaho_差分_20250523240000_001.csv",
            "shaho_差分_20250523090000_1.csv", "shaho_差分_20250523090000_001.txt",
        ])
    func refuses(_ name: String) { #expect(LinkFileName(name) == nil) }
}
