// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
public import Vocabulary

/// A small file with a secret: mode 0600, owned by whoever runs the program, no symbolic link.
public enum KeyFile {
    /// Makes a file with 32 fresh bytes and syncs it to the disk.
    /// - Throws: `Fault(.key)` when the file exists already: a key is never overwritten.
    public static func create(at path: String, random: any RandomBytes) throws(Fault) {
        try write(random.bytes(32), toNew: path)
    }

    /// Reads the key-encryption key.
    /// - Throws: `Fault(.key)` for a missing file, a wrong mode, owner or length.
    public static func read(at path: String) throws(Fault) -> KeyEncryptionKey {
        try KeyEncryptionKey(contents(of: path, limit: 33))
    }

    /// Writes a new file of mode 0600, durable; refuses to replace an existing one.
    static func write(_ bytes: [UInt8], toNew path: String) throws(Fault) {
        try keeping(path) { try DurableFile.create(bytes, at: URL(filePath: path)) }
    }

    /// Puts a file in the place of another in one step: whoever reads sees the old or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Fault) {
        try keeping(path) { try DurableFile.write(bytes, to: URL(filePath: path)) }
    }

    /// Renames a file, durable.
    static func move(_ from: String, to path: String) throws(Fault) {
        try keeping(path) { try DurableFile.move(URL(filePath: from), to: URL(filePath: path)) }
    }

    /// Overwrites a file with zeros and takes it away. A disk that keeps old blocks (an SSD) may still
    /// hold them: the key in it must have been replaced as well.
    static func erase(_ path: String) throws(Fault) {
        try keeping(path) { try DurableFile.erase(URL(filePath: path)) }
    }

    /// What stands in the way of a key is a fault of keys, whatever the disk says.
    private static func keeping(_ path: String, _ work: () throws -> Void) throws(Fault) {
        do { try work() } catch {
            let detail = (error as? Fault)?.detail ?? "\(error)"
            throw Fault(.key, detail: "鍵ファイルを書けません（\(detail)）: \(path)")
        }
    }

    /// Adds whole lines at the end of a file of mode 0600 and syncs it; begins on a line of its own
    /// even where a crash has cut the last one short.
    static func appendLines(_ bytes: [UInt8], to path: String) throws(Fault) {
        try keeping(path) {
            let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw DurableFile.fault("open") }
            defer { close(file) }
            var status = stat()
            guard fstat(file, &status) == 0 else { throw DurableFile.fault("fstat") }
            var last: UInt8 = 0x0A
            if status.st_size > 0, pread(file, &last, 1, status.st_size - 1) != 1 {
                throw DurableFile.fault("pread")
            }
            try DurableFile.put((last == 0x0A ? [] : [0x0A]) + bytes, into: file)
            if status.st_size == 0 {
                try DurableFile.settle(folder: URL(filePath: path).deletingLastPathComponent())
            }
        }
    }

    /// Reads at most `limit` bytes of a file that nobody else may read.
    static func contents(of path: String, limit: Int) throws(Fault) -> [UInt8] {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw fault("鍵ファイルを開けません", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault("鍵ファイルを調べられません", path) }
        guard status.st_mode & 0o077 == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Fault(
                .key, detail: "鍵ファイルを他の利用者が読める設定です。chmod 600 にしてください: \(path)")
        }
        guard status.st_uid == geteuid() else {
            throw Fault(.key, detail: "鍵ファイルの所有者が実行者ではありません: \(path)")
        }
        // One byte more than there should be, to see that it ends there.
        let room = min(limit, Int(status.st_size) + 1)
        var bytes = [UInt8](repeating: 0, count: room)
        var length = 0
        while length < room {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Int(posixRead(file, buffer.baseAddress?.advanced(by: length), room - length))
            }
            guard count >= 0 else { throw fault("鍵ファイルを読めません", path) }
            if count == 0 { break }
            length += count
        }
        return Array(bytes.prefix(length))
    }

    private static func fault(_ what: String, _ path: String) -> Fault {
        Fault(.key, detail: "\(what)（errno \(errno)）: \(path)")
    }
}

// `read` of the system, named so that the function above keeps its own name.
private func posixRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, bytes, count)
}
