// SPDX-License-Identifier: Apache-2.0
import Crypto
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The data keys of one system of one municipality, each class with its versions.
///
/// Old versions stay readable until they are retired; new cells are sealed under the newest one. The
/// keys of persons are not part of the ring: it wraps them (`PersonKeys`).
public struct Keyring: Sendable {
    /// The municipality code (団体コード); it is bound into every sealed cell.
    public let body: String
    private var keys: [KeyClass: [Int: SymmetricKey]]
    /// True for a ring without the keys of personal data: it writes the log, and nothing that it
    /// would seal or open comes to pass.
    public let isLocked: Bool

    /// Fresh keys, version 1, for every class that the system needs.
    public static func create(
        body: String, classes: [KeyClass] = KeyClass.allCases, random: any RandomBytes
    ) -> Keyring {
        var ring = Keyring(body: body, keys: [:])
        for keyClass in classes { ring.addVersion(of: keyClass, random: random) }
        return ring
    }

    /// A ring of some keys that stand readable, for a start without the officers. What other parts
    /// need a key for, only to come to be, gets one that is thrown away.
    init(
        body: String, plain: [ServiceKeys.Key], standIns: [KeyClass], random: any RandomBytes
    ) {
        self.init(body: body, keys: [:], isLocked: true)
        for keyClass in standIns { addVersion(of: keyClass, random: random) }
        for key in plain {
            keys[key.keyClass, default: [:]][key.version] = SymmetricKey(data: key.bytes)
        }
    }

    /// Keys of classes as they are, for the file of service keys.
    func plain(_ classes: [KeyClass]) -> [ServiceKeys.Key] {
        classes.flatMap { keyClass in
            (keys[keyClass] ?? [:]).sorted { $0.key < $1.key }.map { version, key in
                ServiceKeys.Key(
                    keyClass: keyClass, version: version, bytes: key.withUnsafeBytes { Array($0) })
            }
        }
    }

    /// Opens wrapped keys.
    /// - Throws: `Fault(.key)` when one was wrapped by another key, for another body or altered.
    public init(
        opening wrapped: [WrappedKey], body: String, with kek: KeyEncryptionKey
    ) throws(Fault) {
        self.init(body: body, keys: [:])
        for item in wrapped {
            keys[item.keyClass, default: [:]][item.version] = try item.opened(
                body: body, with: kek)
        }
    }

    private init(
        body: String, keys: [KeyClass: [Int: SymmetricKey]], isLocked: Bool = false
    ) {
        self.body = body
        self.isLocked = isLocked
        self.keys = keys
    }

    /// Adds a version of a class; cells sealed from now on use it.
    public mutating func rotate(_ keyClass: KeyClass, random: any RandomBytes) {
        addVersion(of: keyClass, random: random)
    }

    /// Forgets a version that nothing is wrapped under any more; the newest one stays, and so does
    /// every version of an index, which later ones are laid over.
    /// - Returns: false where there was nothing to forget.
    @discardableResult
    public mutating func retire(_ keyClass: KeyClass, version: Int) -> Bool {
        guard !KeyClass.ofIndexes.contains(keyClass) else { return false }
        guard let newest = currentVersion(of: keyClass), version < newest else { return false }
        return keys[keyClass]?.removeValue(forKey: version) != nil
    }

    /// Makes the first version of classes that a ring of an older release does not have.
    /// - Returns: true when something was added.
    mutating func complete(_ classes: [KeyClass], random: any RandomBytes) -> Bool {
        let missing = classes.filter { keys[$0] == nil }
        for keyClass in missing { addVersion(of: keyClass, random: random) }
        return !missing.isEmpty
    }

    /// The versions of a class that the ring holds, the oldest first.
    public func versions(of keyClass: KeyClass) -> [Int] { (keys[keyClass] ?? [:]).keys.sorted() }

    /// The classes that the ring holds.
    public var classes: [KeyClass] { KeyClass.allCases.filter { keys[$0] != nil } }

    /// Every key wrapped for storage, ordered by class and version.
    public func wrapped(by kek: KeyEncryptionKey, random: any RandomBytes) -> [WrappedKey] {
        KeyClass.allCases.flatMap { keyClass in
            (keys[keyClass] ?? [:]).sorted { $0.key < $1.key }.map { version, key in
                WrappedKey(keyClass, version, key, body: body, by: kek, random: random)
            }
        }
    }

    /// The newest version of a class, `nil` when this system does not hold the class.
    public func currentVersion(of keyClass: KeyClass) -> Int? { keys[keyClass]?.keys.max() }

