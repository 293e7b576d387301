// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// A letter printed again, or taken out of the run before it is posted.
enum LetterSteps {
    static func reprint(_ visit: Visit) async throws -> Answer {
        let envelope = visit.parameters["envelope"] ?? ""
        let (office, desk) = (visit.installation, visit.desk)
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "再発行の理由を入力してください。")
        return try await LetterScreens.carryOut(visit, &reading, again: LetterScreen.page) {
            let printed = try await visit.perform(reason: reason) { scope -> PrintedPaper in
                let result = try ReprintLetter.perform(
                    envelope, reason: reason, terms: office.letterTerms(), in: scope)
                var (letters, leftOut): ([ReadyLetter], [String]) = ([], [])
                switch result {
                case .success(let letter): letters = [letter]
                case .failure(let out): leftOut = [out.reason]
                }
                return try Printing.paper(
                    letters, "通知書の再発行", expected: 1, leftOut: leftOut, reason: reason,
                    back: Route.letter.path(envelope), desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        }
    }

    static func pull(_ visit: Visit) async throws -> Answer {
        let envelope = visit.parameters["envelope"] ?? ""
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("pull-reason", orElse: "引き抜く理由を入力してください。")
        return try await LetterScreens.carryOut(visit, &reading, again: LetterScreen.page) {
            try await visit.perform { scope in
                try PullLetters.perform([envelope], reason: reason, in: scope)
            }
            return visit.carriedOut(Route.postings.path() + "?done=pulled")
        }
    }
}

/// Pages of a run that was just printed, once more: after a jam of the printer.
enum PageSteps {
    static func print(_ visit: Visit) async throws -> Answer {
        let key = visit.parameters["print"] ?? ""
        let desk = visit.desk
        guard let paper = desk.prints.get(key, of: try visit.officer().officer) else {
            throw DeskRefusal.notFound
        }
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.text("pages", orElse: "印刷するページを入力してください（例 1-3,7）。")
        let choice = PageChoice(typed)
        if !typed.isEmpty, choice == nil { reading.wrong("pages", "ページは 1-3,7 のように入力してください。") }
        let reason = reading.text("reason", orElse: "もう一度印刷する理由を入力してください。")
        guard let choice else {
            return .page(try await PrintedScreen.page(visit, reading.problems))
        }
        return try await LetterScreens.carryOut(visit, &reading, again: PrintedScreen.page) {
            let office = visit.installation
            let printed = try await visit.perform(reason: reason) { scope -> PrintedPaper in
                let (pdf, report) = try desk.pressRoom().preview(
                    paper.sheets, desk.order(paper.title, pages: choice))
                let envelopes = report.perPageEnvelope.compactMap { $0?.text }
                // What was recalled since must not come out of the printer again.
                let open = try LetterBook.recalledAmong(envelopes, from: scope.db)
                guard open.isEmpty else { throw ProtectionRefusal.letterRecalled }
                scope.saw(try LetterRegister.people(of: envelopes, from: scope.db))
                try PrintLog.record(
                    PrintedOutput(
                        paper.title, expected: report.envelopes, produced: report.envelopes,
                        pages: report.pages, reprintReason: "ページ \(choice)：\(reason)"),
                    ceilings: office.ceilings, in: scope)
                return PrintedPaper(
                    title: "\(paper.title)（ページ \(choice)）", pdf: pdf,
                    expected: report.envelopes, produced: report.envelopes, leftOut: [],
                    back: Route.printed.path(key), pages: report.pages)
            }
            return try Printing.shelve(printed, visit)
        }
    }
}
