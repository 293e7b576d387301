// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Vault
import Vocabulary

/// A file of another program, for instance a dump of PostgreSQL, in the same container as our own
/// backups: sealed to the public key of the backups, opened and compared before it has its name.
public enum SealedFile {
    /// What the container says of itself.
    static let kind = "file"

    /// Seals a file.
    ///
    /// - Parameters:
    ///   - keys: the folder of keys with `backup.public`.
    ///   - madeAt: as text of Japan.
    /// - Returns: SHA-256 of the file that was sealed, hexadecimal.
    /// - Throws: `BackupRefusal.noRecipient`, `.fileExists`, `.differs`, `Fault`.
    public static func seal(
        _ source: String, to goal: String, keys: String, madeAt: String,
        random: any RandomBytes = SystemRandomBytes()
    ) throws -> String {
        guard
            let text = try? String(contentsOfFile: keys + "/backup.public", encoding: .utf8)
        else { throw BackupRefusal.noRecipient }
        guard !FileManager.default.fileExists(atPath: goal) else {
            throw BackupRefusal.fileExists(goal)
        }
        let file = URL(fileURLWithPath: source)
        let before = try Parcel.digest(of: file)
        let writer = try BackupWriter(
            goal, to: try BackupPublicKey(text), label: ("-", kind), madeAt: madeAt,
            random: random)
        defer { writer.abandon() }
        try Parcel.add(file.lastPathComponent, file: file, to: writer)
        try Parcel.end(writer)
        let stage = try writer.finish()
        // Read back as whoever restores it will, with the key of the content that is then thrown away.
        let reader = try BackupReader(stage, with: writer.contentKey)
        guard try Parcel.digest(ofOnly: reader) == before else {
            throw BackupRefusal.differs("封じたファイル")
        }
        try writer.publish()
        return before
    }

    /// Opens a sealed file into a folder.
    ///
    /// - Returns: where it is, of mode 0600.
    /// - Throws: `BackupRefusal.differs`, `.fileExists`, `Fault(.key)`.
    public static func open(
        _ source: String, into folder: String, with key: BackupPrivateKey
    ) throws -> String {
        let reader = try BackupReader(source, with: key)
        guard reader.label.kind == kind else {
            throw BackupRefusal.differs("この庫のバックアップです。restore で戻してください")
        }
        let place = URL(fileURLWithPath: folder)
        let stage = place.appendingPathComponent(".open-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: stage) }
        try FileManager.default.createDirectory(
            at: stage, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard let name = try Parcel.unpack(reader, into: stage).first else {
            throw BackupRefusal.differs("ファイルが入っていません")
        }
        let goal = place.appendingPathComponent(name)
        guard !FileManager.default.fileExists(atPath: goal.path) else {
            throw BackupRefusal.fileExists(goal.path)
        }
        try FileManager.default.moveItem(
            at: stage.appendingPathComponent(name), to: goal)
        return goal.path
    }
}
