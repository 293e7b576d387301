// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What may stand for a `?` of a statement.
public protocol SQLValueConvertible {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLValueConvertible {
    public var sqlValue: SQLValue { self }
}

extension Int: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int32: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}

extension String: SQLValueConvertible {
    public var sqlValue: SQLValue { .text(self) }
}

extension Bool: SQLValueConvertible {
    /// 1 or 0.
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension [UInt8]: SQLValueConvertible {
    public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLValueConvertible where Wrapped: SQLValueConvertible {
    public var sqlValue: SQLValue {
        switch self {
        case .some(let wrapped): wrapped.sqlValue
        case .none: .null
        }
    }
}

/// An enumeration with a raw value only has to say that it conforms.
extension SQLValueConvertible where Self: RawRepresentable, RawValue: SQLValueConvertible {
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension CivilDate: SQLValueConvertible {
    /// ISO text, `YYYY-MM-DD`.
    public var sqlValue: SQLValue { .text(description) }
}

extension YearMonth: SQLValueConvertible {
    /// `YYYY-MM`.
    public var sqlValue: SQLValue { .text(description) }
}

extension Yen: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(amount)) }
}

extension Instant: SQLValueConvertible {
    /// Microseconds since 1970.
    public var sqlValue: SQLValue { .integer(microseconds) }
}

extension MonthDays: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(Int64(rawValue)) }
}

extension AddresseeNumber: SQLValueConvertible {
    public var sqlValue: SQLValue { .integer(value) }
}
