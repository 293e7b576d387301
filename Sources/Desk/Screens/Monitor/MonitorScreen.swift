// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Formats
import Links
import Office
import Safeguards
import Vocabulary

/// 2040: what the links to other systems have brought, how old it is, what is missing, and what
/// waits. Nothing here is about a person.
enum MonitorScreen {
    struct Body: PageModel {
        let feeds: [FeedRow]
        let queues: [QueueRow]
        let files: [FileRow]
        let hasFiles: Bool
        let residents: [FileRow]
        let hasResidents: Bool
        let mayManage: Bool
        let allow: ApplicationScreen.Action?
        let gap: ApplicationScreen.Action?
        let residentGap: ApplicationScreen.Action?
        let hub: String?
        /// The virus scan of files.
        let scanner: [Item]
    }

    /// What the page shows, read from both systems.
    struct Reading: Sendable {
        let feeds: [FeedStatus]
        let backlog: (count: Int, oldest: Instant?)
        let files: [LinkFileBook.Entry]
        let inquiries: InquiryCounts
        let electronic: [ElectronicStatus: Int]
        let hub: HubOverview
    }

    /// The place of one feed on the page.
    static func path(ofFeed layout: String) -> String { Route.monitor.path() + "#feed-\(layout)" }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let office = visit.installation
        let today = visit.today
        let read = try await visit.perform(.viewMonitor) { scope in
            Reading(
                feeds: try FeedStatusBook.all(
                    layouts: office.layouts, residents: try office.directory.residentFeed(),
                    on: today, from: scope.db),
                backlog: try RejudgementQueue.backlog(on: today, from: scope.db),
                files: try LinkFileBook.files(limit: 30, from: scope.db),
                inquiries: try InquiryCounts.of(today, from: scope.db),
                electronic: try ElectronicBook.counts(from: scope.db),
                hub: try HubQueueBook.overview(from: scope.db))
        }
        let residents = try await visit.performInAddressee(.viewMonitor) { scope in
            (
                state: try ResidentFeedBook.state(in: scope),
                files: try ResidentFeedBook.files(limit: 20, in: scope)
            )
        }
        let mayManage = visit.may(.acceptFeedGap)
        let forms = MonitorForms(read.feeds, residents.state, visit, problems)
        let files = read.files.map { FileRow($0, office) }
        return Page(
            "monitor/monitor", Screen.monitor.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.monitor.path())]
                + (visit.may(.viewHub) ? [.link("F2", "PMH", Route.hub.path())] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                feeds: read.feeds.map { FeedRow($0, residents.state) },
                queues: QueueRow.all(read, residents.state, visit),
                files: files, hasFiles: !files.isEmpty,
                residents: residents.files.map(FileRow.init),
                hasResidents: !residents.files.isEmpty, mayManage: mayManage,
                allow: mayManage ? forms.allow : nil, gap: mayManage ? forms.gap : nil,
                residentGap: mayManage ? forms.residentGap : nil,
                hub: visit.may(.viewHub) ? Route.hub.path() : nil,
                scanner: ScannerItems.of(visit.desk.standingOfUploads, at: visit.desk.now)))
    }
}
