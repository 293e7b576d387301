// SPDX-License-Identifier: Apache-2.0
import AddresseeService
import ArgumentParser
import Desk
import Foundation
import Office

/// Opens a desk for every municipality of the list, and the service of its System 2 where it is set
/// up. Each has listeners, certificates, peers and a host name of its own: a request can reach only
/// the municipality whose listener it came to.
struct MunicipalitiesServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "すべての団体の画面を開く(止めるには Ctrl-C)",
        discussion: """
            団体ごとに、別のポートと証明書とホスト名で開きます。システム2の連携の受付は、団体ごとに peer setup で\
            設定した後に、その団体の相手先だけに開きます。一つの団体の画面が障害で止まると、\
            プログラム全体が終わります。起動し直すと、どの団体も庫を確かめてから開きます。
            """)
    @OptionGroup var municipalities: MunicipalityOptions

    func run() async throws {
        let list = try municipalities.list()
        let open = try Municipalities.open(list, like: try municipalities.base())
        let desks = try open.places.map { ($0, try settings(of: $0, on: list)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, settings) in desks {
                group.addTask {
                    try await Desk.serve(place.office, settings: settings) { address in
                        Output.complain("\(place.entry.name) の画面を開きました: \(address)")
                    }
                }
                let service = OpenService(
                    folder: ServiceFolder(place.office.settings.serviceDirectory),
                    isRehearsal: place.entry.isRehearsal)
                guard service.folder.isPrepared else { continue }
                group.addTask { try await service.run(place.office.peers) }
            }
            // The first to end ends all: only a new start reconciles what an unknown outcome left.
            defer { group.cancelAll() }
            try await group.next()
        }
        try open.close()
        Output.complain("画面を閉じました。")
    }

    private func settings(
        of place: Municipalities.Place, on list: MunicipalityList
    ) throws -> DeskSettings {
        let entry = place.entry
        var settings = DeskSettings(
            host: entry.listeningAddress, port: entry.port, name: entry.host,
            isRehearsal: entry.isRehearsal,
            office: try OfficePaper.read(in: place.office.settings.dataDirectory))
        if let files = list.certificate(of: entry) {
            settings.certificate = .files(chain: files.chain, key: files.key)
        }
        return settings
    }
}
