// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// A payment that stands in the book of a claim, whole: the receipt with what was paid above.
struct StandingPayment {
    let on: CivilDate
    let amount: Yen
    /// The slip that it was paid by; `nil` where nobody has named one.
    let slip: String?

    /// Whether a payment by a slip is this one. Clerks type the same number in full and half width, with
    /// spaces and without.
    func isPaid(by slip: String) -> Bool {
        self.slip.map { Self.plain($0) == Self.plain(slip) } ?? false
    }

    /// Whether a payment of which only the day and the yen can be compared may be this one.
    func mayBe(_ amount: Yen, on day: CivilDate) -> Bool {
        slip == nil && self.amount == amount && on == day
    }

    private static func plain(_ slip: String) -> String {
        slip.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
    }
}
