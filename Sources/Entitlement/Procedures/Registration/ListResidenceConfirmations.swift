// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
public import Vocabulary

/// 居住の特例の確認: exceptions whose papers must be seen again, as the book of the city says
/// (`confirm-every-months`). Recording the same exception again confirms it.
public enum ListResidenceConfirmations {
    public static let operation = OperationCode.viewRejudgements

    /// An exception in force, and the day on which its papers are asked for again.
    public struct Due: Sendable {
        public let exception: ResidenceException
        public let seenOn: CivilDate
        public let dueOn: CivilDate

        /// Never the same for two of them: a list in pages shows each on one page.
        var order: (CivilDate, AddresseeNumber, CivilDate, String) {
            (dueOn, exception.child, exception.period.from, exception.kind)
        }
    }

    /// Those of entitled children that fall due until a day, the oldest first. Nobody is shown yet:
    /// who shows a part of the list tells the log.
    public static func perform(
        until day: CivilDate, book: SchemeBook, in scope: Scope
    ) throws -> [Due] {
        let today = scope.today
        let due = try ResidenceExceptionBook.recorded(nil, from: scope.db)
            .compactMap { one -> Due? in
                let seen = one.at.dayInJapan
                guard let kind = one.exception.known,
                    case .found(let rule, _) = book.residenceException(kind, on: today),
                    let months = rule.confirmEvery
                else { return nil }
                let dueOn = seen.later(months: months)
                guard dueOn <= day, one.exception.period.contains(max(dueOn, today)) else {
                    return nil
                }
                return Due(exception: one.exception, seenOn: seen, dueOn: dueOn)
            }
        let strands = try HistoryBook.strands(
            children: Set(due.map(\.exception.child)).sorted(), from: scope.db)
        return due.filter { one in
            strands[one.exception.child]?.contains {
                $0.state.isLive && $0.state.periods.reaches(today)
            } ?? false
        }.sorted { $0.order < $1.order }
    }
}

extension CivilDate {
    /// The same day so many months later, or the last day of a month that has none such.
    fileprivate func later(months: Int) -> CivilDate {
        let month = yearMonth.adding(months: months)
        return CivilDate(year: month.year, month: month.month, day: day) ?? month.lastDay
    }
}
