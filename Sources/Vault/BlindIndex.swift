// SPDX-License-Identifier: Apache-2.0
import Crypto

/// Finds an equal value without showing it: HMAC-SHA-256, full 256 bits, under a key of its own.
///
/// A plain hash would not do: eleven free digits are walked in hours (`security.md` §1).
public struct BlindIndex: Sendable {
    private let key: SymmetricKey

    init(key: SymmetricKey) { self.key = key }

    /// The index of normalised bytes (twelve ASCII digits of an individual number).
    public func value(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var code = HMAC<SHA256>(key: key)
        code.update(data: bytes)
        return Array(code.finalize())
    }

    /// The index of normalised bytes.
    public func value(of bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { value(of: $0) }
    }
}
