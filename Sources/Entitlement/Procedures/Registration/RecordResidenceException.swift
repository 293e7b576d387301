// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 市外に住む子の特例の登録: special registration of a child that lives elsewhere for school, with the
/// papers that the office asks for; judged again from then on.
public enum RecordResidenceException {
    public static let operation = OperationCode.changeRegistration

    /// - Throws: `CaseRefusal.residenceIncomplete` where a paper of the list is missing or days are
    ///   reversed; `.documentNotInForce`; `EntitlementRefusal.notLinked`.
    public static func perform(
        _ exception: ResidenceException, rules: CaseRules, in scope: Scope
    ) throws {
        scope.saw(exception.child)
        guard try PersonBook.linked([exception.child], from: scope.db).contains(exception.child)
        else { throw EntitlementRefusal.notLinked }
        try rules.check(exception.kind, in: .residence, on: exception.period.from)
        let needed = Set(
            rules.documents(.residencePaper, on: scope.today).map(\.code))
        guard exception.period.until.map({ $0 > exception.period.from }) ?? true,
            exception.isVoid || needed.isSubset(of: exception.papers)
        else { throw CaseRefusal.residenceIncomplete }
        try scope.append([
            ResidenceExceptionRow(exception: exception, officer: scope.principal.officer)
        ])
        _ = try EnqueueRejudgement.perform(
            [
                RejudgementNotice(
                    key: "residence-\(scope.operationID)", subject: exception.child,
                    cause: .resident, on: exception.period.from)
            ], in: scope)
    }
}
