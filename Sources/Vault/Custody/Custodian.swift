// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A step of a change of keys, after which a drill may cut the power.
public enum CustodyStep: String, CaseIterable, Sendable {
    case nextKeyWritten, ringReplaced, oldKeyErased
}

// Changes of the key that wraps the data keys. Each has one moment at which it counts: the ring is
// replaced. Before it everything opens as before, after it as wished; `open` finishes the rest.
extension KeyCabinet {
    /// Takes a fresh key-encryption key and leaves it as a file.
    public func turnKey(
        _ system: System, body: String, with kek: KeyEncryptionKey? = nil,
        random: any RandomBytes, after step: (CustodyStep) throws -> Void = { _ in }
    ) throws {
        let ring = try open(system, body: body, with: kek, random: random)
        if exists(nextKekPath(system)) { try KeyFile.erase(nextKekPath(system)) }
        try KeyFile.create(at: nextKekPath(system), random: random)
        let next = try KeyFile.read(at: nextKekPath(system))
        try step(.nextKeyWritten)
        try save(ring, of: system, by: next, shares: nil, random: random)
        try step(.ringReplaced)
        if exists(kekPath(system)) { try KeyFile.erase(kekPath(system)) }
        try step(.oldKeyErased)
        try KeyFile.move(nextKekPath(system), to: kekPath(system))
    }

    /// Splits a fresh key-encryption key among officers; no file opens the keys any more.
    ///
    /// The keys of the log stay in a file of their own: without the officers the program can still
    /// write and show its log, and nothing else.
    public func split(
        _ system: System, body: String, among passphrases: [Passphrase], needed: Int = 2,
        with kek: KeyEncryptionKey? = nil, random: any RandomBytes,
        after step: (CustodyStep) throws -> Void = { _ in }
    ) throws {
        try split(
            system, body: body, among: passphrases, needed: needed, with: kek, random: random,
            cost: KeyShares.usualCost, after: step)
    }

    func split(
        _ system: System, body: String, among passphrases: [Passphrase], needed: Int,
        with kek: KeyEncryptionKey?, random: any RandomBytes, cost: Int,
        after step: (CustodyStep) throws -> Void
    ) throws {
        let ring = try open(system, body: body, with: kek, random: random)
        let secret = random.bytes(32)
        let shares = try KeyShares.split(
            secret, among: passphrases, needed: needed, random: random, cost: cost)
        try save(
            ring, of: system, by: try KeyEncryptionKey(secret), shares: shares, random: random)
        try step(.ringReplaced)
        if exists(kekPath(system)) { try KeyFile.erase(kekPath(system)) }
        try step(.oldKeyErased)
    }

    /// Wraps the ring with a key that is kept elsewhere (a hardware token), where the caller has
    /// put it durably already; no file opens the keys any more.
    public func entrust(
        _ system: System, body: String, to secret: [UInt8], with kek: KeyEncryptionKey? = nil,
        random: any RandomBytes, after step: (CustodyStep) throws -> Void = { _ in }
    ) throws {
        let ring = try open(system, body: body, with: kek, random: random)
        try save(
            ring, of: system, by: try KeyEncryptionKey(secret), shares: nil, random: random)
        try step(.ringReplaced)
        if exists(kekPath(system)) { try KeyFile.erase(kekPath(system)) }
        try step(.oldKeyErased)
    }

    /// The key-encryption key that these passphrases open.
    /// - Throws: `Fault(.key)` when too few are right.
    public func join(
        _ system: System, _ passphrases: [Passphrase]
    ) throws(Fault) -> KeyEncryptionKey {
        guard let shares = try contents(of: system).shares else {
            throw Fault(.key, detail: "この鍵は分割されていません。")
        }
        return try shares.join(passphrases)
    }

    /// What can be had without the officers: the keys of the log, nothing that opens a cell.
    public func openLocked(
        _ system: System, body: String, random: any RandomBytes
    ) throws(Fault) -> Keyring {
        let contents = try contents(of: system)
        guard contents.body == body else {
            throw Fault(.key, detail: "別の団体の鍵束です: \(contents.body)")
        }
        return try ServiceKeys(KeyFile.contents(of: servicePath(system), limit: 1 << 16))
            .ring(of: body, classes: system.classes, random: random)
    }

    /// Adds a version of a class to the ring on the disk.
    public func rotate(
        _ system: System, _ classes: [KeyClass], body: String, with kek: KeyEncryptionKey? = nil,
        random: any RandomBytes
    ) throws(Fault) -> Keyring {
        try change(system, body, kek, random) { ring in
            for keyClass in classes { ring.rotate(keyClass, random: random) }
        }
    }

    /// Forgets versions that nothing is wrapped under any more.
    public func retire(
        _ system: System, _ keyClass: KeyClass, versions: [Int], body: String,
        with kek: KeyEncryptionKey? = nil, random: any RandomBytes
    ) throws(Fault) -> Keyring {
        try change(system, body, kek, random) { ring in
            for version in versions { ring.retire(keyClass, version: version) }
        }
    }

    private func change(
        _ system: System, _ body: String, _ given: KeyEncryptionKey?, _ random: any RandomBytes,
        _ work: (inout Keyring) -> Void
    ) throws(Fault) -> Keyring {
        let contents = try contents(of: system)
        let kek: KeyEncryptionKey
        if let given {
            kek = given
        } else {
            kek = try fileKey(system, opens: contents, body: body)
        }
        var ring = try Keyring(opening: contents.keys, body: body, with: kek)
        work(&ring)
        try save(ring, of: system, by: kek, shares: contents.shares, random: random)
        return ring
    }
}
