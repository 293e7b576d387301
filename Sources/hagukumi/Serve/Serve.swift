// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import ArgumentParser
import Desk
import Foundation
import Office

/// Opens the desk, the service of System 2, or both, on an installation, until it is stopped.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "画面と、システム2の連携の受付を開く(止めるには Ctrl-C)",
        discussion: """
            通信は TLS だけです。証明書を指定しないと、検証用の証明書を庫のフォルダに作ります。\
            差出人と問合せ先は、庫のフォルダの office.json から読みます。
            --system both(既定)は、一つのプログラムで両方を開きます。連携の受付は peer setup で設定した後に開きます。\
            --system addressee は受付だけを開き、福祉総合システムの庫も鍵も使いません。\
            --system casework は画面だけを開きます。
            """)

    /// Which of the two systems this process opens.
    enum System: String, ExpressibleByArgument, CaseIterable {
        case addressee, casework, both
    }

    @OptionGroup var installation: InstallationOptions
    @Option(help: "開くもの: both 両方、casework 画面だけ、addressee 連携の受付だけ")
    var system = System.both
    @Option(help: "画面のポート(受付のポートは peer setup で決める)") var port = 8443
    @Option(help: "画面を受け付ける宛先(既定はこの機械だけ)") var host = "127.0.0.1"
    @Option(help: "画面の証明書(PEM。中間証明書を続けて書いたもの)") var certificate: String?
    @Option(help: "画面の証明書の秘密鍵(PEM)") var key: String?
    @Option(
        name: .customLong("terminals"), help: "端末の証明書の発行元(PEM)。指定すると端末を証明書で見分ける")
    var terminals: String?
    @Flag(name: .customLong("require-terminal"), help: "登録した端末からだけログインできる(--terminals と使う)")
    var requiresTerminal = false

    @Option(help: "職員が練習する画面の宛先(hagukumi practice。https:// で始まる)。上の帯に「練習」を出す")
    var practice: String?

    func validate() throws {
        guard practice.map({ $0.hasPrefix("https://") }) ?? true else {
            throw ValidationError("--practice は https:// で始まる宛先で指定してください")
        }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate と --key は両方を指定してください")
        }
        guard !requiresTerminal || terminals != nil else {
            throw ValidationError("--require-terminal には --terminals が要ります")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("ポートは0から65535までで指定してください")
        }
        guard system != .addressee || certificate == nil else {
            throw ValidationError("連携の受付の証明書は peer setup で指定します")
        }
    }

    func run() async throws {
        var settings = try installation.settings()
        settings.needsTerminal = requiresTerminal
        try KeyOpening.askOrLeave(&settings)
        let service = OpenService(
            folder: ServiceFolder(settings.serviceDirectory), isRehearsal: installation.rehearsal)
        guard system != .addressee else {
            let office = try AddresseeInstallation.open(settings)
            try await serve(office, service)
            return try office.close()
        }
        let office = try Installation.open(settings)
        // A password alone opens a desk only in a rehearsal.
        guard installation.rehearsal || settings.secondFactor != nil else {
            try office.close()
            throw InstallationRefusal.noSecondFactor
        }
        try await serve(office, system == .both ? service : nil)
        try office.close()
        Output.complain("画面を閉じました。")
    }

    private func serve(_ office: Installation, _ service: OpenService?) async throws {
        let desk = try deskSettings(office)
        let inquiries = try InquiryRounds(office)
        let witness = try WitnessRounds(office)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await Desk.serve(office, settings: desk) { address in
                    Output.complain("画面を開きました: \(address)")
                }
            }
            if let service {
                if service.folder.isPrepared {
                    group.addTask { try await service.run(office.peers) }
                } else {
                    Output.complain("連携の受付は、設定がないため開きません(peer setup で設定)。")
                }
            }
            if let inquiries { group.addTask { try await inquiries.run() } }
            if let witness { group.addTask { try await witness.run() } }
            group.addTask { try await OversightRounds(office: office).run() }
            group.addTask { try await JobRounds(office: office).run() }
            // The first to end ends all: a signal, a taken port, or an unknown outcome.
            try await group.next()
            group.cancelAll()
        }
    }

    private func serve(_ office: AddresseeInstallation, _ service: OpenService) async throws {
        let witness = try WitnessRounds(office)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run(office.peers) }
            if let witness { group.addTask { try await witness.run() } }
            try await group.next()
            group.cancelAll()
        }
    }

    private func deskSettings(_ office: Installation) throws -> DeskSettings {
        var settings = DeskSettings(
            host: host, port: port, isRehearsal: installation.rehearsal,
            office: try OfficePaper.read(in: office.settings.dataDirectory))
        settings.terminalAuthority = terminals
        settings.practiceAddress = practice
        if let certificate, let key { settings.certificate = .files(chain: certificate, key: key) }
        return settings
    }
}

/// The service of System 2, as the settings of an installation say.
struct OpenService: Sendable {
    let folder: ServiceFolder
    let isRehearsal: Bool

    /// - Throws: `ServiceRefusal`, also when a real municipality has not stated its own ids yet.
    func run(_ window: PeerWindow) async throws {
        guard isRehearsal || window.register.isConfirmed else {
            throw ServiceRefusal.registerUnconfirmed
        }
        let settings = try folder.settings()
        do {
            try await AddresseeService.serve(
                window, credentials: folder.credentials, settings: settings,
                clock: SystemClock()
            ) { port in
                Output.complain("連携の受付を開きました: https://\(settings.host):\(port)/")
            }
        } catch {
            // Where the desk ended first it takes the service with it: an end, no fault.
            guard Task.isCancelled else { throw error }
        }
        Output.complain("連携の受付を閉じました。")
    }
}
