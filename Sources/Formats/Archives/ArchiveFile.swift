// SPDX-License-Identifier: Apache-2.0
import Glibc

/// An archive as bytes that can be read anywhere: a file by its descriptor, or memory.
final class ArchiveFile {
    enum Place {
        case memory([UInt8])
        case descriptor(Int32)
    }

    let place: Place
    let size: Int

    /// - Throws: `emptyFile`, `archiveTooLarge`, `fileMissing`, `notAFile`, `Fault` (disk).
    init(_ source: ByteSource, limit: Int) throws {
        switch source.place {
        case .memory(let bytes):
            place = .memory(bytes)
            size = bytes.count
        case .stream:
            let bytes = try source.collected(upTo: limit, tooLarge: .archiveTooLarge(limit: limit))
            place = .memory(bytes)
            size = bytes.count
        case .file(let path):
            let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard file >= 0 else {
                let number = errno
                if number == ENOENT || number == ENOTDIR {
                    throw FormatRefusal.fileMissing(path: path)
                }
                throw ByteSource.fault("open", number)
            }
            var status = stat()
            guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(file)
                throw FormatRefusal.notAFile(path: path)
            }
            place = .descriptor(file)
            size = Int(status.st_size)
        }
        guard size > 0 else { throw FormatRefusal.emptyFile }
        guard size <= limit else { throw FormatRefusal.archiveTooLarge(limit: limit) }
    }

    deinit {
        if case .descriptor(let file) = place { close(file) }
    }

    /// Bytes at a place; fewer at the end.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        switch place {
        case .memory(let bytes): return Array(bytes.dropFirst(offset).prefix(count))
        case .descriptor(let file):
            var found = [UInt8](repeating: 0, count: count)
            var filled = 0
            while filled < count {
                let got = found.withUnsafeMutableBytes {
                    pread(
                        file, $0.baseAddress.map { $0 + filled }, count - filled,
                        off_t(offset + filled))
                }
                if got == 0 { break }
                if got < 0 {
                    if errno == EINTR { continue }
                    throw ByteSource.fault("read", errno)
                }
                filled += got
            }
            return Array(found.prefix(filled))
        }
    }
}
