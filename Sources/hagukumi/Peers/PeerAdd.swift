// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import ArgumentParser
import Foundation
import Office
import Vault
import Vocabulary

struct PeerAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "接続先に最初の鍵を渡す(シークレットは渡すフォルダに一度だけ書く)")
    @Argument(help: "接続先の名前", transform: PeerName.read) var name: PeerName
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var credential: CredentialOptions

    func run() throws {
        try installation.withPeers { office, folder in
            try credential.checkPlace()
            let settings = try folder.settings()
            let (fingerprint, files) = try credential.certificate(
                for: name, in: folder, isRehearsal: installation.rehearsal, now: Date())
            let issued = try CredentialDesk(office.peers, file: folder.credentials).register(
                name, certificate: fingerprint,
                random: SystemRandomBytes().bytes(CredentialDesk.randomBytes))
            try credential.hand(issued, files, settings: settings)
            Output.standard.write(
                "\(name.rawValue) を登録しました。\(credential.out) を接続先に安全な方法で渡し、消してください。\n")
        }
    }
}

/// Replaces a secret, and the certificate when a new one is given.
struct PeerRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "接続先の鍵を取り替える(前の鍵は、しばらく並んで通る)")
    @Argument(help: "接続先の名前", transform: PeerName.read) var name: PeerName
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var credential: CredentialOptions
    @Option(name: .customLong("old-hours"), help: "前の鍵が通る時間(漏れたときは0)")
    var oldHours = 24
    @Flag(name: .customLong("keep-certificate"), help: "証明書はそのままにする")
    var keepsCertificate = false

    func validate() throws {
        guard (0...720).contains(oldHours) else {
            throw ValidationError("--old-hours は0から720までで指定してください")
        }
        guard !keepsCertificate || credential.certificate == nil else {
            throw ValidationError("--keep-certificate と --certificate は一方だけです")
        }
    }

    func run() throws {
        try installation.withPeers { office, folder in
            try credential.checkPlace()
            let settings = try folder.settings()
            let new =
                keepsCertificate
                ? nil
                : try credential.certificate(
                    for: name, in: folder, isRehearsal: installation.rehearsal, now: Date())
            let end = SystemClock().now().microseconds + Int64(oldHours) * 3_600_000_000
            let issued = try CredentialDesk(office.peers, file: folder.credentials).rotate(
                name, certificate: new?.fingerprint, oldUntil: Instant(microseconds: end),
                random: SystemRandomBytes().bytes(CredentialDesk.randomBytes))
            try credential.hand(issued, new?.files ?? [], settings: settings)
            Output.standard.write(
                "\(name.rawValue) の鍵を取り替えました。前の鍵は\(oldHours)時間通ります。\n")
        }
    }
}

struct PeerRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "接続先の鍵をすべて外す(動いている受付にもすぐ効く)")
    @Argument(help: "接続先の名前", transform: PeerName.read) var name: PeerName
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        try installation.withPeers { office, folder in
            try CredentialDesk(office.peers, file: folder.credentials).remove(name)
            Output.standard.write("\(name.rawValue) の鍵を外しました。\n")
        }
    }
}
