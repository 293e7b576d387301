// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Vault
import Vocabulary

/// The protected folder of the service: `service.json` with its settings, its certificate and key,
/// the authorities of the peers, and `peers.json` with their credentials.
public struct ServiceFolder: Sendable {
    public let url: URL

    public init(_ path: String) { url = URL(fileURLWithPath: path) }

    private var settingsFile: URL { url.appendingPathComponent("service.json") }
    /// The register of the peers, where the municipality has its own.
    public var registerFile: URL { url.appendingPathComponent("register.json") }

    /// Whether the service was set up here.
    public var isPrepared: Bool { FileManager.default.fileExists(atPath: settingsFile.path) }

    public var credentials: CredentialFile {
        CredentialFile(url.appendingPathComponent("peers.json"))
    }

    /// Where the service listens and under which certificate. Paths are seen from the folder.
    private struct Paper: Codable {
        var host: String
        var port: Int
        var audience: String
        var certificate: String
        var key: String
        var clientAuthorities: String
    }

    /// - Throws: `ServiceRefusal.notPrepared`, `.unusable`: unreadable, or open to others.
    public func settings() throws(ServiceRefusal) -> ServiceSettings {
        guard isPrepared else { throw .notPrepared(url.path) }
        try check(url, forbidden: 0o077)
        guard
            let paper = try? JSONDecoder().decode(Paper.self, from: Data(contentsOf: settingsFile)),
            (0...65_535).contains(paper.port)
        else { throw .unusable("service.json を読めません") }
        let key = file(paper.key)
        try check(key, forbidden: 0o077)
        return ServiceSettings(
            host: paper.host, port: paper.port, certificateChain: file(paper.certificate).path,
            privateKey: key.path, clientAuthorities: file(paper.clientAuthorities).path,
            audience: paper.audience)
    }

    /// Sets the service up with files of the municipality.
    /// - Throws: `ServiceRefusal.unusable` when it is set up already, `Fault(.disk)`.
    public func prepare(_ settings: ServiceSettings) throws {
        try make()
        let paper = Paper(
            host: settings.host, port: settings.port, audience: settings.audience,
            certificate: settings.certificateChain, key: settings.privateKey,
            clientAuthorities: settings.clientAuthorities)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(Array(try encoder.encode(paper)), to: settingsFile)
    }

    /// Sets the service up for a rehearsal: an authority, and a certificate of it for the server.
    public func prepareRehearsal(
        host: String, port: Int, audience: String, now: Date
    ) throws {
        try make()
        let authority = try DevelopmentAuthority(folder: url, now: now)
        let pair = try authority.signServer(host: host, now: now)
        try put("server.pem", pair.certificate)
        try put("server.key", pair.key)
        try prepare(
            ServiceSettings(
                host: host, port: port, certificateChain: "server.pem", privateKey: "server.key",
                clientAuthorities: "development-ca.pem", audience: audience))
    }

    /// Hands a peer what it needs into a folder of its own, each file once.
    /// - Throws: `ServiceRefusal.fileIsThere`, `Fault(.disk)`.
    public static func hand(_ files: [(name: String, text: String)], to folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let places = files.map { folder.appendingPathComponent($0.name) }
        for place in places where FileManager.default.fileExists(atPath: place.path) {
            throw ServiceRefusal.fileIsThere(place.path)
        }
        for (place, file) in zip(places, files) {
            try DurableFile.create(Array(file.text.utf8), at: place)
        }
    }

    private func put(_ name: String, _ text: String) throws {
        try DurableFile.write(Array(text.utf8), to: url.appendingPathComponent(name))
    }

    private func make() throws {
        guard !isPrepared else { throw ServiceRefusal.unusable("受付の設定は既にあります") }
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private func file(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(fileURLWithPath: path) : url.appendingPathComponent(path)
    }

    private func check(_ file: URL, forbidden bits: Int) throws(ServiceRefusal) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard let mode = attributes?[.posixPermissions] as? Int else {
            throw .unusable("\(file.lastPathComponent) がありません")
        }
        guard mode & bits == 0 else {
            throw .unusable("\(file.lastPathComponent) をほかの利用者が読めます")
        }
    }
}
