// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import NumberGate
import Office
import Vocabulary

/// Which installation a command works on.
struct InstallationOptions: ParsableArguments {
    @Option(help: "庫のあるフォルダ")
    var data: String

    @Option(help: "鍵のあるフォルダ(既定は庫のフォルダの中の keys。本番では別のディスクに置く)")
    var keys: String?

    @Option(help: "制度の本の名前")
    var scheme = "sample"

    @Flag(help: "検証環境: 架空の個人番号だけを受け入れる")
    var rehearsal = false

    @Flag(help: "分けた鍵を、担当者の合言葉で開く(標準入力)")
    var unlock = false

    @OptionGroup var folders: DataFolders

    func settings() throws -> InstallationSettings {
        var settings = InstallationSettings(
            dataDirectory: URL(fileURLWithPath: data).standardizedFileURL.path,
            keysDirectory: keys.map { URL(fileURLWithPath: $0).standardizedFileURL.path },
            schemesDirectory: try folders.schemesFolder().path,
            layoutsDirectory: try folders.layoutsFolder().path, scheme: scheme,
            clock: SystemClock(), numberCheck: rehearsal ? .synthetic : .official)
        if let scanner = try LimitsFile(keysDirectory: settings.keysDirectory).scanner() {
            (settings.scanner, settings.scanTerms) = (scanner.scanner, scanner.terms)
        }
        if unlock { try KeyOpening.ask(&settings) }
        settings.secondFactor = try SecondFactorFile(keysDirectory: settings.keysDirectory).read()
        return settings
    }
}
