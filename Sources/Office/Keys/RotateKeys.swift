// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
public import Safeguards
public import Vault
public import Vocabulary

/// How far the renewal of keys is, for one class of one system.
public struct KeyAge: Hashable, Sendable {
    public let system: KeyCabinet.System
    public let keyClass: KeyClass
    /// The versions in the ring, the oldest first; the last one is used.
    public let versions: [Int]
    /// When the newest version was made; `nil` for the first one.
    public let since: Instant?
    /// Keys of persons under each version; of the key of an index the digests.
    public let keys: [Int: Int]

    /// Keys of persons that an older version still wraps, or digests that rest under one.
    public var waiting: Int {
        keys.reduce(0) { $1.key == versions.last ? $0 : $0 + $1.value }
    }
    public var total: Int { keys.values.reduce(0, +) }
}

/// What was done by a renewal.
public struct RotationReport: Equatable, Sendable {
    /// Keys of persons wrapped anew.
    public var rewrapped = 0
    /// New versions of classes; none where an unfinished renewal was brought to its end.
    public var versions = 0
    /// Digests of indexes under a new version of their key.
    public var reindexed = 0
    /// Old versions that nothing needed any more.
    public var retired = 0

    public init() {}
}

extension Installation {
    /// Renews the keys of classes while the office goes on (鍵の更新): a new version of each, then the
    /// keys of persons wrapped anew in batches. After a kill it goes on where it was; both versions
    /// open all the while.
    /// - Parameters:
    ///   - classes: without an unfinished renewal these get a new version.
    ///   - batch: called after each batch with the number of keys wrapped so far.
    /// - Throws: `SafeguardRefusal`, `Fault`.
    @discardableResult
    public func rotateKeys(
        _ classes: Set<KeyClass> = Set(KeyClass.ofPersons), by principal: Principal,
        size: Int = 2_000, batch: (Int) throws -> Void = { _ in }
    ) throws -> RotationReport {
        var report = RotationReport()
        try KeyRefusal.refuseLocked(self)
        // One renewal at a time: what a kill left comes to its end before anything new begins.
        let isUnfinished = try columns.contains { try $0.1.isRotating }
        for (system, column) in columns where !isUnfinished {
            let mine = KeyClass.ofPersons.filter {
                classes.contains($0) && !column.keys.keyring.versions(of: $0).isEmpty
            }
            guard !mine.isEmpty else { continue }
            report.versions += try newVersions(mine, system, column, by: principal)
        }
        for (system, column) in columns {
            for keyClass in KeyClass.ofPersons
            where !column.keys.keyring.versions(of: keyClass).isEmpty {
                var done = 0
                while case let count = try column.keys.rewrapBatch(of: keyClass, limit: size),
                    count > 0
                {
                    done += count
                    report.rewrapped += count
                    try batch(report.rewrapped)
                }
                guard done > 0 else { continue }
                try note(
                    [
                        KeyEventRow(
                            system: system.rawValue, event: .rewrapped,
                            keyClass: keyClass.rawValue,
                            version: column.keys.keyring.currentVersion(of: keyClass),
                            detail: "\(done)")
                    ], by: principal)
            }
        }
        return report
    }

    /// Where every key stands.
    public func keyAges(by principal: Principal) throws -> [KeyAge] {
        let indexes = try columns.map { ($0.0, try indexCensus(of: $0.0, by: principal)) }
        return try casework.perform(.viewKeys, by: principal, for: .maintenance) { scope in
            let births = try CareBook.births(from: scope.db)
            return try columns.flatMap { system, column in
                let census = try column.keys.census()
                let ring = column.keys.keyring
                return ring.classes.map { keyClass in
                    let versions = ring.versions(of: keyClass)
                    return KeyAge(
                        system: system, keyClass: keyClass, versions: versions,
                        since: versions.last.flatMap {
                            births["\(system.rawValue)/\(keyClass.rawValue)/\($0)"]
                        },
                        keys: keyClass == system.indexClass
                            ? indexes.first { $0.0 == system }?.1 ?? [:]
                            : census[keyClass] ?? [:])
                }
            }
        }
    }

    /// Takes a fresh key for one or more classes of a system into the ring, on the disk first.
    func newVersions(
        _ classes: [KeyClass], _ system: KeyCabinet.System, _ column: Column,
        by principal: Principal
    ) throws -> Int {
        try casework.perform(.rotateKeys, by: principal, for: .maintenance) { scope in
            let ring = try KeyCabinet(folder: settings.keysDirectory).rotate(
                system, classes, body: body, with: settings.joinedKeys[system],
                random: settings.random)
            column.keys.renew(ring)
            try scope.append(
                classes.map {
                    KeyEventRow(
                        system: system.rawValue, event: .rotated, keyClass: $0.rawValue,
                        version: ring.currentVersion(of: $0))
                })
            scope.note("rotated")
            return classes.count
        }
    }

    func note(_ events: [KeyEventRow], by principal: Principal) throws {
        try casework.perform(.rotateKeys, by: principal, for: .maintenance) { scope in
            try scope.append(events)
            scope.note(events.first?.event.rawValue ?? "ok")
        }
    }
}

extension Column {
    /// True while an older version still wraps keys of persons.
    var isRotating: Bool {
        get throws {
            let ring = keys.keyring
            return try keys.census().contains { keyClass, versions in
                versions.keys.contains { $0 < ring.currentVersion(of: keyClass) ?? 0 }
            }
        }
    }
}

extension KeyRefusal {
    static func refuseLocked(_ office: Installation) throws {
        if office.isLocked { throw KeyRefusal.locked }
    }
}
