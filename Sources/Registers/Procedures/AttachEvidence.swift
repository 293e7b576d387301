// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// A file that proves an entry, as it came in and was scanned.
public struct EvidenceInput: Sendable {
    public let name: String
    public let bytes: [UInt8]
    /// SHA-256 of the bytes.
    public let digest: String
    /// The scanner that found nothing, with its version.
    public let scanner: String

    /// Most bytes of one file.
    public static let most = 20_000_000

    public init(name: String, bytes: [UInt8], digest: String, scanner: String) {
        self.name = name
        self.bytes = bytes
        self.digest = digest
        self.scanner = scanner
    }
}

/// 証拠のファイル: put down encrypted, its digest in the facts.
public enum AttachEvidence {
    public static let operation = OperationCode.writeRegister

    /// Puts the bytes down before the transaction, so that no record ever stands for a file that is
    /// not there.
    /// - Throws: `RegisterRefusal.fileTooLarge`, `Fault` (disk).
    public static func putDown(_ file: EvidenceInput, room: RegisterRoom) throws {
        guard file.bytes.count <= EvidenceInput.most else { throw RegisterRefusal.fileTooLarge }
        try room.evidence.put(file.bytes, at: file.digest)
        try room.evidence.settle(file.digest)
    }

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, _ number: EntryNumber, _ file: EvidenceInput, room: RegisterRoom,
        in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.change(kind, in: scope)
        guard kind.evidence != .none else { throw RegisterRefusal.wrongState }
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        guard entry.state != .void else { throw RegisterRefusal.wrongState }
        try RegisterGuard.words(file.name)
        let known = try RegisterBook.files(of: entry.id, from: scope.db)
        // The same file twice is one file.
        guard !known.contains(where: { $0.digest == file.digest }) else { return }
        _ = try scope.append([
            FileRow(
                entry: entry.id, name: String(file.name.prefix(200)), digest: file.digest,
                bytes: file.bytes.count, scanner: file.scanner,
                officer: scope.principal.officer)
        ])
    }
}

/// 証拠のファイルの表示.
public enum OpenEvidence {
    public static let operation = OperationCode.viewRegisters

    /// - Throws: `RegisterRefusal.unknownEntry`; `Fault(.key)` for a file that was altered.
    public static func perform(
        _ id: Int64, room: RegisterRoom, in scope: Scope
    ) throws -> (file: RegisterFile, bytes: [UInt8]) {
        guard let found = try RegisterBook.file(id, from: scope.db) else {
            throw RegisterRefusal.unknownEntry
        }
        try RegisterGuard.view(room.catalogue.kind(found.kind), in: scope)
        if let subject = found.subject { scope.saw(subject) }
        let bytes = try room.evidence.bytes(at: found.file.digest)
        return (found.file, bytes)
    }
}
