// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import ArgumentParser
import Foundation
import Office
import Vault
import Vocabulary

/// The peers of System 2 and their credentials, registered on the machine itself.
struct PeerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer", abstract: "システム2の接続先と、その鍵を登録する",
        discussion: """
            接続先は、住基 resident-register、税 tax、中間サーバー intermediate-server、\\
            中間サーバー端末 intermediate-terminal、福祉総合 welfare です。\\
            設定・証明書・鍵は、鍵のフォルダの中の service に置きます。庫のバックアップに入れません。
            """,
        subcommands: [
            PeerSetup.self, PeerAdd.self, PeerRotate.self, PeerRemove.self, PeerList.self,
        ])
}

extension InstallationOptions {
    /// Works on the peers of an installation: only System 2 is opened.
    func withPeers<R>(
        _ body: (AddresseeInstallation, ServiceFolder) throws -> R
    ) throws -> R {
        let office = try AddresseeInstallation.open(try settings())
        defer { try? office.close() }
        return try body(office, ServiceFolder(office.settings.serviceDirectory))
    }
}

extension PeerName {
    /// Reads the name of a peer from the command line.
    static func read(_ text: String) throws -> PeerName {
        guard let name = PeerName(rawValue: text) else {
            throw ValidationError(
                "接続先は " + PeerName.allCases.map(\.rawValue).joined(separator: "、") + " のどれかです")
        }
        return name
    }
}

/// What a new credential is made with.
struct CredentialOptions: ParsableArguments {
    @Option(help: "接続先の証明書(PEM)。検証環境で省くと、検証用の証明書を作る")
    var certificate: String?
    @Option(help: "渡すものを書く、新しいフォルダ(クライアントIDとシークレット。検証用なら証明書と鍵も)")
    var out: String

    /// The certificate that the peer will come with: its fingerprint, and for a rehearsal the
    /// files that the peer gets.
    func certificate(
        for name: PeerName, in folder: ServiceFolder, isRehearsal: Bool, now: Date
    ) throws -> (fingerprint: String, files: [(name: String, text: String)]) {
        if let certificate {
            let file = try CertificateFile(pem: URL(fileURLWithPath: certificate))
            guard now < file.notAfter else {
                throw ServiceRefusal.unusable("証明書（\(certificate)）の期限が切れています")
            }
            return (file.fingerprint, [])
        }
        guard isRehearsal else {
            throw ValidationError("--certificate で接続先の証明書を指定してください")
        }
        let authority = try DevelopmentAuthority(folder: folder.url, now: now)
        let pair = try authority.signClient(name.rawValue, now: now)
        let stage = FileManager.default.temporaryDirectory
            .appendingPathComponent("hagukumi-\(UUID().uuidString).pem")
        try pair.certificate.write(to: stage, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: stage) }
        return (
            try CertificateFile(pem: stage).fingerprint,
            [
                ("client.pem", pair.certificate), ("client.key", pair.key),
                ("ca.pem", authority.pem),
            ]
        )
    }

    /// Writes what the peer gets; the secret stands nowhere else in the clear but in the file of
    /// the service.
    func hand(
        _ issued: CredentialDesk.Issued, _ files: [(name: String, text: String)],
        settings: ServiceSettings
    ) throws {
        struct Paper: Encodable {
            let peer: String
            let clientID: String
            let clientSecret: String
            let audience: String
            let tokenPath = "/oauth2/token"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let paper = try encoder.encode(
            Paper(
                peer: issued.credential.peer.rawValue, clientID: issued.credential.clientID,
                clientSecret: issued.secret, audience: settings.audience))
        try ServiceFolder.hand(
            files + [("client.json", String(decoding: paper, as: UTF8.self) + "\n")],
            to: URL(fileURLWithPath: out))
    }

    /// Before anything is registered: what could not be handed over would be lost.
    func checkPlace() throws {
        let found = try? FileManager.default.contentsOfDirectory(atPath: out)
        guard found?.isEmpty ?? true else { throw ServiceRefusal.fileIsThere(out) }
    }
}
