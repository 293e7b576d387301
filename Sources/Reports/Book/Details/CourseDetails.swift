// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

// The lists behind the tables of applications and decisions.
extension DetailPart {
    static let applicationHeadings = ["受付番号", "申請種別", "申請日"]

    static func applications(
        _ kind: ApplicationKind, in period: StatisticsPeriod
    ) -> DetailPart {
        DetailPart(
            from: CourseCounts.applied + " AND h.kind = ?", arguments: period.bounds + [kind],
            id: "h.id", child: "h.child", recipient: "h.applicant", place: "h.id",
            makePlace: { .application($0) }, value: "1",
            cells: ["h.receipt", "h.kind", "h.applied_on"]
        ) { row, at in
            [
                row.text(at), row.code(at + 1, ApplicationKind.self).wording,
                Wareki.text(row.date(at + 2)),
            ]
        }
    }

    static let decisionHeadings = ["受給者番号", "申請日", "決定日", "日数", "決定結果"]

    static func decisions(_ result: DecisionResult, in period: StatisticsPeriod) -> DetailPart {
        decisions(CourseCounts.decided + " AND h.result = ?", period.bounds + [result])
    }

    /// Applications that were withdrawn, on the day on which they were.
    static func withdrawals(in period: StatisticsPeriod) -> DetailPart {
        DetailPart(
            from: CourseCounts.withdrawn, arguments: period.withdrawals, id: "h.id",
            child: "h.child", recipient: "h.applicant", place: "h.id",
            makePlace: { .application($0) }, value: "1", cells: ["h.applied_on", "w.recorded_at"]
        ) { row, at in
            let (applied, day) = (row.date(at), row.instant(at + 1).dayInJapan)
            return [
                "", Wareki.text(applied), Wareki.text(day), "\(applied.days(until: day))日",
                DecisionResult.withdrawn.wording,
            ]
        }
    }

    static func daysToDecision(in period: StatisticsPeriod) -> DetailPart {
        decisions(CourseCounts.first, period.bounds + CourseCounts.firstArguments)
    }

    private static func decisions(
        _ from: String, _ arguments: [any SQLValueConvertible]
    ) -> DetailPart {
        DetailPart(
            from: from, arguments: arguments, id: "h.id", child: "h.child",
            recipient: "h.recipient", place: "h.application_id",
            makePlace: { .application($0) }, value: "1",
            cells: ["h.recipient_number", "h.applied_on", "h.decided_on", "h.result"]
        ) { row, at in
            let applied = row.optionalDate(at + 1)
            let decided = row.date(at + 2)
            return [
                row.optionalText(at) ?? "", applied.map { Wareki.text($0) } ?? "",
                Wareki.text(decided), applied.map { "\($0.days(until: decided))日" } ?? "",
                row.code(at + 3, DecisionResult.self).wording,
            ]
        }
    }
}
