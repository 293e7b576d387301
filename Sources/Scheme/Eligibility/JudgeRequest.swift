// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is asked of `judge`: one child, one day.
public struct JudgeRequest: Sendable, Hashable {
    /// The facts about the child; periods half-open.
    public struct Child: Sendable, Hashable {
        public var born: CivilDate
        /// First day of living in the municipality; `nil` is *not resident*.
        public var residentFrom: CivilDate?
        /// First day outside; `nil` is open.
        public var residentUntil: CivilDate?
        /// The stay ends by death: then nothing lasts to the end of a month.
        public var hasDied = false
        /// First day of unbroken health insurance; `nil` is *not insured*.
        public var insuredFrom: CivilDate?
        public var insuredUntil: CivilDate?
        public var married: Bool
        /// Exclusions on the day asked: `public-assistance`, or `other-scheme-leaves-zero:SCHEME`.
        public var exclusions: [String]
        /// The parents' income, where the book asks for it; `nil` is *nothing is known*.
        public var incomes: HouseholdIncome?
        /// The stay of a child that is no national; `nil` is a national, or not asked.
        public var stay: StayFacts?
        /// Why the child counts as living (or not living) here against the register; shown as is.
        public var residenceNote: String?

        public init(
            born: CivilDate, residentFrom: CivilDate?, residentUntil: CivilDate? = nil,
            insuredFrom: CivilDate?, insuredUntil: CivilDate? = nil, married: Bool = false,
            exclusions: [String] = [], incomes: HouseholdIncome? = nil,
            residenceNote: String? = nil
        ) {
            self.born = born
            self.residentFrom = residentFrom
            self.residentUntil = residentUntil
            self.insuredFrom = insuredFrom
            self.insuredUntil = insuredUntil
            self.married = married
            self.exclusions = exclusions
            self.incomes = incomes
            self.residenceNote = residenceNote
        }
    }

    /// An event that the child's dates do not show: an exclusion that ended, a new guardian.
    public struct Event: Sendable, Hashable {
        public var kind: StartEvent
        /// Its day; `nil` takes the day that the child's dates give.
        public var date: CivilDate?

        public init(kind: StartEvent, date: CivilDate? = nil) {
            self.kind = kind
            self.date = date
        }
    }

    /// The day asked about.
    public var on: CivilDate
    /// The day of application; `nil` counts as in time.
    public var applied: CivilDate?
    public var event: Event?
    public var child: Child
    /// Who would be the recipient; `nil` is not asked.
    public var recipient: RecipientFacts?

    public init(on: CivilDate, applied: CivilDate?, event: Event? = nil, child: Child) {
        self.on = on
        self.applied = applied
        self.event = event
        self.child = child
    }
}
