// SPDX-License-Identifier: Apache-2.0
import Crypto
import Synchronization

/// Where keys, nonces, session ids and salts come from: handed in, so that a rehearsal repeats.
public protocol RandomBytes: Sendable {
    /// Fresh bytes that nobody can guess (the system source) or that a seed fixes (a rehearsal).
    func bytes(_ count: Int) -> [UInt8]
}

/// The operating system's generator: the only source of a real installation.
public struct SystemRandomBytes: RandomBytes {
    public init() {}

    public func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// Bytes that follow from a seed, for tests and simulated towns: HMAC-SHA-256 of a counter.
///
/// Never for a real installation: whoever knows the seed knows every key.
public final class RehearsalRandomBytes: RandomBytes {
    private let key: SymmetricKey
    private let counter = Mutex<UInt64>(0)

    public init(seed: UInt64) {
        key = SymmetricKey(data: bigEndian(seed))
    }

    public func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + 32)
        while result.count < count {
            let block = counter.withLock { value in
                value += 1
                return value
            }
            result += HMAC<SHA256>.authenticationCode(for: bigEndian(block), using: key)
        }
        return Array(result.prefix(count))
    }
}

/// Eight bytes, the highest first.
func bigEndian(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
}
