// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

    /// Writes a new file of mode 0600 and syncs it; refuses to replace an existing one.
    static func write(_ bytes: [UInt8], toNew path: String) throws(Fault) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault("鍵ファイルを作れません", path) }
        defer { close(file) }
        try put(bytes, into: file, path)
    }

    /// Puts a file in the place of another in one step: whoever reads sees the old or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws(Fault) {
        let stage = path + ".new"
        unlink(stage)
        try write(bytes, toNew: stage)
        try move(stage, to: path)
    }

    /// Renames a file and syncs the folder.
    static func move(_ from: String, to path: String) throws(Fault) {
        guard rename(from, path) == 0 else { throw fault("鍵ファイルを置き換えられません", path) }
        try syncFolder(of: path)
    }

    /// Overwrites a file with zeros, syncs it and takes it away. A disk that keeps old blocks (an
    /// SSD) may still hold them: the key in it must have been replaced as well.
    static func erase(_ path: String) throws(Fault) {
        let file = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw fault("鍵ファイルを消せません", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault("鍵ファイルを調べられません", path) }
        try put([UInt8](repeating: 0, count: Int(status.st_size)), into: file, path)
        guard unlink(path) == 0 else { throw fault("鍵ファイルを消せません", path) }
        try syncFolder(of: path)
    }

    /// Adds whole lines at the end of a file of mode 0600 and syncs it; begins on a line of its own
    /// even where a crash has cut the last one short.
    static func appendLines(_ bytes: [UInt8], to path: String) throws(Fault) {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault("鍵の一覧を開けません", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault("鍵の一覧を調べられません", path) }
        var last: UInt8 = 0x0A
        if status.st_size > 0, pread(file, &last, 1, status.st_size - 1) != 1 {
            throw fault("鍵の一覧を読めません", path)
        }
        try put((last == 0x0A ? [] : [0x0A]) + bytes, into: file, path)
        if status.st_size == 0 { try syncFolder(of: path) }
    }

    private static func put(_ bytes: [UInt8], into file: Int32, _ path: String) throws(Fault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Int(
                    posixWrite(
                        file, buffer.baseAddress?.advanced(by: written), buffer.count - written))
            }
            guard count > 0 else { throw fault("鍵ファイルに書けません", path) }
            written += count
        }
        guard fsync(file) == 0 else { throw fault("鍵ファイルを書き終えられません", path) }
    }

    private static func syncFolder(of path: String) throws(Fault) {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        let folder = end == path.startIndex ? "." : String(path[..<end])
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw fault("鍵の保管場所を開けません", folder) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw fault("鍵の保管場所を書き終えられません", folder) }
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

// `write` and `read` of the system, named so that the functions above keep their own names.
private func posixWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(file, bytes, count)
}
private func posixRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(file, bytes, count)
}
