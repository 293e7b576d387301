// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// A SHA-256 value, 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    public static let length = 32
    public let bytes: [UInt8]

    /// Takes exactly 32 bytes; `nil` for anything else.
    public init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Digest.length else { return nil }
        self.bytes = bytes
    }

    init(_ value: SHA256.Digest) { bytes = Array(value) }

    /// SHA-256 of bytes.
    public static func of(_ bytes: [UInt8]) -> Digest { Digest(SHA256.hash(data: bytes)) }

    /// SHA-256 of bytes that come piece by piece, whatever their number.
    public static func ofPieces(
        _ feed: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) rethrows -> Digest {
        var hash = SHA256()
        try feed { hash.update(bufferPointer: $0) }
        return Digest(hash.finalize())
    }

    /// Standard base64, as checkpoints write it.
    public var base64: String { Data(bytes).base64EncodedString() }

    /// Reads standard base64.
    public init?(base64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)) else { return nil }
        self.init(data)
    }

    /// Reads lower-case hexadecimal.
    init?(hex text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 2 * Digest.length else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        self.init(bytes)
    }

    /// Lower-case hexadecimal.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
