// SPDX-License-Identifier: Apache-2.0

/// A ZIP archive as a form service writes it: entries stored as they are, names in UTF-8 (APPNOTE
/// 6.3.10 §4.3). Written apart from the reader of the product.
struct ZipBytes {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The whole archive.
    var bytes: [UInt8] {
        var end: [UInt8] = []
        end.little(0x0605_4B50, 4)
        end.little(0, 4)
        end.little(count, 2)
        end.little(count, 2)
        end.little(directory.count, 4)
        end.little(body.count, 4)
        end.little(0, 2)
        return body + directory + end
    }

    mutating func add(_ name: String, _ content: [UInt8]) {
        let place = body.count
        var fields: [UInt8] = []
        fields.little(20, 2)
        // Bit 11: the name is UTF-8.
        fields.little(1 << 11, 2)
        fields.little(0, 2)
        // 1980-01-01 00:00: the same archive on every day.
        fields.little(0x0021_0000, 4)
        fields.little(Int(Crc32.of(content)), 4)
        fields.little(content.count, 4)
        fields.little(content.count, 4)
        fields.little(name.utf8.count, 2)
        fields.little(0, 2)
        body.little(0x0403_4B50, 4)
        body += fields + Array(name.utf8) + content
        directory.little(0x0201_4B50, 4)
        directory.little(20, 2)
        directory += fields
        directory.little(0, 2)
        directory.little(0, 2)
        directory.little(0, 2)
        directory.little(0, 4)
        directory.little(place, 4)
        directory += Array(name.utf8)
        count += 1
    }
}

/// CRC-32 of ZIP (ISO 3309, reflected).
private enum Crc32 {
    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }
}

extension [UInt8] {
    /// Adds a number of so many bytes, the low one first.
    fileprivate mutating func little(_ value: Int, _ count: Int) {
        for place in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }
}
