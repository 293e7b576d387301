// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 請求書の戻る額の扱い: what an accepted invoice below zero gives back is carried into the next one, or paid
/// back by the body. (Also part of `SettleInvoice`, whose head says it with the acceptance.)
public enum SettleCredit {
    public static let operation = OperationCode.acceptAgencyInvoice

    /// Says how; the same word twice changes nothing.
    ///
    /// - Throws: `.unknownInvoice`, `.noCredit`, `.creditSettled`.
    public static func decide(
        _ id: Int64, _ way: InvoiceCredit.Way, on day: CivilDate, in scope: Scope
    ) throws {
        let stored = try scope.credit(of: id)
        if let known = stored.credit {
            guard known.way == way else { throw BenefitsRefusal.creditSettled }
            return
        }
        try scope.append([
            CreditRow(
                invoice: id, event: way == .carried ? .carried : .repaid, on: day,
                officer: scope.principal.officer)
        ])
    }

    /// The money that the body pays back has come; the same day twice changes nothing.
    ///
    /// - Throws: `.unknownInvoice`, `.noCredit`, `.creditSettled`, `.creditDay`.
    public static func receive(_ id: Int64, on day: CivilDate, in scope: Scope) throws {
        let stored = try scope.credit(of: id)
        guard let credit = stored.credit, credit.way == .repaid else {
            throw BenefitsRefusal.noCredit
        }
        if let known = credit.receivedOn {
            guard known == day else { throw BenefitsRefusal.creditSettled }
            return
        }
        guard day >= stored.invoice.invoicedOn, day <= scope.today else {
            throw BenefitsRefusal.creditDay
        }
        try scope.append([
            CreditRow(invoice: id, event: .received, on: day, officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// An accepted invoice that gives money back.
    fileprivate func credit(of id: Int64) throws -> StoredInvoice {
        guard let stored = try AgencyBook.invoice(id, from: db) else {
            throw BenefitsRefusal.unknownInvoice
        }
        guard stored.outcome?.isAccepted == true, stored.invoice.credit > .zero else {
            throw BenefitsRefusal.noCredit
        }
        return stored
    }
}
