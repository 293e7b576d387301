// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Safeguards
public import Vault
import Vocabulary

/// How the key of a system is kept now, and by whom.
public struct KeyCustody: Hashable, Sendable {
    public let system: KeyCabinet.System
    /// Names of the officers who hold shares; empty where the key is a file.
    public let holders: [String]
    /// How many of them open it.
    public let needed: Int
    /// False while the program runs without this key.
    public let isOpen: Bool
}

extension Installation {
    /// How the keys that wrap the others are kept.
    public func custody(by principal: Principal) throws -> [KeyCustody] {
        try casework.perform(.viewKeys, by: principal, for: .maintenance) { _ in
            let cabinet = KeyCabinet(folder: settings.keysDirectory)
            return columns.map { system, column in
                let isOpen = !column.ring.isLocked
                guard case .shares(let holders, let needed) = cabinet.custody(of: system) else {
                    return KeyCustody(system: system, holders: [], needed: 1, isOpen: isOpen)
                }
                return KeyCustody(
                    system: system, holders: holders, needed: needed, isOpen: isOpen)
            }
        }
    }

    /// Splits the keys of both systems among officers (鍵の分割). Fresh keys are made for it: what lay
    /// in the files opens nothing any more.
    /// - Throws: `KeyRefusal.locked`, `SafeguardRefusal`, `Fault(.key)` for short passphrases.
    public func splitKeys(
        among passphrases: [Passphrase], needed: Int = 2, by principal: Principal
    ) throws {
        try KeyRefusal.refuseLocked(self)
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        for (system, _) in columns {
            try cabinet.split(
                system, body: body, among: passphrases, needed: needed,
                with: settings.joinedKeys[system], random: settings.random)
            try TokenFile.remove(system, settings.keysDirectory)
        }
        let names = passphrases.map(\.holder).joined(separator: "、")
        try note(
            columns.map {
                KeyEventRow(system: $0.0.rawValue, event: .split, detail: "\(needed)人／\(names)")
            }, by: principal)
    }

    /// Puts fresh keys back into files (預け直し), for instance before the holders change.
    public func gatherKeys(by principal: Principal) throws {
        try KeyRefusal.refuseLocked(self)
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        for (system, _) in columns {
            try cabinet.turnKey(
                system, body: body, with: settings.joinedKeys[system], random: settings.random)
            try TokenFile.remove(system, settings.keysDirectory)
        }
        try note(
            columns.map { KeyEventRow(system: $0.0.rawValue, event: .joined, detail: "file") },
            by: principal)
    }

    /// The newest backups, the last first.
    public func backups(by principal: Principal, limit: Int = 20) throws -> [BackupMade] {
        try casework.perform(.viewKeys, by: principal, for: .maintenance) { scope in
            try CareBook.backups(limit: limit, from: scope.db)
        }
    }

    /// The newest changes of keys, the last first.
    public func keyChanges(by principal: Principal, limit: Int = 20) throws -> [KeyChange] {
        try casework.perform(.viewKeys, by: principal, for: .maintenance) { scope in
            try CareBook.changes(limit: limit, from: scope.db)
        }
    }
}

extension InstallationSettings {
    /// The names of the officers whose passphrases a start needs, and how many of them; `nil`
    /// where no system has its key split.
    public var keyHolders: (names: [String], needed: Int)? {
        let cabinet = KeyCabinet(folder: keysDirectory)
        for system in KeyCabinet.System.allCases {
            if case .shares(let holders, let needed) = cabinet.custody(of: system) {
                return (holders, needed)
            }
        }
        return nil
    }

    /// Joins the keys of every system that is split.
    /// - Throws: `Fault(.key)` when too few passphrases are right.
    public mutating func join(_ passphrases: [Passphrase]) throws {
        let cabinet = KeyCabinet(folder: keysDirectory)
        for system in KeyCabinet.System.allCases {
            guard case .shares = cabinet.custody(of: system) else { continue }
            joinedKeys[system] = try cabinet.join(system, passphrases)
        }
    }
}
