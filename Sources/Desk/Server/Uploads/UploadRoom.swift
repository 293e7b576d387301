// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Synchronization
import Vault
import Vocabulary

/// Where files lie between the form that brought them and the procedure that takes them in: a
/// folder of the data folder that only this program can open. What is forgotten goes after an hour.
final class UploadRoom: Sendable {
    private let folder: URL
    private let clock: any Clock
    private let random: any RandomBytes
    private let stays = Mutex<[String: Instant]>([:])
    private static let seconds: Int64 = 3_600

    init(data: String, clock: any Clock, random: any RandomBytes) {
        folder = URL(fileURLWithPath: data).appendingPathComponent("uploads")
        self.clock = clock
        self.random = random
    }

    /// Removes what an earlier process left.
    func clear() { try? FileManager.default.removeItem(at: folder) }

    /// An empty file to write into.
    /// - Throws: `Fault(.disk)`.
    func open() throws -> Sink {
        let files = FileManager.default
        let key = randomKey(random)
        try files.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = folder.appendingPathComponent(key).path
        guard
            files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Fault(.disk, detail: "cannot write an uploaded file") }
        let now = clock.now()
        stays.withLock { $0[path] = now }
        return Sink(path: path, handle: handle)
    }

    /// Removes files that are taken in or refused.
    func remove(_ paths: [String]) {
        for path in paths { try? FileManager.default.removeItem(atPath: path) }
        stays.withLock { stays in for path in paths { stays[path] = nil } }
    }

    /// Keeps files for another hour: they wait for a job.
    func keep(_ paths: [String]) {
        let now = clock.now()
        stays.withLock { stays in for path in paths { stays[path] = now } }
    }

    /// Removes what nobody has come back for.
    func sweep() {
        let now = clock.now()
        let old = stays.withLock { stays in
            stays.filter { $0.value.seconds(until: now) > Self.seconds }.map(\.key)
        }
        remove(old)
    }

    /// A file that is being written.
    final class Sink {
        let path: String
        private let handle: FileHandle
        private(set) var bytes = 0

        init(path: String, handle: FileHandle) {
            self.path = path
            self.handle = handle
        }

        func write(_ piece: ArraySlice<UInt8>) throws {
            try handle.write(contentsOf: piece)
            bytes += piece.count
        }

        /// SHA-256 of what was written.
        func digest() throws -> String {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return try Digest.ofPieces { feed in
                while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                    try piece.withUnsafeBytes(feed)
                }
            }.description
        }

        func close() throws { try handle.close() }
    }
}
