// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Scheme

/// Several municipalities on one program: 共同利用 with 区分管理.
struct MunicipalitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "municipalities", abstract: "複数の団体を一つのプログラムで扱う(団体ごとに区分管理)",
        discussion: """
            団体の一覧(municipalities.json)に、団体ごとの庫のフォルダ、鍵、制度の本、ホスト名、ポートを書きます。\
            二つの団体が同じフォルダ・鍵・ホスト名・団体コードを使う一覧は開きません。\
            取込などほかの命令は、これまでどおり --data で一つの団体だけを開きます。
            """,
        subcommands: [
            MunicipalitiesList.self, MunicipalitiesInit.self, MunicipalitiesServe.self,
        ])
}

/// Which list, and what is the machine's.
struct MunicipalityOptions: ParsableArguments {
    @Argument(help: "団体の一覧(municipalities.json)") var file: String
    @OptionGroup var folders: DataFolders

    func list() throws -> MunicipalityList { try MunicipalityList.read(file) }

    /// Books, layouts and clock; folder, keys and law come from the list.
    func base() throws -> InstallationSettings {
        InstallationSettings(
            dataDirectory: "", schemesDirectory: try folders.schemesFolder().path,
            layoutsDirectory: try folders.layoutsFolder().path, scheme: "", clock: SystemClock())
    }
}

struct MunicipalitiesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "一覧を確かめ、団体を並べる")
    @OptionGroup var municipalities: MunicipalityOptions
    @OptionGroup var options: InspectOptions

    private struct Line: Encodable {
        let name: String
        let body: String
        let title: String
        let data: String
        let host: String
        let port: Int
    }

    func run() throws {
        let open = try Municipalities.open(
            try municipalities.list(), like: try municipalities.base())
        let lines = open.places.map { place in
            Line(
                name: place.entry.name, body: place.office.body, title: place.office.book.title,
                data: place.office.settings.dataDirectory, host: place.entry.host,
                port: place.entry.port)
        }
        try open.close()
        for line in lines {
            if options.json {
                try Output.standard.json(line)
            } else {
                Output.standard.write(
                    "\(line.name)\t\(line.body)\t\(line.title)\thttps://\(line.host):\(line.port)/"
                        + "\t\(line.data)\n")
            }
        }
    }
}

struct MunicipalitiesInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "まだない団体の鍵と空の庫を作る")
    @OptionGroup var municipalities: MunicipalityOptions

    func run() throws {
        let (open, made) = try Municipalities.create(
            try municipalities.list(), like: try municipalities.base())
        for place in open.places {
            let what = made.contains(place.entry.name) ? "作りました" : "既にあります"
            Output.standard.write(
                "\(place.entry.name)\t\(place.office.body)\t\(place.office.book.title)\t\(what)\n")
        }
        try open.close()
    }
}
