// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One good row of a feed, asked by the English keys of the layout.
///
/// Only columns that the layout names are here. Asking for a key or a type that the layout does
/// not have is a bug and stops. 個人番号 is not text: it is lent to a closure that seals it, and
/// a row shows nothing when it is printed or dumped.
public struct FeedRow: Sendable {
    enum Value: Sendable {
        case none
        case text(String)
        case date(FeedDate)
        case month(YearMonth)
        case integer(Int)
        case addressee(AddresseeNumber)
        case digits([UInt8])
    }

    /// The line of the file, from 1.
    public let line: Int
    let layout: FeedLayout
    let values: [Value]

    private func value(_ key: String) -> Value {
        guard let place = layout.places[key] else {
            preconditionFailure("layout \(layout.id) has no column \(key)")
        }
        return values[place]
    }

    /// The text, empty where the file has none: columns of type text, digits, code, insurer,
    /// funder, institution.
    public func text(_ key: String) -> String { optionalText(key) ?? "" }

    /// The text, `nil` where the file has none.
    public func optionalText(_ key: String) -> String? {
        switch value(key) {
        case .none: nil
        case .text(let text): text
        case .date, .month, .integer, .addressee, .digits: wrongType(key)
        }
    }

    /// The day; `nil` where the file has none or the day is unknown (see `feedDate`).
    public func date(_ key: String) -> CivilDate? { feedDate(key)?.day }

    /// The day, known or with unknown parts; `nil` where the file has none.
    public func feedDate(_ key: String) -> FeedDate? {
        switch value(key) {
        case .none: nil
        case .date(let date): date
        case .text, .month, .integer, .addressee, .digits: wrongType(key)
        }
    }

    /// The month; `nil` where the file has none.
    public func month(_ key: String) -> YearMonth? {
        switch value(key) {
        case .none: nil
        case .month(let month): month
        case .text, .date, .integer, .addressee, .digits: wrongType(key)
        }
    }

    /// The whole number; `nil` where the file has none.
    public func integer(_ key: String) -> Int? {
        switch value(key) {
        case .none: nil
        case .integer(let integer): integer
        case .text, .date, .month, .addressee, .digits: wrongType(key)
        }
    }

    /// The amount; `nil` where the file has none.
    public func yen(_ key: String) -> Yen? { integer(key).map { Yen($0) } }

    /// 宛名番号; `nil` where the file has none.
    public func addressee(_ key: String) -> AddresseeNumber? {
        switch value(key) {
        case .none: nil
        case .addressee(let number): number
        case .text, .date, .month, .integer, .digits: wrongType(key)
        }
    }

    /// A code of the list `flag`: whether it is `1`; `nil` where the file has none.
    public func flag(_ key: String) -> Bool? { optionalText(key).map { $0 == "1" } }

    /// Whether the file has a value, of whatever type.
    public func has(_ key: String) -> Bool {
        if case .none = value(key) { return false }
        return true
    }

    /// Lends 個人番号 to a closure that seals it; not called where the file has none.
    ///
    /// Twelve ASCII digits, for `IndividualNumber(ascii:check:)`, which judges the check digit.
    /// Do not keep, print or log what you are lent.
    public func withDigits<Answer>(
        _ key: String, _ body: ([UInt8]) throws -> Answer
    ) rethrows -> Answer? {
        switch value(key) {
        case .none: return nil
        case .digits(let digits): return try body(digits)
        case .text, .date, .month, .integer, .addressee: wrongType(key)
        }
    }

    private func wrongType(_ key: String) -> Never {
        preconditionFailure("column \(key) of layout \(layout.id) has another type")
    }
}

extension FeedRow: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The layout and the line: no value.
    public var description: String { "\(layout.id):\(line)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
