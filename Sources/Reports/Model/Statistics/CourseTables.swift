// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// From application to decision, by month; months without work stand with zeros.
enum CourseTables {
    static func applications(
        _ counts: [MonthCount<ApplicationKind>], in period: StatisticsPeriod, asOf: Instant
    ) -> StatisticsTable {
        matrix(
            counts, .applications, in: period, wording: \.wording,
            note: "\(period.text)に受け付けた申請・届出を、申請日の月と申請種別で数えます。取り下げたものを含みます。",
            asOf: asOf)
    }

    static func decisions(
        _ counts: [MonthCount<DecisionResult>], in period: StatisticsPeriod, asOf: Instant
    ) -> StatisticsTable {
        matrix(
            counts, .decisions, in: period, wording: \.wording,
            note:
                "\(period.text)に決裁した資格の決定を、決定日の月と決定結果で数えます。職権と再判定の決定を含みます。取下げは、取り下げた日の月で申請・届出を数えます。",
            asOf: asOf)
    }

    private static func matrix<Code: OfficeCode>(
        _ counts: [MonthCount<Code>], _ subject: StatisticsSubject, in period: StatisticsPeriod,
        wording: (Code) -> String, note: String, asOf: Instant
    ) -> StatisticsTable {
        var cells: [YearMonth: [Code: Int]] = [:]
        for count in counts {
            cells[count.month, default: [:]][count.code, default: 0] += count.count
        }
        var draft = TableDraft()
        draft.label("月")
        for (block, code) in Code.allCases.enumerated() {
            draft.numbers([wording(code): .cases], block: block + 1)
        }
        for month in period.months {
            draft.row(
                [Wareki.text(month)],
                Code.allCases.map { .number(cells[month]?[$0] ?? 0) })
        }
        return draft.table(subject, total: draft.sums, note: note, asOf: asOf)
    }

    static func days(
        _ counts: [DaysCount], _ subject: StatisticsSubject = .daysToDecision,
        counted: String = "決定", meaning: String? = nil, in period: StatisticsPeriod,
        asOf: Instant
    ) -> StatisticsTable {
        let byMonth = Dictionary(grouping: counts, by: \.month)
        var draft = TableDraft()
        draft.label("月")
        draft.numbers([
            counted: .cases, "最短": .days, "中央値": .days, "平均": .days, "最長": .days,
        ])
        for month in period.months { draft.row([Wareki.text(month)], spread(byMonth[month] ?? [])) }
        return draft.table(
            subject, total: [.label("合計")] + spread(counts),
            note: period.text
                + (meaning
                    ?? "に認定または却下を決定した受給資格登録の申請について、申請日から決定日までの日数(同じ日は0日)。職権と再判定の決定は数えません。"),
            asOf: asOf)
    }

    /// Count, shortest, median (the lower of two), mean and longest.
    static func spread(_ counts: [DaysCount]) -> [StatisticsTable.Cell] {
        let sorted = counts.sorted { $0.days < $1.days }
        let total = sorted.reduce(0) { $0 + $1.count }
        guard total > 0, let first = sorted.first, let last = sorted.last else {
            return [.number(0), .none, .none, .none, .none]
        }
        var passed = 0
        let median = sorted.first { one in
            passed += one.count
            return passed * 2 >= total
        }
        let sum = sorted.reduce(0) { $0 + $1.days * $1.count }
        return [
            .number(total), .number(first.days), .number((median ?? last).days),
            .tenths((sum * 20 + total) / (total * 2)), .number(last.days),
        ]
    }
}
