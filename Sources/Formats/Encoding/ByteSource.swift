// SPDX-License-Identifier: Apache-2.0
import Glibc
import Vocabulary

/// Where a reader takes its bytes from: memory or a file; can be read more than once.
public struct ByteSource: Sendable {
    private enum Place: Sendable {
        case memory([UInt8])
        case file(String)
    }

    private let place: Place

    /// Bytes that are already in memory.
    public static func bytes(_ bytes: [UInt8]) -> ByteSource { ByteSource(place: .memory(bytes)) }

    /// A file, read in pieces: its size does not matter.
    public static func file(_ path: String) -> ByteSource { ByteSource(place: .file(path)) }

    /// Hands over the bytes from the start, piece by piece.
    /// - Throws: `FormatRefusal` for a file that is not there, `Fault` (disk) when it cannot be read, and whatever `body` throws.
    public func forEachChunk(
        of size: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        switch place {
        case .memory(let bytes): try bytes.withUnsafeBytes { if !$0.isEmpty { try body($0) } }
        case .file(let path): try ByteSource.read(path, size, body)
        }
    }

    private static func read(
        _ path: String, _ size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let number = errno
            if number == ENOENT || number == ENOTDIR {
                throw FormatRefusal.fileMissing(path: path)
            }
            throw fault("open", number)
        }
        defer { close(file) }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { room.deallocate() }
        while true {
            let count = Glibc.read(file, room.baseAddress, size)
            if count == 0 { return }
            if count < 0 {
                let number = errno
                if number == EINTR { continue }
                if number == EISDIR { throw FormatRefusal.notAFile(path: path) }
                throw fault("read", number)
            }
            try body(UnsafeRawBufferPointer(rebasing: room[0..<count]))
        }
    }

    private static func fault(_ call: String, _ number: Int32) -> Fault {
        Fault(.disk, detail: "\(call): \(String(cString: strerror(number)))")
    }
}
