// SPDX-License-Identifier: Apache-2.0
import Crypto
import Synchronization
import Vocabulary

/// Seals and opens cells under a key of their owner, and destroys such keys (crypto-shredding).
///
/// A sealed cell names its key by number, so whoever opens it need not know the owner. Opened keys
/// are kept in memory, up to a bound. The order of every change is: keys first and durably, then
/// the rows that need them; the other way round when they go.
public final class PersonKeys: Sendable {
    private let shelf: any KeyShelf
    private let destroyed: DestroyedKeys
    private let random: any RandomBytes
    private let ring: Mutex<Keyring>
    /// Reads the ring again, for a version that another process has added.
    private let reload: (@Sendable () throws -> Keyring)?
    private let state = Mutex(State())
    /// How many opened keys stay in memory: about 40 MB.
    private let bound: Int

    private struct State {
        var opened: [Int64: SymmetricKey] = [:]
        var newest: [Holder: Newest] = [:]
    }
    private struct Holder: Hashable {
        let owner: String
        let keyClass: KeyClass
    }
    private struct Newest {
        let id: Int64
        let bornUnder: Int
    }

    /// - Throws: `Fault` when the list of destroyed keys cannot be read or replayed.
    public init(
        _ ring: Keyring, shelf: any KeyShelf, destroyed: DestroyedKeys, random: any RandomBytes,
        bound: Int = 262_144, reload: (@Sendable () throws -> Keyring)? = nil
    ) throws {
        self.ring = Mutex(ring)
        self.shelf = shelf
        self.destroyed = destroyed
        self.random = random
        self.bound = bound
        self.reload = reload
        let marks = try destroyed.marks()
        if !marks.isEmpty { _ = try shelf.remove(marks: marks) }
    }

    // MARK: Sealing

    /// Gives each owner a key of the class, durably, where there is none under the newest version.
    public func prepare(_ owners: [String], of keyClass: KeyClass) throws {
        let version = try currentVersion(of: keyClass)
        let missing = lacking(owners, keyClass, version)
        guard !missing.isEmpty else { return }
        let references = try missing.map { try reference($0, keyClass) }
        var known: [[UInt8]: ShelfKey] = [:]
        for key in try shelf.keys(of: references) where key.bornUnder == version {
            known[key.reference] = key
        }
        let fresh = references.filter { known[$0] == nil }
        for key in try shelf.add(fresh.map { try newKey($0, keyClass, version) }) {
            known[key.reference] = key
        }
        for (owner, reference) in zip(missing, references) {
            guard let key = known[reference] else { continue }
            try remember(key, as: Holder(owner: owner, keyClass: keyClass))
        }
    }

    /// Seals bytes for a place under the newest key of an owner: form (2), number of the key (8),
    /// nonce (12), ciphertext, tag (16).
    public func seal(
        _ plain: [UInt8], at address: CellAddress, owner: String, of keyClass: KeyClass
    ) throws -> [UInt8] {
        let (id, key) = try newestKey(of: owner, keyClass)
        return OwnedCell.head(id)
            + sealedBox(
                plain, under: key, nonce: random.bytes(12), binding: try binding(address, id))
    }

    /// Opens what was sealed for exactly this place.
    /// - Throws: `Fault(.key)` when it was altered or moved, or when its key was destroyed.
    public func open(_ cell: [UInt8], at address: CellAddress) throws -> [UInt8] {
        guard let id = OwnedCell.key(of: cell) else { throw refused(address) }
        guard let key = try opened(id) else {
            throw Fault(
                .key,
                detail: "この項目の鍵は消去されています（\(address.table).\(address.column) 行\(address.row)）。")
        }
        guard
            let plain = try? AES.GCM.open(
                AES.GCM.SealedBox(combined: cell.dropFirst(OwnedCell.headBytes)), using: key,
                authenticating: binding(address, id))
        else { throw refused(address) }
        return Array(plain)
    }

