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

    /// - Throws: `Fault(.key)` when the ring does not hold the keys of System 2.
    public init(
        _ ring: Keyring, check: NumberCheck, random: any RandomBytes = SystemRandomBytes()
    ) throws {
        self.check = check
        opener = try Opener(ring)
        sealer = try Sealer(opener.publicKey, body: ring.body)
        cipher = try ring.cipher(for: .individualNumber, random: random)
        index = try ring.blindIndex()
    }

    /// The public half of the gate, for every place where a number is keyed in.
    public var publicKey: GatePublicKey { opener.publicKey }

    /// The blind index of a sealed number (32 bytes): equal numbers have equal indexes.
    func blindIndex(of number: SealedNumber, for purpose: OpeningPurpose) throws -> [UInt8] {
        try opener.withDigits(of: number, purpose: purpose) { index.value(of: $0) }
    }

    /// The cell in which the number of a person rests.
    func cell(
        of number: SealedNumber, person: Int64, for purpose: OpeningPurpose
    ) throws -> [UInt8] {
        try opener.withDigits(of: number, purpose: purpose) { digits in
            cipher.seal(Array(digits), at: NumberVault.address(person))
        }
    }

    private static func address(_ person: Int64) -> CellAddress {
        CellAddress(table: "person_number", column: "cell", row: person)
    }
}
