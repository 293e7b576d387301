// SPDX-License-Identifier: Apache-2.0
import CPostgres

/// Values of a result in binary form.
enum PostgresValues {
    static func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0,
            let start = PQgetvalue(result, row, column)
        else { return .null }
        let length = Int(PQgetlength(result, row, column))
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        let type = PQftype(result, column)
        switch type {
        case 16: return .integer(bytes.first == 0 ? 0 : 1)
        case 20, 21, 23: return .integer(signed(bytes))
        case 26: return .integer(signed(bytes) & 0xFFFF_FFFF)
        case 17: return .blob([UInt8](bytes))
        case 18, 19, 25, 114, 705, 1042, 1043: return .text(String(decoding: bytes, as: UTF8.self))
        case 1700: return numeric(bytes)
        case 701:
            let number = Double(bitPattern: UInt64(bitPattern: signed(bytes)))
            return Int64(exactly: number).map { .integer($0) } ?? .text(String(number))
        default: preconditionFailure("PostgreSQLの型 \(type) は読めません。::text を付けてください")
        }
    }

    private static func signed(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        guard let first = bytes.first else { return 0 }
        return bytes.dropFirst().reduce(Int64(Int8(bitPattern: first))) { $0 << 8 | Int64($1) }
    }

    /// SUM over BIGINT is NUMERIC: groups of four decimal digits. Whole numbers only are values of
    /// ours; the rest is text, as AVG is on SQLite.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        func word(_ index: Int) -> Int {
            Int(Int16(bitPattern: UInt16(bytes[index * 2]) << 8 | UInt16(bytes[index * 2 + 1])))
        }
        let count = word(0)
        let weight = word(1)
        let isNegative = word(2) == 0x4000
        let groups = (0..<count).map { word(4 + $0) }
        var whole: Int64 = 0
        var isExact = true
        for place in 0..<max(weight + 1, 0) {
            let group = place < count ? groups[place] : 0
            let (product, over) = whole.multipliedReportingOverflow(by: 10_000)
            let (sum, carry) = product.addingReportingOverflow(Int64(group))
            if over || carry { isExact = false }
            whole = sum
        }
        let fraction = groups.dropFirst(max(weight + 1, 0))
        if isExact, fraction.allSatisfy({ $0 == 0 }) {
            return .integer(isNegative ? -whole : whole)
        }
        let value = groups.enumerated().reduce(0.0) { sum, item in
            var scale = 1.0
            for _ in 0..<abs(weight - item.offset) { scale *= 10_000 }
            let part = Double(item.element)
            return sum + (weight >= item.offset ? part * scale : part / scale)
        }
        return .text(String(isNegative ? -value : value))
    }
}
