// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Payments
import Safeguards
import Vocabulary

/// Children or recipients who are entitled on a day.
struct ChildrenSource: FigureSource {
    let headings = ["年齢", "通院", "入院", "保険"]
    private let rows: [StatisticsListRow]

    init(_ figure: StatisticsFigure, in scope: Scope) throws {
        let subject = figure.question.subject
        let all = try EntitledChildren.on(
            figure.question.day, withInsurers: subject == .childrenByInsurerNumber,
            withAreas: subject == .childrenByArea, hidden: figure.question.hidden,
            from: scope.db)
        let members =
            figure.row.map { label in
                ChildrenTables.groups(subject, all).first { [$0.label] == label }?.children ?? []
            } ?? all
        func row(_ one: EntitledChild, _ person: AddresseeNumber) -> StatisticsListRow {
            StatisticsListRow(
                mark: StatisticsMark(part: 0, id: person.value), child: one.child,
                recipient: one.recipient,
                cells: [
                    "\(one.age)歳", one.isOutpatient ? "○" : "", one.isInpatient ? "○" : "",
                    one.insurance?.rawValue ?? "",
                ], place: .person(person))
        }
        // The columns of the table: 通院, 入院, 対象児童, 受給者.
        let isRecipient = figure.column == 4
        let counted = members.filter { one in
            switch figure.column {
            case 1: one.isOutpatient
            case 2: one.isInpatient
            default: true
            }
        }
        rows = Dictionary(
            counted.map { one in
                let person = isRecipient ? one.recipient : one.child
                return (person, row(one, person))
            }, uniquingKeysWith: { one, _ in one }
        ).values.sorted { $0.mark < $1.mark }
    }

    func page(
        after mark: StatisticsMark?, limit: Int, from db: any Connection
    ) -> [StatisticsListRow] {
        let rest = mark.map { mark in rows.drop { $0.mark <= mark } } ?? rows[...]
        return Array(rest.prefix(limit))
    }

    func figures(from db: any Connection) -> (count: Int, figure: StatisticsTable.Cell) {
        (rows.count, .number(rows.count))
    }
}

/// Cases of the books, read by the words of the sum.
struct PartsSource: FigureSource {
    let headings: [String]
    let parts: [DetailPart]
    /// `nil` adds up; else the figure is of the spread of these days.
    var days: (from: String, until: String, period: StatisticsPeriod, place: Int)?

    static func of(
        _ figure: StatisticsFigure, _ table: StatisticsTable, in period: StatisticsPeriod
    ) throws -> PartsSource {
        let column = figure.column
        switch figure.question.subject {
        case .applications:
            return PartsSource(
                headings: DetailPart.applicationHeadings,
                parts: [.applications(ApplicationKind.allCases[column - 1], in: period)])
        case .decisions:
            let result = DecisionResult.allCases[column - 1]
            return PartsSource(
                headings: DetailPart.decisionHeadings,
                parts: [.decisions(result, in: period)]
                    + (result == .withdrawn ? [.withdrawals(in: period)] : []))
        case .daysToDecision:
            return PartsSource(
                headings: DetailPart.decisionHeadings, parts: [.daysToDecision(in: period)],
                days: (CourseCounts.first, "decided_on", period, column))
        case .daysToBenefit:
            return PartsSource(
                headings: DetailPart.decidedHeadings, parts: [.daysToBenefit(in: period)],
                days: (BenefitSums.firstDecided, "a.decided_on", period, column))
        case .daysToPayment:
            return PartsSource(
                headings: DetailPart.paidHeadings, parts: [.daysToPayment(in: period)],
                days: (BenefitSums.firstPaid, "w.paid_on", period, column))
        case .claims: return try benefits(figure, by: .billing, in: period)
        case .treatments: return try benefits(figure, by: .treatment, in: period)
        case .reimbursements: return reimbursements(column, in: period)
        case .payments: return payments(column, in: period)
        case .paymentsByArea:
            return byArea(
                figure.row?.first.map(ChildArea.init(heading:)), hidden: figure.question.hidden,
                in: figure.question.period, isAmount: column == 2)
        case .childrenByAge, .childrenByInsurer, .childrenByInsurerNumber, .childrenByArea:
            throw ReportRefusal.noFigure
        }
    }

