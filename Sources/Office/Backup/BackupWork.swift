// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Vault
import Vocabulary

/// The folder in which a backup is put together and checked: beside the data, under the same
/// protection, and gone afterwards. What a kill left behind is cleared by the next backup.
struct BackupWork {
    let folder: URL
    private static let name = ".backup-work"

    init(beside data: String) throws {
        folder = URL(fileURLWithPath: data).appendingPathComponent(BackupWork.name)
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL {
        folder.appendingPathComponent("files").appendingPathComponent(name)
    }

    /// A new folder below.
    func room(_ name: String) throws -> URL {
        let room = folder.appendingPathComponent(name)
        try? FileManager.default.removeItem(at: room)
        try FileManager.default.createDirectory(
            at: room, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        return room
    }

    /// Copies what lies beside the databases: attachments and settings. Checkpoints have gone on
    /// since the moment of the backup: a restored database gives its own.
    /// - Returns: the SHA-256 of each by its name.
    func collect(from data: URL, keys: String) throws -> [String: String] {
        var digests: [String: String] = [:]
        let inside = keys.hasPrefix(data.path + "/") ? keys.dropFirst(data.path.count + 1) : ""
        let left: Set<String> = ["keys", BackupWork.name, String(inside)]
        for name in try BackupWork.names(in: data, except: left)
        where !name.hasSuffix(".checkpoint") && !name.hasSuffix(".cosigned") {
            let goal = file(name)
            try FileManager.default.createDirectory(
                at: goal.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(at: data.appendingPathComponent(name), to: goal)
            digests[name] = try Parcel.digest(of: goal)
        }
        return digests
    }

    /// Regular files below a folder, by their path in it: no database, no key, no symbolic link.
    static func names(
        in data: URL, except left: Set<String> = [], databases: Bool = false
    ) throws -> [String] {
        let keys: Set<URLResourceKey> = [.isRegularFileKey]
        let files = FileManager.default.enumerator(
            at: data.resolvingSymlinksInPath(), includingPropertiesForKeys: Array(keys))
        let start = data.resolvingSymlinksInPath().path.count + 1
        var found: [String] = []
        while let file = files?.nextObject() as? URL {
            let name = String(file.path.dropFirst(start))
            if left.contains(name) {
                files?.skipDescendants()
                continue
            }
            let isDatabase = !databases && name.contains(".sqlite")
            guard !isDatabase, try file.resourceValues(forKeys: keys).isRegularFile == true else {
                continue
            }
            found.append(name)
        }
        return found.sorted()
    }
}

extension Column {
    /// Opens a copy of this system's database with this system's keys and reads it.
    func reading<R>(
        _ copy: URL, body: String, _ work: (any Connection) throws -> R
    ) throws -> R {
        let store = try Stores.sqlite(at: copy.path, body: body, cells: cells)
        let result = Result { try store.read(work) }
        try store.close()
        return try result.get()
    }

    /// What the manifest says of this system.
    func summary(in db: any Connection) throws -> BackupManifest.System {
        let head = try ledger.head(in: db)?.checkpoint
        return BackupManifest.System(
            rows: try BackupBook.counts(in: db), entries: head.map { Int($0.size) } ?? 0,
            root: head.map { $0.root.description } ?? "")
    }
}
