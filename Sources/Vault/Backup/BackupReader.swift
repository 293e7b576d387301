// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// Reads an encrypted backup from its beginning; nothing of a chunk is handed out before its tag
/// has been checked, and the end is an end only where the last chunk says so.
public final class BackupReader {
    public let label: BackupLabel
    private let path: String
    private let file: FileHandle
    private let key: SymmetricKey
    private var index: UInt64 = 0
    private var ready: [UInt8] = []
    private var isOver = false
    /// The sealed chunk that follows: whether one is the last is known by what comes after it.
    private var next: [UInt8]

    /// - Throws: `Fault(.key)` for a file that is no whole backup, or one of another key.
    public convenience init(_ path: String, with key: BackupPrivateKey) throws {
        try self.init(path) { head in
            var recipient = try HPKE.Recipient(
                privateKey: key.key, ciphersuite: BackupForm.suite, info: BackupForm.label,
                encapsulatedKey: head.encapsulated)
            return SymmetricKey(data: try recipient.open(head.sealed))
        }
    }

    /// For the process that has just written it.
    public convenience init(_ path: String, with content: BackupContentKey) throws {
        try self.init(path) { _ in content.key }
    }

    private init(_ path: String, content: (BackupForm.Head) throws -> SymmetricKey) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Fault(.disk, detail: "バックアップを開けません: \(path)")
        }
        let (head, bytes) = try BackupReader.head(of: file, path)
        guard let content = try? content(head) else { throw BackupForm.broken(path) }
        self.path = path
        self.file = file
        key = BackupForm.chunkKey(content, head: bytes)
        label = BackupLabel(
            body: head.body, kind: head.kind, madeAt: head.madeAt, recipient: head.recipient)
        next = Array(try file.read(upToCount: BackupForm.chunk + BackupForm.tag) ?? Data())
    }

    /// What a backup says of itself; nothing of it is checked before it is opened.
    public static func label(of path: String) throws -> BackupLabel {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Fault(.disk, detail: "バックアップを開けません: \(path)")
        }
        defer { try? file.close() }
        let head = try head(of: file, path).head
        return BackupLabel(
            body: head.body, kind: head.kind, madeAt: head.madeAt, recipient: head.recipient)
    }

    /// Up to so many bytes; empty only at the checked end.
    public func read(_ count: Int) throws -> [UInt8] {
        while ready.count < count, !isOver { try open() }
        let bytes = Array(ready.prefix(count))
        ready.removeFirst(bytes.count)
        return bytes
    }

    private func open() throws {
        let sealed = next
        guard sealed.count >= BackupForm.tag else { throw BackupForm.broken(path) }
        next = Array(try file.read(upToCount: BackupForm.chunk + BackupForm.tag) ?? Data())
        isOver = next.isEmpty
        let box = try AES.GCM.SealedBox(
            nonce: BackupForm.nonce(index, isLast: isOver),
            ciphertext: sealed.dropLast(BackupForm.tag), tag: sealed.suffix(BackupForm.tag))
        guard let plain = try? AES.GCM.open(box, using: key) else {
            throw BackupForm.broken(path)
        }
        index += 1
        ready += Array(plain)
    }

    private static func head(
        of file: FileHandle, _ path: String
    ) throws -> (head: BackupForm.Head, bytes: [UInt8]) {
        let start = Array(try file.read(upToCount: 8) ?? Data())
        guard start.count == 8, Array(start.prefix(4)) == BackupForm.magic else {
            throw BackupForm.broken(path)
        }
        let length = start.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= BackupForm.longestHead, let data = try file.read(upToCount: length),
            data.count == length,
            let head = try? JSONDecoder().decode(BackupForm.Head.self, from: data)
        else { throw BackupForm.broken(path) }
        return (head, Array(data))
    }
}
