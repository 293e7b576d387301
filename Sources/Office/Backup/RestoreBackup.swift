// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
public import Safeguards
public import Vault
import Vocabulary

/// What is needed to put a backup back on an empty machine.
public struct RestoreSources: Sendable {
    /// The backup of the data.
    public var data: String
    /// A backup of the keys, of the same moment or a later one.
    public var keys: String
    /// The private half of the key that both were sealed to.
    public var key: BackupPrivateKey
    /// A folder with the files of the keys that wrap the others (`NAME.kek`), from where they are
    /// kept; `nil` where the keys are split among officers.
    public var kekFolder: String?
    /// The newest list of destroyed keys by system, where it is newer than the backup of the keys.
    public var destroyedFolder: String?

    public init(
        data: String, keys: String, key: BackupPrivateKey, kekFolder: String? = nil,
        destroyedFolder: String? = nil
    ) {
        self.data = data
        self.keys = keys
        self.key = key
        self.kekFolder = kekFolder
        self.destroyedFolder = destroyedFolder
    }
}

/// A backup that was put back.
public struct RestoreReport: Equatable, Sendable {
    public let manifest: BackupManifest
    public let check: BackupCheck
}

extension Installation {
    /// Puts a backup into an empty folder, proves it and writes what happened into its log.
    ///
    /// All or nothing: it is put together beside the folder and moved there when both logs have
    /// been computed again. Keys of persons that were destroyed since are destroyed again.
    /// - Parameters:
    ///   - reason: stands in the log.
    ///   - officers: asked for passphrases where the keys are split.
    /// - Throws: `BackupRefusal`, `InstallationRefusal`, `Fault`.
    public static func restore(
        _ sources: RestoreSources, to settings: InstallationSettings, reason: String,
        by principal: Principal = .machine("restore"),
        officers: (_ holders: [String], _ needed: Int) throws -> [Passphrase] = { _, _ in [] }
    ) throws -> RestoreReport {
        let goal = URL(fileURLWithPath: settings.dataDirectory).standardizedFileURL
        try refuseTaken(goal)
        let body = try Installation.body(of: settings)
        for path in [sources.data, sources.keys] {
            let label = try BackupReader.label(of: path)
            guard label.body == body else { throw BackupRefusal.otherBody(label.body) }
        }
        let stage = goal.deletingLastPathComponent()
            .appendingPathComponent(".\(goal.lastPathComponent).restore")
        try? FileManager.default.removeItem(at: stage)
        try FileManager.default.createDirectory(
            at: stage, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: stage) }
        let unpacked = try unpackData(sources, into: stage)
        let check = try unpacked.compare(with: unpacked.manifest)
        try lay(unpacked, in: stage)
        let keys = stage.appendingPathComponent("keys")
        try unpackKeys(sources, into: keys)
        var there = settings
        there.dataDirectory = stage.path
        there.keysDirectory = keys.path
        if let (names, needed) = there.keyHolders { try there.join(officers(names, needed)) }
        let report = try prove(unpacked.manifest, check, there, reason, principal)
        try move(stage, keys: keys, to: goal, settings)
        return report
    }

    private static func refuseTaken(_ goal: URL) throws {
        guard FileManager.default.fileExists(atPath: goal.path) else { return }
        guard try FileManager.default.contentsOfDirectory(atPath: goal.path).isEmpty else {
            throw BackupRefusal.folderIsTaken(goal.path)
        }
    }

    private static func unpackData(
        _ sources: RestoreSources, into stage: URL
    ) throws -> RestoredBackup {
        let room = stage.appendingPathComponent(".unpacked")
        let reader = try BackupReader(sources.data, with: sources.key)
        guard reader.label.kind == "data" else {
            throw BackupRefusal.differs("データのバックアップではありません")
        }
        _ = try Parcel.unpack(reader, into: room)
        return try RestoredBackup(room)
    }

    /// Databases and files to where an installation has them.
    private static func lay(_ unpacked: RestoredBackup, in stage: URL) throws {
        let files = FileManager.default
        for system in KeyCabinet.System.allCases {
            try files.moveItem(
                at: Column.database(of: system, in: unpacked.folder),
                to: Column.database(of: system, in: stage))
        }
        for name in unpacked.manifest.files.keys {
            let goal = stage.appendingPathComponent(name)
            try files.createDirectory(
                at: goal.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try files.moveItem(
                at: unpacked.folder.appendingPathComponent("files").appendingPathComponent(name),
                to: goal)
        }
        try files.removeItem(at: unpacked.folder)
    }

    private static func unpackKeys(_ sources: RestoreSources, into keys: URL) throws {
        let reader = try BackupReader(sources.keys, with: sources.key)
        guard reader.label.kind == "keys" else {
            throw BackupRefusal.keysMissing("鍵のバックアップではありません")
        }
        _ = try Parcel.unpack(reader, into: keys)
        for system in KeyCabinet.System.allCases {
            let name = "\(system.rawValue).kek"
            if let folder = sources.kekFolder {
                let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
                if FileManager.default.fileExists(atPath: file.path) {
                    try FileManager.default.copyItem(
                        at: file, to: keys.appendingPathComponent(name))
                }
            }
            if let folder = sources.destroyedFolder {
                try KeyCabinet(folder: keys.path).destroyed(of: system).merge(
                    KeyCabinet(folder: folder).destroyed(of: system))
                try JournalFile(keys: folder, system.rawValue)
                    .replace(JournalFile(keys: keys.path, system.rawValue))
            }
        }
    }

    /// Opens what was put together: the keys fit, both logs are whole, nothing is missing.
    private static func prove(
        _ manifest: BackupManifest, _ counted: BackupCheck,
        _ there: InstallationSettings, _ reason: String, _ principal: Principal
    ) throws -> RestoreReport {
        var check = counted
        let office = try Installation.openAsItIs(there)
        defer { try? office.close() }
        guard !office.isLocked else {
            throw BackupRefusal.keysMissing("分割した鍵の合言葉がそろっていません")
        }
        for (system, column) in office.columns {
            let head = try column.store.read { try column.ledger.head(in: $0) }
            if let head { try column.ledger.publish(head) }
            let report = try column.ledger.verify(column.store)
            let said = manifest.systems[system.rawValue]
            guard report.ok, report.entries == said?.entries,
                report.root.description == said?.root
            else { throw BackupRefusal.differs("\(system.rawValue) の台帳") }
            check.entries += report.entries
        }
        for gate in [office.casework, office.addressee] {
            try gate.perform(.restore, by: principal, for: .maintenance, reason: reason) { scope in
                scope.note("restored \(manifest.madeAt)")
                scope.counted(manifest.rows)
            }
        }
        try office.eraseAgain()
        return RestoreReport(manifest: manifest, check: check)
    }

    private static func move(
        _ stage: URL, keys: URL, to goal: URL, _ settings: InstallationSettings
    ) throws {
        let files = FileManager.default
        let place = URL(fileURLWithPath: settings.keysDirectory).standardizedFileURL
        let inside = place.path.hasPrefix(goal.path + "/")
        let wanted =
            inside
            ? stage.appendingPathComponent(String(place.path.dropFirst(goal.path.count + 1)))
            : place
        if wanted.path != keys.path {
            try refuseTaken(wanted)
            try? files.removeItem(at: wanted)
            try files.createDirectory(
                at: wanted.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.moveItem(at: keys, to: wanted)
        }
        if files.fileExists(atPath: goal.path) { try files.removeItem(at: goal) }
        try files.moveItem(at: stage, to: goal)
    }
}
