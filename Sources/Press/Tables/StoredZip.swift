// SPDX-License-Identifier: Apache-2.0

/// A ZIP archive whose entries are stored as they are (APPNOTE 6.3, method 0): enough for an XLSX
/// file, the same bytes for the same content, and nothing to decompress that could be hostile.
struct StoredZip {
    private struct Entry {
        let name: [UInt8]
        let crc: UInt32
        let size: Int
        let offset: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    mutating func add(_ name: String, _ content: [UInt8]) {
        let entry = Entry(
            name: Array(name.utf8), crc: Self.crc(content), size: content.count,
            offset: bytes.count)
        entries.append(entry)
        put(0x0403_4B50, 4)
        head(entry)
        put(0, 2)
        bytes += entry.name
        bytes += content
    }

    /// The archive with its directory.
    mutating func finish() -> [UInt8] {
        let start = bytes.count
        for entry in entries {
            put(0x0201_4B50, 4)
            put(20, 2)
            head(entry)
            // No extra field, no comment, first disk, no attributes.
            for size in [2, 2, 2, 2, 4] { put(0, size) }
            put(entry.offset, 4)
            bytes += entry.name
        }
        let size = bytes.count - start
        put(0x0605_4B50, 4)
        put(0, 4)
        put(entries.count, 2)
        put(entries.count, 2)
        put(size, 4)
        put(start, 4)
        put(0, 2)
        return bytes
    }

    /// What stands alike before each entry and in the directory: version, names in UTF-8, stored,
    /// the first day that the format knows (a file has no time of its own), check sum, sizes.
    private mutating func head(_ entry: Entry) {
        for (value, size) in [(20, 2), (0x0800, 2), (0, 2), (0, 2), (0x21, 2)] {
            put(value, size)
        }
        put(Int(entry.crc), 4)
        put(entry.size, 4)
        put(entry.size, 4)
        put(entry.name.count, 2)
    }

    private mutating func put(_ value: Int, _ size: Int) {
        for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in
            crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
        }
    }

    /// CRC-32 as ZIP wants it.
    static func crc(_ content: [UInt8]) -> UInt32 {
        let table = Self.table
        return ~content.reduce(0xFFFF_FFFF) { crc, byte in
            table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
        }
    }
}
