// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Scheme

/// What stands around every page: header, breadcrumb, message area, key bar.
struct Frame: PageModel {
    /// The title of the window; it begins with 「エラー：」 where the page has problems, or is a refusal itself.
    let title: String
    let heading: String
    let business: String
    /// 「検証環境」, or nothing in live use.
    let environment: String?
    let screen: String
    let officer: OfficerBadge?
    let crumbs: [Crumb]
    let keys: [Key]
    /// What stands on the keys of this office.
    let caps: KeyCaps
    /// Where Enter is left to the browser.
    let plainEnter: Bool
    /// Which keys differ from the standard, for the script.
    let otherKeys: String?
    /// Who else has this person's record open, in one line.
    let openElsewhere: String?
    let problems: [FormProblem]
    let hasProblems: Bool
    let message: Banner?
    /// News of another office that are too old, in one line.
    let stale: String?
    /// 緊急停止 that stand, one line each.
    let stops: [String]
    /// The virus scan where it is not as it must be, in one line.
    let scanning: String?
    /// A town to practise on: nothing real belongs here.
    let isPractice: Bool
    /// Where officers practise, on a desk that knows such a place.
    let practiceHref: String?
    /// What every form of the page brings back.
    let csrf: String
    let once: String
    let page: any PageModel

    init(_ page: Page, of visit: Visit, once: String) {
        let route = page.route ?? visit.route
        let book = visit.installation.book
        let mark = page.problems.isEmpty && page.status < 400 ? "" : "エラー："
        title = "\(mark)\(page.heading) - \(book.title)"
        heading = page.heading
        business = book.title
        environment = visit.desk.settings.environmentWord
        screen = route.definition.screen.rawValue
        officer = visit.session.map {
            OfficerBadge($0, waiting: visit.desk.waitingCounts)
        }
        crumbs = page.crumbs
        var keys = page.keys
        if visit.session != nil {
            keys.insert(.link("F1", "ヘルプ", Route.help.path(HelpTopic(of: route).word)), at: 0)
            if let back = page.crumbs.last, !keys.contains(where: { $0.key == "Escape" }) {
                keys.append(.link("Escape", "戻る", back.href))
            }
        }
        let table = visit.installation.keyboard.table
        self.keys = keys.map { $0.on(table) }.sorted { $0.order < $1.order }
        caps = KeyCaps(table)
        otherKeys = table.isStandard ? nil : table.text
        let reader = visit.session?.principal.officer
        plainEnter = reader.map { !visit.installation.keyboard.enterMoves($0) } ?? false
        openElsewhere = page.status == 200 ? visit.openElsewhere : nil
        problems = page.problems
        hasProblems = !page.problems.isEmpty
        message = page.message
        stale = visit.session == nil ? nil : visit.desk.staleFeed
        stops = visit.session == nil ? [] : visit.desk.stops.map { $0.bannerLine(visit.desk) }
        scanning = visit.desk.scanning
        isPractice = visit.desk.settings.practice != nil
        practiceHref = visit.session == nil ? nil : visit.desk.settings.practiceAddress
        csrf = visit.session?.csrf ?? ""
        self.once = once
        self.page = page.body
    }
}
