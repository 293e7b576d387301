// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
public import Vocabulary

/// 消去の停止: while it stands nothing of the person, nor of whose records speak of the same
/// entitlement, is erased; not even from a list that was released.
public enum HoldRecords {
    public static let operation = OperationCode.holdRecords

    /// - Parameter reference: the number of the case or paper; never a name.
    /// - Returns: the id of the hold.
    /// - Throws: `.missingReason`, `.alreadyHeld`.
    @discardableResult
    public static func perform(
        _ subject: AddresseeNumber, _ cause: LegalHold.Cause, reference: String, in scope: Scope
    ) throws -> Int64 {
        scope.saw(subject)
        guard let reason = scope.reason, !reference.isEmpty else {
            throw RetentionRefusal.missingReason
        }
        let open = try HoldBook.open(of: subject, in: scope.db)
        guard !open.contains(where: { $0.cause == cause && $0.reference == reference }) else {
            throw RetentionRefusal.alreadyHeld
        }
        return try scope.facts.append(
            "legal_hold",
            [
                "subject": subject, "cause": cause.rawValue, "reference": reference,
                "reason": reason, "officer": scope.principal.officer,
            ])
    }
}

/// 消去の停止の解除: by the head, with a fresh proof, never by who placed it.
public enum ReleaseRecords {
    public static let operation = OperationCode.releaseRecords

    /// - Returns: the hold that is over now.
    /// - Throws: `.missingReason`, `.unknownHold`, `.sameOfficer`.
    @discardableResult
    public static func perform(_ id: Int64, in scope: Scope) throws -> LegalHold {
        guard let reason = scope.reason else { throw RetentionRefusal.missingReason }
        guard let hold = try HoldBook.hold(id, in: scope.db), hold.endedAt == nil else {
            throw RetentionRefusal.unknownHold
        }
        scope.saw(hold.subject)
        do {
            try FourEyes.check(proposer: hold.officer, approver: scope.principal.officer)
        } catch {
            throw RetentionRefusal.sameOfficer
        }
        try scope.facts.append(
            "legal_hold_end",
            ["hold_id": id, "reason": reason, "officer": scope.principal.officer])
        return hold
    }

    /// Releases the hold of the other system that was placed with this one.
    ///
    /// - Returns: whether it stood there.
    public static func same(as hold: LegalHold, in scope: Scope) throws -> Bool {
        scope.saw(hold.subject)
        let own = try HoldBook.open(of: hold.subject, in: scope.db).first { $0.isSame(as: hold) }
        if let own { try perform(own.id, in: scope) }
        return own != nil
    }
}
