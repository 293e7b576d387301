// SPDX-License-Identifier: Apache-2.0

/// One cell of a table that leaves the program as a file for people.
public enum TableCell: Hashable, Sendable {
    case text(String)
    /// Digits, with at most one sign in front and one point inside; a spreadsheet may add it up.
    case number(String)

    /// A cell whose text is a plain number and nothing else; any other text is text, whatever the
    /// caller called it.
    public var isNumber: Bool {
        guard case .number(let digits) = self else { return false }
        var (count, points) = (0, 0)
        for (place, byte) in digits.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): count += 1
            case UInt8(ascii: "-") where place == 0: break
            case UInt8(ascii: ".") where count > 0 && points == 0: points += 1
            default: return false
            }
        }
        // More digits than a spreadsheet keeps would be rounded: they stay text.
        return (1...15).contains(count) && digits.utf8.last != UInt8(ascii: ".")
    }

    /// What stands in the cell.
    public var content: String {
        switch self {
        case .text(let text), .number(let text): text
        }
    }
}

/// What a spreadsheet would run, and how a text is kept from being run (T-13).
public enum FormulaGuard {
    /// With what spreadsheets let a formula or a link to data begin, half and full width, and the
    /// small and the mathematical forms beside them.
    static let starters = Set("=+-@|%\t\r\n＝＋－＠｜％﹦﹢﹣﹫−".unicodeScalars)

    /// Whether a spreadsheet may take the text as a formula. Spaces and marks without width in
    /// front are looked through: some spreadsheets drop them.
    public static func isDangerous(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            if starters.contains(scalar) { return true }
            guard
                scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                    || scalar.value < 0x20 || scalar.value == 0xFEFF
            else { return false }
        }
        return false
    }

    /// The text as a file of lines may carry it: an apostrophe before what would be run, and no
    /// line end or other control character inside, which would begin a new cell for a reader that
    /// does not know quotes.
    public static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else {
            return isDangerous(text) ? "'" + text : text
        }
        let line = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isControl($0) ? " " : $0 }))
        return isDangerous(text) ? "'" + line : line
    }

    /// What our own writer put in front is taken away again; nothing else is.
    public static func original(_ safe: String) -> String {
        guard safe.first == "'", isDangerous(String(safe.dropFirst())) else { return safe }
        return String(safe.dropFirst())
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
