// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
import Payments
import Scheme
public import Vocabulary

/// Every kind of letter that an office issues in batches, by the code of its page on screen 1410. A
/// new kind is one line here.
extension Installation {
    /// - Parameter day: today; letters of a year are those of the year that it asks for.
    public func letterSources(on day: CivilDate) -> [(code: String, source: any LetterSource)] {
        let year = FiscalYear(of: day)
        return [
            ("notice", DecisionLetters()),
            ("reopened", ReopeningLetters()),
            ("papers", MissingPaperLetters()),
            ("benefit-papers", BenefitPaperLetters()),
            ("invitation", InvitationLetters(documents: applicationDocuments(on: day))),
            ("renewal", RenewalLetters(lastDay: year.lastDay, dueOn: year.lastDay)),
            ("refusal", RefusalLetters(law: BenefitLaw(book: book))),
            ("mandate", MandateLetters(law: BenefitLaw(book: book))),
            ("payment", PaymentLetters(.payment)),
            ("awaiting", AwaitingLetters()),
            ("cancellation", CancellationLetters()),
            ("returned", PaymentLetters(.returned)),
            ("recovery", RecoveryLetters(law: RecoveryLaw(book: book))),
            ("demand", DemandLetters(.demand, law: RecoveryLaw(book: book))),
            ("dunning", DemandLetters(.dunning, law: RecoveryLaw(book: book))),
            ("refund", RefundLetters()),
            ("statement", StatementLetters(year: day.parts.year - 1)),
        ]
    }

    /// What an application asks for, in the words of the book.
    private func applicationDocuments(on day: CivilDate) -> [String] {
        if case .found(let list, _) = book.office.applicationDocuments.on(day) { list } else { [] }
    }

    /// One of them by its code.
    public func letterSource(_ code: String, on day: CivilDate) -> (any LetterSource)? {
        letterSources(on: day).first { $0.code == code }?.source
    }

    /// What a batch of letters of this office needs besides its orders.
    public func letterTerms(datedOn day: CivilDate? = nil) -> IssueLetters.Terms {
        IssueLetters.Terms(
            letters: book.letters, directory: directory, freshness: freshness, forms: paperForms,
            datedOn: day)
    }
}
