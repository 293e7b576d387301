// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Press
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Oversight

@Suite("本人への報告・影響を受けた本人・外部への出力")
struct ReportTests {
    private let office: Office
    private let auditor: Principal

    init() throws {
        office = try Office()
        auditor = office.person(.auditor, "kansa")
    }

    private func report(
        _ person: AddresseeNumber, from: String = "2018-06-02", through: String = "2025-06-30",
        reason: String? = "開示請求 R7-1"
    ) throws -> [AccessReportLine] {
        let (from, through) = (
            try #require(CivilDate(iso: from)), try #require(CivilDate(iso: through))
        )
        return try office.gate.perform(
            .reportAccesses, by: auditor, for: .disclosure, about: [person], reason: reason
        ) { try ReportAccesses.perform(about: person, from: from, through: through, in: $0) }
    }

    @Test("本人の報告は、だれが・いつ・何のために、をすべて古い順に示し、止めたものは見ていないと言う", .measure("R-54"))
    func complete() throws {
        try office.register("k901")
        let clerk = office.person()
        #expect(throws: OversightRefusal.self) { try office.open(Office.child, by: clerk) }
        try office.open(Office.child, by: clerk, reason: "電話での照会：母の田中花子から")
        try office.deed(Office.child, by: clerk)
        try office.open(Office.mother, Office.child, by: clerk)
        try office.open(Office.stranger, by: clerk, reason: "窓口での相談")
        try office.gate.perform(.printLetters, by: .machine("letters"), for: .change) {
            $0.saw([Office.child, Office.mother])
        }
        let lines = try report(Office.child)
        #expect(
            lines.map(\.line.act.code) == [
                "viewPerson", "viewPerson", "receiveApplication", "viewPerson", "printLetters",
            ])
        #expect(
            lines.map(AccessReport.why) == [
                "システムが止めました（見ていません）", "電話での照会", "手続の処理", "手続の続き", "決まった処理",
            ])
        #expect(lines[1].name == "検証 k901" && lines[1].department == "子ども福祉課")
        #expect(lines[4].isMachine)
        #expect(try report(Office.mother).count == 2)
        #expect(try office.last().act.reason == "開示請求 R7-1")
        #expect(try report(Office.child, through: "2025-06-01").isEmpty)
        #expect(throws: OversightRefusal.periodInvalid) {
            _ = try report(Office.child, from: "2025-07-01", through: "2025-06-01")
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            _ = try report(Office.child, reason: nil)
        }
    }

    @Test("紙の報告は平易な言葉で、ほかの人の名を含む自由記述を載せない", .measure("R-54"))
    func paper() throws {
        try office.register("k901")
        try office.open(
            Office.child, by: office.person(), reason: "電話での照会：母の田中花子から")
        let lines = try report(Office.child)
        let day = office.today()
        let sheet = try AccessReport.sheet(
            lines, about: Office.child, from: day.adding(days: -2_000), through: day, on: day)
        let room = try PressRoom()
        let (pdf, printed) = try room.preview(
            [sheet], PrintOrder(date: day, title: "利用の記録", environmentMark: "検証環境"))
        #expect(printed.pages == 1 && printed.problems.isEmpty)
        let folder = try TemporaryFolder("report")
        let file = folder.file("report.pdf")
        try Data(pdf).write(to: file)
        let text = try pdfText(file)
        #expect(text.contains("あなたの情報の利用の記録"))
        #expect(text.contains("電話での照会") && text.contains("検証k901"))
        #expect(!text.contains("田中花子"))
    }

    private func pdfText(_ file: URL) throws -> String {
        let output = file.appendingPathExtension("txt")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-layout", file.path, output.path]
        try process.run()
        process.waitUntilExit()
        return try String(contentsOf: output, encoding: .utf8)
            .filter { !$0.isWhitespace }
    }

    @Test("大きな記録でも、一人の7年の報告は5秒以内", .measure("R-54"))
    func large() throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let entries = isSoak ? 2_000_000 : 20_000
        try LargeLog.write(entries, own: 3_000, about: Office.child, to: office)
        let clock = ContinuousClock()
        var lines: [AccessReportLine] = []
        let took = try clock.measure { lines = try report(Office.child) }
        #expect(lines.count == 3_000)
        #expect(QuietMachine.allows(took, within: .seconds(5)), "\(entries)件で\(took)")
    }

    @Test("事故の影響を受けた本人は、記録からちょうど全員が出る（適合率・再現率とも1）", .measure("R-83"))
    func affected() throws {
        var random = Seeded(83)
        func draw() -> AddresseeNumber {
            AddresseeNumber(value: 900_000_000_000_000 + Int64.random(in: 1...400, using: &random))
        }
        let start = office.clock.now()
        var truth: Set<AddresseeNumber> = []
        for step in 0..<400 {
            office.clock.pass(seconds: 60)
            let officer = ["k901", "k902", "k903"][step % 3]
            let terminal = ["窓口1", "窓口2"][step % 2]
            let shown = (0..<(1 + step % 3)).map { _ in draw() }
            let principal = Principal(
                officer: officer, name: "", roles: [.counter], session: "t", terminal: terminal)
            let isLeak = officer == "k902" && terminal == "窓口2" && (100..<300).contains(step)
            if step % 17 == 0 {
                // Refused: nothing was shown.
                #expect(throws: OversightRefusal.self) {
                    try office.open(draw(), by: principal)
                }
            }
            try office.gate.perform(.searchPersons, by: principal, for: .change) {
                $0.saw(shown)
            }
            if isLeak { truth.formUnion(shown) }
        }
        let query = AffectedQuery(
            officer: "k902", terminal: "窓口2", from: start.adding(seconds: 101 * 60),
            until: start.adding(seconds: 301 * 60))
        let found = try office.gate.perform(
            .listAffected, by: auditor, for: .audit, reason: "事故 R7-1"
        ) { try ListAffected.perform(query, in: $0) }
        #expect(Set(found.map(\.subject)) == truth)
        #expect(found.count == truth.count && !truth.isEmpty)
        #expect(try office.last().subjectCount == Int64(truth.count))
        #expect(throws: OversightRefusal.periodInvalid) {
            _ = try office.gate.perform(
                .listAffected, by: auditor, for: .audit, reason: "事故"
            ) {
                try ListAffected.perform(
                    AffectedQuery(from: query.until, until: query.from), in: $0)
            }
        }
    }

    @Test("外部解析への出力に、人の番号・氏名・理由の文は一つも入らず、続きから出せる", .measure("R-86b"))
    func export() throws {
        let clerk = office.person()
        for turn in 0..<40 {
            let person = AddresseeNumber(value: 912_345_000_000_000 + Int64(turn))
            try office.open(person, by: clerk, reason: "その他：CANARY 花子 912345")
            try office.gate.perform(.judge, by: clerk, for: .change, about: [person]) {
                $0.note("CANARY-RESULT \(person)")
            }
        }
        #expect(throws: OversightRefusal.self) { try office.open(Office.stranger, by: clerk) }
        for form in ExportLog.Form.allCases {
            var text = ""
            let last = try office.gate.perform(.exportLog, by: auditor, for: .audit) { scope in
                try ExportLog.perform(form, after: 0, host: "hagukumi.example", in: scope) {
                    text += $0 + "\n"
                }
            }
            let lines = text.split(separator: "\n")
            #expect(lines.count >= 81)
            for canary in ["CANARY", "912345", "花子"] {
                #expect(!text.contains(canary), "\(form) \(canary)")
            }
            #expect(text.contains("unexplained") && text.contains("refused E-OVS-001"))
            var rest = 0
            try office.gate.perform(.exportLog, by: auditor, for: .audit) { scope in
                _ = try ExportLog.perform(form, after: last, host: "h", in: scope) { _ in
                    rest += 1
                }
            }
            #expect(rest == 1, "前の出力そのものだけ")
            if form == .json {
                for line in lines {
                    let read = try JSONSerialization.jsonObject(with: Data(line.utf8))
                    #expect((read as? [String: Any])?["operation"] is String)
                }
            } else {
                #expect(lines.allSatisfy { $0.hasPrefix("<110>1 ") || $0.hasPrefix("<108>1 ") })
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(.exportLog, by: clerk, for: .audit) { _ in }
        }
    }

    @Test("照会件数の集計は、記録と一件も違わない", .measure("R-77", "R-74"))
    func inquiryCounts() throws {
        var random = Seeded(77)
        var truth: [String: Int] = [:]
        var refused = 0
        for _ in 0..<200 {
            let officer = ["k901", "k902"][Int.random(in: 0...1, using: &random)]
            let principal = office.person(.counter, officer)
            if Bool.random(using: &random) { office.clock.pass(seconds: 7_200) }
            if Bool.random(using: &random) {
                try office.gate.perform(.searchPersons, by: principal, for: .change) { _ in }
                truth["\(officer) \(office.today()) searchPersons", default: 0] += 1
            } else {
                try office.open(Office.child, by: principal, reason: "電話での照会")
                truth["\(officer) \(office.today()) viewPerson", default: 0] += 1
            }
            if Int.random(in: 0..<9, using: &random) == 0 {
                // What was refused is counted apart.
                #expect(throws: OversightRefusal.self) {
                    try office.open(Office.stranger, by: principal)
                }
                refused += 1
            }
        }
        let counts = try office.store.read { db in
            try InquiryCounts.counts(
                from: office.today().adding(days: -60), through: office.today(), in: db)
        }
        let said = Dictionary(
            uniqueKeysWithValues: counts.filter { $0.count > 0 }.map {
                ("\($0.officer) \($0.day) \($0.operation.rawValue)", $0.count)
            })
        #expect(said == truth)
        #expect(counts.reduce(0) { $0 + $1.refused } == refused && refused > 0)
    }

    @Test("点検記録は、だれが・いつの分を・何件・結果・次の期限を残し、期限が来ると知らせる", .measure("R-86b", "R-90"))
    func review() throws {
        let today = office.today()
        func write(
            _ role: Role = .auditor, from: Int = -31, through: Int = -1, findings: String = "異常なし",
            next: Int = 31
        ) throws {
            try office.gate.perform(
                .reviewLog, by: office.person(role, "kansa"), for: .audit
            ) { scope in
                try WriteReview.perform(
                    LogReview(
                        from: today.adding(days: from), through: today.adding(days: through),
                        preset: "outsideHours", sampled: 12, findings: findings, measures: nil,
                        nextDue: today.adding(days: next)), in: scope)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try write(.counter) }
        #expect(throws: OversightRefusal.periodInvalid) { try write(from: 0, through: -1) }
        #expect(throws: OversightRefusal.periodInvalid) { try write(through: 1) }
        #expect(throws: OversightRefusal.periodInvalid) { try write(next: 0) }
        #expect(throws: OversightRefusal.noteMissing) { try write(findings: "　") }
        try write()
        let (due, reviews) = try office.store.read { db in
            (try ReviewBook.due(from: db), try ReviewBook.reviews(from: db))
        }
        #expect(due == today.adding(days: 31))
        #expect(reviews.map(\.reviewer) == ["kansa"] && reviews[0].review.sampled == 12)
    }

    @Test("定型の検索は、当てはまる記録だけを出す", .measure("R-54"))
    func presets() throws {
        let clerk = office.person()
        try office.open(Office.child, by: clerk, reason: "電話での照会")
        try office.gate.perform(
            .revealAccount, by: clerk, for: .change, about: [Office.child], reason: "確認"
        ) { _ in }
        #expect(throws: OversightRefusal.self) { try office.open(Office.stranger, by: clerk) }
        office.clock.pass(seconds: 8 * 3_600)
        try office.open(Office.child, by: clerk)
        func codes(_ preset: LogPreset, isOpen: Bool = true) throws -> [String] {
            try office.store.read { db in
                try PresetBook.lines(
                    preset, from: office.today(), through: office.today(),
                    isOpen: { _ in isOpen }, in: db)
            }.map(\.act.code)
        }
        #expect(try codes(.unexplained) == ["viewPerson"], "同じ日の二度目は理由の続き")
        #expect(try codes(.reveals) == ["revealAccount"])
        #expect(try codes(.refused) == ["viewPerson"])
        #expect(try codes(.outsideHours) == ["viewPerson"])
        #expect(try codes(.outsideHours, isOpen: false).count == 4)
        #expect(try codes(.exports).isEmpty && codes(.failedLogins).isEmpty)
    }
}
