// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Gives out recipient numbers: a serial of six digits and a check digit, each serial once.
///
/// The serial of a pre-numbered form is taken when it is free; all others come from 500,000
/// upwards, so that the two never meet while forms below that are in stock.
struct RecipientNumberStock {
    static let firstFreeSerial = 500_000
    private var used: Set<Int>
    private var next: Int

    /// Takes the serials given out so far.
    init(used: Set<Int>) {
        self.used = used
        let highest = used.filter { $0 >= Self.firstFreeSerial }.max()
        next = highest.map { $0 + 1 } ?? Self.firstFreeSerial
    }

    /// The next number.
    ///
    /// - Throws: `.recipientNumbersExhausted`.
    mutating func take(preferred: Int?) throws(EntitlementRefusal) -> RecipientNumber {
        if let preferred, let number = RecipientNumber(serial: preferred),
            used.insert(preferred).inserted
        {
            return number
        }
        while next <= 999_999, used.contains(next) { next += 1 }
        if next > 999_999 {
            // The upper half is full: what is left below is given out from the bottom.
            guard let free = (0..<Self.firstFreeSerial).first(where: { !used.contains($0) }),
                let number = RecipientNumber(serial: free)
            else { throw .recipientNumbersExhausted }
            used.insert(free)
            return number
        }
        guard let number = RecipientNumber(serial: next) else { throw .recipientNumbersExhausted }
        used.insert(next)
        next += 1
        return number
    }
}
