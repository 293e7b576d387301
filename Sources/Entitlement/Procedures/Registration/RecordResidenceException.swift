// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
import Vocabulary

/// 居住の特例の登録: a kind that the book of the city has (就学、施設入所、住所地特例), with the papers that the
/// book asks for; judged again from then on.
public enum RecordResidenceException {
    public static let operation = OperationCode.changeRegistration

    /// - Throws: `CaseRefusal.residenceIncomplete` where a paper of the book is missing or days are
    ///   reversed; `EntitlementRefusal.noSuchException` where the city has no such exception,
    ///   `.schemeUnset` where its book leaves that open, `.notLinked`.
    public static func perform(
        _ exception: ResidenceException, book: SchemeBook, in scope: Scope
    ) throws {
        scope.saw(exception.child)
        guard try PersonBook.linked([exception.child], from: scope.db).contains(exception.child)
        else { throw EntitlementRefusal.notLinked }
        guard let kind = exception.known else {
            throw EntitlementRefusal.noSuchException(exception.kind)
        }
        let needed: Set<String>
        switch book.residenceException(kind, on: exception.period.from) {
        case .found(let rule, _): needed = Set(rule.papers)
        case .unset(let path): throw EntitlementRefusal.schemeUnset(path)
        case .none: throw EntitlementRefusal.noSuchException(kind.wording)
        }
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
