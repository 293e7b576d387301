// SPDX-License-Identifier: Apache-2.0
import Copying
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
            let needless = try await browser.post(
                run + "/paper", on: done, ["step": "5", "remake": "念のため"])
            #expect(needless.status == 422 && needless.text.contains("E-JOB-017"))
            #expect(needless.text.contains("念のため"), "書いた理由は消えない")
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
            let page = try await browser.get(run)
            let silent = try await browser.post(
                run + "/paper", on: page, ["step": "5", "remake": ""])
            #expect(silent.status == 422 && silent.text.contains("作り直す理由を入力"))
            let gone = try await browser.post(
                run + "/paper", on: page, ["step": "4", "remake": "支援措置のため"])
            #expect(gone.status == 404)
            let again = try await browser.follow(
                try await browser.post(
                    run + "/paper", on: page, ["step": "5", "remake": "支援措置のため"]))
            #expect(again.text.contains("支援措置か引抜き"), "\(again.text)")
            let all = try letters(bench)
            #expect(all.count == 5, "作り直しは発行ではない")
            let child = Family.of(.intake).child
            try await browser.paper(again) { reader in
                let text = try reader.characters()
                for letter in all {
                    let isHidden = letter.order?.children.contains(child) ?? false
                    #expect(text.contains(letter.envelope) == !isHidden, "\(letter.envelope)")
                    #expect(text.contains(letter.documentNumber) == !isHidden)
                }
            }
            // It is kept: it opens again from the run, and is not drawn a second time.
            let kept = try await browser.get(run)
            #expect(kept.text.contains("1（作り直し）"), "\(kept.text)")
            let stored = try await browser.get(run + "/paper?step=5&again=1")
            #expect(stored.status == 200 && stored.text.hasPrefix("%PDF"))
            let twice = try await browser.post(
                run + "/paper", on: kept, ["step": "5", "remake": "もう一度"])
            #expect(twice.status == 422 && twice.text.contains("E-JOB-019"))
            #expect(twice.text.contains("もう一度"), "書いた理由は消えない")
            let first = try await browser.get(run + "/paper?step=5")
            #expect(first.text.contains("E-JOB-014"), "元のファイルは開けないまま")
        }
        // Another family is stopped after that: what was drawn anew closes too, and is drawn once more.
        let other = try #require(
            try letters(bench).first { letter in
                !(letter.order?.children.contains(Family.of(.intake).child) ?? false)
            })
        try bench.office.casework.perform(.recordPosting, by: Self.counter, for: .registration) {
            try PullLetters.perform([other.envelope], reason: "内容の確認", in: $0)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let closed = try await browser.get(run + "/paper?step=5&again=1")
            #expect(closed.status >= 400 && closed.text.contains("E-JOB-014"))
            let page = try await browser.get(run)
            let again = try await browser.follow(
                try await browser.post(
                    run + "/paper", on: page, ["step": "5", "remake": "引抜きのため"]))
            try await browser.paper(again) { reader in
                let text = try reader.characters()
                #expect(!text.contains(other.envelope))
            }
            let stored = try await browser.get(run + "/paper?step=5&again=1")
            #expect(stored.status == 200 && stored.text.hasPrefix("%PDF"))
        }
        try await bench.browse(as: "kacho") { browser in
            let anew = try await browser.get(run + "/paper?step=5&again=1")
            #expect(anew.status == 403, "決裁者は通知を発行しない")
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
            let source = DecisionLetters()
            return try source.lines(source.waiting(in: $0), in: $0)
        }
        #expect(lines.count == 5)
        try office.prints.put(lines, of: "ab12")
        let order = PrintBatch(
            token: "ab12", count: lines.count, kind: "notice", purpose: .registration,
            isArrangedLater: true
        ).order(PrintLettersWork.job, on: "2025-06-10")
        let breaking = try engine(bench, BreakingPress(printer, after: 1), token: "a")
        #expect(office.prints.names == ["ab12-list"], "始める前に順番は決めない")
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
        #expect(
            Set(office.prints.names.filter { !$0.contains("-\(id)-") })
                == ["ab12-list", "ab12-order"], "宛先は順番を決めた後に残さない")
        let arranged = try office.prints.lines(of: "ab12")
        #expect(Set(arranged) == Set(lines), "並べても一通も増えず減らない")
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

    @Test("順番は区切りごとに決める: 郵便番号の順に出て、宛先のないものは最後に回り、同じ名簿は二度並べ替えない")
    func arranged() async throws {
        let bench = try await town()
        let office = bench.office
        let (places, again) = try office.casework.perform(
            .printLetters, by: Self.counter, for: .registration
        ) { scope in
            let source = DecisionLetters()
            let lines = try source.lines(source.waiting(in: scope), in: scope)
            let gone = BatchLine(reference: 999_999)
            let found = try ArrangeLetters.perform(
                source, [gone] + lines, directory: office.directory, in: scope)
            return (
                found,
                try ArrangeLetters.perform(source, lines, directory: office.directory, in: scope)
            )
        }
        #expect(places.count == 6 && BatchPlace.inOrder(places).last?.reference == 999_999)
        #expect(BatchPlace.inOrder(places).dropLast() == BatchPlace.inOrder(again)[...])
        let keys = again.map(\.key)
        #expect(BatchPlace.inOrder(again).count == 5 && keys.allSatisfy { !$0.isEmpty })
        #expect(
            zip(BatchPlace.inOrder(again), keys.sorted()).allSatisfy { line, key in
                again.contains { $0.line == line && $0.key == key }
            })
    }

    /// Leaves the officer so many pages of this hour.
    private func use(_ bench: DeskBench, leaving pages: Int) throws {
        let ceilings = bench.office.ceilings
        let used = ceilings.terms.ceiling(of: .pages).limit - pages
        try bench.office.casework.perform(.printLetters, by: Self.counter, for: .registration) {
            try PrintLog.record(
                PrintedOutput("ほかの印刷", expected: 1, produced: 1, pages: used),
                ceilings: ceilings, in: $0)
        }
    }

    @Test("印刷の上限を超える一括は、始める前にそう告げ、失敗せずに一時停止し、次の時になれば続きから進む。止めればひとりでには進まない")
    func pausedByCeiling() async throws {
        let bench = try await town()
        let desk = bench.reception.desk
        try use(bench, leaving: 2)
        let run = try await bench.browse(as: "uketsuke") { browser -> String in
            let path = "/letters/batch/notice"
            let page = try await browser.get(path)
            #expect(page.text.contains("印刷の上限") && page.text.contains("残りは2枚"), "\(page.text)")
            #expect(page.text.contains("13時から残りの約5通"))
            let started = try await browser.follow(
                try await browser.post(
                    path, on: page, ["dated": "", "order": "postcode", "act": "job"]))
            await desk.runner.settle()
            let run = try started.address("/jobs/runs/")
            let paused = try await browser.get(run)
            #expect(paused.text.contains("E-JOB-015") && paused.text.contains("停止（再開できます）"))
            #expect(!paused.text.contains("失敗（再開できます）"))
            try desk.goOnWithPaused()
            await desk.runner.settle()
            #expect(try letters(bench).isEmpty, "時が来るまでは進まない")
            let stopped = try await browser.post(run + "/stop", on: paused, [:])
            #expect(stopped.status < 400)
            return run
        }
        bench.clock.go(seconds: 3_600)
        try desk.goOnWithPaused()
        await desk.runner.settle()
        #expect(try letters(bench).isEmpty, "止めたものは、ひとりでには進まない")
        try use(bench, leaving: 2)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(run)
            _ = try await browser.post(run + "/run", on: page, [:])
            await desk.runner.settle()
            #expect(try await browser.get(run).text.contains("E-JOB-015"))
        }
        bench.clock.go(seconds: 3_600)
        try desk.goOnWithPaused()
        await desk.runner.settle()
        #expect(try letters(bench).count == 5)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(run)
            #expect(page.text.contains("完了"))
        }
    }

    /// All letters as a job that the ceiling of the hour pauses.
    /// - Returns: the page of the run.
    private func paused(_ bench: DeskBench) async throws -> String {
        try use(bench, leaving: 2)
        return try await bench.browse(as: "uketsuke") { browser in
            let path = "/letters/batch/notice"
            let started = try await browser.follow(
                try await browser.post(
                    path, on: try await browser.get(path),
                    ["dated": "", "order": "postcode", "act": "job"]))
            await bench.reception.desk.runner.settle()
            return try started.address("/jobs/runs/")
        }
    }

    /// The process is gone, and another one begins with nothing but the books.
    private func restarted(_ bench: DeskBench) async throws -> DeskRoom {
        let next = try await Desk.reception(bench.office, bench.reception.desk.settings).desk
        try next.takeUpJobs()
        return next
    }

    /// Goes on with what the hour let pause, and waits for it.
    private func goOn(_ desk: DeskRoom) async throws {
        try desk.goOnWithPaused()
        await desk.runner.settle()
    }

    @Test("一時停止の間に機械を起動し直しても、次の時になれば続きから進む。もう一度の起動では始まらない")
    func pausedOverRestart() async throws {
        let bench = try await town()
        let run = try await paused(bench)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(run)
            #expect(page.text.contains("E-JOB-015"))
        }
        let id = try #require(run.split(separator: "/").last.flatMap { Int64($0) })
        let next = try await restarted(bench)
        try await goOn(next)
        #expect(try letters(bench).isEmpty, "時が来るまでは進まない")
        let waiting = try next.engine.waitingForHour(terminal: "desk")
        #expect(waiting.map(\.run) == [id] && waiting.first?.officer.officer == "uketsuke")
        bench.clock.go(seconds: 3_600)
        try await goOn(next)
        #expect(try letters(bench).count == 5)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(run)
            #expect(page.text.contains("完了") && page.text.contains("再開"))
        }
        // A second start does not begin it once more.
        let third = try await restarted(bench)
        #expect(try third.engine.waitingForHour(terminal: "desk").isEmpty)
    }

    @Test("一時停止を「区切りで停止する」で止めた後に起動し直しても、ひとりでには進まない")
    func stoppedOverRestart() async throws {
        let bench = try await town()
        let run = try await paused(bench)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(run)
            #expect(page.action("stop-form") != nil, "\(page.text)")
            let stopped = try await browser.post(run + "/stop", on: page, [:])
            #expect(stopped.status < 400)
            #expect(try await browser.get(run).action("stop-form") == nil)
        }
        let next = try await restarted(bench)
        bench.clock.go(seconds: 3_600)
        try await goOn(next)
        #expect(try letters(bench).isEmpty)
    }

    @Test("三日より前に一時停止したままのものは、起動し直してもひとりでには進まず、職員が再開する")
    func forgottenOverRestart() async throws {
        let bench = try await town()
        _ = try await paused(bench)
        let desk = bench.reception.desk
        #expect(try desk.engine.waitingForHour(terminal: "desk").count == 1)
        bench.clock.go(seconds: 3 * 86_400 + 3_600)
        try await goOn(try await restarted(bench))
        #expect(try letters(bench).isEmpty)
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
            try Family.of(.intake).protect(in: bench.office)
            let stopped = try await browser.get(run + "/paper?step=5")
            #expect(stopped.text.contains("E-JOB-014"))
            let again = try await browser.follow(
                try await browser.post(
                    run + "/paper", on: done, ["step": "5", "remake": "支援措置のため"]))
            #expect(again.text.contains("支援措置か引抜き"), "\(again.text)")
            try await browser.paper(again) { reader in
                let text = try reader.characters()
                #expect(text.matches(of: /C-2025-[0-9]{7}/).count >= 4)
                #expect(!text.contains(Family.of(.intake).child.description))
            }
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
