// SPDX-License-Identifier: Apache-2.0

/// Writes ZIP files for tests: right ones, and every wrong one that a sender could make.
public struct ZipMaker: Sendable {
    /// One file of the archive, as its headers say it.
    public struct File: Sendable {
        /// As it stands in the headers.
        public var name: [UInt8]
        public var content: [UInt8]
        /// 0 stored, 8 deflated; `content` is then the deflated bytes.
        public var method = 0
        /// Bytes when unpacked.
        public var size: Int
        public var checksum: UInt32
        /// Bit 0 encrypted, bit 11 the name is UTF-8.
        public var flags = 0x0800
        /// The mode of a Unix file, e.g. `0o120777` for a link.
        public var mode = 0o100644

        public init(_ name: String, _ content: [UInt8]) {
            self.init(name: Array(name.utf8), content)
        }

        public init(name: [UInt8], _ content: [UInt8], flags: Int = 0x0800) {
            self.name = name
            self.content = content
            self.flags = flags
            size = content.count
            checksum = ZipMaker.checksum(content)
        }

        /// Bytes of one kind, packed 158 : 1.
        public static func zeros(_ name: String, megabytes: Int) -> File {
            let count = 1 + 258 * (megabytes << 20) / 258
            var file = File(name, ZipMaker.packedZeros(count))
            file.method = 8
            file.size = count
            file.checksum = ZipMaker.checksum([UInt8](repeating: 0, count: count))
            return file
        }
    }

    public var files: [File]
    public var comment: [UInt8] = []

    public init(_ files: [File]) { self.files = files }

    public init(_ files: [(String, [UInt8])]) { self.files = files.map { File($0.0, $0.1) } }

    public var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let offset = out.count
            let common =
                half(20) + half(file.flags) + half(file.method) + half(0) + half(0x5A21)
                + word(Int(file.checksum)) + word(file.content.count) + word(file.size)
                + half(file.name.count) + half(0)
            out += word(0x0403_4B50) + common + file.name + file.content
            directory +=
                word(0x0201_4B50) + half(0x0314) + common + half(0) + half(0) + half(0)
                + word(file.mode << 16) + word(offset) + file.name
        }
        let start = out.count
        out += directory + word(0x0605_4B50) + half(0) + half(0) + half(files.count)
        out += half(files.count) + word(directory.count) + word(start) + half(comment.count)
        return out + comment
    }

    private func half(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private func word(_ value: Int) -> [UInt8] { half(value & 0xFFFF) + half(value >> 16 & 0xFFFF) }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    /// CRC-32 as ZIP has it.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
            table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8)
        } ^ 0xFFFF_FFFF
    }

    /// `1 + 258 n` zero bytes, deflated with the fixed code: a literal, then copies of 258.
    static func packedZeros(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        var (bits, used) = (UInt64(0), UInt64(0))
        func put(_ value: UInt64, _ width: UInt64) {
            bits |= value << used
            used += width
            while used >= 8 {
                out.append(UInt8(bits & 0xFF))
                bits >>= 8
                used -= 8
            }
        }
        // Last block, fixed code; codes go in with the highest bit first.
        put(1, 1)
        put(1, 2)
        put(0b0000_1100, 8)  // the literal 0 is 00110000
        for _ in 0..<((count - 1) / 258) {
            put(0b1010_0011, 8)  // length 258 is 11000101
            put(0, 5)  // distance 1
        }
        put(0, 7)  // end of block
        if used > 0 { out.append(UInt8(bits & 0xFF)) }
        return out
    }
}
