// SPDX-License-Identifier: Apache-2.0
public import NumberGate
public import Vault
import Vocabulary

/// What System 2 keeps and compares 個人番号 with: it is sealed on arrival, indexed blind, and
/// rests encrypted under the row it belongs to.
public final class NumberVault: Sendable {
    /// Which check digit counts: fictional towns and real cities exclude each other.
    let check: NumberCheck
    let sealer: Sealer
    let opener: Opener
    private let cipher: CellCipher
    private let index: BlindIndex
    /// A key for each person's number; `nil` in a rehearsal without a shelf of keys.
    private let persons: PersonKeys?

    /// - Throws: `Fault(.key)` when the ring does not hold the keys of System 2.
    public init(
        _ ring: Keyring, check: NumberCheck, random: any RandomBytes = SystemRandomBytes(),
        persons: PersonKeys? = nil
    ) throws {
        self.persons = persons
        self.check = check
        opener = try Opener(ring)
        sealer = try Sealer(opener.publicKey, body: ring.body)
        cipher = try ring.cipher(for: .individualNumber, random: random)
        index = try ring.blindIndex()
    }

    /// The public half of the gate, for every place where a number is keyed in.
    public var publicKey: GatePublicKey { opener.publicKey }

    /// The blind index of a sealed number (32 bytes) under the first version of its key: equal
    /// numbers have equal indexes. It goes nowhere as it is: later versions are laid over it.
    func blindIndex(of number: SealedNumber, for purpose: OpeningPurpose) throws -> [UInt8] {
        try opener.withDigits(of: number, purpose: purpose) { index.value(of: $0) }
    }

    /// A number that came with a row of the feed.
    func rowNumber(_ number: SealedNumber) throws -> RowNumber {
        RowNumber(
            index: try blindIndex(of: number, for: .residentFeed), place: .sealed(number))
    }

    /// The number of a row that waited: its digest is made anew, only the cell was kept.
    func rowNumber(waiting cell: [UInt8], row: Int64) throws -> RowNumber {
        var plain = try digits(ofCell: cell, at: NumberVault.waiting(row))
        defer { for place in plain.indices { plain[place] = 0 } }
        return RowNumber(index: index.value(of: plain), place: .waiting(cell: cell, row: row))
    }

    /// The cell in which the number of a row rests while the row waits, under a key of whom the
    /// row speaks of.
    func waitingCell(of number: RowNumber, row: Int64, owner: String) throws -> [UInt8] {
        try cell(of: number, at: NumberVault.waiting(row), owner: owner)
    }

    /// Gives each of these owners a key for numbers that wait, durably and at once.
    func prepareWaiting(_ owners: [String]) throws {
        try persons?.prepare(owners, of: .individualNumber)
    }

    /// The cell in which the number of a row comes to rest with its person.
    func cell(of number: RowNumber, person: Int64) throws -> [UInt8] {
        try cell(of: number, at: NumberVault.address(person), owner: NumberVault.owner(person))
    }

    /// Gives each of these persons a key, durably and at once, before their numbers are sealed.
    func prepare(_ people: [Int64]) throws {
        try persons?.prepare(people.map(NumberVault.owner), of: .individualNumber)
    }

    private func cell(
        of number: RowNumber, at address: CellAddress, owner: String
    ) throws -> [UInt8] {
        switch number.place {
        case .sealed(let sealed):
            return try opener.withDigits(of: sealed, purpose: .residentFeed) { digits in
                try seal(Array(digits), at: address, owner)
            }
        case .waiting(let cell, let row):
            var plain = try digits(ofCell: cell, at: NumberVault.waiting(row))
            defer { for index in plain.indices { plain[index] = 0 } }
            return try seal(plain, at: address, owner)
        }
    }

    private func seal(
        _ digits: [UInt8], at address: CellAddress, _ owner: String
    ) throws -> [UInt8] {
        guard let persons else { return cipher.seal(digits, at: address) }
        return try persons.seal(digits, at: address, owner: owner, of: .individualNumber)
    }

    /// Opens the cell of a number, whichever form it has.
    private func digits(ofCell cell: [UInt8], at address: CellAddress) throws -> [UInt8] {
        guard let persons, OwnedCell.key(of: cell) != nil else {
            return try cipher.open(cell, at: address)
        }
        return try persons.open(cell, at: address)
    }

    /// The same name as `CellOwner.row("person", id)`: the purge destroys the key by it.
    private static func owner(_ person: Int64) -> String { "row:person:\(person)" }

    /// The cell in which the number of a person rests.
    func cell(
        of number: SealedNumber, person: Int64, for purpose: OpeningPurpose
    ) throws -> [UInt8] {
        try opener.withDigits(of: number, purpose: purpose) { digits in
            try seal(Array(digits), at: NumberVault.address(person), NumberVault.owner(person))
        }
    }

    /// Lends the digits of a cell at rest, for a message that the law allows.
    func withDigits<R>(
        ofCell cell: [UInt8], person: Int64, _ body: (UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        var plain = try digits(ofCell: cell, at: NumberVault.address(person))
        defer { for index in plain.indices { plain[index] = 0 } }
        return try plain.withUnsafeBytes(body)
    }

    /// A keyed digest of a request: equal requests have equal ones, and nobody without the key can
    /// find out what was asked by trying.
    func fingerprint(_ words: [String], _ index: [UInt8]?) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in words {
            bytes += Array(String(word.utf8.count).utf8) + [0x3A] + Array(word.utf8)
        }
        return self.index.value(of: Array("request".utf8) + bytes + (index ?? []))
    }

    private static func waiting(_ row: Int64) -> CellAddress {
        CellAddress(table: "resident_waiting", column: "number_cell", row: row)
    }

    private static func address(_ person: Int64) -> CellAddress {
        CellAddress(table: "person_number", column: "cell", row: person)
    }
}
