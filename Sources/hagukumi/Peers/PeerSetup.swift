// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import ArgumentParser
import Foundation
import Office

/// Sets the service up: where it listens and under which certificate.
struct PeerSetup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "連携の受付の宛先・ポート・証明書を決める",
        discussion: """
            検証環境(--rehearsal)では、証明書を省くと検証用の認証局を作ります。\\
            本番では、サーバーの証明書と鍵、接続先の証明書を出す認証局を指定します。\\
            audience は、接続先が証明(JWT)の aud に書く文字列です。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(help: "受け付ける宛先") var host = "127.0.0.1"
    @Option(help: "受付のポート") var port = 8444
    @Option(help: "証明(JWT)の宛先。省くと https://HOST:PORT/oauth2/token")
    var audience: String?
    @Option(help: "サーバーの証明書(PEM)") var certificate: String?
    @Option(help: "サーバーの証明書の秘密鍵(PEM。持ち主だけが読めること)") var key: String?
    @Option(name: .customLong("client-ca"), help: "接続先の証明書を出す認証局(PEM)")
    var clientAuthorities: String?

    func validate() throws {
        let given = [certificate, key, clientAuthorities].compactMap(\.self).count
        guard given == 3 || given == 0 && installation.rehearsal else {
            throw ValidationError("--certificate、--key、--client-ca をそろえて指定してください")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("ポートは0から65535までで指定してください")
        }
    }

    func run() throws {
        let audience = audience ?? "https://\(host):\(port)/oauth2/token"
        try installation.withPeers { office, folder in
            if let certificate, let key, let clientAuthorities {
                func full(_ path: String) -> String {
                    URL(fileURLWithPath: path).standardizedFileURL.path
                }
                try folder.prepare(
                    ServiceSettings(
                        host: host, port: port, certificateChain: full(certificate),
                        privateKey: full(key), clientAuthorities: full(clientAuthorities),
                        audience: audience))
                _ = try folder.settings()
            } else {
                try folder.prepareRehearsal(
                    host: host, port: port, audience: audience, now: Date())
            }
            Output.standard.write("連携の受付を \(folder.url.path) に設定しました。\n")
            if !office.peers.register.isConfirmed {
                Output.complain(
                    "業務IDは見本(未確認)です。団体の番号を \(folder.registerFile.path) に書いてください。")
            }
        }
    }
}
