// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension LayoutColumn {
    /// Judges one value as the layout says.
    ///
    /// - Returns: the value, or `none` for an empty one that is not required.
    /// - Throws: the refusal of the row; its text names the field, never the value.
    func read(_ raw: String) throws(FormatRefusal) -> FeedRow.Value {
        let text = type == .text ? FormulaGuard.unguarded(raw) : raw.trimmed
        guard !text.isEmpty else {
            guard !isRequired else { throw .valueMissing(field: name) }
            return .none
        }
        if let longest, text.unicodeScalars.count > longest {
            throw .valueTooLong(field: name, limit: longest)
        }
        switch type {
        case .text: return .text(text)
        case .digits: return .text(try digits(text, length))
        case .individualNumber: return .digits(Array(try digits(text, 12).utf8))
        case .date: return .date(try date(text))
        case .month: return .month(try month(text))
        case .yen, .int: return .integer(try integer(text))
        case .code: return .text(try code(text))
        case .addressee:
            guard let number = AddresseeNumber(try digits(text, nil)) else {
                throw .wrongLength(field: name, expected: 15)
            }
            return .addressee(number)
        case .insurer:
            return .text(try checked(text) { InsurerNumber($0)?.hasValidCheckDigit })
        case .funder:
            return .text(try checked(text) { PublicFunderNumber($0)?.hasValidCheckDigit })
        case .institution:
            // A wrong check digit never blocks an import (two rules, and exceptions to both).
            return .text(try checked(text) { MedicalInstitutionCode($0).map { _ in true } })
        }
    }

    private func digits(_ text: String, _ length: Int?) throws(FormatRefusal) -> String {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .notDigits(field: name)
        }
        if let length, text.utf8.count != length {
            throw .wrongLength(field: name, expected: length)
        }
        return text
    }

    private func date(_ text: String) throws(FormatRefusal) -> FeedDate {
        guard let date = FeedDate(text) else { throw .notADate(field: name) }
        if case .uncertain = date, !allowsUnknownDays { throw .unknownDay(field: name) }
        return date
    }

    private func month(_ text: String) throws(FormatRefusal) -> YearMonth {
        guard let month = YearMonth(iso: text) ?? EraDigits.month(Array(text.utf8)) else {
            throw .notAMonth(field: name)
        }
        return month
    }

    private func integer(_ text: String) throws(FormatRefusal) -> Int {
        let isNegative = text.utf8.first == 0x2D
        guard
            let size = EraDigits.number(Array(isNegative ? text.utf8.dropFirst() : text.utf8[...]))
        else { throw .notANumber(field: name) }
        let value = isNegative ? -size : size
        // Yen of a feed have at most ten digits and are never negative unless the layout says so.
        let lowest = least ?? (type == .yen ? 0 : Int.min)
        let highest = most ?? (type == .yen ? 9_999_999_999 : Int.max)
        guard value >= lowest, value <= highest else {
            throw .outOfRange(field: name, least: lowest, most: highest)
        }
        return value
    }

    private func code(_ text: String) throws(FormatRefusal) -> String {
        let value = conversions[text] ?? text
        guard codes?.contains(value) ?? false else { throw .unknownCode(field: name) }
        return value
    }

    private func checked(
        _ text: String, _ isValid: (String) -> Bool?
    ) throws(FormatRefusal) -> String {
        let text = try digits(text, nil)
        switch isValid(text) {
        case true?: return text
        case false?: throw .wrongCheckDigit(field: name)
        case nil: throw .wrongLength(field: name, expected: type == .institution ? 10 : 8)
        }
    }
}

extension String {
    /// Without spaces at both ends, also the ideographic one.
    var trimmed: String {
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first == " " || first == "\u{3000}" {
            scalars.removeFirst()
        }
        while let last = scalars.last, last == " " || last == "\u{3000}" { scalars.removeLast() }
        return String(scalars)
    }
}
