// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// How far a numbered feed has come.
enum FeedMarkBook {
    static let residents = "resident"

    enum Cause {
        /// The next changes came.
        case changes
        /// A full file spoke for everything before its highest number.
        case full
        /// An administrator accepted that these numbers are missing.
        case accepted(ClosedRange<Int64>, reason: String)
    }

    /// Every number up to here is settled. An installation from before the marks were kept stands at
    /// its highest change.
    static func watermark(in scope: Scope) throws -> Int64 {
        let marked = try scope.db.first(
            "SELECT MAX(through_number) FROM feed_mark WHERE feed = ?", [residents]
        ) { $0.optionalInt64(0) }
        if let found = marked.flatMap({ $0 }) { return found }
        return try scope.db.first("SELECT MAX(change_number) FROM resident_fact") {
            $0.optionalInt64(0)
        }.flatMap { $0 } ?? 0
    }

    static func put(_ through: Int64, _ cause: Cause, in scope: Scope) throws {
        let (word, gap, reason): (String, ClosedRange<Int64>?, String?) =
            switch cause {
            case .changes: ("異動", nil, nil)
            case .full: ("全件", nil, nil)
            case .accepted(let gap, let reason): ("欠番承認", gap, reason)
            }
        try scope.facts.append(
            "feed_mark",
            [
                "feed": residents, "through_number": through, "cause": word,
                "gap_from": gap?.lowerBound, "gap_through": gap?.upperBound, "reason": reason,
            ])
    }
}
