// SPDX-License-Identifier: Apache-2.0
import Crypto
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The data keys of one system of one municipality, each class with its versions.
///
/// Old versions stay readable; new cells are sealed under the newest one. A key per person (for
/// crypto-shredding at the end of retention) is not part of this ring yet.
public struct Keyring: Sendable {
    /// The municipality code (団体コード); it is bound into every sealed cell.
    public let body: String
    private var keys: [KeyClass: [Int: SymmetricKey]]

    /// Fresh keys, version 1, for every class that the system needs.
    public static func create(
        body: String, classes: [KeyClass] = KeyClass.allCases, random: any RandomBytes
    ) -> Keyring {
        var ring = Keyring(body: body, keys: [:])
        for keyClass in classes { ring.addVersion(of: keyClass, random: random) }
        return ring
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

    private init(body: String, keys: [KeyClass: [Int: SymmetricKey]]) {
        self.body = body
        self.keys = keys
    }

    /// Adds a version of a class; cells sealed from now on use it.
    public mutating func rotate(_ keyClass: KeyClass, random: any RandomBytes) {
        addVersion(of: keyClass, random: random)
    }

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
            throw missing(keyClass)
        }
        return CellCipher(body: body, keys: versions, current: current, random: random)
    }

    /// The search index over individual numbers; System 2 only.
    /// - Throws: `Fault(.key)` when this system does not hold its key.
    public func blindIndex() throws(Fault) -> BlindIndex {
        // The index is compared by equality: it stays on version 1 until every row is rebuilt.
        guard let key = keys[.blindIndex]?[1] else { throw missing(.blindIndex) }
        return BlindIndex(key: key)
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
