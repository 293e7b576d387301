// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// 所得の書類の記録: what a parent brings (課税証明書), where the book asks about income; from then on every
/// child is judged again in whose judgement the person's income counts. The other way is the tax file or an inquiry, with consent.
public enum RecordIncome {
    public static let operation = OperationCode.recordIncome

    /// - Parameters:
    ///   - child: the case: a child of the person.
    /// - Throws: `EntitlementRefusal.incomeIncomplete`, also for a year that the book does not ask about
    ///   (what was recorded can still be taken back), `.notLinked` where the child is no case,
    ///   `.incomeOfOther` where the person's income counts in no judgement of the child;
    ///   `CaseRefusal.documentNotInForce`.
    public static func perform(
        _ paper: IncomePaper, child: AddresseeNumber, rules: CaseRules, law: EligibilityLaw,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        scope.saw([paper.subject, child])
        let isAsked = law.asksIncome(ofYear: paper.statement.year) || paper.isVoid
        guard isAsked, paper.isComplete, paper.seenOn <= scope.today else {
            throw EntitlementRefusal.incomeIncomplete
        }
        let known = try OpenCases.isOpen(child, on: scope.today, from: scope.db)
        guard known else { throw EntitlementRefusal.notLinked }
        let cases = try IncomeCases.children(
            dependingOn: paper.subject, beside: child, directory: directory, in: scope)
        guard try cases.contains(child) || takesBack(paper, from: scope) else {
            throw EntitlementRefusal.incomeOfOther
        }
        scope.saw(cases)
        try rules.check(paper.paper, in: .income, on: paper.seenOn)
        try scope.append([IncomeRow(paper: paper, officer: scope.principal.officer)])
        _ = try EnqueueRejudgement.perform(
            cases.union([child]).sorted().map {
                RejudgementNotice(
                    key: "income-\(scope.operationID)-\($0)", subject: $0, cause: .other,
                    on: scope.today)
            }, in: scope)
    }

    /// What was recorded of somebody who counts no longer (a divorce) can still be taken back.
    private static func takesBack(_ paper: IncomePaper, from scope: Scope) throws -> Bool {
        guard paper.isVoid else { return false }
        return try IncomeBook.papers(of: [paper.subject], from: scope.db)[paper.subject]?
            .contains { $0.paper.statement.year == paper.statement.year } ?? false
    }
}
