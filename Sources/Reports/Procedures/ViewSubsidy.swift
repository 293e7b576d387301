// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Database
public import Safeguards
public import Scheme
public import Vocabulary

/// 県補助の計算: the prefecture's rule over the claims of a period, by billing month.
public enum ViewSubsidy {
    public static let operation = OperationCode.viewStatistics

    /// - Parameter law: the prefecture's book (`subsidised-by` of the municipality's), with where
    ///   households are known, should it ask about them.
    public static func perform(
        _ period: StatisticsPeriod, law: BenefitLaw, in scope: Scope
    ) throws -> SubsidyReport {
        let (rows, bySetting, total) = try scope.subsidySums(
            in: period, law: law, returns: try scope.subsidyReturns(in: period, law: law))
        scope.counted(total.claims)
        let book = law.book
        let rule = SubsidyRule(book: book, month: period.last)
        return SubsidyReport(
            period: period, title: book.title, rows: rows, bySetting: bySetting, total: total,
            share: rule.share.map { share, entry in
                share.wording + (entry.isConfirmed ? "" : "（未確認: \(entry.source)）")
            }, subsidy: rule.share.map { $0.share.subsidy(of: max(total.net, .zero)) },
            income: rule.income,
            unconfirmed: book.lines.filter { $0.certainty != .confirmed }.map(\.path),
            book: book.digest, asOf: scope.now)
    }
}

extension Scope {
    /// The numbers of a sheet by month and setting, by setting, and in all.
    ///
    /// - Parameter returns: everything that came back in the period.
    fileprivate func subsidySums(
        in period: StatisticsPeriod, law: BenefitLaw, returns: [SubsidyReturn]
    ) throws -> (
        rows: [SubsidyReport.Row], bySetting: [CareSetting: SubsidyReport.Line],
        total: SubsidyReport.Line
    ) {
        var rows: [SubsidyReport.Row] = []
        var bySetting: [CareSetting: SubsidyReport.Line] = [:]
        var total = SubsidyReport.Line()
        for one in returns {
            total.add(one)
            if let benefit = one.benefit { bySetting[benefit.setting, default: .init()].add(one) }
        }
        let byMonth = Dictionary(grouping: returns, by: \.on.yearMonth)
        try SubsidyFacts.forEachMonth(of: period, law: law, in: self) { _, month, claims in
            let answers = SubsidyRule(book: law.book, month: month).answers(claims)
            var lines: [CareSetting: SubsidyReport.Line] = [:]
            for one in byMonth[month] ?? [] {
                if let benefit = one.benefit { lines[benefit.setting, default: .init()].add(one) }
            }
            for (claim, answer) in zip(claims, answers) {
                lines[claim.setting, default: .init()].add(answer, paid: claim.paid)
                bySetting[claim.setting, default: .init()].add(answer, paid: claim.paid)
                total.add(answer, paid: claim.paid)
            }
            for setting in CareSetting.allCases {
                guard let line = lines[setting] else { continue }
                rows.append(.init(month: month, setting: setting, line: line))
            }
        }
        return (rows, bySetting, total)
    }

    /// The money that came back in the months of a sheet, in the order of the days, held against what
    /// the prefecture's rule takes up of the benefits behind it. (Part of `ViewSubsidy` and
    /// `ListSubsidyReturns`.)
    fileprivate func subsidyReturns(
        in period: StatisticsPeriod, law: BenefitLaw
    ) throws -> [SubsidyReturn] {
        let money = try ReturnedMoneyBook.money(in: period, from: db)
        guard !money.isEmpty else { return [] }
        let claims = Array(
            try SubsidyFacts.benefits(
                money.reduce(into: Set()) { $0.formUnion($1.benefits) }, law: law, in: self))
        let answers = SubsidyRule(book: law.book, month: period.last).answers(claims.map(\.value))
        return SubsidyReturn.deduct(
            money,
            of: Dictionary(
                uniqueKeysWithValues: zip(claims, answers).map {
                    ($0.key, (claim: $0.value, eligible: $1.eligible))
                }), in: period)
    }
}

/// 県補助の戻った額の内訳: what came back, each with the benefit behind it and what of it is taken off.
public enum ListSubsidyReturns {
    public static let operation = OperationCode.listStatistics

