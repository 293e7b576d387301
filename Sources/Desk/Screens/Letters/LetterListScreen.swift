// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1430 通知の台帳: by number, person, kind and days, or all; the newest first, in pages.
enum LetterListScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let rows: [Row]
        let isNone: Bool
        let isSearch: Bool
        let returned: String
        let returnedCount: Int
        let batches: String
        let wordings: [Item]
        let samples: Int
        /// The person of the list, and the same list without it.
        let person: Chosen?
        let candidates: [LetterFinder.Candidate]
        let hasCandidates: Bool
        let areCandidatesCut: Bool
        let pages: ListPage.Line?
    }

    struct Chosen: PageModel {
        let who: NamedPerson
        let without: String
    }

    struct Row: PageModel {
        let href: String
        let envelope: String
        let document: String
        let kind: String
        let dated: String
        let recipient: NamedPerson
        let issued: String
        let again: String
    }

    private static let most = 100

    private struct Reading: Sendable {
        let list: ListPage
        let letters: [RegisteredLetter]
        let outside: [OutsideLetter]
        let free: Set<Int64>
        let people: [AddresseeNumber: ResidentSnapshot]
        let returned: Int
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, problems: problems, candidates: [], isCut: false)
    }

    /// - Parameter candidates: who may be meant by the name that was typed.
    static func page(
        _ visit: Visit, problems: [FormProblem], candidates: [LetterFinder.Candidate], isCut: Bool
    ) async throws -> Page {
        let reader = try visit.officer()
        let typed = visit.route == .letters ? visit.query : visit.form
        var reading = FormReading(typed, today: visit.today)
        let search = LetterFinder.search(&reading)
        let problems = problems.isEmpty ? reading.problems : problems
        // A question that cannot be read, or that must be asked anew, finds nothing yet.
        let isAsked = problems.isEmpty && candidates.isEmpty
        let read = try await read(isAsked ? search : nil, about: search.person, visit)
        let question = LetterFinder.question(typed, search.person)
        let pages = read.list.line(at: Route.letters.path(), keeping: question)
        let without = LetterFinder.question(typed, nil)
        let wordings = visit.installation.book.letters.list(on: visit.today)
        let rows = rows(read, reader)
        let body = Body(
            action: Route.findLetters.path(),
            fields: LetterFinder.fields(
                typed, mayName: visit.may(.searchPersons), problems),
            rows: rows, isNone: isAsked && rows.isEmpty, isSearch: !search.isEmpty,
            returned: Route.returnedMail.path(), returnedCount: read.returned,
            batches: Route.batches.path(),
            wordings: wordings.map { entry in
                Item(
                    entry.kind.wording,
                    entry.found.map { $0.isSample ? "文例（未確認）" : "市の文面" } ?? "未設定")
            }, samples: wordings.count { $0.found?.isSample ?? true },
            person: search.person.map {
                Chosen(
                    who: NamedPerson($0, read.people, for: reader),
                    without: Route.letters.path() + (without.isEmpty ? "" : "?" + without))
            }, candidates: candidates, hasCandidates: !candidates.isEmpty,
            areCandidatesCut: isCut, pages: pages)
        return Page(
            "letters/list", "通知の台帳", crumbs: [.home, Crumb("帳票・通知 発行", Route.papers.path())],
            keys: [
                .send("F5", "検索", form: "letter-form", isMain: true),
                .link("F6", "返戻", Route.returnedMail.path()),
                .link("F9", "発送・引抜き", Route.postings.path()),
            ] + ListPage.keys(pages), problems: problems, message: Done.banner(visit), body: body)
    }

    /// - Parameters:
    ///   - search: `nil` reads no letter.
    ///   - person: who stands over the list, whatever is wrong with the question.
    private static func read(
        _ search: LetterSearch?, about person: AddresseeNumber?, _ visit: Visit
    ) async throws -> Reading {
        let (directory, asked) = (visit.installation.directory, visit.query["page"])
        return try await visit.perform(.viewPostings) { scope in
            let list = ListPage(
                of: try search.map { try LetterRegister.count($0, from: scope.db) } ?? 0,
                asked: asked, size: most)
            let found =
                try search.map {
                    try LetterRegister.page(
                        $0, limit: most, skipping: list.rows.lowerBound, from: scope.db)
                } ?? (letters: [], outside: [])
            let named = found.letters.map(\.recipient) + [person].compactMap(\.self)
            scope.saw(named)
            scope.saw(found.outside.flatMap { [$0.recipient, $0.child] })
            scope.counted(found.letters.count + found.outside.count)
            return Reading(
                list: list, letters: found.letters, outside: found.outside,
                free: try OutsideFamily.free(found.outside, directory: directory, in: scope),
                people: try directory.persons(named),
                returned: try LetterRegister.returned(from: scope.db).count)
        }
    }

    private static func rows(_ read: Reading, _ reader: Principal) -> [Row] {
        let listed = read.letters.map { letter in
            let row = Row(
                href: Route.letter.path(letter.envelope), envelope: letter.envelope,
                document: letter.documentNumber, kind: letter.kind.wording,
                dated: Say.short(letter.datedOn),
                recipient: NamedPerson(letter.recipient, read.people, for: reader),
                issued: Say.moment(letter.issuedAt), again: letter.reprintReason ?? "")
            return (at: letter.issuedAt, row: row)
        }
        let outside = read.outside.map { letter in
            (
                at: letter.issuedAt,
                row: OutsideLetterScreen.row(letter, isFree: read.free.contains(letter.id))
            )
        }
        return (listed + outside).sorted { ($0.at, $0.row.envelope) > ($1.at, $1.row.envelope) }
            .map(\.row)
    }
}
