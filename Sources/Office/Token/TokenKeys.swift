// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Safeguards
public import Vault
import Vocabulary

/// Which token keeps the keys: the module of its maker, its label, and the label of the key in it.
public struct TokenPlace: Codable, Hashable, Sendable {
    public let module: String
    public let token: String
    public let key: String

    public init(module: String, token: String, key: String = "hagukumi") {
        self.module = module
        self.token = token
        self.key = key
    }
}

/// `NAME.token.json`: the key that wraps the others, sealed by a key that never leaves the token.
struct TokenFile: Codable {
    let place: TokenPlace
    let iv: [UInt8]
    let sealed: [UInt8]

    static func path(_ system: KeyCabinet.System, _ keys: String) -> URL {
        URL(fileURLWithPath: keys).appendingPathComponent("\(system.rawValue).token.json")
    }

    static func read(_ system: KeyCabinet.System, _ keys: String) throws -> TokenFile? {
        let path = path(system, keys)
        guard FileManager.default.fileExists(atPath: path.path) else { return nil }
        guard let file = try? JSONDecoder().decode(TokenFile.self, from: Data(contentsOf: path))
        else { throw Fault(.key, detail: "トークンの設定を読めません: \(path.lastPathComponent)") }
        return file
    }

    /// Takes the file away when the keys have come back from the token.
    static func remove(_ system: KeyCabinet.System, _ keys: String) throws {
        try DurableFile.remove(path(system, keys))
    }

    func write(_ system: KeyCabinet.System, _ keys: String) throws {
        try DurableFile.write(
            Array(try JSONEncoder().encode(self)), to: TokenFile.path(system, keys))
    }
}

extension Installation {
    /// Entrusts the keys of both systems to a hardware token (PKCS#11). Fresh keys are made for it.
    /// - Throws: `KeyRefusal.locked`, `SafeguardRefusal`, `Fault(.key)` for a token that is not
    ///   there or a wrong PIN.
    public func entrustKeys(
        to place: TokenPlace, pin: String, by principal: Principal,
        after step: (CustodyStep) throws -> Void = { _ in }
    ) throws {
        try KeyRefusal.refuseLocked(self)
        let module = try TokenModule(path: place.module)
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        try module.session(try module.slot(label: place.token), pin: pin) { session in
            let key =
                try module.key(label: place.key, in: session)
                ?? module.makeKey(label: place.key, in: session)
            for (system, _) in columns {
                let (secret, iv) = (settings.random.bytes(32), settings.random.bytes(12))
                let file = TokenFile(
                    place: place, iv: iv,
                    sealed: try module.seal(secret, iv: iv, with: key, in: session))
                try file.write(system, settings.keysDirectory)
                try step(.nextKeyWritten)
                try cabinet.entrust(
                    system, body: body, to: secret, with: settings.joinedKeys[system],
                    random: settings.random, after: step)
            }
        }
        try note(
            columns.map {
                KeyEventRow(system: $0.0.rawValue, event: .split, detail: "PKCS#11 \(place.token)")
            }, by: principal)
    }
}

extension InstallationSettings {
    /// The token that keeps the keys; `nil` where none does.
    public var token: TokenPlace? {
        get throws {
            for system in KeyCabinet.System.allCases {
                if let file = try TokenFile.read(system, keysDirectory) { return file.place }
            }
            return nil
        }
    }

    /// Opens the keys of every system that a token keeps.
    /// - Throws: `Fault(.key)` for a token that is not there or a wrong PIN.
    public mutating func join(tokenPIN pin: String) throws {
        let cabinet = KeyCabinet(folder: keysDirectory)
        let body = try Installation.body(of: self)
        for system in KeyCabinet.System.allCases {
            guard let file = try TokenFile.read(system, keysDirectory) else { continue }
            let module = try TokenModule(path: file.place.module)
            let slot = try module.slot(label: file.place.token)
            let secret = try module.session(slot, pin: pin) { session in
                guard let key = try module.key(label: file.place.key, in: session) else {
                    throw Fault(.key, detail: "トークンに鍵「\(file.place.key)」がありません。")
                }
                return try module.open(file.sealed, iv: file.iv, with: key, in: session)
            }
            let kek = try KeyEncryptionKey(secret)
            // A change that was cut short has left the key of the file in force.
            guard (try? cabinet.open(system, body: body, with: kek, random: random)) != nil
            else { continue }
            joinedKeys[system] = kek
        }
    }
}
