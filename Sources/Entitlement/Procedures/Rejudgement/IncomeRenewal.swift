// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 所得の年度の切替: every child of whom the book asks the income of a year of assessment is judged again
/// for it, once, whether or not any tax of that year has arrived. Whoever cannot be judged, because the
/// tax is not known, stands on the list of screen 1150 until it is.
public enum IncomeRenewal {
    public static let operation = OperationCode.renewYearly

    /// How far a year of assessment is: who was to be judged for it, and who was.
    public struct Progress: Hashable, Sendable {
        public let year: Int
        public let expected: Int
        public let judged: Int
        /// Children of whom some tax is not known now.
        public let missing: Int
    }

    /// The year of assessment of an occasion: the one that begins in its calendar year.
    public static func year(of day: CivilDate) -> Int { day.year }

    /// The newest decisions of those who are entitled on a day of the year on which the book asks.
    public static func plan(
        year: Int, children: [AddresseeNumber]? = nil, law: EligibilityLaw,
        from db: any Connection
    ) throws -> [EntitlementState] {
        guard law.book.incomeRule != nil else { return [] }
        return try HistoryBook.strands(children: children, from: db).values
            .compactMap { $0.last?.state }
            .filter { day(of: $0, year: year, law: law) != nil }.sorted { $0.id < $1.id }
    }

    /// Puts them into the queue, each on the day from which its income is asked; who stands there for the
    /// year, or was judged for it, is not put in again.
    ///
    /// - Parameter chosen: only these decisions of the plan: a job cuts it into steps.
    /// - Returns: how many were new.
    public static func perform(
        year: Int, only chosen: [Int64], law: EligibilityLaw, in scope: Scope
    ) throws -> Int {
        let children = try HistoryBook.decisions(ids: chosen, from: scope.db).values.map(\.child)
        let notices = try plan(
            year: year, children: Set(children).sorted(), law: law, from: scope.db
        ).compactMap { state in
            day(of: state, year: year, law: law).map {
                notice(of: state.child, year, on: $0)
            }
        }
        let known = try RejudgementQueue.known(notices.map(\.key), from: scope.db)
        return try EnqueueRejudgement.perform(
            notices.filter { !known.contains($0.key) }, in: scope)
    }

    /// What came of a year; `nil` where nobody was put in for it.
    public static func progress(year: Int, from db: any Connection) throws -> Progress? {
        let (expected, judged) = try RejudgementQueue.count(keysLike: prefix(year), from: db)
        let missing = try GuardianBook.attentionCount(.income, from: db)
        guard expected > 0 || missing > 0 else { return nil }
        return Progress(year: year, expected: expected, judged: judged, missing: missing)
    }

    /// A child of whom the book begins to ask the income of the year soon, between two renewals: it may have
    /// come, or was registered, after the last one.
    static func notice(
        born: CivilDate, of child: AddresseeNumber, law: EligibilityLaw, on today: CivilDate
    ) -> RejudgementNotice? {
        guard case .found(let rule, _)? = law.book.incomeRule?.on(today) else { return nil }
        let year = rule.year(on: today)
        guard let day = law.book.firstDayAskingIncome(born: born, ofYear: year), day > today,
            day <= today.yearMonth.next.lastDay
        else { return nil }
        return notice(of: child, year, on: day)
    }

    private static func notice(
        of child: AddresseeNumber, _ year: Int, on day: CivilDate
    ) -> RejudgementNotice {
        RejudgementNotice(
            key: "\(prefix(year))\(child)", subject: child, cause: .other, on: day)
    }

    private static func prefix(_ year: Int) -> String { "income-year-\(year)-" }

    /// The first day of the year on which the book asks about the income of one who is entitled then.
    private static func day(
        of state: EntitlementState, year: Int, law: EligibilityLaw
    ) -> CivilDate? {
        guard state.isLive || state.result == .suspended,
            let day = law.book.firstDayAskingIncome(born: state.childBorn, ofYear: year),
            state.periods.reaches(day)
        else { return nil }
        return day
    }
}
