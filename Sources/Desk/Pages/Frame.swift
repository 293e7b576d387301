// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Scheme

/// What stands around every page: header, breadcrumb, message area, key bar.
struct Frame: PageModel {
    /// The title of the window; it begins with 「エラー：」 where the page has problems.
    let title: String
    let heading: String
    let business: String
    /// 「検証環境」, or nothing in live use.
    let environment: String?
    let screen: String
    let officer: OfficerBadge?
    let crumbs: [Crumb]
    let keys: [Key]
    let problems: [FormProblem]
    let hasProblems: Bool
    let message: Banner?
    /// News of another office that are too old, in one line.
    let stale: String?
    /// 緊急停止 that stand, one line each.
    let stops: [String]
    /// The virus scan where it is not as it must be, in one line.
    let scanning: String?
    /// What every form of the page brings back.
    let csrf: String
    let once: String
    let page: any PageModel

    init(_ page: Page, of visit: Visit, once: String) {
        let screen = page.screen ?? visit.route.definition.screen
        let book = visit.installation.book
        let mark = page.problems.isEmpty ? "" : "エラー："
        title = "\(mark)\(page.heading) - \(book.title)"
        heading = page.heading
        business = book.title
        environment = visit.desk.settings.isRehearsal ? "検証環境" : nil
        self.screen = screen.rawValue
        officer = visit.session.map {
            OfficerBadge($0, waiting: visit.desk.waitingCounts)
        }
        crumbs = page.crumbs
        var keys = page.keys
        if visit.session != nil {
            keys.insert(.link("F1", "ヘルプ", Route.help.path(screen.rawValue)), at: 0)
            if let back = page.crumbs.last { keys.append(.link("Escape", "戻る", back.href)) }
        }
        self.keys = keys.sorted { $0.order < $1.order }
        problems = page.problems
        hasProblems = !page.problems.isEmpty
        message = page.message
        stale = visit.session == nil ? nil : visit.desk.staleFeed
        stops = visit.session == nil ? [] : visit.desk.stops.map(\.bannerLine)
        scanning = visit.desk.scanning
        csrf = visit.session?.csrf ?? ""
        self.once = once
        self.page = page.body
    }
}
