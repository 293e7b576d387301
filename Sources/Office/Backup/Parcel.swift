// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Vault
import Vocabulary

/// Files in a backup, one after the other: length of the name (2 bytes), name, length (8 bytes),
/// content; a name of no length ends them.
enum Parcel {
    /// Bytes that go through memory at a time.
    private static let piece = 1 << 20

    static func add(_ name: String, _ bytes: [UInt8], to writer: BackupWriter) throws {
        try writer.write(head(name, bytes.count) + bytes)
    }

    static func add(_ name: String, file: URL, to writer: BackupWriter) throws {
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        try writer.write(head(name, size))
        var left = size
        while left > 0 {
            guard let data = try handle.read(upToCount: min(left, piece)), !data.isEmpty else {
                throw Fault(.disk, detail: "読んでいる間にファイルが短くなりました: \(name)")
            }
            try writer.write(Array(data))
            left -= data.count
        }
    }

    static func end(_ writer: BackupWriter) throws { try writer.write([0, 0]) }

    /// Unpacks everything below a folder, each file of mode 0600.
    static func unpack(_ reader: BackupReader, into folder: URL) throws -> [String] {
        var names: [String] = []
        while true {
            let length = try number(reader, 2)
            guard length > 0 else { break }
            let name = String(decoding: try exactly(reader, length), as: UTF8.self)
            guard isHarmless(name) else {
                throw BackupRefusal.differs("名前の許されないファイル")
            }
            let goal = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: goal.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try write(reader, size: try number(reader, 8), to: goal)
            names.append(name)
        }
        guard try reader.read(1).isEmpty else { throw BackupRefusal.differs("余分なデータ") }
        return names
    }

    /// SHA-256 of a file, hexadecimal.
    static func digest(of file: URL) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return try Digest.ofPieces { take in
            while let data = try handle.read(upToCount: piece), !data.isEmpty {
                try data.withUnsafeBytes(take)
            }
        }.description
    }

    /// SHA-256 of the only file of a backup, read to its checked end; nothing is written.
    static func digest(ofOnly reader: BackupReader) throws -> String {
        _ = try exactly(reader, try number(reader, 2))
        var left = try number(reader, 8)
        let digest = try Digest.ofPieces { take in
            while left > 0 {
                let bytes = try exactly(reader, min(left, piece))
                try bytes.withUnsafeBytes(take)
                left -= bytes.count
            }
        }
        guard try number(reader, 2) == 0, try reader.read(1).isEmpty else {
            throw BackupRefusal.differs("余分なデータ")
        }
        return digest.description
    }

    private static func write(_ reader: BackupReader, size: Int, to file: URL) throws {
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw Fault(.disk, detail: "書けません: \(file.lastPathComponent)") }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var left = size
        while left > 0 {
            let bytes = try exactly(reader, min(left, piece))
            try handle.write(contentsOf: Data(bytes))
            left -= bytes.count
        }
        try handle.synchronize()
    }

    private static func exactly(_ reader: BackupReader, _ count: Int) throws -> [UInt8] {
        let bytes = try reader.read(count)
        guard bytes.count == count else { throw BackupRefusal.differs("途中で終わっています") }
        return bytes
    }

    private static func number(_ reader: BackupReader, _ count: Int) throws -> Int {
        try exactly(reader, count).reduce(0) { $0 << 8 | Int($1) }
    }

    private static func head(_ name: String, _ size: Int) -> [UInt8] {
        let text = Array(name.utf8)
        return bytes(text.count, 2) + text + bytes(size, 8)
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    /// Only below the folder.
    private static func isHarmless(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return !name.isEmpty
            && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\0") }
    }
}
