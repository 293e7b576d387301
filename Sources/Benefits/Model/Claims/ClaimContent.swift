// SPDX-License-Identifier: Apache-2.0
import Formats
public import Vocabulary

/// What of a claim the checks and the amounts need; neither name nor insured number of the child.
public struct ClaimContent: Hashable, Sendable {
    /// A public fund of the claim, ours included, as written.
    public struct Fund: Hashable, Sendable {
        public var line: Int
        public var funder: String
        public var recipient: String
        public var days: Int
        public var points: Int
        /// Yen that the patient owes under this fund; `nil` where empty.
        public var copayment: Int?
        /// 受診日 under this fund; `nil` where the claim does not say them.
        public var visits: MonthDays?

        public init(
            line: Int, funder: String, recipient: String, days: Int, points: Int, copayment: Int?,
            visits: MonthDays? = nil
        ) {
            self.line = line
            self.funder = funder
            self.recipient = recipient
            self.days = days
            self.points = points
            self.copayment = copayment
            self.visits = visits
        }
    }

    /// The line of its RE record, from 1.
    public var line: Int
    public var dataKind: ClaimDataKind
    /// レセプト種別, 4 digits.
    public var type: String
    public var billingMonth: YearMonth
    public var treatmentMonth: YearMonth
    /// Ten digits.
    public var institution: String
    public var institutionName: String
    /// 診療科; empty where none.
    public var department: String
    public var setting: CareSetting
    public var born: CivilDate
    /// 給付割合 in percent, as written.
    public var ratio: Int?
    /// `nil` in a claim of public funds alone.
    public var insurer: String?
    public var days: Int
    public var points: Int
    /// 負担金額 of the insurance, as written.
    public var copayment: Int?
    public var meals: Int
    /// Yen, the whole cost of the meals.
    public var mealsTotal: Int
    public var mealClass: String
    public var band: HighCostBand?
    public var isMultiple: Bool
    public var isThirdParty: Bool
    /// The prescribing institution of a pharmacy's claim; else empty.
    public var prescriber: String
    /// First fund first.
    public var funds: [Fund]
    /// 受診日 under the insurance; `nil` where the claim does not say them.
    public var visits: MonthDays?
    /// 初診: how many of the visits; `nil` where the claim does not say it.
    public var firstVisits: Int?
    /// 入院年月日; `nil` where the claim does not say it.
    public var admitted: CivilDate?

    /// The days on which something was done under a fund: its own, else those of the insurance.
    func visits(of fund: Fund) -> MonthDays? { fund.visits ?? visits }
}

extension ClaimContent {
    /// From a claim file.
    init(_ record: ClaimRecord) {
        line = record.line
        dataKind = record.isDPC ? .diagnosisProcedure : ClaimDataKind(record.kind)
        type = record.type
        billingMonth = record.billingMonth
        treatmentMonth = record.treatmentMonth
        institution = record.institution
        institutionName = record.institutionName
        department = record.department
        setting = CareSetting(isInpatient: record.isInpatient)
        born = record.born
        ratio = record.ratio
        insurer = record.insurer
        days = record.days
        points = record.points
        copayment = record.insurance?.copayment
        meals = record.insurance?.meals ?? record.funds.first?.meals ?? 0
        mealsTotal = record.insurance?.mealsTotal ?? record.funds.first?.mealsTotal ?? 0
        mealClass = record.mealClass
        band = record.band
        isMultiple = record.isMultiple
        isThirdParty = record.isThirdParty
        prescriber = record.prescriber ?? ""
        funds = record.funds.enumerated().map { place, fund in
            Fund(
                line: fund.line, funder: fund.funder, recipient: fund.recipient, days: fund.days,
                points: fund.points, copayment: fund.copayment, visits: record.visits.fund(place))
        }
        visits = record.visits.insurance
        firstVisits = record.firstVisits
        admitted = record.admitted
    }
}

extension ClaimDataKind {
    fileprivate init(_ kind: ClaimKind) {
        switch kind {
        case .medical: self = .medical
        case .dental: self = .dental
        case .pharmacy: self = .pharmacy
        case .visitingNursing: self = .visitingNursing
        case .therapy: self = .medicalCareExpense
        }
    }
}
