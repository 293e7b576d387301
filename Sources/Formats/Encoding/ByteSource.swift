// SPDX-License-Identifier: Apache-2.0
import Glibc
import Vocabulary

/// Where a reader takes its bytes from: memory, a file or a peer; can be read more than once.
public struct ByteSource: Sendable {
    enum Place: Sendable {
        case memory([UInt8])
        case file(String)
        case stream(Stream)
    }

    /// Hands over bytes piece by piece, from the start each time it is called.
    public typealias Stream = @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void

    let place: Place

    /// Bytes that are already in memory.
    public static func bytes(_ bytes: [UInt8]) -> ByteSource { ByteSource(place: .memory(bytes)) }

    /// A file, read in pieces: its size does not matter.
    public static func file(_ path: String) -> ByteSource { ByteSource(place: .file(path)) }

    /// Bytes that come from elsewhere (an object store, a generator): their number does not matter.
    public static func stream(_ stream: @escaping Stream) -> ByteSource {
        ByteSource(place: .stream(stream))
    }

    /// The whole in memory, up to a limit.
    /// - Throws: what `tooLarge` makes, as soon as the limit is passed; what reading throws.
    func collected(
        upTo limit: Int, tooLarge: @autoclosure () -> FormatRefusal
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk { chunk in
            guard bytes.count + chunk.count <= limit else { throw tooLarge() }
            bytes.append(contentsOf: chunk)
        }
        return bytes
    }

    /// Hands over the bytes from the start, piece by piece.
    /// - Throws: `FormatRefusal` for a file that is not there, `Fault` (disk) when it cannot be read, and whatever `body` throws.
    public func forEachChunk(
        of size: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        switch place {
        case .memory(let bytes): try bytes.withUnsafeBytes { if !$0.isEmpty { try body($0) } }
        case .file(let path): try ByteSource.read(path, size, body)
        case .stream(let stream): try stream { if !$0.isEmpty { try body($0) } }
        }
    }

    /// A piece from the middle; shorter where the source ends before.
    /// - Throws: like `forEachChunk`.
    public func bytes(from offset: Int, count: Int) throws -> [UInt8] {
        switch place {
        case .memory(let bytes):
            return Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
        case .file(let path): return try ByteSource.piece(path, offset, count)
        case .stream(let stream): return try ByteSource.piece(stream, offset, count)
        }
    }

    /// A stream can only be read on from its start.
    private static func piece(_ stream: Stream, _ offset: Int, _ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var place = 0
        try stream { chunk in
            let range = max(offset, place)..<max(offset, min(offset + count, place + chunk.count))
            if place < range.upperBound, !range.isEmpty {
                bytes += chunk[(range.lowerBound - place)..<(range.upperBound - place)]
            }
            place += chunk.count
        }
        return bytes
    }

    private static func piece(_ path: String, _ offset: Int, _ count: Int) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let number = errno
            guard number == ENOENT || number == ENOTDIR else { throw fault("open", number) }
            throw FormatRefusal.fileMissing(path: path)
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { room in
                pread(
                    file, room.baseAddress.map { $0 + filled }, count - filled,
                    off_t(offset + filled))
            }
            if got == 0 { break }
            if got < 0 {
                let number = errno
                if number == EINTR { continue }
                throw fault("pread", number)
            }
            filled += got
        }
        return Array(bytes.prefix(filled))
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

    static func fault(_ call: String, _ number: Int32) -> Fault {
        Fault(.disk, detail: "\(call): \(String(cString: strerror(number)))")
    }
}
