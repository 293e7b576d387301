// SPDX-License-Identifier: Apache-2.0

/// Individual numbers of fictional people: twelve digits whose check digit is wrong on purpose.
///
/// No range of unused 個人番号 is published, so a made-up number with a right check digit may belong
/// to somebody. A synthetic number carries (right digit + 1) mod 10: it can never be a real one,
/// and a sample installation, which is handed the synthetic check, refuses every real one.
public enum SyntheticNumber {
    /// The synthetic check digit of an 11-digit body, or `nil` where the body is not 11 digits.
    ///
    /// Right digit: Σ Pn·Qn, n from the low end, Qn = n+1 (n ≤ 6), n−5 (n ≥ 7); remainder of 11;
    /// 0 when the remainder is 0 or 1, else 11 − remainder (平成26年総務省令第85号5条).
    public static func checkDigit(body: String) -> Int? {
        officialCheckDigit(body: body).map { ($0 + 1) % 10 }
    }

    /// The check digit of a real number with this body; used only to be different from it.
    public static func officialCheckDigit(body: String) -> Int? {
        let digits = body.utf8.map { Int($0) - 0x30 }
        guard digits.count == 11, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            sum += digit * (index < 6 ? index + 2 : index - 4)
        }
        let remainder = sum % 11
        return remainder <= 1 ? 0 : 11 - remainder
    }

    /// The number of the n-th person: begins with 9, spread over the range by the seed.
    static func text(person: Int, seed: UInt64) -> String {
        // 7,654,321 shares no factor with 10^10, so no two people get the same body.
        let spread = (person * 7_654_321 + Int(seed % 9_999_999_967)) % 10_000_000_000
        let text = String(spread)
        let body = "9" + String(repeating: "0", count: 10 - text.utf8.count) + text
        return body + String(checkDigit(body: body) ?? 0)
    }
}
