// SPDX-License-Identifier: Apache-2.0
import Foundation
import Passkeys
public import Safeguards

/// `passkeys.json` among the keys: for which name of the server officers register authenticators,
/// and which models count. Whoever can change it could let another page in, so nobody else may.
public struct SecondFactorFile: Sendable {
    let url: URL

    public init(keysDirectory: String) {
        url = URL(fileURLWithPath: keysDirectory).appendingPathComponent("passkeys.json")
    }

    private struct Paper: Codable {
        /// The host name of the desk.
        var name: String
        /// The pages of the desk, each with its port.
        var origins: [String]
        var title: String
        /// AAGUID in hexadecimal; missing: every model.
        var models: [String]?
        var requiresAttestation: Bool?
        var acceptsCopies: Bool?
        /// Makers' root certificates (PEM), beside this file.
        var roots: [String]?
    }

    /// The second factor that the file states; `nil` without a file.
    /// - Throws: `InstallationRefusal.secondFactorUnusable`.
    public func read() throws -> SecondFactor? {
        let files = FileManager.default
        guard files.fileExists(atPath: url.path) else { return nil }
        let mode = try files.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        guard let mode, mode & 0o022 == 0 else {
            throw InstallationRefusal.secondFactorUnusable("ほかの利用者が書き換えられます")
        }
        guard let paper = try? JSONDecoder().decode(Paper.self, from: Data(contentsOf: url)),
            !paper.name.isEmpty, !paper.origins.isEmpty,
            paper.origins.allSatisfy({ $0.hasPrefix("https://") })
        else { throw InstallationRefusal.secondFactorUnusable("読めないか、https の番地がありません") }
        let models = try paper.models.map { try Set($0.map(model)) }
        return SecondFactor(
            party: RelyingParty(
                id: paper.name, origins: Set(paper.origins), title: paper.title),
            policy: AuthenticatorPolicy(
                models: models, requiresAttestation: paper.requiresAttestation ?? false,
                roots: try (paper.roots ?? []).map(root),
                acceptsCopies: paper.acceptsCopies ?? false))
    }

    /// Writes the file for a desk under this name; an existing one is replaced whole.
    public func write(name: String, port: Int, title: String) throws {
        let paper = Paper(name: name, origins: ["https://\(name):\(port)"], title: title)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(paper).write(to: url, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: url.path)
    }

    private func model(_ text: String) throws -> [UInt8] {
        let digits = text.filter { $0 != "-" }
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            let begin = digits.index(digits.startIndex, offsetBy: place)
            return UInt8(digits[begin..<digits.index(begin, offsetBy: 2)], radix: 16)
        }
        guard digits.count == 32, bytes.count == 16 else {
            throw InstallationRefusal.secondFactorUnusable("機種(AAGUID)は16進の32桁です")
        }
        return bytes
    }

    /// The DER bytes between the lines of a PEM file.
    private func root(_ name: String) throws -> [UInt8] {
        let file = url.deletingLastPathComponent().appendingPathComponent(name)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let inside = lines.drop { !$0.hasPrefix("-----BEGIN CERTIFICATE") }.dropFirst()
            .prefix { !$0.hasPrefix("-----END") }
        guard let der = Data(base64Encoded: inside.joined()), !der.isEmpty else {
            throw InstallationRefusal.secondFactorUnusable("製造者の証明書 \(name) が読めません")
        }
        return Array(der)
    }
}
