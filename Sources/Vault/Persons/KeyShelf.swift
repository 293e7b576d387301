// SPDX-License-Identifier: Apache-2.0

/// The key of one owner as it lies on the shelf: wrapped by the key of its class.
public struct ShelfKey: Hashable, Sendable {
    /// The number that a cell names its key by; 0 before the shelf has given one.
    public let id: Int64
    public let keyClass: KeyClass
    /// The owner as a keyed digest (32 bytes).
    public let reference: [UInt8]
    /// Sixteen random bytes that name the key in the list of destroyed ones.
    public let mark: [UInt8]
    /// The version of the class key when this key was made.
    public let bornUnder: Int
    /// The version of the class key that wraps it now.
    public let wrappedUnder: Int
    /// Nonce, ciphertext and tag: 60 bytes.
    public let wrapped: [UInt8]

    public init(
        id: Int64, keyClass: KeyClass, reference: [UInt8], mark: [UInt8], bornUnder: Int,
        wrappedUnder: Int, wrapped: [UInt8]
    ) {
        self.id = id
        self.keyClass = keyClass
        self.reference = reference
        self.mark = mark
        self.bornUnder = bornUnder
        self.wrappedUnder = wrappedUnder
        self.wrapped = wrapped
    }

    /// The same key with the number that the shelf gave, or wrapped anew.
    public func with(id: Int64? = nil, wrapped: [UInt8]? = nil, under: Int? = nil) -> ShelfKey {
        ShelfKey(
            id: id ?? self.id, keyClass: keyClass, reference: reference, mark: mark,
            bornUnder: bornUnder, wrappedUnder: under ?? wrappedUnder,
            wrapped: wrapped ?? self.wrapped)
    }
}

/// Where the keys of persons lie: never in the database whose cells they seal, nor in its backup.
public protocol KeyShelf: Sendable {
    /// The keys that lie beside a number, itself included: neighbours are mostly needed together.
    func keys(near id: Int64) throws -> [ShelfKey]
    /// Every key of these owners, the oldest first.
    func keys(of references: [[UInt8]]) throws -> [ShelfKey]
    /// Puts new keys down, durably, and numbers them in their order.
    func add(_ keys: [ShelfKey]) throws -> [ShelfKey]
    /// Takes keys away so that no byte of them stays.
    func remove(_ ids: [Int64]) throws
    /// Takes the keys with these marks away, after an older shelf was put back.
    func remove(marks: Set<String>) throws -> Int
    /// Some keys of a class that an older version than this wraps, by their number.
    func keys(of keyClass: KeyClass, under version: Int, limit: Int) throws -> [ShelfKey]
    /// Replaces the wrapping of keys; keys that were destroyed meanwhile stay destroyed.
    func rewrap(_ keys: [ShelfKey]) throws
    /// How many keys of each class each version wraps.
    func census() throws -> [KeyClass: [Int: Int]]
}
