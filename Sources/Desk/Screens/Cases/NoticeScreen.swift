// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 届出の処理: a notification that came by post or electronically becomes a proposal, or is filed where
/// nothing is left to decide.
enum NoticeScreen {
    static func carryOut(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        let office = visit.installation
        let file = try await visit.perform(.viewApplication) { scope in
            let file = try ApplicationBook.files([id], from: scope.db)[id]
            if let file { scope.saw(file.child) }
            return file
        }
        guard let file else { throw DeskRefusal.notFound }
        let report =
            file.kind == .lapse
            ? try await visit.perform(.lapse) { scope in
                try CarryOutLapseNotices.perform(
                    only: [id], rules: office.book.endRules, consequences: office.consequences,
                    in: scope)
            }
            : try await visit.perform { scope in
                try CarryOutChangeNotices.perform(
                    only: [id], directory: office.directory, tests: office.book.recipientTests,
                    consequences: office.consequences, in: scope)
            }
        let signedGone = Say.kinds(report.carriedOut.orphaned).map {
            "起案しました。事前承認（\($0)）は署名した決裁者の役割が終わったため使えず、決裁を待ちます。いまの決裁者に、署名し直すよう伝えてください"
        }
        let words =
            report.leftOut[id] ?? report.closed[id] ?? signedGone
            ?? (report.waiting.isEmpty ? "事前承認により決定しました" : "起案しました。別の職員の決裁を待ちます")
        let key = visit.desk.greetings.put("\(words)。", of: try visit.officer().officer)
        return visit.carriedOut(Route.application.path(id) + "?done=notice&said=\(key)")
    }
}
