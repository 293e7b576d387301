// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// Claims, reimbursements and payments, by month.
enum MoneyTables {
    static func benefits(
        _ sums: [BenefitSum], by month: BenefitMonth, in period: StatisticsPeriod, asOf: Instant
    ) -> StatisticsTable {
        var draft = TableDraft()
        for name in [month.rawValue, "給付の方法", "入院・外来", "診療種別"] { draft.label(name) }
        draft.numbers(["件数": .cases, "点数": .points, "医療費": .yen, "支給額": .yen])
        for sum in sums.sorted(by: { $0.rank.lexicographicallyPrecedes($1.rank) }) {
            draft.row(
                [Wareki.text(sum.month), sum.route.rawValue, sum.setting.wording, sum.kind],
                [
                    .number(sum.count), .number(sum.points), .number(sum.totalCost.amount),
                    .number(sum.payable.amount),
                ])
        }
        return draft.table(
            month == .billing ? .claims : .treatments, total: draft.sums,
            note: "\(month.rawValue)が\(period.text)のもの。現物給付は受け入れたレセプト、償還払いは支給または一部支給と決裁した申請"
                + "(後から届いた保険者の通知による差額を含む)。点数のない申請の点数は0。申立が認容されたレセプトは数えず、一部認容は相殺の額を支給額から引きます。"
                + "代理受領・求償・返還で戻った額は引いていません。",
            asOf: asOf)
    }

    static func reimbursements(
        received: [YearMonth: Int], decided: [OutcomeSum], in period: StatisticsPeriod,
        asOf: Instant
    ) -> StatisticsTable {
        let byMonth = Dictionary(grouping: decided, by: \.month)
        var draft = TableDraft()
        draft.label("月")
        draft.numbers(["申請": .cases], block: 1)
        draft.numbers(["支給": .cases, "一部支給": .cases, "支給額": .yen], block: 2)
        draft.numbers(["不支給": .cases], block: 3)
        for month in period.months {
            let sums = byMonth[month] ?? []
            func count(_ outcome: ReimbursementOutcome) -> StatisticsTable.Cell {
                .number(sums.reduce(0) { $0 + ($1.outcome == outcome ? $1.count : 0) })
            }
            let payable = sums.reduce(Yen.zero) { $0 + $1.payable }
            draft.row(
                [Wareki.text(month)],
                [
                    .number(received[month] ?? 0), count(.paid), count(.partlyPaid),
                    .number(payable.amount), count(.notPaid),
                ])
        }
        return draft.table(
            .reimbursements, total: draft.sums,
            note: "\(period.text)。申請は申請日の月、決定は決裁の月で数えます。保険者の通知による差額の決定は、もとの決定と別に数えます。",
            asOf: asOf)
    }

    static func payments(_ sums: [PaymentSums], in period: StatisticsPeriod, asOf: Instant)
        -> StatisticsTable
    {
        let byMonth = Dictionary(sums.map { ($0.month, $0) }, uniquingKeysWith: { $1 })
        var draft = TableDraft()
        draft.label("支払月")
        draft.numbers(
            ["支給": .cases, "振込": .cases, "振込額": .yen, "うち再振込": .cases], block: 1)
        draft.numbers(["振込済": .cases, "振込済額": .yen], block: 2)
        draft.numbers(["振込不能": .cases, "振込不能額": .yen], block: 3)
        for month in period.months {
            let sum = byMonth[month]
            draft.row(
                [Wareki.text(month)],
                [
                    sum?.sent.count, sum?.transfers, sum?.sent.amount.amount, sum?.again.count,
                    sum?.paid.count, sum?.paid.amount.amount, sum?.returned.count,
                    sum?.returned.amount.amount,
                ].map { .number($0 ?? 0) })
        }
        return draft.table(
            .payments, total: draft.sums,
            note: "\(period.text)に支払日のある、銀行に渡した振込。支給は決定ごと、振込は口座ごと(一人への支給はまとめて振り込む)に数えます。"
                + "振込不能は、後に再振込したものを含みます。", asOf: asOf)
    }

    static func byArea(_ sums: [AreaSum], in period: StatisticsPeriod, asOf: Instant)
        -> StatisticsTable
    {
        var draft = TableDraft()
        draft.label("地区（町名）")
        draft.numbers(["支払": .cases, "支払額": .yen])
        for sum in sums {
            draft.row([sum.area.text], [.number(sum.count), .number(sum.amount.amount)])
        }
        return draft.table(
            .paymentsByArea, total: draft.sums,
            note: "\(period.text)に支払日のある、償還払いの振込と窓口での現金。振込不能は除きます。"
                + "地区は、最後に記録した児童の住所の、番地の前まで。支援措置の対象者は区分しません。", asOf: asOf)
    }
}

extension BenefitSum {
    /// Month, route, setting, kind: the order of the rows.
    fileprivate var rank: [Int] {
        [
            month.monthNumber, route == .inKind ? 0 : 1, setting == .inpatient ? 0 : 1, order,
        ]
    }
}
