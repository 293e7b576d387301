// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// Seals the numbers of one file under one exported HPKE secret (RFC 9180 §5.3).
///
/// Each seal has its place in the batch as nonce and stands alone afterwards: rows may be opened
/// in any order, or left out. It cannot be copied, so that no place is used twice.
public struct BatchSealer: ~Copyable, Sendable {
    private let key: SymmetricKey
    private let encapsulatedKey: [UInt8]
    private var place: UInt32 = 0

    init(key: SymmetricKey, encapsulatedKey: [UInt8]) {
        self.key = key
        self.encapsulatedKey = encapsulatedKey
    }

    /// Seals the next number of the batch.
    /// - Precondition: fewer than 2^32 numbers.
    public mutating func seal(_ number: consuming IndividualNumber) -> SealedNumber {
        let place = place
        self.place += 1
        return SealedNumber(
            trusted: [SealedNumber.batch] + encapsulatedKey + placeBytes(place)
                + number.withDigits { sealed($0, at: place) })
    }

    private func sealed(_ digits: UnsafeRawBufferPointer, at place: UInt32) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(Data(digits), using: key, nonce: batchNonce(place))
            return Array(box.ciphertext) + Array(box.tag)
        } catch {
            preconditionFailure("AES-256-GCM with a 32-byte key and a 12-byte nonce cannot fail")
        }
    }
}

/// The place in a batch, four bytes, highest first.
func placeBytes(_ place: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: place >> $0) }
}

/// The nonce of a place: unique under the key of its batch.
func batchNonce(_ place: UInt32) throws -> AES.GCM.Nonce {
    try AES.GCM.Nonce(data: [UInt8](repeating: 0, count: 8) + placeBytes(place))
}
