// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// One letter: what it was, its course, and what may still be done about it.
enum LetterScreen {
    struct Body: PageModel {
        let items: [Item]
        let recipient: NamedPerson
        let stages: [Stage]
        let reprint: String?
        let pull: String?
        let reasons: [FormField]
        let pullReasons: [FormField]
        let isReturned: Bool
        let returned: String
    }

    struct Stage: PageModel {
        let at: String
        let words: String
        let officer: String
        let detail: String
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let printed: PrintedEnvelope
        /// `nil` for certificates, and for letters older than the register.
        let letter: RegisteredLetter?
        let stages: [LetterStage]
        let people: [AddresseeNumber: ResidentSnapshot]
        let isOpen: Bool
        let isReturned: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    static func page(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        let envelope = visit.parameters["envelope"] ?? ""
        if OutsideLetter.parts(of: envelope) != nil {
            return try await OutsideLetterScreen.page(envelope, visit, problems)
        }
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewPostings) { scope in
            guard let printed = try LetterRegister.printed(envelope, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let people = try directory.persons([printed.recipient] + printed.about)
            scope.saw([printed.recipient] + printed.about)
            return Reading(
                printed: printed,
                letter: try LetterRegister.letter(envelope, from: scope.db),
                stages: try LetterRegister.course(envelope, from: scope.db), people: people,
                isOpen: try LetterBook.isOpen(envelope, from: scope.db),
                isReturned: try LetterRegister.returned(from: scope.db)
                    .contains { $0.envelope == envelope })
        }
        return Page(
            "letters/letter", "通知の経過",
            crumbs: [.home, Crumb("通知の台帳", Route.letters.path())],
            keys: [.link("F5", "更新", Route.letter.path(envelope))], problems: problems,
            message: Done.banner(visit), body: try body(read, visit, problems))
    }

    private static func body(
        _ read: Reading, _ visit: Visit, _ problems: [FormProblem]
    ) throws -> Body {
        let (printed, reader) = (read.printed, try visit.officer())
        var items = [
            Item("通知", read.letter?.kind.wording ?? printed.paper.wording),
            Item("封筒番号", printed.envelope), Item("印字", Say.moment(printed.printedAt)),
        ]
        if let letter = read.letter {
            items += [
                Item("文書番号", letter.documentNumber), Item("施行日", Say.date(letter.datedOn)),
            ]
            if let first = letter.reprintOf { items.append(Item("もとの封筒番号", first)) }
        }
        for child in printed.about {
            items.append(Item("対象児童", NamedPerson(child, read.people, for: reader).name))
        }
        return Body(
            items: items, recipient: NamedPerson(printed.recipient, read.people, for: reader),
            stages: read.stages.map {
                Stage(
                    at: Say.moment($0.at), words: $0.words,
                    officer: visit.desk.name(of: $0.officer),
                    detail: $0.detail ?? "")
            },
            reprint: read.letter != nil && visit.may(.reprintLetter)
                ? Route.reprintLetter.path(printed.envelope) : nil,
            pull: read.isOpen && visit.may(.recordPosting)
                ? Route.pullLetter.path(printed.envelope) : nil,
            reasons: [
                FormField.text("reason", "再発行の理由（記録されます）", visit.form, isRequired: true)
            ].checked(problems),
            pullReasons: [
                FormField.text("pull-reason", "引き抜く理由（記録されます）", visit.form, isRequired: true)
                    .checked(problems)
            ], isReturned: read.isReturned, returned: Route.returnedMail.path())
    }
}
