// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Small files that must be on the disk before anything relies on them.
enum DurableFile {
    static func read(_ path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Fault(.disk, detail: "ファイルを読めません: \(path)")
        }
    }

    /// Replaces a file in one step, mode 0600, and waits for the disk.
    static func write(_ bytes: [UInt8], to path: String, in folder: String) throws {
        let stage = path + ".new"
        let file = open(stage, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault(path) }
        defer { close(file) }
        try put(bytes, file, path)
        guard rename(stage, path) == 0 else { throw fault(path) }
        try settle(folder)
    }

    /// Overwrites a file with zeroes and removes it. On a disk that moves blocks by itself the
    /// overwriting is not certain: the key inside is sealed under another key as well.
    static func erase(_ path: String, in folder: String) throws {
        let file = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw fault(path) }
            return
        }
        defer { close(file) }
        let length = Int(lseek(file, 0, SEEK_END))
        guard lseek(file, 0, SEEK_SET) == 0 else { throw fault(path) }
        try put([UInt8](repeating: 0, count: max(length, 0)), file, path)
        guard unlink(path) == 0 else { throw fault(path) }
        try settle(folder)
    }

    private static func put(_ bytes: [UInt8], _ file: Int32, _ path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                posixWrite(file, buffer.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 else { throw fault(path) }
            written += count
        }
        guard fsync(file) == 0 else { throw fault(path) }
    }

    /// The name of a file is durable when its folder is.
    private static func settle(_ folder: String) throws {
        let directory = open(folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw fault(folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw fault(folder) }
    }

    private static func fault(_ path: String) -> Fault {
        Fault(.disk, detail: "ファイルを書けません（errno \(errno)）: \(path)")
    }
}

private func posixWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
