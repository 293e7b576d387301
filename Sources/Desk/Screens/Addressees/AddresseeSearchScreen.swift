// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Office
import Safeguards
import Vocabulary

/// 2010 統合宛名 検索・照会: by one of the three numbers or by the four items, with a reason.
enum AddresseeSearchScreen {
    struct Body: PageModel {
        let action: String
        let numbers: [FormField]
        let items: [FormField]
        let reasons: [FormField]
        let result: Result?
    }

    struct Result: PageModel {
        let words: [String]
        let reason: String
        let count: Int
        let isCut: Bool
        let isNone: Bool
        let rows: [AddresseeRow]
    }

    static let most = 100

    static func show(_ visit: Visit) throws -> Answer {
        return .page(page(visit, problems: []))
    }

    /// Keeps what was typed out of addresses; a 個人番号 is sealed here and asked for at once.
    static func ask(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "検索の理由を入力してください（記録されます）。")
        let asked = question(&reading)
        var sealed: SealedNumber?
        do {
            sealed = try NumberField.seal(visit.form, in: visit.installation)
        } catch let refusal as NumberRefusal {
            reading.refused(refusal, field: NumberField.name)
        }
        if sealed == nil, asked.words.isEmpty, reading.isRight {
            reading.wrong("addressee", "番号か、氏名・フリガナ・生年月日・住所のどれかを入力してください。")
        }
        guard reading.isRight else { return .page(page(visit, problems: reading.problems)) }
        var numbers: [AddresseeNumber] = []
        if let sealed {
            let (vault, peer) = (visit.installation.vault, try visit.welfare())
            numbers = try await visit.performInAddressee(.searchAddressee, reason: reason) {
                try SearchAddressee.performMasked(
                    PersonQuestion(number: sealed), on: peer, vault: vault, in: $0
                ).map(\.addressee)
            }
        }
        let ticket = AddresseeTicket(
            question: sealed == nil ? asked.question : nil, numbers: numbers,
            isByNumber: sealed != nil, reason: reason,
            words: sealed == nil ? asked.words : ["個人番号（入力済み・表示しません）"])
        let key = visit.desk.addresseeTickets.put(ticket, of: try visit.officer().officer)
        return .onward(Route.foundAddressees.path(key))
    }

    static func found(_ visit: Visit) async throws -> Answer {
        let key = visit.parameters["ticket"] ?? ""
        guard
            let ticket = visit.desk.addresseeTickets.get(key, of: try visit.officer().officer)
        else { return .seeOther(Route.addressees.path()) }
        let (vault, peer) = (visit.installation.vault, try visit.welfare())
        let cards = try await visit.performInAddressee(.searchAddressee, reason: ticket.reason) {
            scope in
            let questions =
                ticket.isByNumber
                ? ticket.numbers.map { PersonQuestion(addressee: $0) }
                : [ticket.question].compactMap(\.self)
            return try questions.flatMap {
                try SearchAddressee.performMasked(
                    $0, limit: most, on: peer, vault: vault, in: scope)
            }
        }
        let rows = cards.map { AddresseeRow($0, ticket: key, visit) }
        let result = Result(
            words: ticket.words, reason: ticket.reason, count: rows.count,
            isCut: rows.count >= most, isNone: rows.isEmpty, rows: rows)
        return .page(page(visit, problems: [], result: result))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) -> Page {
        page(visit, problems: problems, result: nil)
    }

    private static func page(
        _ visit: Visit, problems: [FormProblem], result: Result?
    ) -> Page {
        Page(
            "addressees/search", Screen.addressee.title, crumbs: [.home],
            keys: [
                .link("F3", "新しい検索", Route.addressees.path()),
                .send("F5", "検索", form: "addressee-form", isMain: true),
            ], problems: problems,
            body: Body(
                action: Route.askAddressee.path(),
                numbers: AddresseeFields.numbers(visit.form).checked(problems),
                items: AddresseeFields.items(visit.form).map { $0.checked(problems) },
                reasons: [AddresseeFields.reason(visit.form).checked(problems)], result: result))
    }

    private static func question(
        _ reading: inout FormReading
    ) -> (question: PersonQuestion, words: [String]) {
        let typed = reading.typed
        var question = PersonQuestion()
        var words: [String] = []
        for (name, label) in [("addressee", "宛名番号"), ("integrated", "統合宛名番号")]
        where !typed[name].isEmpty {
            guard let number = AddresseeNumber(EntryReading.digits(typed[name])) else {
                reading.wrong(name, "\(label)は15桁までの数字です。検査数字も確かめてください。")
                continue
            }
            if name == "addressee" { question.addressee = number }
            if name == "integrated" { question.integratedNumber = number }
            words.append("\(label) \(name == "addressee" ? number.description : "（入力済み）")")
        }
        if !typed["name"].isEmpty {
            question.name = typed["name"]
            words.append("氏名 \(typed["name"])")
        }
        if !typed["kana"].isEmpty {
            question.kana = typed["kana"]
            words.append("フリガナ \(typed["kana"])")
        }
        if let born = reading.optionalDate("born", "生年月日") {
            question.born = born
            words.append("生年月日 \(Say.date(born))")
        }
        if !typed["address"].isEmpty {
            question.address = typed["address"]
            words.append("住所 \(typed["address"])")
        }
        return (question, words)
    }
}
