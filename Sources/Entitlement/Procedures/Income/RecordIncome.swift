// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 所得の書類の記録: what a parent brings (課税証明書), where the book asks about income; judged again from
/// then on. The other way is the tax file or an inquiry, with consent.
public enum RecordIncome {
    public static let operation = OperationCode.recordIncome

    /// - Parameters:
    ///   - child: the case: a child of the person.
    /// - Throws: `EntitlementRefusal.incomeIncomplete`, `.notLinked` where the person belongs to no
    ///   case; `CaseRefusal.documentNotInForce`.
    public static func perform(
        _ paper: IncomePaper, child: AddresseeNumber, rules: CaseRules, law: EligibilityLaw,
        in scope: Scope
    ) throws {
        scope.saw([paper.subject, child])
        guard law.asksIncome, paper.isComplete, paper.seenOn <= scope.today else {
            throw EntitlementRefusal.incomeIncomplete
        }
        let known = try OpenCases.isOpen(child, on: scope.today, from: scope.db)
        guard known else { throw EntitlementRefusal.notLinked }
        try rules.check(paper.paper, in: .income, on: paper.seenOn)
        try scope.append([IncomeRow(paper: paper, officer: scope.principal.officer)])
        _ = try EnqueueRejudgement.perform(
            [
                RejudgementNotice(
                    key: "income-\(scope.operationID)", subject: child, cause: .other,
                    on: scope.today)
            ], in: scope)
    }
}
