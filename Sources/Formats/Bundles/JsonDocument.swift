// SPDX-License-Identifier: Apache-2.0

/// A main document in JSON (RFC 8259), read strictly: a member twice is refused, where common
/// libraries silently keep the last one, and the depth is bounded.
struct JsonDocument {
    private let bytes: [UInt8]
    private var place = 0
    private var found = DocumentItems(namesAll: false)

    static func items(_ bytes: [UInt8]) throws -> DocumentItems {
        let mark = bytes.starts(with: TextEncoding.byteOrderMark)
        // JSON is UTF-8 wherever it travels between systems.
        let text = try DocumentItems.text(bytes, mark ? .utf8WithMark : .utf8)
        var document = JsonDocument(bytes: Array(text.utf8))
        document.skipSpace()
        guard document.next == 0x7B else { throw document.broken }
        try document.value(at: "", depth: 0)
        document.skipSpace()
        guard document.next == nil else { throw document.broken }
        return document.found
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private var broken: FormatRefusal {
        .documentBroken(line: bytes.prefix(place).count { $0 == 0x0A } + 1)
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) throws(FormatRefusal) {
        guard next == byte else { throw broken }
        place += 1
    }

    private mutating func value(at path: String, depth: Int) throws(FormatRefusal) {
        guard depth <= DocumentItems.deepest else {
            throw .documentTooDeep(limit: DocumentItems.deepest)
        }
        skipSpace()
        switch next {
        case 0x7B: try object(at: path, depth: depth)
        case 0x5B: try array(at: path, depth: depth)
        case 0x22: try found.add(path, try string())
        default: try found.add(path, try word())
        }
    }

    private mutating func object(at path: String, depth: Int) throws(FormatRefusal) {
        try take(0x7B)
        skipSpace()
        guard next != 0x7D else { return place += 1 }
        var names: Set<String> = []
        while true {
            skipSpace()
            let name = try string()
            guard names.insert(name).inserted else {
                throw .itemTwice(name: DocumentItems.shown(name))
            }
            skipSpace()
            try take(0x3A)
            try value(at: path.isEmpty ? name : path + "/" + name, depth: depth + 1)
            skipSpace()
            guard next == 0x2C else { break }
            place += 1
        }
        try take(0x7D)
    }

    private mutating func array(at path: String, depth: Int) throws(FormatRefusal) {
        try take(0x5B)
        skipSpace()
        guard next != 0x5D else { return place += 1 }
        var index = 0
        while true {
            try value(at: "\(path)/\(index)", depth: depth + 1)
            index += 1
            skipSpace()
            guard next == 0x2C else { break }
            place += 1
        }
        try take(0x5D)
    }

    /// A number as it is written, `true`, `false`, or nothing for `null`.
    private mutating func word() throws(FormatRefusal) -> String {
        let start = place
        while let byte = next, ![0x2C, 0x7D, 0x5D, 0x20, 0x09, 0x0A, 0x0D].contains(byte) {
            place += 1
        }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "true", "false": return word
        case "null": return ""
        default:
            guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
            else { throw broken }
            return word
        }
    }

    private mutating func string() throws(FormatRefusal) -> String {
        try take(0x22)
        var text: [UInt8] = []
        while let byte = next, byte != 0x22 {
            guard byte >= 0x20 else { throw broken }
            place += 1
            guard byte == 0x5C else {
                text.append(byte)
                continue
            }
            text += Array(String(try escaped()).utf8)
        }
        try take(0x22)
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escaped() throws(FormatRefusal) -> Character {
        guard let byte = next else { throw broken }
        place += 1
        switch byte {
        case 0x22: return "\""
        case 0x5C: return "\\"
        case 0x2F: return "/"
        case 0x62: return "\u{8}"
        case 0x66: return "\u{C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return Character(try unicode())
        default: throw broken
        }
    }

    private mutating func unicode() throws(FormatRefusal) -> Unicode.Scalar {
        let high = try unit()
        guard (0xD800...0xDBFF).contains(high) else {
            guard let scalar = Unicode.Scalar(high) else { throw broken }
            return scalar
        }
        try take(0x5C)
        try take(0x75)
        let low = try unit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw broken }
        return scalar
    }

    private mutating func unit() throws(FormatRefusal) -> UInt32 {
        guard place + 4 <= bytes.count,
            bytes[place..<(place + 4)].allSatisfy({ Character(.init($0)).isHexDigit }),
            let unit = UInt32(
                String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
        else { throw broken }
        place += 4
        return unit
    }
}