    // MARK: Destroying

    /// Destroys every key of these owners, of every class. Durable when it returns.
    /// - Returns: how many keys there were.
    public func destroy(owners: [String]) throws -> Int {
        let references = try owners.flatMap { owner in
            try KeyClass.ofPersons.map { try reference(owner, $0) }
        }
        let count = try destroy(try shelf.keys(of: references))
        let gone = Set(owners)
        state.withLock { $0.newest = $0.newest.filter { !gone.contains($0.key.owner) } }
        return count
    }

    /// Destroys the keys that these cells name.
    public func destroy(keysOf cells: [[UInt8]]) throws -> Int {
        let ids = Set(cells.compactMap(OwnedCell.key))
        var found: [Int64: ShelfKey] = [:]
        for id in ids.sorted() where found[id] == nil {
            for key in try shelf.keys(near: id) where ids.contains(key.id) { found[key.id] = key }
        }
        return try destroy(found.values.sorted { $0.id < $1.id })
    }

    private func destroy(_ keys: [ShelfKey]) throws -> Int {
        guard !keys.isEmpty else { return 0 }
        // First the list, then the key: a crash between leaves work that the next start does.
        try destroyed.add(keys.map(\.mark))
        try shelf.remove(keys.map(\.id))
        let ids = Set(keys.map(\.id))
        state.withLock { state in
            for id in ids { state.opened[id] = nil }
            state.newest = state.newest.filter { !ids.contains($0.value.id) }
        }
        return keys.count
    }

    // MARK: Rotation

    /// Wraps one batch of keys under the newest version of their class.
    ///
    /// Cells are not touched: facts are never rewritten. Keys made from now on are new, so new
    /// cells of a person are out of reach of whoever had the old class key.
    /// - Returns: how many keys were wrapped anew; 0 when none is left.
    public func rewrapBatch(of keyClass: KeyClass, limit: Int = 2_000) throws -> Int {
        let version = try currentVersion(of: keyClass)
        let batch = try shelf.keys(of: keyClass, under: version, limit: limit)
        guard !batch.isEmpty else { return 0 }
        try shelf.rewrap(
            batch.map { key in
                let plain = try unwrap(key)
                return key.with(
                    wrapped: try wrap(plain, keyClass, key.mark, version), under: version)
            })
        return batch.count
    }

    /// An index under a later version of its key (`Keyring.raised`).
    /// - Throws: `Fault(.key)` when a version is not in the ring on the disk either.
    public func raised(
        _ index: [UInt8], _ keyClass: KeyClass, from version: Int, to newer: Int
    ) throws -> [UInt8] {
        if let value = keyring.raised(index, keyClass, from: version, to: newer) { return value }
        // Another process has turned the ring meanwhile.
        if let reload { renew(try reload()) }
        guard let value = keyring.raised(index, keyClass, from: version, to: newer) else {
            throw Fault(.key, detail: "索引の鍵 \(keyClass.rawValue) 第\(newer)版がありません。")
        }
        return value
    }

    /// How many keys of each class each version wraps.
    public func census() throws -> [KeyClass: [Int: Int]] { try shelf.census() }

    /// Takes a ring with more versions; opened keys stay good.
    public func renew(_ ring: Keyring) { self.ring.withLock { $0 = ring } }

    /// The ring as it is known now.
    public var keyring: Keyring { ring.withLock { $0 } }

    /// Forgets every opened key, for a drill or before the process sleeps.
    public func forget() { state.withLock { $0 = State() } }
}

// MARK: One key

extension PersonKeys {
    private func currentVersion(of keyClass: KeyClass) throws -> Int {
        guard let version = keyring.currentVersion(of: keyClass) else {
            throw Fault(.key, detail: "この鍵束には \(keyClass.rawValue) の鍵がありません。")
        }
        return version
    }

