// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 請求書の検収: another officer accepts what an examining body asks, or sends it back. Where body and
/// books part, the reason says why it is accepted all the same.
public enum SettleInvoice {
    public static let operation = OperationCode.acceptAgencyInvoice

    /// - Parameters:
    ///   - reason: needed to send back, and to accept with differences.
    ///   - credit: how what is below zero is settled; needed to accept such an invoice.
    /// - Throws: `.unknownInvoice`, `.invoiceSettled`, `.invoiceDiffers`, `.missingReason`, `.creditMissing`;
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(
        _ id: Int64, accept: Bool, reason: String?, credit: InvoiceCredit.Way? = nil,
        on day: CivilDate, law: BenefitLaw, in scope: Scope
    ) throws {
        guard let stored = try AgencyBook.invoice(id, from: scope.db) else {
            throw BenefitsRefusal.unknownInvoice
        }
        guard stored.outcome == nil else { throw BenefitsRefusal.invoiceSettled }
        try FourEyes.check(proposer: stored.officer, approver: scope.principal.officer)
        let given = reason.flatMap { $0.isEmpty ? nil : $0 }
        let comparison = try AgencyInvoices.comparison(stored.invoice, law: law, in: scope)
        if given == nil {
            guard accept else { throw BenefitsRefusal.missingReason }
            let count = comparison.differences.count
            guard count == 0 else { throw BenefitsRefusal.invoiceDiffers(count) }
        }
        let givesBack = accept && stored.invoice.credit > .zero
        if givesBack, credit == nil { throw BenefitsRefusal.creditMissing }
        try scope.append([
            InvoiceOutcomeRow(
                invoice: id, isAccepted: accept, decidedOn: day, comparison: comparison,
                reason: given, officer: scope.principal.officer)
        ])
        if givesBack, let credit { try SettleCredit.decide(id, credit, on: day, in: scope) }
    }
}

/// 請求書の照会: invoices beside what the books hold.
public enum AgencyInvoices {
    public static let operation = OperationCode.viewAgencyInvoices

    /// The list of differences of an invoice.
    public static func comparison(
        _ invoice: AgencyInvoice, law: BenefitLaw, in scope: Scope
    ) throws -> InvoiceComparison {
        InvoiceComparison(
            invoice,
            with: try AgencyBook.month(invoice.billingMonth, of: invoice.agency, from: scope.db),
            fees: law.reviewFees(invoice.billingMonth))
    }
}
