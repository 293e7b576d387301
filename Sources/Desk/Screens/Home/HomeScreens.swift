// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Office
import Scheme
import Vocabulary

/// 0010: what waits, where to go, and the small questions of the page's script.
enum HomeScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.home, to: HomeScreen.show)
        book.bind(.help, to: HelpScreen.show)
        book.bind(.lookDate, to: lookDate)
        book.bind(.lookCode, to: lookCode)
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

    /// The name behind a code: an insurer, a bank and its branch.
    private static func lookCode(_ visit: Visit) -> Answer {
        let text = visit.query["text"]
        switch visit.query["list"] {
        case "insurer":
            let finding = CodeFinding.inspect(.insurer, text)
            return .words(finding.valid ? "検査数字は合っています" : finding.reason ?? "")
        case "branch":
            let branch = visit.installation.banks?.branch(
                bank: visit.query["bank"], branch: text)
            return .words(branch.map { "\($0.bankName) \($0.branchName)" } ?? "")
        default:
            return .words("")
        }
    }
}
