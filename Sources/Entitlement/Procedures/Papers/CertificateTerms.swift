// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Scheme
import Vocabulary

/// What the book says about certificates on a day.
struct CertificateTerms {
    private let funder: FunderTerms
    let validity: CertificateValidity
    let wording: LetterWording
    private let book: SchemeBook

    init(_ law: EligibilityLaw, on day: CivilDate) throws {
        guard case .found(let funder, _) = law.book.office.funder.on(day) else {
            throw EntitlementRefusal.schemeUnset("funder")
        }
        guard case .found(let validity, _) = law.book.office.certificateValidity.on(day) else {
            throw EntitlementRefusal.schemeUnset("certificate.validity")
        }
        self.funder = funder
        self.validity = validity
        wording = try law.book.letters.wording(.certificate, on: day).wording
        book = law.book
    }

    /// 公費負担者番号 of a card for all of its time; where the two kinds of care have different ones, that
    /// of out-patient care, and a line says both.
    func funder(
        born: CivilDate, _ periods: EntitlementPeriods
    ) -> Result<String, LeftOut> {
        if funder.cases.isEmpty { return .success(funder.otherwise) }
        let numbers = funders(born: born, periods)
        guard let first = numbers.first?.number, numbers.allSatisfy({ $0.number != nil }) else {
            return .failure(
                LeftOut(
                    reason: "有効期間の中で公費負担者番号が変わるため、一枚の証に印字できません。証の有効期間（年度）と番号の分け方を制度の本で確かめてください"
                ))
        }
        return .success(first)
    }

    /// The number of each kind of care; `nil` where it changes within its time.
    private func funders(
        born: CivilDate, _ periods: EntitlementPeriods
    ) -> [(care: LetterWord, number: String?)] {
        let cares: [(LetterWord, CareSetting, EffectivePeriod?)] = [
            (.outpatient, .outpatient, periods.outpatient),
            (.inpatient, .inpatient, periods.inpatient),
        ]
        var found: [(care: LetterWord, number: String?)] = []
        for (care, setting, period) in cares {
            guard let period, !period.isEmpty else { continue }
            found.append((care, funder.number(born: born, [(setting, period)])))
        }
        return found
    }

    /// Both numbers, where the two kinds of care have different ones.
    private func funderLine(born: CivilDate, _ periods: EntitlementPeriods) -> String? {
        let numbers = funders(born: born, periods)
        guard Set(numbers.compactMap { $0.number }).count > 1 else { return nil }
        let parts = numbers.map { "\(wording.text($0.care) ?? "") \($0.number ?? "")" }
        return "\(wording.text(LetterWord.funderNumber) ?? "") "
            + parts.joined(separator: "／")
    }

    /// The class of an entitlement; `nil` where the book tells none apart.
    func certificateClass(
        _ periods: EntitlementPeriods, born: CivilDate, on day: CivilDate
    ) -> CertificateClass? {
        book.office.certificateClasses.derived(periods, born: born, on: day)
    }

    /// What a card says of its numbers and of what is left to the child.
    ///
    /// - Parameters:
    ///   - income: of the household; `nil` where nobody is asked for it.
    ///   - day: the first on which the card is of use.
    func lines(
        _ periods: EntitlementPeriods, born: CivilDate, _ income: HouseholdIncome?,
        on day: CivilDate
    ) -> [String] {
        [
            funderLine(born: born, periods), copayment(periods),
            income.flatMap { incomeClass($0, on: day) },
        ].compactMap(\.self)
    }

    /// What is left to the child, where it is the same for the whole of what is printed.
    func copayment(_ periods: EntitlementPeriods) -> String? {
        let parts = book.fixedCopayment(
            outpatient: periods.outpatient, inpatient: periods.inpatient
        ).map { setting, left in
            let word: LetterWord = setting == .outpatient ? .outpatient : .inpatient
            return "\(wording.text(word) ?? "") \(wording.phrases(of: left))"
        }
        guard !parts.isEmpty else { return nil }
        return wording.text(
            .copayment, LetterValues([.explanation: .text(parts.joined(separator: "／"))]))
    }

    /// The class of the household by which a co-payment is chosen, and until when it stands: the next year
    /// of assessment may bring another one.
    private func incomeClass(_ income: HouseholdIncome, on day: CivilDate) -> String? {
        guard let found = book.incomeClass(of: income, on: day) else { return nil }
        return wording.text(
            .incomeClass,
            LetterValues([.band: .text(found.name), .period: .period(found.period)]))
    }
}

/// What is known of the income of the households of certificates, where the book has classes of it.
///
/// (Part of `OperationCode.issueCertificate`, `.reprintLetter`.)
enum ClassIncomes {
    static func of(
        _ cases: [(child: AddresseeNumber, recipient: AddresseeNumber)], _ addressing: Addressing,
        _ law: EligibilityLaw, _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> HouseholdIncomes {
        let people = cases.reduce(into: [AddresseeNumber: ResidentSnapshot]()) {
            $0[$1.child] = addressing.person($1.child)
        }
        return try HouseholdIncomes(
            of: law.hasIncomeClasses ? cases : [], people: people, law: law,
            directory: directory, forClasses: true, in: scope)
    }
}
