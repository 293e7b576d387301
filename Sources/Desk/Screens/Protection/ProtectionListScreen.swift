// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// Every measure in force: requests that wait, ends that come near or passed, ends in the register.
enum ProtectionListScreen {
    struct Body: PageModel {
        let requests: [ProtectionRequestRow]
        let hasRequests: Bool
        let due: [Row]
        let hasDue: Bool
        let ended: [Row]
        let hasEnded: Bool
        let others: [Row]
        let hasOthers: Bool
        let count: Int
        let pages: ListPage.Line?
        let days: Int
    }

    struct Row: PageModel {
        let person: NamedPerson
        let panel: String
        let source: String
        let until: String
        let isOver: Bool
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let read = try await visit.perform(.viewProtections) { scope in
            let standings = try directory.protections(of: nil).values.sorted {
                ($0.until?.description ?? "9999", $0.number)
                    < ($1.until?.description ?? "9999", $1.number)
            }
            let requests = try ProtectionBook.open(from: scope.db)
            let list = ListPage(of: standings.count, asked: asked, size: most)
            let shown = Array(standings[list.rows])
            let people = try directory.persons(
                shown.map(\.number) + requests.flatMap(\.members.keys))
            scope.saw(people.keys)
            return (
                shown: shown, list: list, count: standings.count, requests: requests, people: people
            )
        }
        let today = visit.today
        let limit = today.adding(days: visit.desk.settings.protectionReminderDays)
        let shown = read.shown
        let ended = shown.filter(\.hasEndedInRegister)
        let rest = shown.filter { !$0.hasEndedInRegister }
        let due = rest.filter { $0.until.map { $0 <= limit } ?? false }
        let others = rest.filter { !($0.until.map { $0 <= limit } ?? false) }
        let path = Route.protections.path()
        let pages = read.list.line(at: path)
        func rows(_ standings: [ProtectionStanding]) -> [Row] {
            standings.map { standing in
                Row(
                    person: NamedPerson(standing.number, read.people, for: officer),
                    panel: Route.protection.path(standing.number),
                    source: standing.sourceWording,
                    until: standing.until.map(Say.short) ?? "定めなし",
                    isOver: standing.until.map { $0 < today } ?? false)
            }
        }
        return Page(
            "protection/list", "支援措置の一覧", crumbs: [.home],
            keys: [
                .link("F5", "更新", pages.map { "\(path)?page=\($0.number)" } ?? path),
                .link("F6", "発送・引抜き", Route.postings.path()),
            ] + ListPage.keys(pages), problems: problems, message: Done.banner(visit),
            body: Body(
                requests: read.requests.map {
                    ProtectionRequestRow($0, read.people, visit, officer)
                }, hasRequests: !read.requests.isEmpty, due: rows(due), hasDue: !due.isEmpty,
                ended: rows(ended), hasEnded: !ended.isEmpty, others: rows(others),
                hasOthers: !others.isEmpty, count: read.count,
                pages: pages, days: visit.desk.settings.protectionReminderDays
            ))
    }
}
