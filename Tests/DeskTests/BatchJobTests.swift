// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Jobs
import Ledger
import Office
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

@Suite("一括の印刷のジョブ")
struct BatchJobTests {
    private static let kinds: [Family.Kind] = [.ordinary, .intake, .decision, .lapse, .papers]
    private static let counter = Principal(
        officer: "uketsuke", name: "検証 受付", roles: [.counter], session: "bench",
        terminal: "窓口1")

    /// Five children are granted; their letters and certificates wait.
    private func town() async throws -> DeskBench {
        let bench = try await DeskBench()
        for kind in Self.kinds { try await bench.grant(Family.of(kind).child) }
        return bench
    }

    private func letters(_ bench: DeskBench) throws -> [RegisteredLetter] {
        try bench.office.casework.perform(.viewLists, by: Self.counter, for: .registration) {
            let found = try LetterRegister.newest(limit: 100, from: $0.db)
            $0.saw(found.map(\.recipient))
            return found
        }
    }

    @Test("待つ通知のすべてを一括処理で発行する: 試行は何も残さず、本番は数が合い、紙は実行の画面から開け、二度は出ない", .measure("R-10"))
    func wholeWay() async throws {
        let bench = try await town()
        let desk = bench.reception.desk
        let run = try await bench.browse(as: "uketsuke") { browser -> String in
            let path = "/letters/batch/notice"
            let page = try await browser.get(path)
            #expect(page.text.contains("待っている5件すべてを一括処理で発行する"))
            let wrong = try await browser.post(
                path, on: page, ["dated": "2020-01-01", "order": "postcode", "act": "job"])
            #expect(wrong.status == 422 && wrong.text.contains("E-LTR-001"))
            let trial = try await browser.follow(
                try await browser.post(
                    path, on: wrong, ["dated": "", "order": "postcode", "act": "trial"]))
            #expect(trial.text.contains("ジョブを始めました"), "\(trial.text)")
            await desk.runner.settle()
            let tried = try await browser.get(try trial.address("/jobs/runs/"))
            #expect(tried.text.contains("試行") && tried.text.contains("完了"), "\(tried.text)")
            #expect(!tried.text.contains("印刷用のファイル"))
            #expect(try letters(bench).isEmpty, "試行は何も残さない")
            #expect(bench.office.prints.names.count == 1, "名簿だけが置かれている")
            let real = try await browser.follow(
                try await browser.post(
                    path, on: try await browser.get(path),
                    ["dated": "", "order": "postcode", "act": "job"]))
            await desk.runner.settle()
            let run = try real.address("/jobs/runs/")
            let done = try await browser.get(run)
            #expect(done.text.contains("完了") && done.text.contains("印刷用のファイル"), "\(done.text)")
            #expect(try letters(bench).count == 5)
            let paper = try await browser.get(run + "/paper?step=5")
            #expect(paper.status == 200 && paper.text.hasPrefix("%PDF"))
            let none = try await browser.get(run + "/paper?step=4")
            #expect(none.status == 404)
            let empty = try await browser.get(path)
            #expect(empty.text.contains("発行を待つものはありません"))
            let records = try await browser.get("/letters/batches")
            #expect(records.text.contains("5/5"))
            return run
        }
        // A family comes under protection after the printing: its address is not brought out again.
        try Family.of(.intake).protect(in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            let paper = try await browser.get(run + "/paper?step=5")
            #expect(paper.status >= 400 && paper.text.contains("E-JOB-014"), "\(paper.status)")
            #expect(!paper.text.contains("%PDF"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(run)
            #expect(page.status == 200 && !page.text.contains("印刷用のファイル"))
            let paper = try await browser.get(run + "/paper?step=5")
            #expect(paper.status == 403, "決裁者は通知を発行しない")
        }
        bench.clock.go(seconds: Int64(PrintBatch.keptDays + 1) * 86_400)
        desk.tidyPrints()
        #expect(bench.office.prints.names.isEmpty)
        for (system, report) in try bench.office.verify() { #expect(report.ok, "\(system)") }
    }

    /// Breaks down when it is asked once more than it may be.
    private final class BreakingPress: BatchPress {
        struct Gone: Error {}
        let inner: any BatchPress
        let left: Mutex<Int>

        init(_ inner: any BatchPress, after count: Int) {
            self.inner = inner
            left = Mutex(count)
        }

        private func draw() throws {
            let left = left.withLock { left -> Int in
                left -= 1
                return left
            }
            guard left >= 0 else { throw Gone() }
        }

        func draw(
            _ letters: [ReadyLetter], _ title: String, expected: Int, byPostcode: Bool,
            in scope: Scope
        ) throws -> [UInt8] {
            try draw()
            return try inner.draw(
                letters, title, expected: expected, byPostcode: byPostcode, in: scope)
        }

        func draw(
            _ certificates: [CertificateSheet], expected: Int, in scope: Scope
        ) throws -> [UInt8] {
            try draw()
            return try inner.draw(certificates, expected: expected, in: scope)
        }
    }

    private func engine(
        _ bench: DeskBench, _ press: any BatchPress, token: String
    ) throws -> JobEngine {
        let office = bench.office
        return JobEngine(
            gate: office.casework, year: try OfficeYear.standard(),
            works: [
                PrintLettersWork(
                    folder: office.prints, press: press, batch: 2,
                    source: { office.letterSource($0, on: $1) },
                    terms: { office.letterTerms(datedOn: $0) })
            ], node: "test", token: token)
    }

    @Test("区切りの間に機械が倒れても、止めて再開しても、通知は一人に一通。紙は区切りごとに残り、封じてある")
    func twiceIsOnce() async throws {
        let bench = try await town()
        let (office, printer) = (bench.office, bench.reception.desk.printer)
        let lines = try office.casework.perform(
            .printLetters, by: Self.counter, for: .registration
        ) {
            try ArrangeLetters.perform(
                DecisionLetters(), byPostcode: true, directory: office.directory, in: $0)
        }
        #expect(lines.count == 5)
        try office.prints.put(lines, of: "ab12")
        let order = PrintBatch(
            token: "ab12", count: lines.count, kind: "notice", purpose: .registration
        ).order(PrintLettersWork.job, on: "2025-06-10")
        let breaking = try engine(bench, BreakingPress(printer, after: 1), token: "a")
        func start() throws -> Int64 {
            try office.casework.perform(.startJob, by: Self.counter, for: .maintenance) {
                try StartJob.perform(order, .real, engine: breaking, in: $0)
            }
        }
        let id = try start()
        #expect(throws: BreakingPress.Gone.self) { try breaking.run(id, by: Self.counter) }
        #expect(try letters(bench).count == 2, "倒れた区切りは何も残さない")
        let stopping = try engine(bench, printer, token: "b")
        var asked = 0
        let stopped = try stopping.run(
            id, by: Self.counter,
            halt: {
                asked += 1
                return asked > 1
            })
        #expect(stopped.status == .interrupted && stopped.done == 4)
        let whole = try engine(bench, printer, token: "c")
        let done = try whole.run(id, by: Self.counter)
        #expect(done.status == .finished && done.totals.items == 5 && done.failed == 0)
        let printed = try letters(bench)
        #expect(printed.count == 5 && Set(printed.map(\.reference)).count == 5)
        #expect(Set(printed.map(\.envelope)).count == 5)
        for key in [Int64(2), 4, 5] {
            let piece = try office.prints.printed(of: "ab12", run: id, through: key)
            #expect(piece.pdf.starts(with: Array("%PDF".utf8)) && !piece.persons.isEmpty)
        }
        let folder = URL(fileURLWithPath: office.settings.dataDirectory + "/prints")
        for name in office.prints.names {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            #expect(bytes.range(of: Data("%PDF".utf8)) == nil, "\(name): 平文が置かれている")
        }
        let again = try whole.run(try start(), by: Self.counter)
        #expect(again.status == .finished && again.totals.items == 0 && again.totals.known == 5)
        #expect(try letters(bench).count == 5)
    }

    @Test("受給資格証も一括処理で交付でき、もう一度は待つものがない")
    func certificates() async throws {
        let bench = try await town()
        let desk = bench.reception.desk
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            #expect(papers.text.contains("待っている5件すべてを一括処理で交付する"))
            let real = try await browser.follow(
                try await browser.post("/papers/waiting", on: papers, ["act": "job"]))
            await desk.runner.settle()
            let run = try real.address("/jobs/runs/")
            let done = try await browser.get(run)
            #expect(done.text.contains("完了") && done.text.contains("印刷用のファイル"), "\(done.text)")
            let paper = try await browser.get(run + "/paper?step=5")
            #expect(paper.status == 200 && paper.text.hasPrefix("%PDF"))
            let after = try await browser.get("/papers")
            #expect(after.text.contains("交付を待つ受給資格証はありません"))
            let none = try await browser.post("/papers/waiting", on: after, ["act": "job"])
            #expect(none.location == "/papers")
        }
    }

    @Test("春の更新も一括処理で交付でき、残りがなくなる")
    func renewals() async throws {
        let folder = try TemporaryFolder("renewal-job")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let schemes = folder.file("Schemes")
        try YearlyBook.write(
            from: root.appendingPathComponent("Schemes"), to: schemes, yearly: true,
            classes: true, lead: 300)
        let bench = try await DeskBench(schemes: schemes.path)
        try await bench.grant(Family.of(.ordinary).child)
        let desk = bench.reception.desk
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            _ = try await browser.follow(
                try await browser.post("/papers/waiting", on: papers, [:]))
            let page = try await browser.get("/certificates")
            #expect(page.text.contains("待っている1件すべてを一括処理で交付する"))
            let fields: KeyValuePairs = ["group": "renewals", "act": "job"]
            let real = try await browser.follow(
                try await browser.post("/papers/waiting", on: page, fields))
            await desk.runner.settle()
            #expect(try await browser.get(try real.address("/jobs/runs/")).text.contains("完了"))
            let after = try await browser.get("/certificates")
            #expect(after.text.contains("<dt>交付済み</dt><dd>1件</dd>"))
            let again = try await browser.post("/papers/waiting", on: after, fields)
            #expect(again.location == "/certificates")
        }
    }
}
