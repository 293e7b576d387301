// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// The statistics that left the office, as they were given. The text is that of `Reports`;
/// this room keeps it and does not read it.
public enum ReleaseBook {
    /// Earlier releases of a subject, newest first.
    /// - Parameter days: of tables of one day, only those whose day is at most so many days away.
    public static func releases(
        of subject: String, near day: CivilDate?, within days: Int, from db: any Connection
    ) throws -> [String] {
        guard let day else {
            return try db.rows(
                "SELECT cells FROM statistics_release WHERE subject = ? ORDER BY id DESC",
                [subject]
            ) { $0.text(0) }
        }
        return try db.rows(
            """
            SELECT cells FROM statistics_release
            WHERE subject = ? AND stands_on >= ? AND stands_on <= ? ORDER BY id DESC
            """, [subject, day.adding(days: -days), day.adding(days: days)]
        ) { $0.text(0) }
    }

    /// Keeps a release, in the operation that gives it out: on paper, or as a file.
    public static func keep(
        _ cells: String, of subject: String, on day: CivilDate?, in scope: Scope
    ) throws {
        precondition([.produceStatistics, .exportData].contains(scope.operation))
        try scope.append([ReleaseRow(subject: subject, day: day, cells: cells)])
    }

    private struct ReleaseRow: FactRow {
        static let table = "statistics_release"
        static let columns = ["subject", "stands_on", "cells"]
        let subject: String
        let day: CivilDate?
        let cells: String

        var values: [any SQLValueConvertible] { [subject, day, cells] }
    }
}