    /// A cipher for the cells of a class.
    /// - Throws: `Fault(.key)` when this system does not hold the class.
    public func cipher(for keyClass: KeyClass, random: any RandomBytes) throws(Fault) -> CellCipher
    {
        guard let versions = keys[keyClass], let current = versions.keys.max() else {
            guard isLocked else { throw missing(keyClass) }
            // Opens nothing; whoever seals with it stops the process rather than lose a value.
            return CellCipher(body: body, keys: [:], current: 0, random: random)
        }
        return CellCipher(body: body, keys: versions, current: current, random: random)
    }

    /// The search index over individual numbers; System 2 only.
    /// - Throws: `Fault(.key)` when this system does not hold its key.
    public func blindIndex() throws(Fault) -> BlindIndex {
        // The base of every index: later versions are laid over it (`raised`).
        guard let key = keys[.blindIndex]?[1] else { throw missing(.blindIndex) }
        return BlindIndex(key: key)
    }

    /// The search index over bank accounts; System 1 only.
    /// - Throws: `Fault(.key)` when this system does not hold its key.
    public func accountIndex() throws(Fault) -> BlindIndex {
        guard let key = keys[.accountIndex]?[1] else { throw missing(.accountIndex) }
        return BlindIndex(key: key)
    }

    /// An index of version `from` with the later versions of its key laid over it, each over the
    /// one before: whoever lacks the last one cannot make it, and the text is not needed.
    /// - Returns: `nil` where the ring does not hold one of the versions.
    func raised(
        _ index: [UInt8], _ keyClass: KeyClass, from version: Int, to newer: Int
    ) -> [UInt8]? {
        guard version < newer else { return index }
        var value = index
        for step in (version + 1)...newer {
            guard let key = keys[keyClass]?[step] else { return nil }
            value = BlindIndex(key: key).value(of: value)
        }
        return value
    }

    /// Lends the 32 bytes of a class to a closure, for keys that another library makes from them
    /// (the signing key of the log, the opening key of the number gate).
    public func withSecret<R>(
        of keyClass: KeyClass, _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        guard let versions = keys[keyClass], let newest = versions.keys.max(),
            let key = versions[newest]
        else { throw missing(keyClass) }
        return try key.withUnsafeBytes(body)
    }

    private mutating func addVersion(of keyClass: KeyClass, random: any RandomBytes) {
        let next = (keys[keyClass]?.keys.max() ?? 0) + 1
        keys[keyClass, default: [:]][next] = SymmetricKey(data: random.bytes(32))
    }

    private func missing(_ keyClass: KeyClass) -> Fault {
        Fault(.key, detail: "この鍵束には \(keyClass.rawValue) の鍵がありません。")
    }
}

// MARK: Keys of persons

extension Keyring {
    /// The owner of a person key as a digest that only this ring can make.
    func reference(to owner: String, _ keyClass: KeyClass) throws(Fault) -> [UInt8] {
        // It names rows of the shelf: it stays on version 1, as an index does.
        guard let key = keys[.keyReference]?[1] else { throw missing(.keyReference) }
        return Array(
            HMAC<SHA256>.authenticationCode(
                for: boundFields(["owner", keyClass.rawValue, owner]), using: key))
    }

    func wrap(
        _ plain: [UInt8], _ keyClass: KeyClass, _ mark: [UInt8], _ version: Int, nonce: [UInt8]
    ) throws(Fault) -> [UInt8] {
        guard let key = keys[keyClass]?[version] else { throw missing(keyClass) }
        return sealedBox(
            plain, under: key, nonce: nonce, binding: ownerBinding(keyClass, mark, version))
    }

    /// The bytes of a person key; `nil` where the ring does not hold the version that wraps it.
    /// - Throws: `Fault(.key)` for a key that was altered.
    func unwrap(_ shelved: ShelfKey) throws(Fault) -> [UInt8]? {
        guard let key = keys[shelved.keyClass]?[shelved.wrappedUnder] else { return nil }
        let plain = try? AES.GCM.open(
            AES.GCM.SealedBox(combined: shelved.wrapped), using: key,
            authenticating: ownerBinding(
                shelved.keyClass, shelved.mark, shelved.wrappedUnder))
        guard let plain else {
            throw Fault(.key, detail: "人ごとの鍵（番号\(shelved.id)）が書き換えられています。")
        }
        return Array(plain)
    }

    private func ownerBinding(
        _ keyClass: KeyClass, _ mark: [UInt8], _ version: Int
    ) -> [UInt8] {
        boundFields([
            "hagukumi-owner-key", body, keyClass.rawValue, hexadecimal(mark), String(version),
        ])
    }
}
