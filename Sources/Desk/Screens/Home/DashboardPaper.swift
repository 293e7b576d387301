// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Safeguards

/// 0011 on paper: the counts and the pictures that the screen shows, a page each. What tells money,
/// places and reasons leaves as the tables of 1510 do; an output of its own, in the print log.
enum DashboardPaper {
    private static let title = "業務の状況"

    static func print(_ visit: Visit) async throws -> Answer {
        let (mine, part) = DashboardScreen.parts(visit, asked: visit.form["of"])
        guard let part, !mine.isEmpty else { throw DeskRefusal.notFound }
        let figures = try await DashboardScreen.read(part, visit)
        let counts = DashboardScreen.counts(figures, part, visit)
        let office = visit.installation
        let (desk, ceilings) = (visit.desk, office.ceilings)
        let pdf = try await visit.perform { scope in
            var leaving = figures
            leaving.course =
                part.sees.contains(.money) ? try PaymentCourse(leaving: office, in: scope) : nil
            let drafts = DashboardScreen.pictures(leaving, visit, isPaper: true)
            // The sums that leave are read now, the rest when the screen read it.
            let moments =
                ["\(Say.moment(figures.readAt)) までの記録"]
                + (leaving.course == nil
                    ? [] : ["支給額・支払の図は \(Say.moment(scope.now)) までの記録"])
            let first = Sheet.list(
                try ListSheet(
                    title: "\(title)（\(part.title)）", subtitles: moments,
                    columns: [
                        .init("いま", weight: 3), .init("件数", weight: 1, alignment: .right),
                    ], rows: counts.map { [$0.label, $0.figure + $0.unit] }))
            let (pdf, pages) = try desk.pressRoom().preview(
                [first] + drafts.map { try $0.sheet() }, desk.order(title))
            try PrintLog.record(
                PrintedOutput(
                    "\(title) \(part.title)", expected: 1, produced: 1, pages: pages.pages),
                ceilings: ceilings, in: scope)
            return pdf
        }
        return .pdf(pdf, name: "dashboard_\(part.rawValue).pdf")
    }
}
