// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Jobs
import Office
import Safeguards
import Vocabulary

/// The papers that a batch printed, step by step, on the page of its run.
enum BatchPapers {
    struct Paper: PageModel {
        let title: String
        let counts: String
        let at: String
        let href: String
        let step: String
        /// Drawn anew, without the envelopes that may not be brought out any more.
        let isAgain: Bool
    }

    /// The operation that printed them: whoever may do it may fetch them.
    static func operation(of run: JobRun) -> OperationCode {
        run.order.job == PrintLettersWork.job ? .printLetters : .issueCertificate
    }

    static func papers(_ run: JobRun, _ steps: [JobStepLine], _ visit: Visit) -> [Paper] {
        guard !run.isTrial, visit.may(operation(of: run)), let batch = PrintBatch(run.order)
        else { return [] }
        let folder = visit.installation.prints
        return steps.filter {
            $0.items > 0 && folder.holds(batch.token, run: run.id, through: $0.afterKey)
        }.enumerated().flatMap { (index, step) -> [Paper] in
            let href = Route.jobPaper.path(run.id) + "?step=\(step.afterKey)"
            let first = Paper(
                title: "\(index + 1)", counts: "\(Say.count(step.items))\(run.unit)",
                at: Say.moment(step.at), href: href, step: String(step.afterKey), isAgain: false)
            guard folder.holds(batch.token, run: run.id, through: step.afterKey, isAgain: true)
            else { return [first] }
            return [
                first,
                Paper(
                    title: "\(index + 1)（作り直し）", counts: "残りの封筒", at: "",
                    href: href + "&again=1", step: String(step.afterKey), isAgain: true),
            ]
        }
    }

    /// What a batch prints, in words.
    static func items(_ run: JobRun, _ visit: Visit) -> [Item] {
        guard let batch = PrintBatch(run.order) else { return [] }
        let isLetter = run.order.job == PrintLettersWork.job
        let what =
            isLetter
            ? visit.installation.letterSource(batch.kind, on: visit.today)?.title ?? batch.kind
            : batch.kind == "renewals" ? "受給資格証（更新・区分の変更）" : "受給資格証"
        return [Item("印刷するもの", what)]
            + (isLetter
                ? [Item("施行日", batch.datedOn.map { Say.date($0) } ?? "発行の日")] : [])
    }

    /// One file of a run that was printed.
    struct Piece: Sendable {
        let run: JobRun
        let step: JobStepLine
        let batch: PrintBatch
    }

    /// - Throws: `DeskRefusal.notFound` where it is not there any more.
    static func piece(_ key: Int64, of id: Int64, _ visit: Visit) async throws -> Piece {
        let (run, step) = try await visit.perform(.viewJobs) { scope in
            guard let run = try JobBook.run(id, from: scope.db), !run.isTrial,
                let step = try JobBook.steps(of: id, from: scope.db).first(where: {
                    $0.afterKey == key && $0.items > 0
                })
            else { throw DeskRefusal.notFound }
            return (run, step)
        }
        guard let batch = PrintBatch(run.order),
            visit.installation.prints.holds(batch.token, run: id, through: key)
        else { throw DeskRefusal.notFound }
        return Piece(run: run, step: step, batch: batch)
    }

    /// One file of them; whoever opens it has seen the persons that it tells of.
    static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        let key = Int64(visit.query["step"]) ?? 0
        let piece = try await piece(key, of: id, visit)
        let isAgain = visit.query["again"] == "1"
        let (folder, batch) = (visit.installation.prints, piece.batch)
        guard !isAgain || folder.holds(batch.token, run: id, through: key, isAgain: true) else {
            throw DeskRefusal.notFound
        }
        let title = visit.desk.engine.title(of: piece.run.order.job)
        let (ceilings, directory) = (visit.installation.ceilings, visit.installation.directory)
        let pdf = try await visit.perform(operation(of: piece.run)) { scope in
            let printed = try folder.printed(
                of: batch.token, run: id, through: key, isAgain: isAgain)
            let stopped = try PrintedLetters.stopped(printed.envelopes, directory, in: scope)
            guard stopped.isEmpty else { throw JobRefusal.protectedSince(stopped.sorted()) }
            scope.saw(printed.persons)
            let count = isAgain ? printed.envelopes.count : piece.step.items
            scope.counted(count)
            scope.note("file \(key) of run \(id)" + (isAgain ? " anew" : ""))
            // Its pages were counted when it was printed.
            try PrintLog.record(
                PrintedOutput(
                    "\(title)の印刷用ファイル", form: .file, expected: count, produced: count),
                ceilings: ceilings, in: scope)
            return printed.pdf
        }
        return .pdf(pdf, name: "batch-\(id)-\(key)\(isAgain ? "-again" : "").pdf")
    }
}