    private func lacking(_ owners: [String], _ keyClass: KeyClass, _ version: Int) -> [String] {
        state.withLock { state in
            var seen: Set<String> = []
            return owners.filter { owner in
                guard seen.insert(owner).inserted else { return false }
                let newest = state.newest[Holder(owner: owner, keyClass: keyClass)]
                guard let newest, newest.bornUnder == version else { return true }
                return state.opened[newest.id] == nil
            }
        }
    }

    private func newestKey(
        of owner: String, _ keyClass: KeyClass
    ) throws -> (Int64, SymmetricKey) {
        let holder = Holder(owner: owner, keyClass: keyClass)
        let version = try currentVersion(of: keyClass)
        func cached() -> (Int64, SymmetricKey)? {
            state.withLock { state in
                guard let newest = state.newest[holder], newest.bornUnder == version,
                    let key = state.opened[newest.id]
                else { return nil }
                return (newest.id, key)
            }
        }
        if let found = cached() { return found }
        try prepare([owner], of: keyClass)
        guard let found = cached() else {
            throw Fault(.key, detail: "鍵を用意できません: \(keyClass.rawValue)")
        }
        return found
    }

    private func newKey(
        _ reference: [UInt8], _ keyClass: KeyClass, _ version: Int
    ) throws -> ShelfKey {
        let mark = random.bytes(16)
        return ShelfKey(
            id: 0, keyClass: keyClass, reference: reference, mark: mark, bornUnder: version,
            wrappedUnder: version,
            wrapped: try wrap(random.bytes(32), keyClass, mark, version))
    }

    private func remember(_ key: ShelfKey, as holder: Holder) throws {
        let plain = SymmetricKey(data: try unwrap(key))
        state.withLock { state in
            makeRoom(&state)
            state.opened[key.id] = plain
            state.newest[holder] = Newest(id: key.id, bornUnder: key.bornUnder)
        }
    }

    private func makeRoom(_ state: inout State) {
        guard state.opened.count >= bound else { return }
        state = State()
    }

    /// The key of a number with its neighbours: a payment run asks for hundreds of thousands.
    private func opened(_ id: Int64) throws -> SymmetricKey? {
        if let key = state.withLock({ $0.opened[id] }) { return key }
        let near = try shelf.keys(near: id)
        var plain: [Int64: SymmetricKey] = [:]
        for key in near { plain[key.id] = SymmetricKey(data: try unwrap(key)) }
        state.withLock { state in
            makeRoom(&state)
            state.opened.merge(plain) { known, _ in known }
        }
        return plain[id]
    }

    private func unwrap(_ key: ShelfKey) throws -> [UInt8] {
        if let plain = try keyring.unwrap(key) { return plain }
        // Another process has turned the ring meanwhile.
        if let reload { renew(try reload()) }
        guard let plain = try keyring.unwrap(key) else {
            throw Fault(
                .key, detail: "鍵 \(key.keyClass.rawValue) 第\(key.wrappedUnder)版がありません。")
        }
        return plain
    }

    private func wrap(
        _ plain: [UInt8], _ keyClass: KeyClass, _ mark: [UInt8], _ version: Int
    ) throws -> [UInt8] {
        try keyring.wrap(plain, keyClass, mark, version, nonce: random.bytes(12))
    }

    private func reference(_ owner: String, _ keyClass: KeyClass) throws -> [UInt8] {
        try keyring.reference(to: owner, keyClass)
    }

    private func binding(_ address: CellAddress, _ id: Int64) throws -> [UInt8] {
        boundFields([
            "hagukumi-owned-cell", keyring.body, address.table, address.column, address.row,
            String(id),
        ])
    }

    private func refused(_ address: CellAddress) -> Fault {
        Fault(
            .key,
            detail: "暗号化された項目を開けません（\(address.table).\(address.column) 行\(address.row)）。"
                + "値が書き換えられたか、別の行の値です。")
    }
}
