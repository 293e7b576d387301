// SPDX-License-Identifier: Apache-2.0

/// An amount of yen (円): always a whole number, never a float; overflow is a bug and stops.
public struct Yen: Hashable, Comparable, Sendable, AdditiveArithmetic {
    public let amount: Int

    public init(_ amount: Int) { self.amount = amount }

    public static let zero = Yen(0)

    public static func + (left: Yen, right: Yen) -> Yen { Yen(left.amount + right.amount) }
    public static func - (left: Yen, right: Yen) -> Yen { Yen(left.amount - right.amount) }
    public static prefix func - (yen: Yen) -> Yen { Yen(-yen.amount) }
    public static func * (yen: Yen, count: Int) -> Yen { Yen(yen.amount * count) }
    public static func < (left: Yen, right: Yen) -> Bool { left.amount < right.amount }

    /// The part `numerator / denominator`, cut below one yen; for amounts of zero and more.
    public func part(_ numerator: Int, of denominator: Int) -> Yen {
        precondition(amount >= 0 && numerator >= 0 && denominator > 0)
        return Yen(amount * numerator / denominator)
    }

    /// Rounded half up to a unit: 3,702 to 10 yen is 3,700, 3,015 is 3,020.
    public func rounded(to unit: Int) -> Yen {
        precondition(amount >= 0 && unit > 0)
        return Yen((amount + unit / 2) / unit * unit)
    }

    /// Cut down to a unit: 62,430 to 100 yen is 62,400.
    public func cut(to unit: Int) -> Yen {
        precondition(amount >= 0 && unit > 0)
        return Yen(amount / unit * unit)
    }

    /// Digits in groups of three: `87,430`.
    public var grouped: String {
        let digits = String(abs(amount))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return amount < 0 ? "-" + text : text
    }
}

extension Yen: Codable, CustomStringConvertible {
    public init(from decoder: any Decoder) throws {
        amount = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }

    /// `87,430円`.
    public var description: String { grouped + "円" }
}
