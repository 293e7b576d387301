// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Jobs
import Office
import Press
import Safeguards
import Vocabulary

/// 残りの封筒で作り直す: a file of a batch that may no longer be opened, because of some of its families, is
/// drawn once more without them, as one file. It is kept beside the first, until both are tidied away.
enum RemakePaper {
    /// The fields of the form on the page of a run: which file, and why.
    static func fields(
        _ papers: [BatchPapers.Paper], _ typed: Typed, _ problems: [FormProblem]
    ) -> [FormField] {
        let fields: [FormField] = [
            .select(
                "step", "開けないファイル", typed,
                papers.filter { !$0.isAgain }.map { ($0.step, "\($0.title)番目（\($0.counts)）") },
                isRequired: true),
            .text(
                "remake", "作り直す理由（記録されます）", typed,
                hint: "例: 印刷の後に支援措置の対象になった世帯がある", isRequired: true),
        ]
        return fields.map { $0.checked(problems) }
    }

    static func perform(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("jobrun")
        var reading = FormReading(visit.form, today: visit.today)
        let key = Int64(reading.typed["step"])
        if key == nil { reading.wrong("step", "作り直すファイルを選んでください。") }
        let reason = reading.text("remake", orElse: "作り直す理由を入力してください（記録されます）。")
        guard reading.isRight, let key else {
            return .page(try await JobRunScreen.page(visit, problems: reading.problems))
        }
        let piece = try await BatchPapers.piece(key, of: id, visit)
        // Whoever may not print such papers does not print them again either.
        guard visit.may(BatchPapers.operation(of: piece.run)) else {
            throw SafeguardRefusal.notPermitted
        }
        do {
            let printed = try await visit.perform(reason: reason) { scope in
                try draw(piece, key, reason, visit, in: scope)
            }
            return try Printing.shelve(printed, visit)
        } catch let refusal as JobRefusal {
            reading.refused(refusal)
        } catch let refusal as LetterDeskRefusal {
            reading.refused(refusal)
        }
        return .page(try await JobRunScreen.page(visit, problems: reading.problems))
    }

    private static func draw(
        _ piece: BatchPapers.Piece, _ key: Int64, _ reason: String, _ visit: Visit,
        in scope: Scope
    ) throws -> PrintedPaper {
        let (office, desk) = (visit.installation, visit.desk)
        let file = try office.prints.printed(
            of: piece.batch.token, run: piece.run.id, through: key)
        guard
            try !PrintedLetters.stopped(file.envelopes, office.directory, in: scope).isEmpty
        else { throw JobRefusal.nothingStopped }
        if office.prints.holds(piece.batch.token, run: piece.run.id, through: key, isAgain: true) {
            let again = try office.prints.printed(
                of: piece.batch.token, run: piece.run.id, through: key, isAgain: true)
            guard
                try !PrintedLetters.stopped(again.envelopes, office.directory, in: scope).isEmpty
            else { throw JobRefusal.drawnAnew }
        }
        scope.note("file \(key) of run \(piece.run.id) anew")
        let isLetters = piece.run.order.job == PrintLettersWork.job
        let title =
            isLetters
            ? office.letterSource(piece.batch.kind, on: scope.today)?.title ?? "通知" : "受給資格証"
        let profile = desk.settings.office
        let sheets: [Sheet]
        let leftOut: [(envelope: String, reason: String)]
        if isLetters {
            let again = try RedrawLetters.perform(
                file.envelopes, reason: reason, terms: office.letterTerms(), in: scope)
            leftOut = again.leftOut
            sheets = again.papers.map {
                .letter($0.letter(sender: profile.sender, desk: profile.desk))
            }
        } else {
            let again = try RedrawCertificates.perform(
                file.envelopes, reason: reason, law: office.law, directory: office.directory,
                freshness: office.freshness, in: scope)
            leftOut = again.leftOut
            sheets = try again.papers.compactMap {
                try $0.mailed(issuer: profile.sender, desk: profile.desk)
            }.map { .mailedCertificate($0) }
        }
        guard !sheets.isEmpty else { throw JobRefusal.nothingLeft }
        let printed = try Printing.again(
            piece.batch.byPostcode ? sheets.inOrderOfPostcode() : sheets, title,
            expected: file.envelopes.count, leftOut: leftOut.map { "\($0.envelope)：\($0.reason)" },
            reason: reason, back: Route.jobRun.path(piece.run.id), desk, in: scope)
        let out = Set(leftOut.map(\.envelope))
        let kept = file.envelopes.filter { !out.contains($0) }
        // A second result of the step: it can be opened again, and is tidied away with the first.
        try office.prints.put(
            PrintedPiece(
                persons: LetterRegister.people(of: kept, from: scope.db).sorted(),
                envelopes: kept, pdf: printed.pdf), of: piece.batch.token, run: piece.run.id,
            through: key, isAgain: true)
        return printed
    }
}
