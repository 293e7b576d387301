// SPDX-License-Identifier: Apache-2.0
import Foundation
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The folder with the keys of an installation (鍵の保管場所): for each system `NAME.keyring.json`
/// (wrapped data keys) and either `NAME.kek` (32 bytes) or, once it was split, shares under the
/// passphrases of officers. All of mode 0600. Keep it off the disk of the database and out of its
/// backup.
public struct KeyCabinet: Sendable {
    /// The two systems have separate keys.
    public enum System: String, CaseIterable, Sendable {
        /// System 1 福祉総合システム: holds no key of the individual number.
        case casework
        /// System 2 団体内統合宛名システム.
        case addressee

        var classes: [KeyClass] {
            switch self {
            case .casework:
                [
                    .account, .protectedAddress, .sensitive, .checkpointSigning, .keyReference,
                    .accountIndex, .logMonth,
                ]
            case .addressee:
                [
                    .individualNumber, .protectedAddress, .sensitive, .blindIndex,
                    .checkpointSigning, .numberOpening, .keyReference,
                    .logMonth,
                ]
            }
        }
    }

    /// How the key that wraps the others is kept.
    public enum Custody: Equatable, Sendable {
        case none
        /// A file that is not here now: on a medium that is locked away.
        case away
        /// A file that whoever runs the program can read.
        case file
        /// Shares of these officers; so many of them are needed.
        case shares(holders: [String], needed: Int)
    }

    struct Contents: Codable {
        let body: String
        let keys: [WrappedKey]
        var shares: KeyShares?
    }

    public let folder: String

    public init(folder: String) { self.folder = folder }

    /// Makes the folder (mode 0700) and the keys of a system, for `init` and the demo.
    /// - Throws: `Fault(.key)` when keys exist already: they are never overwritten.
    public func create(
        _ system: System, body: String, random: any RandomBytes
    ) throws(Fault) -> Keyring {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(.key, detail: "鍵の保管場所を作れません: \(folder)")
        }
        try KeyFile.create(at: kekPath(system), random: random)
        let kek = try KeyFile.read(at: kekPath(system))
        let ring = Keyring.create(body: body, classes: system.classes, random: random)
        try KeyFile.replace(servicePath(system), with: try ServiceKeys(ring).bytes)
        try KeyFile.write(encoded(ring, by: kek, random: random), toNew: ringPath(system))
        return ring
    }

    /// Opens the keys of a system for a municipality, and finishes what a crash has left of a
    /// change of the key that wraps them.
    /// - Parameter kek: the key as officers joined it; without it the file is read.
    /// - Throws: `Fault(.key)` for missing or unreadable keys, or keys of another body.
    public func open(
        _ system: System, body: String, with kek: KeyEncryptionKey? = nil,
        random: any RandomBytes = SystemRandomBytes()
    ) throws(Fault) -> Keyring {
        let contents = try contents(of: system)
        let key: KeyEncryptionKey
        if let kek {
            key = kek
        } else {
            key = try fileKey(system, opens: contents, body: body)
        }
        var ring = try Keyring(opening: contents.keys, body: body, with: key)
        // A crash has left the file of a key that was split or entrusted to somebody.
        if kek != nil { try eraseStale(system, contents, body: body) }
        if ring.complete(system.classes, random: random) {
            try save(ring, of: system, by: key, shares: contents.shares, random: random)
        }
        return ring
    }

    /// True when the system's keys have been made.
    public func holds(_ system: System) -> Bool { custody(of: system) != .none }

    /// How the key of a system is kept now.
    public func custody(of system: System) -> Custody {
        guard exists(ringPath(system)) else { return .none }
        if let shares = (try? contents(of: system))?.shares {
            return .shares(holders: shares.holders, needed: shares.needed)
        }
        return exists(kekPath(system)) || exists(nextKekPath(system)) ? .file : .away
    }

    /// Where the keys of persons lie.
    public func shelfPath(of system: System) -> String {
        "\(folder)/\(system.rawValue).persons.sqlite"
    }

    /// The list of destroyed keys.
    public func destroyed(of system: System) -> DestroyedKeys {
        DestroyedKeys(path: "\(folder)/\(system.rawValue).destroyed")
    }

    /// True when the keys of the log can be had without those of personal data.
    public func canOpenLocked(_ system: System) -> Bool { exists(servicePath(system)) }

    // MARK: Parts

    func contents(of system: System) throws(Fault) -> Contents {
        let bytes = try KeyFile.contents(of: ringPath(system), limit: 1 << 20)
        guard let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)) else {
            throw Fault(.key, detail: "鍵束を読めません: \(ringPath(system))")
        }
        return contents
    }

    /// Writes a ring in the place of the old one, in one step.
    func save(
        _ ring: Keyring, of system: System, by kek: KeyEncryptionKey, shares: KeyShares?,
        random: any RandomBytes
    ) throws(Fault) {
        // The keys of the log stand apart: never fewer than the ring has.
        try KeyFile.replace(servicePath(system), with: try ServiceKeys(ring).bytes)
        try KeyFile.replace(
            ringPath(system), with: encoded(ring, by: kek, shares: shares, random: random))
    }

    /// The key of the file that opens this ring: after a crash the next one may be the right one.
    func fileKey(
        _ system: System, opens contents: Contents, body: String
    ) throws(Fault) -> KeyEncryptionKey {
        guard contents.shares == nil else {
            throw Fault(.key, detail: "鍵は分割されています。担当者の合言葉で開いてください（key join）。")
        }
        let (path, next) = (kekPath(system), nextKekPath(system))
        guard exists(next) else { return try KeyFile.read(at: path) }
        let candidate = try KeyFile.read(at: next)
        guard (try? Keyring(opening: contents.keys, body: body, with: candidate)) != nil else {
            // The change never came to the ring: the old key stays.
            try KeyFile.erase(next)
            return try KeyFile.read(at: path)
        }
        try KeyFile.move(next, to: path)
        return candidate
    }

    /// Erases a key file that does not open the ring any more; one that does is never touched.
    private func eraseStale(
        _ system: System, _ contents: Contents, body: String
    ) throws(Fault) {
        guard exists(kekPath(system)), let left = try? KeyFile.read(at: kekPath(system)),
            (try? Keyring(opening: contents.keys, body: body, with: left)) == nil
        else { return }
        try KeyFile.erase(kekPath(system))
    }

    private func encoded(
        _ ring: Keyring, by kek: KeyEncryptionKey, shares: KeyShares? = nil,
        random: any RandomBytes
    ) throws(Fault) -> [UInt8] {
        let contents = Contents(
            body: ring.body, keys: ring.wrapped(by: kek, random: random), shares: shares)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(contents) else {
            throw Fault(.key, detail: "鍵束を書けません。")
        }
        return Array(data)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
    func kekPath(_ system: System) -> String { "\(folder)/\(system.rawValue).kek" }
    func nextKekPath(_ system: System) -> String { "\(folder)/\(system.rawValue).kek.next" }
    func ringPath(_ system: System) -> String { "\(folder)/\(system.rawValue).keyring.json" }
    func servicePath(_ system: System) -> String { "\(folder)/\(system.rawValue).service" }
}
