// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 二重給付の疑いの判断: an officer says of two benefits whether they are one treatment, with the
/// reason. Nothing is paid by it: the case is examined again, and its decision needs two officers.
public enum DecideDuplicate {
    public static let operation = OperationCode.decideDuplicate

    /// Records a word; a later word about the same pair counts instead.
    ///
    /// - Throws: `.missingReason`, `.noSuchPair`; `SafeguardRefusal.notPermitted` for machines.
    public static func perform(
        _ key: DuplicatePair.Key, _ outcome: DuplicateOutcome, reason: String, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        guard let id = key.second.reimbursement,
            let file = try ReimbursementBook.cases([id], from: scope.db)[id]
        else { throw BenefitsRefusal.noSuchPair }
        let child = file.input.child
        let month = file.input.treatmentMonth
        let entries =
            try LedgerBook.entries(
                children: [child], months: month.previous...month.next, .all, from: scope.db)[
                child] ?? []
        guard let first = entries.first(where: { $0.source == key.first }),
            let second = entries.first(where: { $0.source == key.second }),
            DuplicateRule.pair(first, second) != nil
        else { throw BenefitsRefusal.noSuchPair }
        scope.saw(child)
        try scope.append([
            DuplicateRow(
                child: child, key: key, outcome: outcome, reason: reason,
                officer: scope.principal.officer)
        ])
        // Held for the doubt alone: it is examined again.
        if file.status == .held, file.hold == .doubt {
            try scope.record([
                ReimbursementMove(
                    reimbursement: id, event: .released, status: .received,
                    note: "\(outcome.wording)と判断: \(reason)")
            ])
        }
    }
}

extension Scope {
    /// Whoever decides to pay a case although it looks like another benefit says by it that they
    /// are two. (Part of `OperationCode.decideReimbursement`.)
    func sayDifferent(
        _ pairs: [DuplicatePair], known: [DuplicatePair.Key: DuplicateOutcome],
        _ reason: String
    ) throws {
        let officer = principal.officer
        try append(
            pairs.filter { $0.degree != .possible && known[$0.key] != .different }.map {
                DuplicateRow(
                    child: $0.second.child, key: $0.key, outcome: .different, reason: reason,
                    officer: officer)
            })
    }
}
