// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One municipality's scheme as data, together with the national book it stands on.
public struct SchemeBook: Sendable {
    /// `koshigaya`: the folder's name and the `scheme` of requests.
    public let id: String
    public let title: String
    public let municipality: String
    public let isConfirmed: Bool
    /// The ordinances and rules.
    public let legal: [String]
    /// Every dated value with source and certainty, in the order of the text.
    public let lines: [BookLine]
    public let national: NationalBook
    /// Digest of the text of the national book and of this one; every answer carries it.
    public let digest: String

    /// Article and reading of the rule who is covered.
    public let eligibleArticle: String
    public let eligibleReading: String
    public let ageLimits: [CareSetting: DatedValues<AgeEnd>]
    public let exclusions: ExclusionList
    /// 所得制限; `nil` where the scheme asks nothing of tax.
    public let incomeRule: DatedValues<IncomeRule>?
    /// 在留資格の要件; `nil` where the scheme asks nothing of it.
    public let stayRule: DatedValues<StayRule>?
    /// 保護者・受給者の要件.
    public let recipientTests: RecipientTests
    /// 居住の特例 by kind; a kind that is not there does not exist in this city.
    public let residenceExceptions: [ResidenceExceptionKind: DatedValues<ResidenceExceptionRule>]
    public let startRules: [StartEvent: DatedValues<StartRule>]
    /// 資格の終わりの日, where the ordinance lets it last after the event.
    public let endRules: EndRules
    /// 資格の停止, where the ordinance stops it for a time instead of ending it.
    public let suspensionRules: SuspensionRules
    public let inKindArea: DatedValues<[InKindPlace]>
    public let switchRule: DatedValues<SwitchRule>
    public let copayment: CopaymentBook
    public let mealCover: DatedValues<MealCover>
    /// 附加給付 by insurer number, where the municipality keeps it in the book.
    public let additionalBenefits: [String: DatedValues<AdditionalBenefitRule>]
    public let office: OfficeTerms
    /// What the prefecture pays back, in the prefecture's own book (県補助).
    public let subsidy: SubsidyTerms
    /// The id of the prefecture's book, in the book of a municipality that it subsidises.
    public let subsidisedBy: String?
    /// What the letters of the office say.
    public let letters: LetterWordings

    let examples: [WorkedExample]
}

/// What the office needs besides the law of amounts: numbers, deadlines, payment, papers.
public struct OfficeTerms: Sendable {
    /// 公費負担者番号 of the scheme.
    public let funder: DatedValues<FunderTerms>
    public let reimbursementDeadline: DatedValues<ReimbursementDeadline>
    public let reimbursementDocuments: DatedValues<[String]>
    /// After how many days of waiting for an insurer's decision the office asks again.
    public let insurerReminder: DatedValues<Int>
    /// How many days after its day a letter to a party outside without an answer is reminded of.
    public let outsideReminder: DatedValues<Int>
    public let applicationDocuments: DatedValues<[String]>
    /// 受付の場所: where applications are received, the main office first; empty where the city keeps no
    /// list of them.
    public let receptionPlaces: DatedValues<[String]>
    /// What of tax the scheme asks for; a scheme without a rule about income has none, and then
    /// nothing of tax may enter.
    public let taxInformation: DatedValues<TaxInformation>
    public let payment: DatedValues<PaymentTerms>
    public let certificateValidity: DatedValues<CertificateValidity>
    /// 証の区分; empty where the city tells no certificates apart.
    public let certificateClasses: DatedValues<CertificateClasses>
    /// 返還の期限 and 予算科目.
    public let money: MoneyTerms
}

/// What an office asks about income (所得の要件) before it decides.
public enum TaxInformation: String, Sendable, CaseIterable {
    /// 個人住民税 of the year of assessment.
    case municipalTax = "municipal-tax"

    public var wording: String { "個人住民税の課税の情報を求める" }
}

/// Until when a reimbursement may be applied for.
public struct ReimbursementDeadline: Sendable, Hashable {
    public let years: Int
    public let months: Int

    /// The last day for a month of treatment, counted from the first day of the month after it.
    public func lastDay(treatmentMonth: YearMonth) -> CivilDate {
        treatmentMonth.next.adding(months: years * 12 + months).firstDay.previous
    }
}

/// When payments are made.
public struct PaymentTerms: Sendable, Hashable {
    /// What happens on a day when banks are closed.
    public enum ClosedDay: String, Sendable, CaseIterable {
        case nextBankDay = "next-bank-day"
        case previousBankDay = "previous-bank-day"
    }

    /// When the run of a month closes.
    public enum RunCloses: String, Sendable, CaseIterable {
        case previousMonthEnd = "previous-month-end"
        case monthBeforePreviousEnd = "month-before-previous-end"
    }

    public let dayOfMonth: Int
    public let closedDay: ClosedDay
    public let runCloses: RunCloses
}

/// How long a certificate is valid.
public struct CertificateValidity: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case untilEntitlementEnds = "until-entitlement-ends"
        /// To the next 31 March.
        case fiscalYear = "fiscal-year"
    }

    public let kind: Kind
    /// From how many days before the day on which it is needed the next certificate is printed.
    public let leadDays: Int

    /// Where a book says nothing: the whole of March for what begins on 1 April, so that printing,
    /// posting and what comes back still fit before it.
    static let usualLeadDays = 31

    /// The validity of a certificate issued on a day within an entitlement.
    public func period(of entitlement: EffectivePeriod, issued: CivilDate) -> EffectivePeriod {
        switch kind {
        case .untilEntitlementEnds: entitlement
        case .fiscalYear:
            entitlement.ending(before: FiscalYear(of: max(issued, entitlement.from)).lastDay.next)
        }
    }

    /// The validity of the certificate that follows another one: it begins on a day, whenever it
    /// is printed.
    public func period(of entitlement: EffectivePeriod, following day: CivilDate) -> EffectivePeriod
    {
        let from = max(entitlement.from, day)
        return period(of: EffectivePeriod(from: from, until: entitlement.until), issued: from)
    }
}

extension SchemeBook {
    /// What the book knows of a rule that needs nothing else; used by screens and procedures.
    public func additionalBenefit(
        insurer: String, month: YearMonth, share: Yen
    ) -> Lookup<Yen> {
        guard let rules = additionalBenefits[insurer] else { return .none }
        switch rules.on(month.firstDay) {
        case .found(let rule, let entry):
            let yen = rule.paysDespiteSubsidy ? rule.benefit(share: share) : .zero
            return .found(
                yen,
                entry: DatedValue(
                    from: entry.from, setting: .set(yen), knownFrom: entry.knownFrom,
                    isConfirmed: entry.isConfirmed, source: entry.source, article: entry.article,
                    path: entry.path))
        case .unset(let path): return .unset(path)
        case .none: return .none
        }
    }
}
