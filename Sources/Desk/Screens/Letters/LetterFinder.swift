// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// What was asked of 1430: the number, the person, the kind and the days. A name never stands in an
/// address: it is turned into the 宛名番号 first, by a choice where several bear it.
enum LetterFinder {
    /// Somebody who may be meant.
    struct Candidate: PageModel {
        let href: String
        let name: String
        let kana: String
        let birth: String
        let number: String
        let flags: [Flag]
    }

    /// So many are offered; a name that more bear is typed more fully.
    private static let most = 20

    static func find(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let search = search(&reading)
        let text = reading.typed["who"]
        guard reading.isRight else {
            return .page(try await LetterListScreen.page(visit, problems: reading.problems))
        }
        guard !text.isEmpty else {
            return .onward(address(reading.typed, search.person))
        }
        guard let found = try await people(text, visit), !found.people.isEmpty else {
            reading.wrong(
                "who", "「\(text)」に当たる人がいません。カナ・氏名・生年月日・宛名番号・受給者番号のどれかを確かめてください。")
            return .page(try await LetterListScreen.page(visit, problems: reading.problems))
        }
        if found.people.count == 1 {
            return .onward(address(reading.typed, found.people[0].person.number))
        }
        return .page(try await page(visit, found))
    }

    /// The page of a question that found nobody, or several: it is asked anew whenever it is shown.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let text = visit.form["who"]
        guard problems.isEmpty, !text.isEmpty, let found = try await people(text, visit) else {
            return try await LetterListScreen.page(visit, problems: problems)
        }
        return try await page(visit, found)
    }

    private typealias Found = (people: [PersonSearch.Found], isCut: Bool)

    /// - Returns: `nil` where the text is no question.
    private static func people(_ text: String, _ visit: Visit) async throws -> Found? {
        let box = SearchBox(text, today: visit.today)
        guard !box.isEmpty else { return nil }
        let directory = visit.installation.directory
        return try await visit.perform(.searchPersons) { scope in
            try PersonSearch.run(box, most: most, directory: directory, in: scope)
        }
    }

    private static func page(_ visit: Visit, _ found: Found) async throws -> Page {
        let reader = try visit.officer()
        let candidates = found.people.map { one in
            let person = one.person
            return Candidate(
                href: address(visit.form, person.number),
                name: reader.sees(person.alias ?? person.name, of: .name),
                kana: reader.sees(person.kana, of: .kana),
                birth: reader.sees(Say.short(person.born), of: .birthDate),
                number: person.number.description, flags: Flag.about(person))
        }
        return try await LetterListScreen.page(
            visit, problems: [], candidates: candidates, isCut: found.isCut)
    }

    /// What was typed or stands in the address.
    static func search(_ reading: inout FormReading) -> LetterSearch {
        let typed = reading.typed
        var search = LetterSearch()
        let number = typed["number"]
        if !number.isEmpty {
            search.numbers = [number]
            if let read = try? EnvelopeCode.reading(number), read != number {
                search.numbers.append(read)
            }
        }
        search.person = AddresseeNumber(typed["person"])
        search.kind = LetterKind(rawValue: typed["kind"])
        search.from = reading.optionalDate("from", "施行日の始め")
        search.through = reading.optionalDate("through", "施行日の終わり")
        if let from = search.from, let through = search.through, through < from {
            reading.wrong("through", "施行日の終わりが、始めより前です。")
        }
        return search
    }

    /// The list of what was asked, without what was typed of a name.
    private static func address(_ typed: Typed, _ person: AddresseeNumber?) -> String {
        let question = question(typed, person)
        return Route.letters.path() + (question.isEmpty ? "" : "?" + question)
    }

    static func question(_ typed: Typed, _ person: AddresseeNumber?) -> String {
        let kept = ["number", "kind", "from", "through"].filter { !typed[$0].isEmpty }.map {
            "\($0)=\(Typed.escaped(typed[$0]))"
        }
        return (kept + [person.map { "person=\($0)" }].compactMap(\.self))
            .joined(separator: "&")
    }

    static func fields(_ typed: Typed, mayName: Bool, _ problems: [FormProblem]) -> [FormField] {
        let kinds = LetterKind.allCases.map { ($0.rawValue, $0.wording) }
        let who: [FormField] =
            mayName
            ? [
                .text(
                    "who", "宛先・対象の人", typed,
                    hint: "カナ・氏名・生年月日・宛名番号・受給者番号。対象の児童で探すと、保護者あての通知も出ます")
            ] : []
        return
            ([
                .text(
                    "number", "封筒番号・文書番号", typed,
                    hint: "2次元コードを読み取るか、N-2025-0000001、OT-12、見子福第1号 のように入力")
            ] + who + [
                .select("kind", "通知", typed, [("", "すべて")] + kinds),
                .date("from", "施行日の始め", typed, hint: nil),
                .date("through", "施行日の終わり", typed, hint: nil),
            ]).checked(problems)
    }
}
