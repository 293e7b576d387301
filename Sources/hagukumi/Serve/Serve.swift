// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Desk
import Foundation
import Office
import Press

/// Opens the desk on an installation, until it is stopped.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "画面を開く(止めるには Ctrl-C)",
        discussion: """
            通信は TLS だけです。証明書を指定しないと、検証用の証明書を庫のフォルダに作ります。\
            差出人と問合せ先は、庫のフォルダの office.json から読みます。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(help: "画面のポート") var port = 8443
    @Option(help: "受け付ける宛先(既定はこの機械だけ)") var host = "127.0.0.1"
    @Option(help: "証明書(PEM。中間証明書を続けて書いたもの)") var certificate: String?
    @Option(help: "証明書の秘密鍵(PEM)") var key: String?

    func validate() throws {
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate と --key は両方を指定してください")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("ポートは0から65535までで指定してください")
        }
    }

    func run() async throws {
        let office = try Installation.open(try installation.settings())
        var settings = DeskSettings(
            host: host, port: port, isRehearsal: installation.rehearsal,
            office: try OfficePaper.read(in: office.settings.dataDirectory))
        if let certificate, let key { settings.certificate = .files(chain: certificate, key: key) }
        try await Desk.serve(office, settings: settings) { address in
            Output.complain("画面を開きました: \(address)")
        }
        try office.close()
        Output.complain("画面を閉じました。")
    }
}

/// `office.json` in the data folder: who signs letters, and who answers questions.
private struct OfficePaper: Decodable {
    let city: String
    let senderTitle: String
    let senderName: String?
    let hasSealOmitted: Bool?
    let deskName: String
    let deskAddress: String?
    let deskPhone: String
    let deskHours: String?

    static func read(in folder: String) throws -> OfficeProfile {
        let file = URL(fileURLWithPath: folder).appendingPathComponent("office.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return .unnamed }
        let paper = try JSONDecoder().decode(OfficePaper.self, from: Data(contentsOf: file))
        return OfficeProfile(
            city: paper.city,
            sender: Sender(
                title: paper.senderTitle, name: paper.senderName ?? "",
                seal: paper.hasSealOmitted ?? false ? .omitted : .place),
            desk: ContactDesk(
                name: paper.deskName, address: paper.deskAddress ?? "", phone: paper.deskPhone,
                hours: paper.deskHours ?? ""))
    }
}
