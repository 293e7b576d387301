// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Glibc
public import Vocabulary

/// Files that are either there, whole and on the disk, or not there at all: bytes first, then the
/// name, then the folder that holds the name, each waited for.
///
/// The one way in which the rooms keep files: an import that waits for its job, a paper of a case, a
/// copy, a bundle of a form service, a key of a month. Every failure is a `Fault` (disk, disk full).
public enum DurableFile {
    /// What has reached the disk, in its order, and where.
    enum Step: Equatable {
        /// The bytes of a file.
        case bytes(String)
        /// A file has its name.
        case name(String)
        /// The names in a folder.
        case folder(String)
        /// A file has been taken away.
        case removal(String)
    }

    /// Told of each step once it is done; what it throws is a power cut after that step.
    ///
    /// Not a bare closure: Swift 6.3.1 with `-O` hands a task-local value the wrong type of an optional
    /// closure, and the process ends.
    struct Watch: Sendable {
        let saw: @Sendable (Step) throws -> Void

        init(_ saw: @escaping @Sendable (Step) throws -> Void) { self.saw = saw }
    }

    /// Tests only.
    @TaskLocal static var watch: Watch?

    /// Writes beside the goal, makes it durable, and puts it in place in one step; mode 0600.
    public static func write(_ bytes: [UInt8], to goal: URL) throws {
        try move(try drafted(bytes, beside: goal), to: goal)
    }

    /// The same for a file that must be new: one that is there is never replaced.
    public static func create(_ bytes: [UInt8], at goal: URL) throws {
        let draft = try drafted(bytes, beside: goal)
        let isNew = link(draft.path, goal.path) == 0
        let refusal = fault("link")
        unlink(draft.path)
        guard isNew else { throw refusal }
        try watch?.saw(.name(goal.path))
        try settle(folder: goal.deletingLastPathComponent())
    }

    /// Bytes that are on the disk, beside the file that they will be.
    private static func drafted(_ bytes: [UInt8], beside goal: URL) throws -> URL {
        let draft = goal.deletingLastPathComponent()
            .appending(path: ".\(goal.lastPathComponent).part")
        // What a cut has left may be a second name of the goal, or lead elsewhere: never written into.
        unlink(draft.path)
        let file = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw fault("open") }
        do {
            defer { close(file) }
            try put(bytes, into: file)
        }
        try watch?.saw(.bytes(draft.path))
        return draft
    }

    /// Takes a file over that somebody else has written, on the same disk: its bytes are made durable
    /// before it has its new name.
    public static func take(_ start: URL, to goal: URL) throws {
        try settle(file: start)
        try move(start, to: goal)
    }

    /// Makes the bytes of a file durable that somebody else has written.
    public static func settle(file: URL) throws {
        let handle = open(file.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard handle >= 0 else { throw fault("open") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw fault("fsync") }
        try watch?.saw(.bytes(file.path))
    }

    /// Moves within one disk; what stood at the goal is replaced.
    public static func move(_ start: URL, to goal: URL) throws {
        guard rename(start.path, goal.path) == 0 else { throw fault("rename") }
        try watch?.saw(.name(goal.path))
        try settle(folder: goal.deletingLastPathComponent())
        let home = start.deletingLastPathComponent()
        if home.path != goal.deletingLastPathComponent().path { try settle(folder: home) }
    }

    /// Takes a file away; nothing happens where there is none.
    public static func remove(_ file: URL) throws {
        guard unlink(file.path) == 0 || errno == ENOENT else { throw fault("unlink") }
        try watch?.saw(.removal(file.path))
        try settle(folder: file.deletingLastPathComponent())
    }

    /// Overwrites a file with zeroes and takes it away. On a disk that moves blocks by itself the
    /// overwriting is not certain: what was in it must have been sealed under another key as well.
    public static func erase(_ file: URL) throws {
        let handle = open(file.path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard handle >= 0 else {
            guard errno == ENOENT else { throw fault("open") }
            return
        }
        do {
            defer { close(handle) }
            let length = Int(lseek(handle, 0, SEEK_END))
            guard lseek(handle, 0, SEEK_SET) == 0 else { throw fault("lseek") }
            try put([UInt8](repeating: 0, count: max(length, 0)), into: handle)
        }
        try watch?.saw(.bytes(file.path))
        try remove(file)
    }

    /// Makes a folder that only this program can open, and those above it; durable.
    public static func makeFolder(_ folder: URL) throws {
        var fresh: [URL] = []
        var place = folder.standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
            fresh.append(place)
            place = place.deletingLastPathComponent()
        }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
        for made in fresh.reversed() { try settle(folder: made.deletingLastPathComponent()) }
    }

    /// The names in a folder.
    public static func names(in folder: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
    }

    /// A file and nothing else: no link, no folder, no pipe.
    public static func isOrdinary(_ file: URL) -> Bool {
        var status = stat()
        return lstat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The whole of a file.
    public static func bytes(of file: URL) throws -> [UInt8] {
        guard isOrdinary(file) else { throw Fault(.disk, detail: "ファイルがありません: \(file.path)") }
        do {
            return [UInt8](try Data(contentsOf: file))
        } catch {
            throw Fault(.disk, detail: "\(error)")
        }
    }

    /// Makes what a folder names durable.
    public static func settle(folder: URL) throws {
        let handle = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw fault("open") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw fault("fsync") }
        try watch?.saw(.folder(folder.path))
    }

    /// All bytes, on the disk.
    static func put(_ bytes: [UInt8], into file: Int32) throws {
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
    }

    /// What the last call of the system says.
    public static func fault(_ call: String) -> Fault {
        let number = errno
        return Fault(
            number == ENOSPC || number == EDQUOT ? .diskFull : .disk,
            detail: "\(call): \(String(cString: strerror(number)))")
    }
}