    /// - Parameters:
    ///   - kind: `nil` is every kind; setting: `nil` are both, and what no counted benefit stands behind.
    ///   - months: those in which the money was received.
    ///   - skipping: so many lines stand on the pages before.
    /// - Returns: the page, the sum of all lines, what of the sheet they are taken off (of every kind
    ///   only), and whether more follow.
    public static func perform(
        _ kind: SubsidyReturn.Kind?, months: StatisticsPeriod, setting: CareSetting?,
        skipping: Int = 0, limit: Int = 200, law: BenefitLaw, in scope: Scope
    ) throws -> (
        lines: [SubsidyReturn], sum: SubsidyReturn.Sum, line: SubsidyReport.Line?, hasMore: Bool
    ) {
        let returns = try scope.subsidyReturns(in: months, law: law)
        let all = returns.filter { one in
            (kind == nil || one.kind == kind)
                && (setting == nil || one.benefit?.setting == setting)
        }
        var sum = SubsidyReturn.Sum()
        for one in all { sum.add(one) }
        let lines = Array(all.dropFirst(max(0, skipping)).prefix(limit))
        scope.saw(lines.map(\.child))
        scope.saw(lines.map(\.recipient))
        scope.counted(sum.count)
        var line: SubsidyReport.Line?
        if kind == nil {
            let sums = try scope.subsidySums(in: months, law: law, returns: returns)
            line = setting.map { sums.bySetting[$0] ?? .init() } ?? sums.total
        }
        return (lines, sum, line, max(0, skipping) + lines.count < all.count)
    }
}

/// 県補助の数の内訳: the claims behind one number of the report, each with what the rule says.
public enum ListSubsidy {
    public static let operation = OperationCode.listStatistics

    /// - Parameter setting: `nil` are both.
    /// - Returns: the page, how many there are in all, their eligible amount, and what follows.
    public static func perform(
        _ figure: SubsidyReport.Figure, months: StatisticsPeriod, setting: CareSetting?,
        after mark: StatisticsMark? = nil, limit: Int = 200, law: BenefitLaw, in scope: Scope
    ) throws -> (lines: [SubsidyLine], line: SubsidyReport.Line, next: StatisticsMark?) {
        var found: [SubsidyLine] = []
        var line = SubsidyReport.Line()
        try SubsidyFacts.forEachMonth(of: months, law: law, in: scope) { index, month, claims in
            let answers = SubsidyRule(book: law.book, month: month).answers(claims)
            for (claim, answer) in zip(claims, answers) {
                guard setting == nil || claim.setting == setting, figure.takes(answer.reason)
                else { continue }
                line.add(answer, paid: claim.paid)
                let place = StatisticsMark(
                    part: index * 2 + (claim.route == .inKind ? 0 : 1), id: claim.id)
                guard mark.map({ $0 < place }) ?? true, found.count <= limit else { continue }
                found.append(SubsidyLine(claim, answer, place))
            }
        }
        let lines = Array(found.prefix(limit))
        scope.saw(lines.map(\.child))
        scope.saw(lines.map(\.recipient))
        scope.saw(lines.flatMap(\.family))
        scope.counted(line.claims)
        return (lines, line, found.count > limit ? lines.last?.mark : nil)
    }
}

/// One claim under the prefecture's rule, step by step.
public struct SubsidyExplanation: Sendable {
    public let line: SubsidyLine
    /// What the prefecture's rule says of the age, in words.
    public let age: String
    /// The steps to the prefecture's amount.
    public let computation: Computation
    public let share: String?
}

/// 県補助の計算の説明 of one claim.
public enum ExplainSubsidy {
    public static let operation = OperationCode.listStatistics

    /// - Parameters:
    ///   - month: the billing month of the claim; route: in kind is part 0, a reimbursement 1.
    /// - Throws: `ReportRefusal.noFigure` where no such claim counts.
    public static func perform(
        _ id: Int64, isInKind: Bool, in month: YearMonth, law: BenefitLaw, scope: Scope
    ) throws -> SubsidyExplanation {
        let mark = StatisticsMark(part: isInKind ? 0 : 1, id: id)
        guard
            let claim = try SubsidyFacts.claim(mark, in: month, law: law, scope: scope)
        else { throw ReportRefusal.noFigure }
        let book = law.book
        let rule = SubsidyRule(book: book, month: month)
        guard let answer = rule.answers([claim]).first else { throw ReportRefusal.noFigure }
        scope.saw([claim.child, claim.recipient])
        let age = book.coversAge(
            born: claim.born, setting: claim.setting, in: claim.facts.treatmentMonth)
        return SubsidyExplanation(
            line: SubsidyLine(claim, answer, mark),
            age: age.map { "\($0.wording)：\($0.isCovered ? "対象" : "対象外")" } ?? "年齢の決まりが未設定",
            computation: book.compute(claim.facts), share: rule.share?.share.wording)
    }
}

extension SubsidyLine {
    init(_ claim: SubsidyClaim, _ answer: SubsidyAnswer, _ mark: StatisticsMark) {
        self.init(
            mark: mark, child: claim.child, recipient: claim.recipient,
            place: claim.route == .inKind ? .claim(claim.id) : .reimbursement(claim.id),
            month: claim.facts.treatmentMonth, setting: claim.setting,
            institution: claim.institution, paid: claim.paid, answer: answer, family: claim.family)
    }
}
