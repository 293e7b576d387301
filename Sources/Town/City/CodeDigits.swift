// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Check digits of the town's invented codes; weights 2, 1, 2, 1 … from the right, digit sums.
///
/// Written apart from the product's own rule, so that the two can disagree in a test.
enum CodeDigits {
    static func ten(_ body: String) -> Int {
        var sum = 0
        for (index, byte) in body.utf8.reversed().enumerated() {
            let product = (Int(byte) - 0x30) * (index % 2 == 0 ? 2 : 1)
            sum += product / 10 + product % 10
        }
        return (10 - sum % 10) % 10
    }

    static func checked(_ body: String) -> String { body + String(ten(body)) }

    /// Seven digits: the six-digit serial and its check digit.
    static func recipient(serial: Int) -> String { checked(padded(serial, 6)) }

    /// Ten digits. In 11–14 the check digit runs over the six digits, elsewhere over all nine.
    static func institution(prefecture: String, table: Int, body: Int) -> String {
        let six = padded(body, 6)
        let head = prefecture + String(table)
        let special = ["11", "12", "13", "14"].contains(prefecture)
        return head + six + String(ten(special ? six : head + six))
    }
}
