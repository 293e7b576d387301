// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// One reimbursement as the form or a letter of the insurer says it: one institution, one month,
/// in- or out-patient.
public struct ReimbursementInput: Hashable, Sendable {
    /// How the application came in.
    public enum Channel: String, Sendable, CaseIterable {
        case counter, post, electronic
    }

    /// 申請書番号.
    public var receipt: String
    /// 枝番: 1 is the application, 2 and more are letters of the insurer about it.
    public var branch: Int
    public var channel: Channel
    /// 申請日; of a letter, the day it was keyed in.
    public var appliedOn: CivilDate
    public var applicant: AddresseeNumber
    public var child: AddresseeNumber
    /// As written on the form; empty where none.
    public var recipientNumber: String
    public var treatmentMonth: YearMonth
    /// Ten digits.
    public var institution: String
    public var institutionName: String
    public var department: String
    public var setting: CareSetting
    public var care: CareKind
    /// Points, or the total cost in yen where the receipt has none (治療用装具).
    public var cost: ClaimFacts.Cost
    public var days: Int
    /// 自己負担割合 as the receipt says it, in tenths.
    public var burdenTenths: Int
    /// What was paid at the window in all, meals included.
    public var paid: Yen
    public var meals: Int
    public var mealClass: MealClass
    /// The high-cost benefit that the insurer has decided; 0 where there is nothing to wait for,
    /// `nil` while the decision is awaited.
    public var highCost: Yen?
    /// The additional benefit of the insurer; `nil` where nobody has asked.
    public var additionalBenefit: Yen?
    /// 公費負担者番号 of another fund; empty where none.
    public var otherFund: String
    public var otherFundCopayment: Yen?
    /// 事務件数.
    public var receipts: Int
    public var checkState: CheckState
    public var method: PaymentMethod
    /// The receipts one by one; empty where only their sums were keyed.
    public var slips: [ReceiptSlip] = []
    /// Of 治療用装具; `nil` of everything else.
    public var appliance: Appliance?
    /// 初診の回数 of all its receipts; `nil` where nobody has said it.
    public var firstVisits: Int?
    /// 入院年月日; `nil` where nobody has said it, or where no stay is claimed.
    public var admitted: CivilDate?

    public init(
        receipt: String, branch: Int = 1, channel: Channel = .counter, appliedOn: CivilDate,
        applicant: AddresseeNumber, child: AddresseeNumber, recipientNumber: String = "",
        treatmentMonth: YearMonth, institution: String, institutionName: String = "",
        department: String = "", setting: CareSetting, care: CareKind = .medical,
        cost: ClaimFacts.Cost, days: Int, burdenTenths: Int, paid: Yen, meals: Int = 0,
        mealClass: MealClass = .general, highCost: Yen?, additionalBenefit: Yen? = nil,
        otherFund: String = "", otherFundCopayment: Yen? = nil, receipts: Int = 1,
        checkState: CheckState = .receiptChecked, method: PaymentMethod = .transfer
    ) {
        self.receipt = receipt
        self.branch = branch
        self.channel = channel
        self.appliedOn = appliedOn
        self.applicant = applicant
        self.child = child
        self.recipientNumber = recipientNumber
        self.treatmentMonth = treatmentMonth
        self.institution = institution
        self.institutionName = institutionName
        self.department = department
        self.setting = setting
        self.care = care
        self.cost = cost
        self.days = days
        self.burdenTenths = burdenTenths
        self.paid = paid
        self.meals = meals
        self.mealClass = mealClass
        self.highCost = highCost
        self.additionalBenefit = additionalBenefit
        self.otherFund = otherFund
        self.otherFundCopayment = otherFundCopayment
        self.receipts = receipts
        self.checkState = checkState
        self.method = method
    }
}

extension ReimbursementInput {
    var treatment: TreatmentKey {
        TreatmentKey(
            child: child, institution: institution, month: treatmentMonth, setting: setting)
    }

    /// Whether a letter is about the same treatment as the application.
    func isAbout(_ base: ReimbursementInput) -> Bool { treatment == base.treatment }

    /// What any form must say, whatever is in the books.
    func check(on today: CivilDate) throws(BenefitsRefusal) {
        if appliedOn > today { throw .appliedInFuture }
        if treatmentMonth.firstDay > appliedOn { throw .treatmentAfterApplication }
        if applicant == child { throw .applicantIsChild }
        guard MedicalInstitutionCode(institution) != nil else { throw .wrongInstitution }
        guard isWritable else { throw .numberOutOfRange }
        // Two departments of one day are two receipts, each with a first consultation of its own.
        if let firstVisits, !(0...max(days, receipts, slips.count)).contains(firstVisits) {
            throw .entryOutOfRange("初診の回数")
        }
        try setting.check(admitted: admitted, in: treatmentMonth)
        if branch > 1 {
            guard highCost != nil else { throw .letterWithoutAmount }
            return
        }
        switch cost {
        case .points(let points): if points <= 0, meals == 0 { throw .costMissing }
        case .totalCost(let yen): if yen <= .zero, meals == 0 { throw .costMissing }
        }
    }

    /// Whether every number is one that a form can hold: never below zero, so that no letter of an
    /// insurer adds to what is paid, and of so few digits that no sum of them runs over.
    private var isWritable: Bool {
        let yen = [paid, highCost, additionalBenefit, otherFundCopayment].compactMap(\.self)
        let isCostWritable =
            switch cost {
            case .points(let points): (0...99_999_999).contains(points)
            case .totalCost(let yen): yen.isOnForms
            }
        return yen.allSatisfy(\.isOnForms) && isCostWritable && (1...99).contains(branch)
            && (0...10).contains(burdenTenths)
            && [days, meals, receipts].allSatisfy((0...999).contains) && areDetailsWritable
    }

    private var areDetailsWritable: Bool {
        let yen =
            slips.map(\.paid) + slips.compactMap(\.yen)
            + [appliance?.decision?.allowed, appliance?.decision?.paid].compactMap(\.self)
        let counts = slips.compactMap(\.points) + slips.map(\.meals)
        return yen.allSatisfy(\.isOnForms) && counts.allSatisfy((0...99_999_999).contains)
    }
}

extension Yen {
    /// Nine digits and no sign.
    fileprivate var isOnForms: Bool { (0...999_999_999).contains(amount) }
}
