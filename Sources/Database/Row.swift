// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One row of an answer; valid only inside the closure that it is handed to.
public protocol Row {
    /// The value of a column, counted from 0.
    func value(_ index: Int) -> SQLValue
    /// How many columns the row has.
    var count: Int { get }
    /// The statement, for the message of a bug.
    var sql: String { get }
}

extension Row {
    /// A column of the wrong type is a bug of the statement, not a fault of the data.
    private func mismatch(_ index: Int, _ wanted: String) -> Never {
        preconditionFailure("列\(index)は\(wanted)でなく\(value(index).kind)です: \(sql)")
    }

    public func optionalInt64(_ index: Int) -> Int64? {
        switch value(index) {
        case .integer(let number): number
        case .null: nil
        case .text, .blob: mismatch(index, "整数")
        }
    }

    public func optionalText(_ index: Int) -> String? {
        switch value(index) {
        case .text(let text): text
        case .null: nil
        case .integer, .blob: mismatch(index, "文字列")
        }
    }

    public func optionalBlob(_ index: Int) -> [UInt8]? {
        switch value(index) {
        case .blob(let bytes): bytes
        case .null: nil
        case .integer, .text: mismatch(index, "バイト列")
        }
    }

    public func optionalInt(_ index: Int) -> Int? { optionalInt64(index).map { Int($0) } }

    public func optionalBool(_ index: Int) -> Bool? { optionalInt64(index).map { $0 != 0 } }

    public func optionalDate(_ index: Int) -> CivilDate? {
        optionalText(index).map { text in
            guard let date = CivilDate(iso: text) else { mismatch(index, "日付") }
            return date
        }
    }

    public func optionalYearMonth(_ index: Int) -> YearMonth? {
        optionalText(index).map { text in
            guard let month = YearMonth(iso: text) else { mismatch(index, "年月") }
            return month
        }
    }

    public func optionalYen(_ index: Int) -> Yen? { optionalInt(index).map { Yen($0) } }

    public func optionalInstant(_ index: Int) -> Instant? {
        optionalInt64(index).map { Instant(microseconds: $0) }
    }

    public func optionalAddressee(_ index: Int) -> AddresseeNumber? {
        optionalInt64(index).map { AddresseeNumber(value: $0) }
    }

    /// Days of a month; `nil` for NULL.
    public func optionalMonthDays(_ index: Int) -> MonthDays? {
        optionalInt64(index).map { value in
            guard let mask = UInt32(exactly: value) else { mismatch(index, "月の日") }
            return MonthDays(rawValue: mask)
        }
    }

    private func present<T>(_ value: T?, _ index: Int, _ wanted: String) -> T {
        guard let value else { mismatch(index, wanted) }
        return value
    }

    public func int64(_ index: Int) -> Int64 { present(optionalInt64(index), index, "整数") }
    public func int(_ index: Int) -> Int { present(optionalInt(index), index, "整数") }
    public func text(_ index: Int) -> String { present(optionalText(index), index, "文字列") }
    public func blob(_ index: Int) -> [UInt8] { present(optionalBlob(index), index, "バイト列") }
    public func bool(_ index: Int) -> Bool { present(optionalBool(index), index, "真偽") }
    public func date(_ index: Int) -> CivilDate { present(optionalDate(index), index, "日付") }
    public func yearMonth(_ index: Int) -> YearMonth {
        present(optionalYearMonth(index), index, "年月")
    }
    public func yen(_ index: Int) -> Yen { present(optionalYen(index), index, "金額") }
    public func instant(_ index: Int) -> Instant { present(optionalInstant(index), index, "時刻") }
    public func addressee(_ index: Int) -> AddresseeNumber {
        present(optionalAddressee(index), index, "宛名番号")
    }

    /// An enumeration by its raw text; `nil` for NULL. An unknown code is a bug.
    public func optionalCode<T: RawRepresentable>(_ index: Int, _ type: T.Type = T.self) -> T?
    where T.RawValue == String {
        optionalText(index).map { text in
            guard let code = T(rawValue: text) else { mismatch(index, "\(T.self)の値") }
            return code
        }
    }

    /// An enumeration by its raw text.
    public func code<T: RawRepresentable>(_ index: Int, _ type: T.Type = T.self) -> T
    where T.RawValue == String {
        present(optionalCode(index, type), index, "\(T.self)の値")
    }
}
