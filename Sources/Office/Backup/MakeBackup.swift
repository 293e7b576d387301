// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
public import Safeguards
public import Vault
import Vocabulary

/// A step of a backup, after which a drill may cut the power.
public enum BackupStep: String, CaseIterable, Sendable {
    case frozen, copied, dataWritten, dataChecked, keysWritten, published
}

extension Installation {
    /// The key that backups are sealed to.
    /// - Throws: `BackupRefusal.noRecipient`.
    public func backupRecipient() throws -> BackupPublicKey {
        let path = settings.keysDirectory + "/backup.public"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw BackupRefusal.noRecipient
        }
        return try BackupPublicKey(text)
    }

    /// Writes an encrypted backup of one moment of both systems to `path`, and one of the keys to
    /// `path + ".keys"`, while the office goes on. Both are opened again, restored beside the data
    /// and compared before they get their names.
    ///
    /// The keys are in a file of their own, so that they can have a shorter life than the data:
    /// a destroyed person is unreadable in every older backup of the data then.
    /// - Parameters:
    ///   - records: how many records, chosen at random, are compared value by value.
    /// - Throws: `SafeguardRefusal`, `BackupRefusal`, `Fault`.
    public func backUp(
        to path: String, by principal: Principal, records: Int = 1_000,
        after step: (BackupStep) throws -> Void = { _ in }
    ) throws -> BackupReport {
        let recipient = try backupRecipient()
        for goal in [path, path + ".keys"] where FileManager.default.fileExists(atPath: goal) {
            throw BackupRefusal.fileExists(goal)
        }
        let moment = try freeze(by: principal)
        defer { moment.release() }
        try step(.frozen)
        let work = try BackupWork(beside: settings.dataDirectory)
        defer { work.clear() }
        let manifest = try prepare(moment, in: work)
        try step(.copied)
        let data = try write(manifest, from: work, to: path, for: recipient)
        defer { data.abandon() }
        let stage = try data.finish()
        try step(.dataWritten)
        let check = try self.check(
            stage, with: data.contentKey, manifest, against: work, records: records)
        try step(.dataChecked)
        let keys = try writeKeys(manifest, in: work, to: path + ".keys", for: recipient)
        defer { keys.abandon() }
        let keysStage = try keys.finish()
        try checkKeys(keysStage, with: keys.contentKey, in: work)
        try step(.keysWritten)
        // The keys first: data without keys would be a backup in name only.
        try keys.publish()
        try data.publish()
        try step(.published)
        return try recorded(path, manifest, check, by: principal)
    }

    /// Both databases at one moment: while neither can be written.
    private func freeze(by principal: Principal) throws -> BackupMoment {
        try casework.perform(.backUp, by: principal, for: .maintenance) { scope in
            scope.note("begun")
            return try addressee.perform(.backUp, by: principal, for: .maintenance) { scope in
                scope.note("begun")
                return try BackupMoment(
                    now: scope.now,
                    frozen: columns.map { system, column in
                        guard let frozen = try column.store.freeze() else {
                            throw BackupRefusal.notHere
                        }
                        return (system, frozen)
                    })
            }
        }
    }

    /// Copies both databases and the files beside them into the folder of work.
    private func prepare(
        _ moment: BackupMoment, in work: BackupWork
    ) throws -> BackupManifest {
        var systems: [String: BackupManifest.System] = [:]
        for (system, frozen) in moment.frozen {
            let copy = Column.database(of: system, in: work.folder)
            try frozen.copy(to: copy.path)
            systems[system.rawValue] = try column(system).reading(copy, body: body) { db in
                try self.column(system).summary(in: db)
            }
        }
        moment.release()
        let files = try work.collect(
            from: URL(fileURLWithPath: settings.dataDirectory), keys: settings.keysDirectory)
        return BackupManifest(
            format: BackupManifest.format, body: body, madeAt: moment.now.textInJapan,
            systems: systems, files: files)
    }

    private func write(
        _ manifest: BackupManifest, from work: BackupWork, to path: String,
        for recipient: BackupPublicKey
    ) throws -> BackupWriter {
        let writer = try BackupWriter(
            path, to: recipient, label: (body, "data"), madeAt: manifest.madeAt,
            random: settings.random)
        try Parcel.add("manifest.json", try manifest.bytes, to: writer)
        for (system, _) in columns {
            let copy = Column.database(of: system, in: work.folder)
            try Parcel.add(copy.lastPathComponent, file: copy, to: writer)
        }
        for name in manifest.files.keys.sorted() {
            try Parcel.add("files/" + name, file: work.file(name), to: writer)
        }
        try Parcel.end(writer)
        return writer
    }

    /// The result in the log; on screen 3120 it stands with what was checked.
    private func recorded(
        _ path: String, _ manifest: BackupManifest, _ check: BackupCheck, by principal: Principal
    ) throws -> BackupReport {
        let file = URL(fileURLWithPath: path)
        let report = BackupReport(
            path: path, bytes: try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0,
            digest: try Parcel.digest(of: file), manifest: manifest, check: check)
        try casework.perform(.backUp, by: principal, for: .maintenance) { scope in
            try scope.append([BackupRow(report: report, recipient: try backupRecipient().name)])
            scope.counted(manifest.rows)
            scope.note("checked")
        }
        return report
    }

    func column(_ system: KeyCabinet.System) -> Column {
        guard let found = columns.first(where: { $0.0 == system }) else {
            preconditionFailure("an installation has both systems")
        }
        return found.1
    }
}

/// One moment of both databases.
private final class BackupMoment {
    let now: Instant
    let frozen: [(system: KeyCabinet.System, store: any FrozenStore)]
    private var isHeld = true

    init(now: Instant, frozen: [(KeyCabinet.System, any FrozenStore)]) {
        self.now = now
        self.frozen = frozen
    }

    /// The write-ahead logs can shrink again.
    func release() {
        guard isHeld else { return }
        isHeld = false
        for one in frozen { try? one.store.release() }
    }
}
