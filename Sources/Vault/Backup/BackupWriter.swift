// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import Vocabulary

/// Writes an encrypted backup. The file has its name only when it is whole and on the disk.
public final class BackupWriter {
    private let path: String
    private let stage: String
    private let file: FileHandle
    private let key: SymmetricKey
    private var waiting: [UInt8] = []
    private var index: UInt64 = 0
    /// Opens this backup, for the check that follows.
    public let contentKey: BackupContentKey

    /// - Throws: `Fault(.key)`, `Fault(.disk)`; a file that exists is never replaced.
    public init(
        _ path: String, to recipient: BackupPublicKey, label: (body: String, kind: String),
        madeAt: String, random: any RandomBytes
    ) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Fault(.disk, detail: "同じ名のファイルがあります: \(path)")
        }
        let content = SymmetricKey(data: random.bytes(32))
        var sender = try HPKE.Sender(
            recipientKey: recipient.key, ciphersuite: BackupForm.suite, info: BackupForm.label)
        let sealed = try content.withUnsafeBytes { try sender.seal(Data($0)) }
        let head = try JSONEncoder().encode(
            BackupForm.Head(
                body: label.body, kind: label.kind, madeAt: madeAt, recipient: recipient.name,
                encapsulated: sender.encapsulatedKey, sealed: sealed))
        self.path = path
        // What a kill left behind is replaced by the next backup of the same name.
        stage = path + ".part"
        try? FileManager.default.removeItem(atPath: stage)
        guard
            FileManager.default.createFile(
                atPath: stage, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: stage)
        else { throw Fault(.disk, detail: "書けません: \(stage)") }
        self.file = file
        contentKey = BackupContentKey(key: content)
        key = BackupForm.chunkKey(content, head: Array(head))
        let length = bigEndian(UInt64(head.count)).suffix(4)
        try file.write(contentsOf: Data(BackupForm.magic + length) + head)
    }

    /// Adds bytes.
    public func write(_ bytes: [UInt8]) throws {
        waiting += bytes
        // The last chunk is known only at the end: one is always kept back.
        while waiting.count > BackupForm.chunk {
            try put(Array(waiting.prefix(BackupForm.chunk)), isLast: false)
            waiting.removeFirst(BackupForm.chunk)
        }
    }

    /// Writes the last chunk and syncs. The file keeps its stage name.
    /// - Returns: where it can be checked before `publish`.
    public func finish() throws -> String {
        try put(waiting, isLast: true)
        waiting = []
        try file.synchronize()
        try file.close()
        return stage
    }

    /// Gives the finished file its name, in one step.
    public func publish() throws {
        try DurableFile.move(URL(filePath: stage), to: URL(filePath: path))
    }

    /// Throws everything away.
    public func abandon() {
        try? file.close()
        try? FileManager.default.removeItem(atPath: stage)
    }

    private func put(_ bytes: [UInt8], isLast: Bool) throws {
        let box = try AES.GCM.seal(
            bytes, using: key, nonce: BackupForm.nonce(index, isLast: isLast))
        index += 1
        do {
            try file.write(contentsOf: box.ciphertext + box.tag)
        } catch {
            throw Fault(.disk, detail: "バックアップを書けません: \(stage)")
        }
    }
}
