// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A claim as an officer keys it from paper (紙の明細書, 柔道整復の支給申請書): what the checks and the
/// amounts need, and nothing else of the child.
public struct ClaimEntry: Hashable, Sendable {
    public var dataKind: ClaimDataKind
    public var source: ClaimSource
    public var billingMonth: YearMonth
    public var treatmentMonth: YearMonth
    /// Ten digits.
    public var institution: String
    public var institutionName: String
    public var setting: CareSetting
    public var born: CivilDate
    public var insurer: InsurerNumber
    public var recipientNumber: RecipientNumber
    public var days: Int
    public var points: Int
    /// 負担金額 as written; `nil` where the paper has none.
    public var copayment: Int?
    public var meals: Int
    public var band: HighCostBand?
    public var isMultiple: Bool
    /// Ten digits; only of a pharmacy.
    public var prescriber: String
    /// Other public funds: number, recipient, points, yen of the patient.
    public var others: [ClaimContent.Fund]
    /// 受診日, where the paper says them.
    public var visits: MonthDays?
    /// 初診の回数; `nil` where the paper does not say it.
    public var firstVisits: Int?
    /// 入院年月日; `nil` where the paper does not say it, or of out-patient care.
    public var admitted: CivilDate?

    public init(
        dataKind: ClaimDataKind, source: ClaimSource, billingMonth: YearMonth,
        treatmentMonth: YearMonth, institution: String, institutionName: String = "",
        setting: CareSetting, born: CivilDate, insurer: InsurerNumber,
        recipientNumber: RecipientNumber, days: Int, points: Int, copayment: Int? = nil,
        meals: Int = 0, band: HighCostBand? = nil, isMultiple: Bool = false,
        prescriber: String = "", others: [ClaimContent.Fund] = [], visits: MonthDays? = nil,
        firstVisits: Int? = nil, admitted: CivilDate? = nil
    ) {
        self.dataKind = dataKind
        self.source = source
        self.billingMonth = billingMonth
        self.treatmentMonth = treatmentMonth
        self.institution = institution
        self.institutionName = institutionName
        self.setting = setting
        self.born = born
        self.insurer = insurer
        self.recipientNumber = recipientNumber
        self.days = days
        self.points = points
        self.copayment = copayment
        self.meals = meals
        self.band = band
        self.isMultiple = isMultiple
        self.prescriber = prescriber
        self.others = others
        self.visits = visits
        self.firstVisits = firstVisits
        self.admitted = admitted
    }

    /// What the examiner reads.
    ///
    /// - Parameter ours: our funder number in the month.
    func content(ours: String) throws(BenefitsRefusal) -> ClaimContent {
        guard MedicalInstitutionCode(institution) != nil else {
            throw .entryOutOfRange("医療機関コード")
        }
        guard prescriber.isEmpty || MedicalInstitutionCode(prescriber) != nil else {
            throw .entryOutOfRange("処方元の医療機関コード")
        }
        guard (0...99_999_999).contains(points) else { throw .entryOutOfRange("点数") }
        guard (0...999).contains(days) else { throw .entryOutOfRange("日数") }
        try ClaimContent.check(firstVisits: firstVisits, days: days)
        try setting.check(admitted: admitted, in: treatmentMonth)
        guard (0...999).contains(meals) else { throw .entryOutOfRange("食事の回数") }
        let month = MonthDays(treatmentMonth.period, in: treatmentMonth)
        guard visits?.isSubset(of: month) ?? true else { throw .entryOutOfRange("受診日") }
        let ownFund = ClaimContent.Fund(
            line: others.count + 1, funder: ours, recipient: recipientNumber.digits, days: days,
            points: points, copayment: nil)
        return ClaimContent(
            line: 1, dataKind: dataKind, type: "", billingMonth: billingMonth,
            treatmentMonth: treatmentMonth, institution: institution,
            institutionName: institutionName, department: "", setting: setting, born: born,
            ratio: nil, insurer: insurer.digits, days: days, points: points,
            copayment: copayment, meals: meals, mealsTotal: 0, mealClass: "", band: band,
            isMultiple: isMultiple, isThirdParty: false, prescriber: prescriber,
            funds: others + [ownFund], visits: visits, firstVisits: firstVisits,
            admitted: admitted)
    }
}

extension ClaimContent {
    /// Whether first visits that an officer says are no more than the days of the claim.
    static func check(firstVisits: Int?, days: Int) throws(BenefitsRefusal) {
        guard let firstVisits, !(0...max(0, days)).contains(firstVisits) else { return }
        throw .entryOutOfRange("初診の回数")
    }
}

extension CareSetting {
    /// Whether 入院年月日 that an officer says can be that of a stay in the month of treatment.
    func check(admitted: CivilDate?, in month: YearMonth) throws(BenefitsRefusal) {
        guard let admitted, self != .inpatient || admitted > month.lastDay else { return }
        throw .entryOutOfRange("入院年月日（診療月の末日までの日）")
    }
}
