// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// Who edits a person (排他), since when.
public struct EditLock: Sendable, Hashable {
    public let id: Int64
    public let addressee: AddresseeNumber
    public let holder: String
    public let terminal: String
    public let since: Instant
    public let until: Instant
}

/// The exclusive locks of persons.
public enum LockBook {
    /// The lock that stands now, or `nil`.
    public static func current(
        _ addressee: AddresseeNumber, in scope: Scope
    ) throws -> EditLock? {
        try scope.db.first(
            """
            SELECT l.id, l.addressee, l.holder, l.terminal, l.recorded_at, l.valid_until
            FROM edit_lock l
            WHERE l.addressee = ? AND l.valid_until > ?
                AND NOT EXISTS (SELECT 1 FROM edit_lock_end e WHERE e.lock_id = l.id)
            ORDER BY l.id DESC LIMIT 1
            """, [addressee, scope.now]
        ) { row in
            EditLock(
                id: row.int64(0), addressee: row.addressee(1), holder: row.text(2),
                terminal: row.text(3), since: row.instant(4), until: row.instant(5))
        }
    }

    /// Refuses a change while somebody else edits.
    /// - Throws: `AddresseeRefusal.locked`.
    static func check(_ addressee: AddresseeNumber, in scope: Scope) throws {
        guard let lock = try current(addressee, in: scope), !lock.isHeld(by: scope.principal)
        else { return }
        throw AddresseeRefusal.locked(holder: lock.holder, since: lock.since)
    }

    static func put(
        _ addressee: AddresseeNumber, until: Instant, in scope: Scope
    ) throws -> EditLock {
        let id = try scope.facts.append(
            "edit_lock",
            [
                "addressee": addressee, "holder": scope.principal.officer,
                "terminal": scope.principal.terminal, "valid_until": until,
            ])
        return EditLock(
            id: id, addressee: addressee, holder: scope.principal.officer,
            terminal: scope.principal.terminal, since: scope.now, until: until)
    }

    static func end(_ lock: EditLock, broken reason: String?, in scope: Scope) throws {
        try scope.facts.append(
            "edit_lock_end",
            ["lock_id": lock.id, "how": reason == nil ? "終了" : "強制解除", "reason": reason])
    }
}

extension EditLock {
    func isHeld(by principal: Principal) -> Bool {
        holder == principal.officer && terminal == principal.terminal
    }
}
