// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Press
import Safeguards
import Scheme
import Vocabulary

/// 申請書の印字 and 送付状 for one child: what the register knows is filled in, the rest is left blank.
/// Of a child for whom nobody has applied the application itself can be printed.
enum FormScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let action: String?
        let kinds: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    static func page(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        let child = try visit.addressee()
        let directory = visit.installation.directory
        let strip = try await visit.perform(.previewLetter, about: [child]) { scope in
            try StripReading(about: child, directory: directory, in: scope)
        }
        guard let strip else { throw EntitlementRefusal.unknownPerson }
        let choices =
            FormLetters.kinds.map { FormField.Choice(value: $0.rawValue, label: $0.wording) }
            + [FormField.Choice(value: LetterKind.cover.rawValue, label: "送付状")]
        let body = Body(
            subject: SubjectStrip(strip, for: try visit.officer(), in: visit.installation),
            tabs: visit.personTabs(child),
            action: visit.may(.printLetters) ? Route.printForm.path(child) : nil,
            kinds: [
                .radio(
                    "kind", "印字するもの", visit.form, choices,
                    hint: "受給資格の記録のない児童には、受給資格登録申請書だけを、住民記録の親の名で印字できます。", isRequired: true),
                .area(
                    "enclosures", "送付するもの（送付状のとき。1行に一つ）", visit.form),
                .text("why", "送付の理由（送付状のとき）", visit.form),
            ].checked(problems))
        return Page(
            "letters/forms", "申請書の印字・送付状",
            crumbs: [.home, Crumb("対象者台帳", Route.person.path(child))],
            keys: body.action == nil
                ? [] : [.send("F12", "印字", form: "form-form", isMain: true)],
            problems: problems, body: body)
    }

    static func print(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        let (office, desk) = (visit.installation, visit.desk)
        var reading = FormReading(visit.form, today: visit.today)
        let kind = LetterKind(rawValue: visit.form["kind"])
        let enclosures = visit.form["enclosures"].split(whereSeparator: \.isNewline)
            .map(String.init)
            .filter { !$0.allSatisfy(\.isWhitespace) }
        var source: (any LetterSource)?
        var form: FormLetters?
        switch kind {
        case .cover:
            if enclosures.isEmpty { reading.wrong("enclosures", "送付するものを入力してください。") }
            source = CoverLetters(enclosures: enclosures, reason: visit.form["why"])
        case let kind? where FormLetters.kinds.contains(kind):
            form = FormLetters(kind, directory: office.directory, law: office.law)
            source = form
        default: reading.wrong("kind", "印字するものを選んでください。")
        }
        return try await LetterScreens.carryOut(visit, &reading, again: FormScreen.page) {
            guard let source else { throw DeskRefusal.notFound }
            let form = form
            let printed = try await visit.perform(about: [child]) { scope -> PrintedPaper in
                let batch = try IssueLetters.perform(
                    source, [child.value], office.letterTerms(), in: scope)
                let leftOut =
                    batch.expected == 0
                    ? [try form?.obstacle(for: child, in: scope) ?? "この児童に受給資格の記録がありません"]
                    : batch.leftOut.map(\.reason)
                return try Printing.paper(
                    batch.letters, source.title, expected: 1, leftOut: leftOut,
                    back: Route.person.path(child), desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        }
    }
}
