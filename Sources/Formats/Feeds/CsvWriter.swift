// SPDX-License-Identifier: Apache-2.0

/// One cell of a CSV file to write.
public enum CsvCell: Hashable, Sendable {
    /// Text of people or systems: quoted when needed, kept from running as a formula.
    case text(String)
    /// A code or number with leading zeros: always quoted.
    case code(String)
    case number(Int)
    case empty
}

/// Writes CSV for people and peers: RFC 4180, CRLF, UTF-8 with a byte order mark or CP932.
public struct CsvWriter {
    private let encoder: TextEncoder
    private var pending: [UInt8]

    /// - Throws: `conversionMissing`.
    public init(encoding: TextEncoding = .utf8WithMark) throws(FormatRefusal) {
        encoder = try TextEncoder(encoding)
        pending = encoding == .utf8WithMark ? TextEncoding.byteOrderMark : []
    }

    /// Adds the header or a row.
    /// - Throws: `unmappable` when the encoding lacks a character; the row is then not written.
    public mutating func add(_ cells: [CsvCell]) throws(FormatRefusal) {
        let line = cells.map(CsvWriter.written).joined(separator: ",") + "\r\n"
        pending += try encoder.bytes(line)
    }

    /// What has been written since the last call; empty it as often as memory asks.
    public mutating func takeBytes() -> [UInt8] {
        defer { pending.removeAll(keepingCapacity: true) }
        return pending
    }

    private static func written(_ cell: CsvCell) -> String {
        switch cell {
        case .empty: return ""
        case .number(let number): return String(number)
        case .code(let code): return quoted(FormulaGuard.guarded(code))
        case .text(let text):
            let safe = FormulaGuard.guarded(text)
            let isPlain = safe.utf8.allSatisfy {
                $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D
            }
            return isPlain ? safe : quoted(safe)
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { result.append("\"") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
