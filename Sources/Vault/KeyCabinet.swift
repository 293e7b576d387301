// SPDX-License-Identifier: Apache-2.0
import Foundation
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The folder with the keys of an installation (鍵の保管場所): for each system `NAME.kek` (32 bytes) and
/// `NAME.keyring.json` (wrapped data keys), mode 0600. Keep it off the disk of the database and out
/// of its backup; in production an HSM or split passphrases take the place of the `.kek` file.
public struct KeyCabinet: Sendable {
    /// The two systems have separate keys.
    public enum System: String, CaseIterable, Sendable {
        /// System 1 福祉総合システム: holds no key of the individual number.
        case casework
        /// System 2 団体内統合宛名システム.
        case addressee

        var classes: [KeyClass] {
            switch self {
            case .casework: [.account, .protectedAddress, .sensitive, .checkpointSigning]
            case .addressee:
                [
                    .individualNumber, .protectedAddress, .sensitive, .blindIndex,
                    .checkpointSigning, .numberOpening,
                ]
            }
        }
    }

    private struct Contents: Codable {
        let body: String
        let keys: [WrappedKey]
    }

    private let folder: String

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
        try KeyFile.write(encoded(ring, by: kek, random: random), toNew: ringPath(system))
        return ring
    }

    /// Opens the keys of a system for a municipality.
    /// - Throws: `Fault(.key)` for missing or unreadable keys, or keys of another body.
    public func open(_ system: System, body: String) throws(Fault) -> Keyring {
        let kek = try KeyFile.read(at: kekPath(system))
        let bytes = try KeyFile.contents(of: ringPath(system), limit: 1 << 20)
        guard let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)) else {
            throw Fault(.key, detail: "鍵束を読めません: \(ringPath(system))")
        }
        return try Keyring(opening: contents.keys, body: body, with: kek)
    }

    /// True when the system's keys have been made.
    public func holds(_ system: System) -> Bool {
        FileManager.default.fileExists(atPath: kekPath(system))
    }

    private func encoded(
        _ ring: Keyring, by kek: KeyEncryptionKey, random: any RandomBytes
    ) throws(Fault) -> [UInt8] {
        let contents = Contents(body: ring.body, keys: ring.wrapped(by: kek, random: random))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(contents) else {
            throw Fault(.key, detail: "鍵束を書けません。")
        }
        return Array(data)
    }

    private func kekPath(_ system: System) -> String { "\(folder)/\(system.rawValue).kek" }
    private func ringPath(_ system: System) -> String {
        "\(folder)/\(system.rawValue).keyring.json"
    }
}
