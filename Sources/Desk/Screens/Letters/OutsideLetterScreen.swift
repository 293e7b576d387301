// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1430, a letter to a party outside: a row of the register, and its course. It is written, and printed
/// again, on the page of what it is about.
enum OutsideLetterScreen {
    static func row(_ letter: OutsideLetter, isFree: Bool) -> LetterListScreen.Row {
        let href = Route.letter.path(letter.number)
        return LetterListScreen.Row(
            href: href, envelope: letter.number, document: letter.documentNumber,
            kind: letter.kind.wording, dated: Say.short(letter.issuedOn),
            recipient: NamedPerson(letter.party, isFree: isFree, href: href),
            issued: Say.moment(letter.issuedAt), again: "")
    }

    private struct Reading: Sendable {
        let letter: OutsideLetter
        let isFree: Bool
        let stages: [LetterStage]
        let people: [AddresseeNumber: ResidentSnapshot]
        let isOpen: Bool
        let isReturned: Bool
    }

    /// - Parameter envelope: at any sending of the letter.
    static func page(
        _ envelope: String, _ visit: Visit, _ problems: [FormProblem]
    ) async throws -> Page {
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewPostings) { scope in
            guard let sent = try OutsideLetterBook.letter(in: envelope, from: scope.db),
                let letter = try OutsideLetterBook.letter(sent.id, from: scope.db)
            else { throw DeskRefusal.notFound }
            scope.saw([letter.recipient, letter.child])
            let open = try OutsideLetterBook.open(from: scope.db)
            return Reading(
                letter: letter,
                isFree: try OutsideFamily.free([letter], directory: directory, in: scope)
                    .contains(letter.id),
                stages: try OutsideLetterBook.course(letter, from: scope.db),
                people: try directory.persons([letter.child]),
                isOpen: open.contains { $0.letter == letter && !$0.isRecalled },
                isReturned: try LetterRegister.returned(from: scope.db)
                    .contains { OutsideLetter.parts(of: $0.envelope)?.id == letter.id })
        }
        return Page(
            "letters/letter", "通知の経過",
            crumbs: [.home, Crumb("通知の台帳", Route.letters.path())],
            keys: [.link("F5", "更新", Route.letter.path(envelope))], problems: problems,
            message: Done.banner(visit), body: try body(read, visit, problems))
    }

    private static func body(
        _ read: Reading, _ visit: Visit, _ problems: [FormProblem]
    ) throws -> LetterScreen.Body {
        let letter = read.letter
        let here = Route.letter.path(letter.number)
        let origin =
            visit.mayEnter(.liability) ? Route.liability.path(letter.reference) : here
        return LetterScreen.Body(
            items: [
                Item("通知", "\(letter.kind.wording)（相手方あて）"), Item("封筒番号", letter.number),
                Item("文書番号", letter.documentNumber), Item("発行の日", Say.date(letter.issuedOn)),
                Item("期限", Say.date(letter.dueOn)),
                Item(
                    "対象児童",
                    NamedPerson(letter.child, read.people, for: try visit.officer()).name),
                Item("再発行", "事故の記録の画面（宛先から開く）で行います"),
            ], recipient: NamedPerson(letter.party, isFree: read.isFree, href: origin),
            stages: read.stages.map {
                LetterScreen.Stage(
                    at: Say.moment($0.at), words: $0.words,
                    officer: visit.desk.name(of: $0.officer), detail: $0.detail ?? "")
            }, reprint: nil,
            pull: read.isOpen && visit.may(.recordPosting)
                ? Route.pullLetter.path(letter.number) : nil, reasons: [],
            pullReasons: [
                FormField.text("pull-reason", "引き抜く理由（記録されます）", visit.form, isRequired: true)
                    .checked(problems)
            ], isReturned: read.isReturned, returned: Route.returnedMail.path())
    }
}
