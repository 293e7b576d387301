// SPDX-License-Identifier: Apache-2.0

/// A ゆうちょ account of 記号 and 番号 as banks address it; the JSON of `hagukumi inspect post-account`.
///
/// 記号 beginning with 1 is an ordinary account (branch xx8), with 0 a giro account (branch xx9).
/// The fourth digit of 記号 is a check digit over both.
public struct PostAccount: Hashable, Sendable {
    /// 金融機関コード of ゆうちょ銀行.
    public static let bank = "9900"

    public let branch: String?
    public let type: BankAccountType?
    /// Seven digits.
    public let account: String?
    /// Japanese: what is wrong and what to do; `nil` when valid.
    public let reason: String?

    public var valid: Bool { reason == nil }

    /// Reads 記号 (a digit after a hyphen is unused and dropped) and 番号.
    public static func read(symbol: String, number: String) -> PostAccount {
        guard let symbolDigits = symbolDigits(symbol), let symbolRun = DigitRun(symbolDigits),
            symbolRun.count == 5
        else { return PostAccount(refused: "記号は5桁の数字です。通帳の記号を確かめてください。") }
        guard let numberDigits = TypedDigits.read(number), let numberRun = DigitRun(numberDigits),
            (1...8).contains(numberRun.count)
        else { return PostAccount(refused: "番号は8桁までの数字です。通帳の番号を確かめてください。") }
        let (symbol, number) = (Int(symbolRun.value), Int(numberRun.value))
        let expected = checkDigit(symbol: symbol, number: number)
        let branchHead = padded(symbol / 100 % 100, 2)
        switch symbol / 10_000 {
        case 1:
            guard number % 10 == 1 else {
                return PostAccount(refused: "記号が1で始まる口座の番号は、末尾が1です。番号を確かめてください。")
            }
            guard expected == symbol / 10 % 10 else { break }
            return PostAccount(
                branch: branchHead + "8", type: .ordinary, account: padded(number / 10, 7))
        case 0:
            guard number <= 9_999_999 else {
                return PostAccount(refused: "記号が0で始まる口座の番号は7桁までです。番号を確かめてください。")
            }
            guard expected == symbol / 10 % 10 else { break }
            return PostAccount(
                branch: branchHead + "9", type: .current, account: padded(number, 7))
        default:
            return PostAccount(refused: "記号は0または1で始まります。通帳の記号を確かめてください。")
        }
        return PostAccount(refused: "記号の4桁目（検査数字）が番号と合いません。記号と番号を確かめてください。")
    }

    private init(branch: String, type: BankAccountType, account: String) {
        self.branch = branch
        self.type = type
        self.account = account
        reason = nil
    }

    private init(refused reason: String) {
        branch = nil
        type = nil
        account = nil
        self.reason = reason
    }

    /// Over 記号 (fourth digit 0) and 番号 in eight places: d1 + 3·d2 + double of d3 less 9 from 5
    /// on, in four groups of three, and the last digit; modulus 10.
    static func checkDigit(symbol: Int, number: Int) -> Int {
        let joined = (symbol / 100 * 100 + symbol % 10) * 100_000_000 + number
        var rest = joined / 10
        var sum = joined % 10
        for _ in 0..<4 {
            let third = rest % 10
            sum += (third >= 5 ? third * 2 - 9 : third * 2) + rest / 10 % 10 * 3 + rest / 100 % 10
            rest /= 1000
        }
        return sum % 10
    }

    /// Five digits; in `10320-2` the digit after the hyphen is unused.
    private static func symbolDigits(_ text: String) -> String? {
        guard let digits = TypedDigits.read(text) else { return nil }
        let scalars = text.unicodeScalars.filter { !TypedDigits.isSpace($0) }
        guard digits.utf8.count == 6, let mark = scalars.dropLast().last,
            TypedDigits.isHyphen(mark)
        else { return digits }
        return String(digits.prefix(5))
    }
}

extension PostAccount: Encodable {
    private enum Key: String, CodingKey { case valid, bank, branch, type, account, reason }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(valid, forKey: .valid)
        try container.encode(valid ? Self.bank : nil, forKey: .bank)
        try container.encode(branch, forKey: .branch)
        try container.encode(type, forKey: .type)
        try container.encode(account, forKey: .account)
        try container.encode(reason, forKey: .reason)
    }
}
