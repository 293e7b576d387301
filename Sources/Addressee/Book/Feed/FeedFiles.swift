// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Ledger
import Safeguards
import Vocabulary

/// The register of files that System 2 took in, with what was wrong in them.
enum FeedFiles {
    static func file(
        _ report: ResidentFeedReport, digest: String, layout: String, in scope: Scope
    ) throws {
        let id = try scope.facts.append(
            "feed_file",
            [
                "digest": digest, "layout": layout, "name": report.name,
                "row_count": report.rows, "accepted": report.accepted,
                "rejected": report.rejected,
            ])
        let errors = report.issues.filter { $0.severity == .error }
        _ = try scope.facts.append(
            to: "feed_error", columns: ["file_id", "line", "field", "code", "message"],
            rows: errors.lazy.map {
                [
                    id.sqlValue, $0.line.sqlValue, ($0.field ?? "").sqlValue, $0.code.sqlValue,
                    $0.message.sqlValue,
                ]
            })
    }
}
