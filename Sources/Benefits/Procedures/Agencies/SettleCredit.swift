// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 請求書の戻る額の扱い: what an accepted invoice below zero gives back is carried into the next one, or paid
/// back by the body. (Also part of `SettleInvoice`, whose head says it with the acceptance.)
public enum SettleCredit {
    public static let operation = OperationCode.acceptAgencyInvoice

    /// Says how; what is so already changes nothing. An earlier word is changed, and a receipt taken back (it is
    /// awaited again), with a reason.
    ///
    /// - Throws: `.unknownInvoice`, `.noCredit`, `.missingReason`, `.creditSettled` (carried after it came),
    ///   `.creditFollowed` (carried when a later invoice no longer takes it off).
    public static func decide(
        _ id: Int64, _ way: InvoiceCredit.Way, reason: String? = nil, on day: CivilDate,
        in scope: Scope
    ) throws {
        let stored = try scope.credit(of: id)
        let known = stored.credit
        if let known, known.way == way, known.receivedOn == nil { return }
        if way == .carried {
            if known?.receivedOn != nil { throw BenefitsRefusal.creditSettled }
            if stored.isFollowed { throw BenefitsRefusal.creditFollowed }
        }
        let given = reason.flatMap { $0.isEmpty ? nil : $0 }
        if known != nil, given == nil { throw BenefitsRefusal.missingReason }
        try scope.append([
            CreditRow(
                invoice: id, event: way == .carried ? .carried : .repaid, on: day,
                reason: known == nil ? nil : given, officer: scope.principal.officer)
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
            CreditRow(
                invoice: id, event: .received, on: day, reason: nil,
                officer: scope.principal.officer)
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
