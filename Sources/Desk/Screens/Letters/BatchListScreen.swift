// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 一括発行の記録: expected against produced, and what was left out and why.
enum BatchListScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let count: String
        let pages: ListPage.Line?
    }

    /// Batches of a page.
    static let most = 100

    struct Row: PageModel {
        let href: String
        let at: String
        let title: String
        let dated: String
        let counts: String
        let officer: String
        let flags: [Flag]
    }

    struct One: PageModel {
        let items: [Item]
        let leftOut: [LeftOutRow]
        let isNone: Bool
    }

    struct LeftOutRow: PageModel {
        let recipient: NamedPerson
        let reason: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let asked = visit.query["page"]
        let (batches, list) = try await visit.perform { scope in
            let list = ListPage(
                of: try LetterBatchBook.count(from: scope.db), asked: asked, size: most)
            return (
                try LetterBatchBook.newest(
                    limit: list.rows.count, skipping: list.rows.lowerBound, from: scope.db), list
            )
        }
        let pages = list.line(at: Route.batches.path())
        let rows = batches.map { batch in
            Row(
                href: Route.batch.path(batch.id), at: Say.moment(batch.at), title: batch.title,
                dated: Say.short(batch.datedOn),
                counts: "\(Say.count(batch.produced))/\(Say.count(batch.expected))",
                officer: visit.desk.name(of: batch.officer),
                flags: batch.leftOut == 0 ? [] : [Flag("外れ\(batch.leftOut)件", .warn)])
        }
        return .page(
            Page(
                "letters/batches", "一括発行の記録",
                crumbs: [.home, Crumb("帳票・通知 発行", Route.papers.path())],
                keys: [.link("F5", "更新", Route.batches.path())] + ListPage.keys(pages),
                body: Body(
                    rows: rows, isNone: rows.isEmpty, count: Say.count(list.total), pages: pages)))
    }

    static func one(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("batch")
        let (reader, directory) = (try visit.officer(), visit.installation.directory)
        let read = try await visit.perform { scope in
            guard let batch = try LetterBatchBook.batch(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let leftOut = try LetterBatchBook.leftOut(of: id, from: scope.db)
            let people = try directory.persons(leftOut.map(\.recipient))
            scope.saw(people.keys)
            return (batch: batch, leftOut: leftOut, people: people)
        }
        let batch = read.batch
        return .page(
            Page(
                "letters/batch-one", batch.title,
                crumbs: [.home, Crumb("一括発行の記録", Route.batches.path())],
                keys: [.link("F5", "更新", Route.batch.path(id))],
                body: One(
                    items: [
                        Item("発行", Say.moment(batch.at)), Item("施行日", Say.date(batch.datedOn)),
                        Item("予定", "\(Say.count(batch.expected))件"),
                        Item("できた", "\(Say.count(batch.produced))件"),
                        Item("外れた", "\(Say.count(batch.leftOut))件"),
                        Item("発行した職員", visit.desk.name(of: batch.officer)),
                    ],
                    leftOut: read.leftOut.map {
                        LeftOutRow(
                            recipient: NamedPerson($0.recipient, read.people, for: reader),
                            reason: $0.reason)
                    }, isNone: read.leftOut.isEmpty)))
    }
}
