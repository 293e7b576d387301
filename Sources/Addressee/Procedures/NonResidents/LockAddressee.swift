// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Begins the editing of a person: nobody else changes it meanwhile (排他).
public enum LockAddressee {
    public static let operation = OperationCode.lockAddressee
    /// A browser that was closed must not lock a person for ever.
    static let longest: Int64 = 30 * 60 * 1_000_000

    /// Taken again by its holder, the lock stands as it stood.
    /// - Parameter peer: who asks from outside; `nil` for an officer of System 2. What another
    ///   business reserved (他業務参照不可) is not there for it.
    /// - Throws: `AddresseeRefusal.unknownPerson`; `.locked` with the holder and since when.
    public static func perform(
        _ addressee: AddresseeNumber, from peer: Peer? = nil, in scope: Scope
    ) throws -> EditLock {
        guard try IdentityBook.person(of: addressee, in: scope) != nil,
            try AddresseeBook.isOpen(addressee, to: peer, in: scope)
        else { throw AddresseeRefusal.unknownPerson }
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

    /// - Parameter key: the peer's number of the request; asked again under it, nothing is done.
    /// - Throws: `AddresseeRefusal.lockNotHeld`, `.locked`.
    public static func perform(
        _ addressee: AddresseeNumber, key: String? = nil, from peer: Peer, vault: NumberVault,
        in scope: Scope
    ) throws {
        _ = try RequestBook.answer(
            key, of: peer.name,
            fingerprint: vault.fingerprint(["unlock", addressee.description], nil), in: scope
        ) {
            guard try AddresseeBook.isOpen(addressee, to: peer, in: scope) else {
                throw AddresseeRefusal.lockNotHeld
            }
            try perform(addressee, in: scope)
            return true
        }
    }

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
