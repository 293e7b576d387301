// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The household of a child in the month of treatment, as far as co-payments ask about it.
///
/// What is `nil` is not known; a claim whose co-payment needs it is held.
public struct HouseholdFacts: Sendable, Hashable {
    /// Another child of the household.
    public struct Sibling: Sendable, Hashable {
        public var born: CivilDate
        /// Counts before the child; of those born on one day somebody has to say it.
        public var isOlder: Bool

        public init(born: CivilDate, isOlder: Bool) {
            self.born = born
            self.isOlder = isOlder
        }
    }

    public var incomes: HouseholdIncome?
    public var siblings: [Sibling]?

    public init(incomes: HouseholdIncome? = nil, siblings: [Sibling]? = nil) {
        self.incomes = incomes
        self.siblings = siblings
    }

    /// Children by their days of birth, as examples and lines write them.
    init(incomes: HouseholdIncome?, births: [CivilDate]?, of child: CivilDate?) {
        self.init(
            incomes: incomes,
            siblings: births.flatMap { births in
                child.map { child in
                    births.map { Sibling(born: $0, isOlder: $0 < child) }
                }
            })
    }
}

/// Which children of a household count for 第何子 and 児童の人数 (多子).
public struct CountedChildren: Sendable, Hashable {
    /// Until which age a child counts; `nil` is any age.
    public let until: AgeEnd?

    public var wording: String { "児童の数え方: \(until.map { "\($0)の児童" } ?? "年齢を問わない")" }
}

extension Fields {
    /// Reads one dated entry of `copayment.children`.
    func countedChildren() -> CountedChildren? {
        if values["counted-until"]?.text == "any-age" { return CountedChildren(until: nil) }
        return ageEnd("counted-until", or: "any-age").map { CountedChildren(until: $0) }
    }
}
