// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Safeguards

/// What waits about protection measures and the letters they hold, for the first page.
struct ProtectionTasks: Sendable {
    let requests: Int
    let heldLetters: Int
    let toTakeOut: Int
    let toPost: Int

    init(in scope: Scope) throws {
        requests = try Entitlement.ProtectionBook.openCount(from: scope.db)
        heldLetters = try HeldLetterBook.waitingCount(from: scope.db)
        (toPost, toTakeOut) = try LetterBook.counts(from: scope.db)
    }

    /// - Parameter ends: measures near or past their end, and those that the register ended; for
    ///   those who decide about them.
    func lines(
        ends: (due: Int, ended: Int)?
    ) -> [(OperationCode, String, Int, String, String, Bool)] {
        let (list, postings) = (Route.protections.path(), Route.postings.path())
        let near = ends.map { $0.due + $0.ended }
        return [
            (.setProtection, "支援措置の決裁待ち", requests, "起案された登録・終了を確かめて決裁する", list, true),
            (
                .releaseHeldLetter, "通知の発送承認待ち", heldLetters, "支援措置の対象者あての通知を確かめる", postings,
                false
            ),
            (.recordPosting, "引抜きになった通知", toTakeOut, "発送せずに引き抜いて記録する", postings, true),
            (.recordPosting, "発送を待つ通知", toPost, "発送した日に記録する", postings, false),
        ]
            + (near.map {
                [(.setProtection, "期間の終わる支援措置", $0, "延長か終了かを確かめる", list, false)]
            } ?? [])
    }
}
