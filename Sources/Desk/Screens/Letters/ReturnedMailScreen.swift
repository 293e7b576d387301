// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 返戻: letters that the post brought back: scanned, with the next thing to do, settled.
enum ReturnedMailScreen {
    struct Body: PageModel {
        let record: String?
        let fields: [FormField]
        let rows: [Row]
        let isNone: Bool
        let outcomes: [FormField.Choice]
    }

    struct Row: PageModel {
        let href: String
        let envelope: String
        let document: String
        let paper: String
        let recipient: NamedPerson
        let cause: String
        let returned: String
        let note: String
        let steps: [String]
        let settle: String?
        let field: String
        let again: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    static func page(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        let (reader, directory) = (try visit.officer(), visit.installation.directory)
        let read = try await visit.perform(.viewPostings) { scope in
            let letters = try LetterRegister.returned(from: scope.db)
            let people = try directory.persons(letters.map(\.recipient))
            let outside = try OutsideLetterBook.letters(
                in: letters.map(\.envelope), from: scope.db)
            scope.saw(people.keys)
            scope.saw(outside.values.map(\.child))
            return (
                letters: letters, people: people, outside: outside,
                free: try OutsideFamily.free(
                    Array(outside.values), directory: directory, in: scope)
            )
        }
        let may = visit.may(.recordPosting)
        let rows = read.letters.map { letter in
            let href = Route.letter.path(letter.envelope)
            let outside = OutsideLetter.parts(of: letter.envelope)
                .flatMap { read.outside[$0.id] }
            return Row(
                href: href, envelope: letter.envelope,
                document: outside?.documentNumber ?? letter.documentNumber,
                paper: outside?.kind.wording ?? letter.paper?.wording ?? "",
                recipient: outside.map {
                    NamedPerson($0.party, isFree: read.free.contains($0.id), href: href)
                } ?? NamedPerson(letter.recipient, read.people, for: reader),
                cause: letter.cause.wording, returned: Say.short(letter.returnedOn),
                note: letter.note ?? "",
                steps: letter.next(read.people[letter.recipient]).map(\.wording),
                settle: may ? Route.settleReturn.path(letter.id) : nil, field: "s\(letter.id)",
                again: "e\(letter.id)")
        }
        let causes = ReturnCause.allCases.map { ($0.rawValue, $0.wording) }
        let body = Body(
            record: may ? Route.recordReturn.path() : nil,
            fields: [
                .text(
                    "code", "封筒番号（2次元コードを読み取る）", visit.form, isRequired: true),
                .select(
                    "cause", "戻った理由", visit.form, [("", "選んでください")] + causes,
                    isRequired: true),
                .date("on", "戻った日", visit.form, whose: "past", isRequired: true),
                .text("note", "メモ（任意）", visit.form),
            ].checked(problems), rows: rows, isNone: rows.isEmpty,
            outcomes: ReturnOutcome.allCases.map {
                FormField.Choice(value: $0.rawValue, label: $0.wording)
            })
        return Page(
            "letters/returned", "返戻", crumbs: [.home, Crumb("通知の台帳", Route.letters.path())],
            keys: [.link("F5", "更新", Route.returnedMail.path())]
                + (may ? [.send("F12", "返戻を記録", form: "return-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit), body: body)
    }
}

/// A return recorded, and settled.
enum ReturnedMailSteps {
    static func record(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let code = reading.text("code", orElse: "封筒番号を読み取るか入力してください。")
        let cause = ReturnCause(rawValue: visit.form["cause"])
        if cause == nil { reading.wrong("cause", "戻った理由を選んでください。") }
        let day = reading.date("on", "戻った日", whose: .child)
        let note = visit.form["note"]
        return try await LetterScreens.carryOut(visit, &reading, again: ReturnedMailScreen.page) {
            guard let cause, let day else { throw LetterDeskRefusal.missingReason }
            try await visit.perform { scope in
                _ = try RecordReturn.perform(code, cause: cause, on: day, note: note, in: scope)
            }
            return visit.carriedOut(Route.returnedMail.path() + "?done=returnrecorded")
        }
    }

    static func settle(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("mail")
        var reading = FormReading(visit.form, today: visit.today)
        let outcome = ReturnOutcome(rawValue: visit.form["outcome"])
        if outcome == nil { reading.wrong("s\(id)o", "どうしたかを選んでください。") }
        let note = visit.form["note"]
        if note.isEmpty { reading.wrong("s\(id)", "処理の内容を入力してください（記録されます）。") }
        let envelope = visit.form["envelope"]
        return try await LetterScreens.carryOut(visit, &reading, again: ReturnedMailScreen.page) {
            guard let outcome else { throw LetterDeskRefusal.missingReason }
            try await visit.perform { scope in
                try SettleReturn.perform(
                    id, outcome, envelope: envelope, note: note, in: scope)
            }
            return visit.carriedOut(Route.returnedMail.path() + "?done=returnsettled")
        }
    }
}
