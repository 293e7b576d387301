// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One row of a feed as UTF-8 bytes: commas, RFC 4180 quotes where needed, CRLF at the end.
struct Row {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    mutating func add(_ field: String) {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        let needsQuotes = field.utf8.contains {
            $0 == 0x2C || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A
        }
        guard needsQuotes else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    mutating func add(_ day: CivilDate?) { add(day?.compact ?? "") }
    mutating func add(_ number: AddresseeNumber?) { add(number?.description ?? "") }
    mutating func add(_ number: Int) { add(String(number)) }
    mutating func add(flag: Bool) { add(flag ? "1" : "0") }

    mutating func end() {
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    static func of(_ fields: [String]) -> [UInt8] {
        var row = Row()
        for field in fields { row.add(field) }
        row.end()
        return row.bytes
    }
}
