// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How a plan stands: what came in covers the instalments in their order; pure.
public struct InstalmentPlan: Hashable, Sendable {
    /// One instalment with what covers it.
    public struct Line: Hashable, Sendable {
        public let instalment: Instalment
        /// How much of it is covered.
        public let covered: Yen
        /// Due and not covered.
        public let isMissed: Bool

        public var open: Yen { instalment.amount - covered }
    }

    public let request: Int64
    public let signedOn: CivilDate
    public let lines: [Line]

    /// - Parameters:
    ///   - covered: what came in and was netted since the plan was signed.
    ///   - today: instalments due before it and not covered are missed.
    init(
        request: Int64, signedOn: CivilDate, instalments: [Instalment], covered: Yen,
        today: CivilDate
    ) {
        self.request = request
        self.signedOn = signedOn
        var rest = covered
        lines = instalments.sorted { $0.number < $1.number }.map { part in
            let mine = min(rest, part.amount)
            rest -= mine
            return Line(
                instalment: part, covered: mine,
                isMissed: mine < part.amount && part.dueOn < today)
        }
    }

    /// 履行遅滞: yen of instalments that were due and did not come.
    public var missed: Yen { lines.filter(\.isMissed).reduce(.zero) { $0 + $1.open } }
    public var missedCount: Int { lines.count(where: \.isMissed) }
    /// The next instalment that is not due yet and not covered.
    public var next: Line? { lines.first { $0.open > .zero && !$0.isMissed } }

    /// Splits an amount into equal parts, a month apart; the last part takes the rest.
    public static func even(
        _ amount: Yen, count: Int, first: CivilDate
    ) -> [Instalment] {
        guard count > 0 else { return [] }
        let part = amount.amount / count
        return (0..<count).map { index in
            let month = first.yearMonth.adding(months: index)
            let day = min(month.firstDay.adding(days: first.day - 1), month.lastDay)
            let yen = index == count - 1 ? amount.amount - part * (count - 1) : part
            return Instalment(number: index + 1, dueOn: day, amount: Yen(yen))
        }
    }
}
