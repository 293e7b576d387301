// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 1430 通知の台帳: by the number of an envelope or of a document, or the newest.
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

    static func show(_ visit: Visit) async throws -> Answer {
        let (reader, directory) = (try visit.officer(), visit.installation.directory)
        let typed = visit.query["number"]
        let read = try await visit.perform { scope in
            let number = (try? EnvelopeCode.reading(typed)) ?? typed
            var letters =
                typed.isEmpty
                ? try LetterRegister.newest(limit: most, from: scope.db)
                : try LetterRegister.find(number, limit: most, from: scope.db)
            if letters.isEmpty, !typed.isEmpty {
                letters = try LetterRegister.find(typed, limit: most, from: scope.db)
            }
            let outside =
                typed.isEmpty
                ? try OutsideLetterBook.newest(limit: most, from: scope.db)
                : try OutsideLetterBook.find(number, from: scope.db)
                    + (number == typed ? [] : OutsideLetterBook.find(typed, from: scope.db))
            let people = try directory.persons(letters.map(\.recipient))
            scope.saw(people.keys)
            scope.saw(outside.flatMap { [$0.recipient, $0.child] })
            return (
                letters: letters, outside: outside,
                free: try OutsideFamily.free(outside, directory: directory, in: scope),
                people: people,
                returned: try LetterRegister.returned(from: scope.db).count
            )
        }
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
        let rows = (listed + outside).sorted { $0.at > $1.at }.prefix(most).map(\.row)
        let wordings = visit.installation.book.letters.list(on: visit.today)
        let body = Body(
            action: Route.letters.path(),
            fields: [
                FormField.text(
                    "number", "封筒番号・文書番号", visit.query,
                    hint: "2次元コードを読み取るか、N-2025-0000001、OT-12、見子福第1号 のように入力")
            ].checked([]), rows: rows, isNone: rows.isEmpty, isSearch: !typed.isEmpty,
            returned: Route.returnedMail.path(), returnedCount: read.returned,
            batches: Route.batches.path(),
            wordings: wordings.map { entry in
                Item(
                    entry.kind.wording,
                    entry.found.map { $0.isSample ? "文例（未確認）" : "市の文面" } ?? "未設定")
            }, samples: wordings.count { $0.found?.isSample ?? true })
        return .page(
            Page(
                "letters/list", "通知の台帳", crumbs: [.home, Crumb("帳票・通知 発行", Route.papers.path())],
                keys: [
                    .send("F5", "検索", form: "letter-form", isMain: true),
                    .link("F6", "返戻", Route.returnedMail.path()),
                    .link("F7", "発送・引抜き", Route.postings.path()),
                ], message: Done.banner(visit), body: body))
    }
}
