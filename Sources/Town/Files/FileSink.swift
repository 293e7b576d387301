// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A file written once, from front to back, through a buffer of a megabyte.
final class FileSink {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let handle: FileHandle
    private var buffer: [UInt8] = []

    init(_ url: URL) throws {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
        buffer.reserveCapacity(1 << 20)
    }

    func append(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 20 { try flush() }
    }

    func append(_ text: String) throws { try append(Array(text.utf8)) }

    private func flush() throws {
        try handle.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }

    func close() throws {
        try flush()
        try handle.close()
    }
}
