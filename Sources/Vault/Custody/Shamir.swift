// SPDX-License-Identifier: Apache-2.0

/// Shares of a secret: any `needed` of them give it back, fewer say nothing about it.
///
/// Shamir's scheme over GF(2^8) with the polynomial of AES (0x11B), one polynomial for each byte.
/// Source: A. Shamir, How to share a secret, CACM 22 (1979).
enum Shamir {
    /// - Precondition: 2 ≤ needed ≤ count ≤ 255.
    static func split(
        _ secret: [UInt8], needed: Int, count: Int, random: any RandomBytes
    ) -> [(x: UInt8, share: [UInt8])] {
        precondition(2 <= needed && needed <= count && count <= 255)
        let rest = (1..<needed).map { _ in random.bytes(secret.count) }
        return (1...count).map { x in
            let x = UInt8(x)
            let share = secret.indices.map { index in
                // Horner's rule, the highest coefficient first.
                rest.reversed().reduce(UInt8(0)) { times($0 ^ $1[index], x) } ^ secret[index]
            }
            return (x, share)
        }
    }

    /// The value at 0 of the polynomial through the shares.
    /// - Precondition: different x, equal lengths.
    static func join(_ shares: [(x: UInt8, share: [UInt8])]) -> [UInt8] {
        guard let length = shares.first?.share.count else { return [] }
        var secret = [UInt8](repeating: 0, count: length)
        for (index, one) in shares.enumerated() {
            var weight: UInt8 = 1
            for (other, point) in shares.enumerated() where other != index {
                weight = times(weight, times(point.x, inverse(point.x ^ one.x)))
            }
            for place in secret.indices { secret[place] ^= times(weight, one.share[place]) }
        }
        return secret
    }

    /// Product in GF(2^8), without a table that could tell the cache what it multiplies.
    static func times(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var (a, result) = (a, UInt8(0))
        for bit in 0..<8 {
            result ^= a & (0 &- (b >> UInt8(bit) & 1))
            a = (a << 1) ^ (0x1B & (0 &- (a >> 7)))
        }
        return result
    }

    /// a^254, the inverse of a ≠ 0.
    static func inverse(_ a: UInt8) -> UInt8 {
        var (power, result) = (a, UInt8(1))
        for _ in 0..<7 {
            power = times(power, power)
            result = times(result, power)
        }
        return result
    }
}
