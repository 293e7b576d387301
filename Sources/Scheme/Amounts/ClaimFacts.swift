// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One claim of one child: one month, one institution, one kind of care (診療月 × 医療機関 × 入外).
public struct ClaimFacts: Sendable, Hashable {
    /// What the claim costs.
    public enum Cost: Sendable, Hashable {
        case points(Int)
        case totalCost(Yen)
    }

    /// In-patient meals of the month.
    public struct Meals: Sendable, Hashable {
        public var count: Int
        public var mealClass: MealClass

        public init(count: Int, mealClass: MealClass) {
            self.count = count
            self.mealClass = mealClass
        }
    }

    /// What is known of the high-cost benefit (高額療養費).
    public enum HighCost: Sendable, Hashable {
        /// The band of the household, and whether it is the fourth month or later in a year.
        case band(String, multiple: Bool)
        /// The amount that the insurer's letter decided.
        case decided(Yen)
    }

    /// A national public fund in the claim (公費).
    public struct OtherFund: Sendable, Hashable {
        /// 公費負担者番号; its first two digits are the 法別番号.
        public var funder: String
        public var points: Int
        /// What the fund leaves to the patient, as the claim says it (KO[6]); never computed.
        public var copayment: Yen

        public init(funder: String, points: Int, copayment: Yen) {
            self.funder = funder
            self.points = points
            self.copayment = copayment
        }
    }

    public var treatmentMonth: YearMonth
    public var isInpatient: Bool
    /// `nil` only where `burdenTenths` is given and no rule asks the age.
    public var born: CivilDate?
    public var cost: Cost
    /// The patient's share in tenths; `nil` takes it from the age.
    public var burdenTenths: Int?
    /// Ten-digit code; `nil` leaves the in-kind area unasked.
    public var institution: String?
    /// Six-digit code of the municipality where the institution stands.
    public var municipality: String?
    public var meals: Meals?
    public var highCost: HighCost?
    public var additionalBenefit: Yen
    public var otherFunds: [OtherFund]
    /// What was paid at the window in all, meals included; makes the claim a reimbursement.
    public var paidAtCounter: Yen?
    /// Days of treatment and visits, for a co-payment that counts them.
    public var days: Int?
    public var visits: Int?
    /// How many of the visits are first consultations (初診), for a co-payment that is for these only;
    /// 0 is known to be none, `nil` is not known.
    public var firstVisits: Int?
    /// What was done, for a co-payment that asks for it.
    public var care: CareWord?
    /// For a co-payment that asks about the household.
    public var household: HouseholdFacts?
    /// For a co-payment with a limit over all institutions.
    public var soFar: MonthSoFar?
    /// 入院年月日, for a co-payment that depends on how long a stay has lasted.
    public var admitted: CivilDate?

    public init(
        treatmentMonth: YearMonth, isInpatient: Bool, born: CivilDate?, cost: Cost,
        burdenTenths: Int? = nil, institution: String? = nil, municipality: String? = nil,
        meals: Meals? = nil, highCost: HighCost? = nil, additionalBenefit: Yen = .zero,
        otherFunds: [OtherFund] = [], paidAtCounter: Yen? = nil, days: Int? = nil,
        visits: Int? = nil, firstVisits: Int? = nil, care: CareWord? = nil,
        household: HouseholdFacts? = nil, soFar: MonthSoFar? = nil,
        admitted: CivilDate? = nil
    ) {
        self.treatmentMonth = treatmentMonth
        self.isInpatient = isInpatient
        self.born = born
        self.cost = cost
        self.burdenTenths = burdenTenths
        self.institution = institution
        self.municipality = municipality
        self.meals = meals
        self.highCost = highCost
        self.additionalBenefit = additionalBenefit
        self.otherFunds = otherFunds
        self.paidAtCounter = paidAtCounter
        self.days = days
        self.visits = visits
        self.firstVisits = firstVisits
        self.care = care
        self.household = household
        self.soFar = soFar
        self.admitted = admitted
    }
}
