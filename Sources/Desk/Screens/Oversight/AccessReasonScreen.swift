// SPDX-License-Identifier: Apache-2.0
import Oversight
import Safeguards
import Vocabulary

/// 利用の理由: asked where no case of the officer explains an access, once a person and day. Nothing of the
/// person is shown until it is given.
enum AccessReasonScreen {
    struct Body: PageModel {
        let number: String
        let person: String
        let to: String
        let field: FormField
        let words: FormField
        let action: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        guard let person = AddresseeNumber(visit.query["person"]) else {
            throw DeskRefusal.notFound
        }
        return .page(page(visit, person, to: visit.query["to"], visit.query, problems: []))
    }

    /// Records the access with its reason; the page that was asked for follows.
    static func give(_ visit: Visit) async throws -> Answer {
        let typed = visit.form
        guard let person = AddresseeNumber(typed["person"]) else { throw DeskRefusal.notFound }
        guard let reason = AccessReason(rawValue: typed["reason"]),
            let text = reason.text(typed["words"])
        else {
            let refusal = OversightRefusal.reasonInvalid
            let words = refusal.message + Caution.unexplainedAccess.mark
            return .page(
                page(
                    visit, person, to: typed["to"], typed,
                    problems: [FormProblem("reason", words)]))
        }
        try await visit.perform(about: [person], reason: text) { $0.counted(1) }
        return .seeOther(
            LoginScreen.isLocal(typed["to"]) ? typed["to"] : Route.person.path(person))
    }

    private static func page(
        _ visit: Visit, _ person: AddresseeNumber, to: String, _ typed: Typed,
        problems: [FormProblem]
    ) -> Page {
        let choices = AccessReason.allCases.map {
            FormField.Choice(value: $0.rawValue, label: $0.title)
        }
        let body = Body(
            number: person.description, person: person.description,
            to: LoginScreen.isLocal(to) ? to : "",
            field: FormField.radio("reason", "利用の理由", typed, choices, isRequired: true)
                .over(.unexplainedAccess).checked(problems),
            words: .text(
                "words", "補足", typed, hint: "「その他」のときは必ず書いてください。本人以外の氏名は書きません", size: "long"),
            action: Route.giveReason.path())
        return Page(
            "oversight/reason", "利用の理由", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: visit.searchKey("検索に戻る")
                + [.send("F12", "開く", form: "reason-form", isMain: true)], problems: problems,
            body: body)
    }
}
