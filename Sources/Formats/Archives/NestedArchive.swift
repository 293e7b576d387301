// SPDX-License-Identifier: Apache-2.0

/// Tells an archive by its first bytes: archives inside archives are never opened.
enum NestedArchive {
    /// Bytes of a file that are enough to tell.
    static let lead = 265

    private static let signs: [(offset: Int, bytes: [UInt8])] = [
        (0, [0x50, 0x4B, 0x03, 0x04]), (0, [0x50, 0x4B, 0x05, 0x06]),
        (0, [0x50, 0x4B, 0x07, 0x08]),  // ZIP
        (0, [0x1F, 0x8B]), (0, [0x1F, 0x9D]), (0, [0x42, 0x5A, 0x68]),  // gzip, compress, bzip2
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), (0, [0x28, 0xB5, 0x2F, 0xFD]),  // xz, zstd
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), (0, [0x52, 0x61, 0x72, 0x21]),  // 7z, RAR
        (0, [0x4D, 0x53, 0x43, 0x46]), (257, [0x75, 0x73, 0x74, 0x61, 0x72]),  // CAB, tar
    ]

    static func isArchive(_ head: [UInt8]) -> Bool {
        let isLzh = head.count > 6 && head[2] == 0x2D && head[3] == 0x6C && head[6] == 0x2D
        return isLzh
            || signs.contains { sign in
                head.count >= sign.offset + sign.bytes.count
                    && Array(head[sign.offset..<(sign.offset + sign.bytes.count)]) == sign.bytes
            }
    }
}
