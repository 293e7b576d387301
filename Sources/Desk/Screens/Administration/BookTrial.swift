// SPDX-License-Identifier: Apache-2.0
import Office
import Vocabulary

/// A changed book that an administrator tries: read, being computed, or computed. In memory only.
struct BookTrial: Sendable {
    /// Rows that a page shows of one list.
    static let shown = 200

    let candidate: BookCandidate
    /// Said in the log with every step.
    let reason: String
    var day: CivilDate?
    var month: YearMonth?
    /// The job of the desk that computes it.
    var job: String?
    var effect: BookEffect?

    init(_ candidate: BookCandidate) {
        self.candidate = candidate
        reason = "制度の本の試算（何も変えない） SHA-256 \(candidate.digest)"
    }
}
