// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 0010: what waits, where to go, and the small questions of the page's script.
enum HomeScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.home, to: HomeScreen.show)
        book.bind(.dashboard, to: DashboardScreen.show)
        book.bind(.dashboardPaper, to: DashboardPaper.print)
        book.bind(.help, to: HelpScreen.show)
        book.bind(.words, to: WordsScreen.show)
        book.bind(.licences, to: LicenceScreen.show)
        book.bind(.lookDate, to: lookDate)
    }

    /// The day in words under a field of a date.
    private static func lookDate(_ visit: Visit) -> Answer {
        let (kind, text) = (visit.query["kind"], visit.query["text"])
        // A month alone, or the day or else the month of a receipt.
        if kind == "month" || kind == "receipt", let month = MonthEntry.read(text) {
            return .words(Wareki.text(month))
        }
        guard kind != "month" else { return .words("診療年月として読めません。例 R7.4、202504") }
        let whose =
            ["past", "receipt"].contains(kind) ? .child : DateEntry.Subject(rawValue: kind) ?? .any
        let entry = DateEntry.read(text, for: whose, today: visit.today)
        if let day = entry.date {
            return .words(
                ["past", "receipt"].contains(kind) || whose == .any
                    ? "\(Say.date(day))（\(day)）" : entry.echo(on: visit.today) ?? "")
        }
        return .words([entry.reason, entry.suggestion].compactMap(\.self).joined(separator: " "))
    }
}
