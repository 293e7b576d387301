// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 利用の上限の引上げ: a head confirms why an officer has to see so many, and lets the officer go on
/// for today. The reason is that of the operation; nobody raises the own ceiling.
public enum RaiseCeiling {
    public static let operation = OperationCode.explainAccess

    /// - Throws: `.ownCeiling`, `.raiseUnusable`, `.recipientUnknown` for no officer in service.
    public static func perform(
        of officer: String, _ kind: CeilingKind, to ceiling: Int, terms: CopyingTerms,
        in scope: Scope
    ) throws {
        let head = scope.principal.officer
        guard Array(officer.utf8) != Array(head.utf8) else { throw CopyingRefusal.ownCeiling }
        let today = scope.today
        let raised = try CeilingBook.raised(officer, kind, on: today, from: scope.db)
        guard ceiling > max(terms.ceiling(of: kind).limit, raised ?? 0), ceiling <= 1_000_000
        else { throw CopyingRefusal.raiseUnusable }
        _ = try RecipientBook.inService(officer, on: today, from: scope.db)
        try scope.append([
            CeilingRaiseRow(
                officer: officer, kind: kind, day: today, ceiling: ceiling, head: head,
                reason: scope.reason ?? "")
        ])
        scope.note("ceiling \(kind.rawValue) \(officer) \(ceiling)")
    }
}
