// SPDX-License-Identifier: Apache-2.0

/// The check-digit rules of the field; each function takes the body without its check digit.
///
/// Bodies are integers: every rule weighs from the low end, so leading zeros add nothing, and a
/// million rows cost no allocation.
public enum CheckDigit {
    /// 宛名番号 and 統合宛名番号: modulus 11, weights 2–7 repeating from the low end; `nil` at remainder 1.
    public static func addressee(serial: Int64) -> Int? {
        switch modulus11(serial) {
        case 0: return 0
        case 1: return nil
        case let remainder: return 11 - remainder
        }
    }

    /// 個人番号: modulus 11 over the 11 body digits; remainders 0 and 1 give 0 (平成26年総務省令第85号5条).
    public static func individualNumber(body: Int64) -> Int {
        let remainder = modulus11(body)
        return remainder <= 1 ? 0 : 11 - remainder
    }

    /// 住民票コード: the rule of 個人番号 over 10 digits (unverified: 平成14年総務省告示第436号 not seen).
    public static func residentRecord(body: Int64) -> Int { individualNumber(body: body) }

    /// 法人番号: 9 − (Σ mod 9) over the 12 digits after it, weights 1, 2, 1, 2… from the low end.
    public static func corporateNumber(body: Int64) -> Int {
        var rest = body
        var weight = 1
        var sum = 0
        while rest > 0 {
            sum += Int(rest % 10) * weight
            rest /= 10
            weight = 3 - weight
        }
        return 9 - sum % 9
    }

    /// 保険者番号, 公費負担者番号, 受給者番号, 医療機関コード: weights 2, 1, 2, 1… from the last body digit,
    /// the digits of products added, modulus 10 (設定要領).
    public static func modulus10(body: Int64) -> Int {
        var rest = body
        var doubled = true
        var sum = 0
        while rest > 0 {
            let digit = Int(rest % 10)
            rest /= 10
            if doubled {
                sum += digit >= 5 ? digit * 2 - 9 : digit * 2
            } else {
                sum += digit
            }
            doubled.toggle()
        }
        return (10 - sum % 10) % 10
    }

    /// 全国地方公共団体コード: weights 2–6 from the low end of five digits, last digit of 11 − (Σ mod 11).
    public static func municipality(body: Int64) -> Int { (11 - modulus11(body)) % 10 }

    /// 医療機関コード of seven digits: over its own six digits in 埼玉, 千葉, 東京, 神奈川, over
    /// prefecture, 点数表 and six digits elsewhere (computed from published lists, no specification).
    ///
    /// - Parameter body: prefecture (2), 点数表 (1) and the six digits before the check digit.
    public static func medicalInstitution(body: Int64) -> Int {
        let prefecture = body / 10_000_000
        return modulus10(body: (11...14).contains(prefecture) ? body % 1_000_000 : body)
    }

    /// Weights 2–7 repeating from the low end, modulus 11.
    private static func modulus11(_ body: Int64) -> Int {
        var rest = body
        var weight = 2
        var sum = 0
        while rest > 0 {
            sum += Int(rest % 10) * weight
            rest /= 10
            weight = weight == 7 ? 2 : weight + 1
        }
        return sum % 11
    }
}
