// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 0010: what waits, where to go, and the small questions of the page's script.
enum HomeScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.home, to: HomeScreen.show)
        book.bind(.dashboard, to: DashboardScreen.show)
        book.bind(.help, to: HelpScreen.show)
        book.bind(.lookDate, to: lookDate)
    }

    /// The day in words under a field of a date.
    private static func lookDate(_ visit: Visit) -> Answer {
        let kind = visit.query["kind"]
        let whose = kind == "past" ? .child : DateEntry.Subject(rawValue: kind) ?? .any
        let entry = DateEntry.read(visit.query["text"], for: whose, today: visit.today)
        if let day = entry.date {
            return .words(
                kind == "past" || whose == .any
                    ? "\(Say.date(day))（\(day)）" : entry.echo(on: visit.today) ?? "")
        }
        return .words([entry.reason, entry.suggestion].compactMap(\.self).joined(separator: " "))
    }
}