    private static func benefits(
        _ figure: StatisticsFigure, by month: BenefitMonth, in period: StatisticsPeriod
    ) throws -> PartsSource {
        // The columns: month, route, setting, kind, 件数, 点数, 医療費, 支給額.
        let value = ["", "points", "total_cost", "payable"][figure.column - 4]
        var parts: [DetailPart] = []
        guard let labels = figure.row else {
            return PartsSource(
                headings: DetailPart.benefitHeadings,
                parts: [
                    .claims(by: month, in: period, setting: nil, kind: nil, value: value),
                    .reimbursements(by: month, in: period, setting: nil, kind: nil, value: value),
                ])
        }
        guard labels.count == 4,
            let setting = CareSetting.allCases.first(where: { $0.wording == labels[2] })
        else { throw ReportRefusal.noFigure }
        if labels[1] == BenefitRoute.inKind.rawValue,
            let kind = ClaimDataKind.allCases.first(where: { $0.wording == labels[3] })
        {
            parts = [.claims(by: month, in: period, setting: setting, kind: kind, value: value)]
        } else if let kind = CareKind.allCases.first(where: { $0.wording == labels[3] }) {
            parts = [
                .reimbursements(
                    by: month, in: period, setting: setting, kind: kind, value: value)
            ]
        }
        guard !parts.isEmpty else { throw ReportRefusal.noFigure }
        return PartsSource(headings: DetailPart.benefitHeadings, parts: parts)
    }

    /// The columns: 月, 申請, 支給, 一部支給, 支給額, 不支給.
    private static func reimbursements(
        _ column: Int, in period: StatisticsPeriod
    ) -> PartsSource {
        guard column > 1 else {
            return PartsSource(
                headings: DetailPart.appliedHeadings, parts: [.applied(in: period)])
        }
        let outcomes: [[ReimbursementOutcome]] = [
            [.paid], [.partlyPaid], [.paid, .partlyPaid], [.notPaid],
        ]
        return PartsSource(
            headings: DetailPart.decidedHeadings,
            parts: [.outcomes(outcomes[column - 2], in: period, isAmount: column == 4)])
    }

    /// The columns: 支払月, 支給, 振込, 振込額, うち再振込, 振込済, 振込済額, 振込不能, 振込不能額.
    private static func payments(_ column: Int, in period: StatisticsPeriod) -> PartsSource {
        if column == 2 {
            return PartsSource(
                headings: DetailPart.transferHeadings, parts: [.transfers(in: period)])
        }
        let condition =
            switch column {
            case 4: "AND i.attempt > 0"
            case 5, 6: "AND s.status = 'paid'"
            case 7, 8: "AND s.status IN ('returned', 'rescheduled')"
            default: ""
            }
        return PartsSource(
            headings: DetailPart.paymentHeadings,
            parts: [.payments(condition, in: period, isAmount: [3, 6, 8].contains(column))])
    }

    /// The payments of a town, of the bank's files and at the counter; `nil` is all of them.
    private static func byArea(
        _ area: ChildArea?, hidden: Set<AddresseeNumber>?, in period: StatisticsPeriod,
        isAmount: Bool
    ) -> PartsSource {
        let own = area.map { PaymentAreas.condition($0, hidden: hidden) } ?? ("", [])
        return PartsSource(
            headings: DetailPart.paymentHeadings,
            parts: PaymentAreas.Source.allCases.map {
                .payments(
                    from: $0, "\(PaymentAreas.stands) \(own.0)", own.1, in: period,
                    isAmount: isAmount)
            })
    }

    func page(
        after mark: StatisticsMark?, limit: Int, from db: any Connection
    ) throws -> [StatisticsListRow] {
        var found: [StatisticsListRow] = []
        for (index, part) in parts.enumerated() where index >= (mark?.part ?? 0) {
            let after = index == mark?.part ? mark?.id ?? 0 : 0
            found += try part.rows(
                part: index, after: after, limit: limit - found.count, from: db)
            if found.count >= limit { break }
        }
        return found
    }

    func figures(
        from db: any Connection
    ) throws -> (count: Int, figure: StatisticsTable.Cell) {
        let sums = try parts.map { try $0.summary(from: db) }
        let count = sums.reduce(0) { $0 + $1.count }
        guard let days else { return (count, .number(sums.reduce(0) { $0 + $1.sum })) }
        let counts =
            days.until == "decided_on"
            ? try CourseCounts.days(in: days.period, from: db)
            : try BenefitSums.days(days.from, until: days.until, in: days.period, from: db)
        // The columns: 月, 件, 最短, 中央値, 平均, 最長.
        return (
            count, days.place == 1 ? .number(count) : CourseTables.spread(counts)[days.place - 1]
        )
    }
}
