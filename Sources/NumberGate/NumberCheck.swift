// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Which check digit an individual number must carry.
public enum NumberCheck: String, CaseIterable, Sendable {
    /// The digit of the ordinance (平成26年総務省令第85号5条): real numbers.
    case official
    /// The official digit plus one, modulo ten: fictional towns and tests. No such number can ever
    /// be given to a real person.
    case synthetic

    /// The check digit of the eleven digits before it, given as a number.
    public func digit(ofBody body: Int64) -> Int {
        precondition((0..<100_000_000_000).contains(body), "個人番号の本体は11桁です")
        let official = CheckDigit.individualNumber(body: body)
        switch self {
        case .official: return official
        case .synthetic: return (official + 1) % 10
        }
    }
}
