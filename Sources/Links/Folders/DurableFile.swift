// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Vocabulary

/// Files that are either there, whole and on the disk, or not there at all.
enum DurableFile {
    /// Writes beside the goal, makes it durable, and puts it in place in one step.
    static func write(_ bytes: [UInt8], to goal: URL) throws {
        let draft = goal.deletingLastPathComponent()
            .appending(path: ".\(goal.lastPathComponent).part")
        let file = open(draft.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw fault("open") }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(file, raw.baseAddress.map { $0 + written }, raw.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault("write") }
            written += count
        }
        guard fsync(file) == 0 else { throw fault("fsync") }
        try move(draft, to: goal)
    }

    /// Moves within one disk; what stood at the goal is replaced.
    static func move(_ start: URL, to goal: URL) throws {
        guard rename(start.path, goal.path) == 0 else { throw fault("rename") }
        try settle(goal.deletingLastPathComponent())
        let home = start.deletingLastPathComponent()
        if home.path != goal.deletingLastPathComponent().path { try settle(home) }
    }

    static func remove(_ file: URL) throws {
        guard unlink(file.path) == 0 || errno == ENOENT else { throw fault("unlink") }
        try settle(file.deletingLastPathComponent())
    }

    static func makeFolder(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
    }

    static func names(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
    }

    /// A file and nothing else: no link, no folder, no pipe.
    static func isOrdinary(_ file: URL) -> Bool {
        var status = stat()
        return lstat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func bytes(of file: URL) throws -> [UInt8] {
        guard isOrdinary(file) else { throw Fault(.disk, detail: "ファイルがありません") }
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
    }

    /// Makes what a folder names durable.
    private static func settle(_ folder: URL) throws {
        let handle = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw fault("open") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw fault("fsync") }
    }

    static func fault(_ call: String) -> Fault {
        let number = errno
        return Fault(
            number == ENOSPC ? .diskFull : .disk,
            detail: "\(call): \(String(cString: strerror(number)))")
    }
}

/// A lock that ends with the process that holds it, however that ends.
final class FileLock {
    private let file: Int32
    let isHeld: Bool

    /// - Throws: `Fault` (disk).
    init(_ place: URL) throws {
        file = open(place.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DurableFile.fault("open") }
        isHeld = flock(file, LOCK_EX | LOCK_NB) == 0
    }

    /// Unlocked by name: a process that is being started at this moment holds a copy of the handle,
    /// and the lock would stay with it until it has begun.
    deinit {
        if isHeld { flock(file, LOCK_UN) }
        close(file)
    }
}
