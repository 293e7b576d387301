// SPDX-License-Identifier: Apache-2.0
import Glibc

/// One line of a file as bytes; valid only while the closure that receives it runs.
struct RawLine {
    /// Without the line end.
    let bytes: UnsafeRawBufferPointer
    /// From 1.
    let number: Int
    /// Bytes of the file before this line.
    let offset: Int
    /// `false` for a last line that just stops.
    let hasEnd: Bool
}

/// Cuts a file at LF or CRLF with bounded memory.
enum LineReader {
    /// No line of any format we read is longer.
    static let longestLine = 1 << 18

    static func forEachLine(
        of source: ByteSource, longest: Int = longestLine, _ body: (RawLine) throws -> Void
    ) throws {
        var carry: [UInt8] = []
        var number = 0
        var offset = 0
        func emit(_ bytes: UnsafeRawBufferPointer, hasEnd: Bool) throws {
            number += 1
            var line = bytes
            if hasEnd, line.last == 0x0D { line = .init(rebasing: line.dropLast()) }
            try body(RawLine(bytes: line, number: number, offset: offset, hasEnd: hasEnd))
            offset += bytes.count + (hasEnd ? 1 : 0)
        }
        try source.forEachChunk { chunk in
            guard let base = chunk.baseAddress else { return }
            var start = 0
            while start < chunk.count {
                guard let hit = memchr(base + start, 0x0A, chunk.count - start) else {
                    let rest = chunk[start...]
                    guard carry.count + rest.count <= longest else {
                        throw FormatRefusal.lineTooLong(line: number + 1, limit: longest)
                    }
                    carry.append(contentsOf: rest)
                    return
                }
                let end = UnsafeRawPointer(hit) - base
                guard carry.count + end - start <= longest else {
                    throw FormatRefusal.lineTooLong(line: number + 1, limit: longest)
                }
                if carry.isEmpty {
                    try emit(.init(rebasing: chunk[start..<end]), hasEnd: true)
                } else {
                    carry.append(contentsOf: chunk[start..<end])
                    try carry.withUnsafeBytes { try emit($0, hasEnd: true) }
                    carry.removeAll(keepingCapacity: true)
                }
                start = end + 1
            }
        }
        if !carry.isEmpty { try carry.withUnsafeBytes { try emit($0, hasEnd: false) } }
    }
}
