// SPDX-License-Identifier: Apache-2.0

/// A stretch of SQL text: quoted text and comments are left alone by every rewriting.
enum SQLPiece: Equatable {
    case plain(String)
    /// With its quotes: `'…'` or `"…"`.
    case quoted(String)
    /// `-- …` to the end of its line (the line end is plain), or `/* … */`.
    case comment(String)

    static func split(_ sql: String) -> [SQLPiece] {
        let bytes = Array(sql.utf8)
        var pieces: [SQLPiece] = []
        var start = 0
        var index = 0
        func text(_ from: Int, _ to: Int) -> String {
            String(decoding: bytes[from..<to], as: UTF8.self)
        }
        func byte(_ at: Int) -> UInt8? { at < bytes.count ? bytes[at] : nil }
        func flush() {
            if start < index { pieces.append(.plain(text(start, index))) }
            start = index
        }
        while index < bytes.count {
            let current = bytes[index]
            if current == 0x27 || current == 0x22 {
                flush()
                index += 1
                // A doubled quote is two quoted pieces side by side: the text stays the same.
                while index < bytes.count, bytes[index] != current { index += 1 }
                index = min(index + 1, bytes.count)
                pieces.append(.quoted(text(start, index)))
                start = index
            } else if current == 0x2D, byte(index + 1) == 0x2D {
                flush()
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
                pieces.append(.comment(text(start, index)))
                start = index
            } else if current == 0x2F, byte(index + 1) == 0x2A {
                flush()
                index += 2
                while index < bytes.count, !(bytes[index] == 0x2A && byte(index + 1) == 0x2F) {
                    index += 1
                }
                index = min(index + 2, bytes.count)
                pieces.append(.comment(text(start, index)))
                start = index
            } else {
                index += 1
            }
        }
        flush()
        return pieces
    }
}
