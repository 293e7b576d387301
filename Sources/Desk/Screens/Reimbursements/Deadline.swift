// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Vocabulary

/// 申請の期限 of a month of treatment, as it is shown where a claim is typed.
struct Deadline {
    let lastDay: CivilDate

    /// `nil` where the book does not say.
    init?(_ month: YearMonth, _ office: Installation) {
        guard let day = office.benefitLaw.lastDay(month) else { return nil }
        lastDay = day
    }

    var words: String { "申請の期限 \(Say.short(lastDay))" }

    /// Whether an application came in the last weeks before the deadline, or after it.
    func isNear(_ applied: CivilDate?) -> Bool {
        applied.map { $0 > lastDay.adding(days: -Deadline.near) } ?? false
    }

    /// From how many days before it a deadline is marked; the page's own choice, not the law's.
    private static let near = 90
}
