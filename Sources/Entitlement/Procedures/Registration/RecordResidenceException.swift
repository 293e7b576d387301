// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
import Vocabulary

/// 居住の特例の登録: a kind that the book of the city has (就学、施設入所、住所地特例), with the papers that the
/// book asks for; judged again from then on.
public enum RecordResidenceException {
    public static let operation = OperationCode.changeRegistration

    /// - Throws: `CaseRefusal.residenceIncomplete` where a paper of the book is missing or days are
    ///   reversed, `.unknownException` where nothing such is there to take back;
    ///   `EntitlementRefusal.noSuchException` where the city has no such exception, `.schemeUnset`
    ///   where its book leaves that open, `.notLinked`.
    public static func perform(
        _ exception: ResidenceException, book: SchemeBook, in scope: Scope
    ) throws {
        scope.saw(exception.child)
        guard try PersonBook.linked([exception.child], from: scope.db).contains(exception.child)
        else { throw EntitlementRefusal.notLinked }
        guard let kind = exception.known else {
            throw EntitlementRefusal.noSuchException(exception.kind)
        }
        if exception.isVoid {
            let known = try ResidenceExceptionBook.stretches([exception.child], from: scope.db)
            guard
                known[exception.child]?.contains(where: {
                    $0.known == kind && $0.period.from == exception.period.from
                }) ?? false
            else { throw CaseRefusal.unknownException }
        }
        // What was recorded by mistake is taken back whatever the book says by now.
        let needed =
            exception.isVoid ? [] : try papers(for: kind, on: exception.period.from, book)
        guard !exception.period.isEmpty,
            exception.isVoid || needed.isSubset(of: exception.papers)
        else { throw CaseRefusal.residenceIncomplete }
        try scope.append([
            ResidenceExceptionRow(exception: exception, officer: scope.principal.officer)
        ])
        _ = try EnqueueRejudgement.perform(
            days(of: exception, kind, book).map { day in
                RejudgementNotice(
                    key: "residence-\(scope.operationID)-\(day)", subject: exception.child,
                    cause: .resident, on: day)
            }, in: scope)
    }

    /// The papers that the book asks for on the first day of an exception.
    private static func papers(
        for kind: ResidenceExceptionKind, on day: CivilDate, _ book: SchemeBook
    ) throws(EntitlementRefusal) -> Set<String> {
        switch book.residenceException(kind, on: day) {
        case .found(let rule, _): Set(rule.papers)
        case .unset(let path): throw .schemeUnset(path)
        case .none: throw .noSuchException(kind.wording)
        }
    }

    /// The days on which the answer may become another one: where it begins, where it ends, and where
    /// the book begins to say something else of it.
    private static func days(
        of exception: ResidenceException, _ kind: ResidenceExceptionKind, _ book: SchemeBook
    ) -> [CivilDate] {
        let period = exception.period
        guard !exception.isVoid else { return [period.from] }
        return [period.from] + book.residenceExceptionEdges(kind, in: period)
            + [period.until].compactMap(\.self)
    }
}
