// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// 予算の登録: what may be spent in a year, as the budget book or a later paper says.
public enum RegisterBudget {
    public static let operation = OperationCode.manageBudget

    /// - Parameter key: the idempotency key of the form.
    /// - Throws: `AccountingRefusal.termsUnset`, `.documentMissing`; `PaymentRefusal.keyUsed`.
    public static func perform(
        _ kind: BudgetEntryKind, _ amount: Yen, of year: FiscalYear,
        for charge: BudgetCharge = .benefit, document: String, key: String, law: FiscalLaw,
        in scope: Scope
    ) throws {
        let account = try law.account(of: charge, in: year)
        if let known = try BudgetBook.isKnown(key: key, from: scope.db) {
            guard known == (year, account.code, kind, amount) else {
                throw PaymentRefusal.keyUsed
            }
            return
        }
        guard amount != .zero, !document.allSatisfy(\.isWhitespace) else {
            throw AccountingRefusal.documentMissing
        }
        try scope.append([
            BudgetEntryRow(
                key: key, year: year, account: account.code, title: account.title, kind: kind,
                amount: amount, document: document, officer: scope.principal.officer)
        ])
    }
}
