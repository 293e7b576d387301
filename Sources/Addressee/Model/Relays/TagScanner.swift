// SPDX-License-Identifier: Apache-2.0

/// Finds the tags of an XML document in UTF-8 and nothing else: no entity is ever resolved, and a
/// document type is refused.
struct TagScanner {
    struct Tag {
        enum Kind { case start, end, empty }
        let kind: Kind
        /// As written, with its prefix.
        let name: String
        let range: Range<Int>

        var local: String { TagScanner.local(name) }
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The name without its prefix.
    static func local(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    /// The next tag; comments, instructions and CDATA are passed over.
    /// - Throws: `RelayRefusal.unreadable`.
    mutating func next() throws(RelayRefusal) -> Tag? {
        while let start = bytes[position...].firstIndex(of: 0x3C) {
            if has("<!--", at: start) {
                try skip("-->", from: start + 4)
            } else if has("<![CDATA[", at: start) {
                try skip("]]>", from: start + 9)
            } else if has("<?", at: start) {
                try skip("?>", from: start + 2)
            } else if has("<!", at: start) {
                throw .unreadable("文書型宣言は受け付けません")
            } else {
                return try tag(from: start)
            }
        }
        position = bytes.count
        return nil
    }

    private mutating func tag(from start: Int) throws(RelayRefusal) -> Tag {
        let isEnd = has("</", at: start)
        let nameStart = start + (isEnd ? 2 : 1)
        var end = nameStart
        var quote: UInt8?
        // A `>` inside of a quoted attribute does not end the tag.
        while end < bytes.count {
            let byte = bytes[end]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
            } else if byte == 0x3E {
                break
            } else if byte == 0x3C {
                throw .unreadable("タグの中に < があります")
            }
            end += 1
        }
        guard end < bytes.count else { throw .unreadable("タグが閉じていません") }
        let isEmpty = !isEnd && bytes[end - 1] == 0x2F
        let inside = bytes[nameStart..<(isEmpty ? end - 1 : end)]
        let name = inside.prefix { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard !name.isEmpty else { throw .unreadable("要素の名がありません") }
        position = end + 1
        return Tag(
            kind: isEnd ? .end : isEmpty ? .empty : .start,
            name: String(decoding: name, as: UTF8.self), range: start..<position)
    }

    private func has(_ text: String, at start: Int) -> Bool {
        let wanted = Array(text.utf8)
        return start + wanted.count <= bytes.count
            && bytes[start..<start + wanted.count].elementsEqual(wanted)
    }

    private mutating func skip(_ text: String, from start: Int) throws(RelayRefusal) {
        guard start <= bytes.count,
            let found = bytes[start...].firstRange(of: Array(text.utf8))
        else { throw .unreadable("注釈・命令・CDATAが閉じていません") }
        position = found.upperBound
    }
}

/// Finds the cells of a table (RFC 4180) and nothing else.
struct CellScanner {
    struct Line {
        /// Without the quotation marks around them.
        let cells: [Range<Int>]
        /// With the end of the line.
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark goes on with the message but is no part of the first name.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// - Throws: `RelayRefusal.unreadable`.
    mutating func line() throws(RelayRefusal) -> Line? {
        guard position < bytes.count else { return nil }
        let start = position
        var cells: [Range<Int>] = []
        while true {
            cells.append(try cell())
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == 0x2C { continue }
            if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
            break
        }
        return Line(cells: cells, range: start..<position)
    }

    private mutating func cell() throws(RelayRefusal) -> Range<Int> {
        guard position < bytes.count, bytes[position] == 0x22 else {
            let start = position
            while position < bytes.count, ![0x2C, 0x0D, 0x0A].contains(bytes[position]) {
                position += 1
            }
            return start..<position
        }
        let start = position + 1
        position = start
        while position < bytes.count {
            if bytes[position] == 0x22 {
                guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
                position += 1
            }
            position += 1
        }
        guard position < bytes.count else { throw .unreadable("引用符が閉じていません") }
        let range = start..<position
        position += 1
        guard position == bytes.count || [0x2C, 0x0D, 0x0A].contains(bytes[position]) else {
            throw .unreadable("引用符の後に文字があります")
        }
        return range
    }
}
