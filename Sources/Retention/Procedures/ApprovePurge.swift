// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
import Vocabulary

/// 消去の決裁: by the head, with a fresh proof and a reason, never by who proposed.
public enum ApprovePurge {
    public static let operation = OperationCode.approvePurge

    /// Releases a list.
    /// - Throws: `.unknownList`, `.alreadyDecided`, `.sameOfficer`, `.listChanged` when the classes or
    ///   the units are not those that were proposed.
    public static func perform(
        _ id: Int64, _ catalogue: ClassCatalogue, in scope: Scope
    ) throws {
        let list = try undecided(id, in: scope)
        let items = try PurgeListBook.items(of: id, in: scope.db)
        guard list.catalogue == catalogue.digest,
            try PurgeListBook.digest(of: items.lazy.map(\.line), catalogue: catalogue.digest)
                == list.digest
        else { throw RetentionRefusal.listChanged }
        scope.saw(items.map(\.unit.subject).filter { $0.value > 0 })
        try decide(list, "承認", in: scope)
    }

    /// Sends a list back; nothing of it is erased, and its units are forgotten.
    /// - Throws: `.unknownList`, `.alreadyDecided`, `.sameOfficer`.
    public static func sendBack(_ id: Int64, in scope: Scope) throws {
        let list = try undecided(id, in: scope)
        let items = try PurgeListBook.items(of: id, in: scope.db)
        scope.saw(items.map(\.unit.subject).filter { $0.value > 0 })
        try PurgeListBook.remove(items.map(\.id), in: scope.db)
        try decide(list, "差戻し", in: scope)
    }

    private static func undecided(_ id: Int64, in scope: Scope) throws -> PurgeList {
        let list = try PurgeListBook.list(id, in: scope.db)
        guard list.decision == nil else { throw RetentionRefusal.alreadyDecided }
        do {
            try FourEyes.check(proposer: list.proposer, approver: scope.principal.officer)
        } catch {
            throw RetentionRefusal.sameOfficer
        }
        return list
    }

    private static func decide(_ list: PurgeList, _ outcome: String, in scope: Scope) throws {
        guard let reason = scope.reason else { throw RetentionRefusal.missingReason }
        try scope.facts.append(
            "purge_decision",
            [
                "list_id": list.id, "outcome": outcome, "reason": reason,
                "officer": scope.principal.officer,
            ])
        scope.note(outcome == "承認" ? "released" : "sent-back")
    }
}
