// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The months in which the limit of a co-payment was reached, for months with a lower limit (多数回): read
/// from the explanations of what stands, in the order in which it was taken in or decided.
struct ReachedMonths {
    /// A benefit that left all that its month may leave.
    struct Entry {
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        /// `nil` is not in the books yet: after everything that is.
        var place: MonthCounts.Place?
        let reached: MonthSoFar.Reached
    }

    /// How far back a month looks, of the months that do.
    private let back: [YearMonth: Int]
    private var ofChild: [AddresseeNumber: [Entry]] = [:]
    private var ofRecipient: [AddresseeNumber: [Entry]] = [:]

    init(back: [YearMonth: Int] = [:]) { self.back = back }

    /// Whether no month looks back.
    var isEmpty: Bool { back.isEmpty }

    /// Everybody of whom a month is known.
    var children: Set<AddresseeNumber> { Set(ofChild.keys) }

    /// The months that a month looks at, the month itself left out.
    func window(_ month: YearMonth) -> ClosedRange<YearMonth>? {
        back[month].map { month.adding(months: -$0)...month.previous }
    }

    mutating func add(_ entry: Entry) {
        ofChild[entry.child, default: []].append(entry)
        ofRecipient[entry.recipient, default: []].append(entry)
    }

    /// - Parameter place: of the benefit that asks; `nil` is after everything.
    func before(
        _ question: ClaimHouseholds.Question, place: MonthCounts.Place?
    ) -> (child: [MonthSoFar.Reached], household: [MonthSoFar.Reached]) {
        guard let window = window(question.month) else { return ([], []) }
        func months(_ all: [Entry]?) -> [MonthSoFar.Reached] {
            (all ?? []).filter { one in
                guard window.contains(one.reached.month) else { return false }
                guard let place else { return true }
                return one.place.map { $0 < place } ?? false
            }.map(\.reached)
        }
        return (months(ofChild[question.child]), months(ofRecipient[question.recipient]))
    }
}

extension Computation {
    /// The month whose limit it reached; `nil` where it left less, or where the book counts no months.
    func reached(_ month: YearMonth, _ setting: CareSetting) -> MonthSoFar.Reached? {
        steps.last { $0.label.hasPrefix(Step.copayment) }.flatMap {
            MonthSoFar.Reached(
                month: month, isInpatient: setting == .inpatient, in: $0.label)
        }
    }
}
