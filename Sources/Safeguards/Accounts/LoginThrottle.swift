// SPDX-License-Identifier: Apache-2.0
import Crypto
import Vocabulary

/// How failures slow down the next attempt, for an account and for a terminal alike: five are free,
/// then 30 s, doubled with each further one up to an hour; the hundredth closes the account until an
/// administrator opens it.
enum LoginThrottle {
    struct Tally: Equatable {
        var failures: Int
        var last: Instant
        var blockedUntil: Instant
    }

    static let free = 5
    static let closing = 100
    static let longest: Int64 = 3_600
    /// After so many quiet seconds a count below the closing one begins anew.
    static let memory: Int64 = 24 * 3_600
    static let never = Instant(microseconds: .max)

    /// Seconds to wait; `nil` when an attempt is allowed.
    static func wait(_ tally: Tally?, at now: Instant) -> Int? {
        guard let tally, tally.blockedUntil > now else { return nil }
        guard tally.blockedUntil < never else { return Int(memory) }
        return Int(now.seconds(until: tally.blockedUntil)) + 1
    }

    /// The tally with one more failure. It is written before the password is looked at, so that
    /// many attempts at once count like one after the other.
    static func adding(to tally: Tally?, at now: Instant, closes: Bool) -> Tally {
        var next = tally ?? Tally(failures: 0, last: now, blockedUntil: now)
        if next.last.seconds(until: now) >= memory, next.blockedUntil < never { next.failures = 0 }
        next.failures += 1
        next.last = now
        if closes, next.failures >= closing {
            next.blockedUntil = never
        } else if next.failures >= free {
            let doublings = min(next.failures - free, 7)
            next.blockedUntil = now.adding(seconds: min(30 << Int64(doublings), longest))
        }
        return next
    }

    static func account(_ officer: String) -> String { subject("account", officer) }
    static func terminal(_ terminal: String) -> String { subject("terminal", terminal) }

    private static func subject(_ kind: String, _ text: String) -> String {
        "\(kind):" + hexadecimal(SHA256.hash(data: Array("\(kind):\(text)".utf8)))
    }
}

/// Lower-case hexadecimal.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
