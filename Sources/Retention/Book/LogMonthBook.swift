// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The months of the log, and the proposals to end them.
enum LogMonthBook {
    /// - Throws: `.catalogue` when the class of the log has no term.
    static func months(
        _ catalogue: ClassCatalogue, in db: any Connection
    ) throws -> LogMonths {
        guard let retention = catalogue.classes.first(where: { $0.end == .log }),
            let term = retention.term
        else {
            throw RetentionRefusal.catalogue(
                file: "classes.tsv", line: 0, why: "操作記録の区分に年数がありません")
        }
        let open = try proposals(in: db)
        return LogMonths(
            retention: retention,
            months: try Ledger.readableMonths(in: db).map { month in
                LogMonth(
                    month: month, dueOn: term.dueDay(after: month.lastDay),
                    proposal: open.last { $0.month == month }?.proposal)
            },
            ended: try Ledger.expiries(in: db).map(\.month),
            openHolds: try HoldBook.holds(in: db).count { $0.endedAt == nil })
    }

    /// Proposals that are not decided, in their order.
    static func proposals(
        in db: any Connection
    ) throws -> [(month: YearMonth, proposal: LogMonth.Proposal, catalogue: String)] {
        try db.rows(
            """
            SELECT p.id, p.month, p.proposer, p.catalogue FROM log_end_proposal AS p
            LEFT JOIN log_end_decision AS d ON d.proposal_id = p.id
            WHERE d.id IS NULL ORDER BY p.id
            """
        ) { row in
            (
                row.yearMonth(1), LogMonth.Proposal(id: row.int64(0), proposer: row.text(2)),
                row.text(3)
            )
        }
    }
}
