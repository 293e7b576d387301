// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Office
import Safeguards
import Vocabulary

/// What a person to be numbered is looked for by. The 個人番号 is under the seal of System 2 and rests
/// here only until the person is numbered.
struct CandidateTicket: Sendable {
    let number: SealedNumber?
    let items: FourItems
    let postalCode: String
    let reason: String
}

/// 付番, first step: number and four items; System 2 is asked for candidates before anybody is
/// numbered a second time.
enum NumberingScreen {
    struct Body: PageModel {
        let action: String
        let number: [FormField]
        let items: [FormField]
        let reason: [FormField]
    }

    static func show(_ visit: Visit) throws -> Answer {
        return .page(page(visit, problems: []))
    }

    static func ask(_ visit: Visit) throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let name = reading.text("name", orElse: "氏名を入力してください。")
        if !name.isEmpty, !name.contains("　"), !name.contains(" ") {
            reading.wrong("name", "氏と名の間を空けて入力してください。")
        }
        let born = reading.date("born", "生年月日")
        let address = reading.text("address", orElse: "住所を入力してください。")
        let postalCode = EntryReading.digits(reading.typed["postal-code"])
        if !postalCode.isEmpty, postalCode.count != 7 {
            reading.wrong("postal-code", "郵便番号は7桁の数字です。")
        }
        let reason = reading.text("reason", orElse: "理由を入力してください（記録されます）。")
        var sealed: SealedNumber?
        do {
            sealed = try NumberField.seal(visit.form, in: visit.installation)
        } catch let refusal as NumberRefusal {
            reading.refused(refusal, field: NumberField.name)
        }
        guard reading.isRight, let born else {
            return .page(page(visit, problems: reading.problems))
        }
        let typed = reading.typed
        let items = FourItems(
            name: Self.wide(name), kana: Self.wide(typed["kana"]), sex: typed["sex"],
            born: .known(born), address: Self.wide(address), building: Self.wide(typed["building"]))
        let key = visit.desk.candidateTickets.put(
            CandidateTicket(
                number: sealed, items: items, postalCode: postalCode, reason: reason),
            of: try visit.officer().officer)
        return .onward(Route.candidates.path(key))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) -> Page {
        let typed = visit.form
        return Page(
            "matching/number", "候補検索・付番", crumbs: [.home, .screen(.matching, .matches)],
            keys: [.send("F12", "候補を探す", form: "candidate-form", isMain: true)],
            problems: problems,
            body: Body(
                action: Route.askCandidates.path(),
                number: [AddresseeFields.number(typed)].checked(problems),
                items: [
                    FormField.text("name", "氏名", typed, hint: "氏と名の間を空ける", isRequired: true),
                    .text("kana", "フリガナ", typed),
                    .select(
                        "sex", "性別", typed, [("0", "不明"), ("1", "男"), ("2", "女")]),
                    .date("born", "生年月日", typed, hint: nil, isRequired: true),
                    .code("postal-code", "郵便番号", typed, digits: 0),
                    .text("address", "住所", typed, size: "long", isRequired: true),
                    .text("building", "方書", typed, size: "long"),
                ].map { $0.checked(problems) },
                reason: [AddresseeFields.reason(typed).checked(problems)]))
    }

    /// Full width, as the numbering interface asks for text.
    private static func wide(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                HalfKana.full(text).unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x20: "\u{3000}"
                    case 0x21...0x7E: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
                    default: scalar
                    }
                }))
    }
}
