// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Begins the editing of a person: nobody else changes it meanwhile (排他).
public enum LockAddressee {
    public static let operation = OperationCode.lockAddressee
    /// A browser that was closed must not lock a person for ever.
    static let longest: Int64 = 30 * 60 * 1_000_000

    /// Taken again by its holder, the lock stands as it stood.
    /// - Throws: `AddresseeRefusal.unknownPerson`; `.locked` with the holder and since when.
    public static func perform(
        _ addressee: AddresseeNumber, in scope: Scope
    ) throws -> EditLock {
        guard try IdentityBook.person(of: addressee, in: scope) != nil else {
            throw AddresseeRefusal.unknownPerson
        }
        scope.saw(addressee)
        if let lock = try LockBook.current(addressee, in: scope) {
            guard lock.isHeld(by: scope.principal) else {
                throw AddresseeRefusal.locked(holder: lock.holder, since: lock.since)
            }
            return lock
        }
        let until = Instant(microseconds: scope.now.microseconds + longest)
        return try LockBook.put(addressee, until: until, in: scope)
    }
}

/// Ends the editing of a person; an administrator may break somebody else's lock, with a reason.
public enum UnlockAddressee {
    public static let operation = OperationCode.lockAddressee

    /// - Throws: `AddresseeRefusal.lockNotHeld`, `.locked`.
    public static func perform(_ addressee: AddresseeNumber, in scope: Scope) throws {
        guard let lock = try LockBook.current(addressee, in: scope) else {
            throw AddresseeRefusal.lockNotHeld
        }
        scope.saw(addressee)
        if lock.isHeld(by: scope.principal) {
            return try LockBook.end(lock, broken: nil, in: scope)
        }
        guard scope.principal.roles.contains(.administrator), let reason = scope.reason else {
            throw AddresseeRefusal.locked(holder: lock.holder, since: lock.since)
        }
        try LockBook.end(lock, broken: reason, in: scope)
    }
}
