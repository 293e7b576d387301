// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards
import Vault

/// The keys, at the machine itself: whoever may do this holds the folder of keys already.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "鍵の状態・分割・更新・バックアップの鍵",
        subcommands: [
            KeyStatus.self, KeySplit.self, KeyJoin.self, KeyToken.self, KeyRotate.self,
            KeyBackup.self, KeySeal.self, KeyUnseal.self,
        ])
}

struct KeyStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "鍵の預け方と版を示す(個人の情報は示さない)")
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        let settings = try installation.settings()
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        for system in KeyCabinet.System.allCases {
            let words =
                switch cabinet.custody(of: system) {
                case .none: "鍵がありません"
                case .away where try settings.token != nil: "トークン（PKCS#11）"
                case .away: "包む鍵のファイルがここにありません（鍵なしの運転になります）"
                case .file: "ファイル"
                case .shares(let holders, let needed):
                    "分割 \(holders.count)人のうち\(needed)人（\(holders.joined(separator: "、"))）"
                }
            let gone = try cabinet.destroyed(of: system).marks().count
            Output.standard.write("\(system.rawValue)\t\(words)\t消去した鍵 \(gone)\n")
        }
        let hasBackupKey = FileManager.default.fileExists(
            atPath: settings.keysDirectory + "/backup.public")
        Output.standard.write("バックアップの公開鍵\t\(hasBackupKey ? "あり" : "なし")\n")
    }
}

struct KeySplit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "鍵を担当者の合言葉に分ける(包む鍵のファイルはなくなる)",
        discussion: """
            合言葉は担当者が一人ずつ入力します。分けた後の起動(serve)は、必要な人数の合言葉を求めます。\
            そろわないときは、個人の情報を扱わずに開きます。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(name: .customLong("holder"), help: "担当者の名前(人数分くり返す)") var holders: [String]
    @Option(help: "開くのに必要な人数") var needed = 2

    func validate() throws {
        guard needed >= 2, holders.count >= needed else {
            throw ValidationError("担当者は必要な人数(2人以上)より多くしてください")
        }
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let passphrases = try PassphraseInput.new(holders)
        try office.splitKeys(among: passphrases, needed: needed, by: .machine("key-split"))
        Output.standard.write("鍵を\(holders.count)人に分けました。\(needed)人の合言葉で開きます。\n")
    }
}

struct KeyJoin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "分けた鍵をファイルに戻す(担当者が替わるとき)")
    @OptionGroup var installation: InstallationOptions

    func run() throws {
        var settings = try installation.settings()
        guard try settings.keyHolders != nil || settings.token != nil else {
            throw ValidationError("鍵は分けられても、預けられてもいません")
        }
        if settings.joinedKeys.isEmpty { try KeyOpening.ask(&settings) }
        let office = try Installation.open(settings)
        defer { try? office.close() }
        try office.gatherKeys(by: .machine("key-join"))
        Output.standard.write("鍵をファイルに戻しました。担当者が決まり次第、key split で分けてください。\n")
    }
}

struct KeyToken: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "鍵をトークン(PKCS#11、HSM)に預ける(包む鍵のファイルはなくなる)",
        discussion: "PINは標準入力から1行。預けた後の起動は、トークンとPINを求めます。")
    @OptionGroup var installation: InstallationOptions
    @Option(help: "製造者のPKCS#11モジュール(.so)") var module: String
    @Option(help: "トークンのラベル") var token: String
    @Option(name: .customLong("label"), help: "トークンの中の鍵のラベル(なければ作る)")
    var label = "hagukumi"

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        try office.entrustKeys(
            to: TokenPlace(module: module, token: token, key: label),
            pin: try SecretLine.read(prompt: "トークンのPIN: "), by: .machine("key-token"))
        Output.standard.write("鍵をトークン「\(token)」に預けました。\n")
    }
}

struct KeyRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "鍵を更新する(画面を開いたまま行える。止まっても続きから)",
        discussion: """
            終わっていない更新があれば、新しい版を作らずに終わらせます。索引の鍵(index: 個人番号と口座)も\
            同じに更新します。終わるまで前の版と新しい版の両方で探します。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(
        name: .customLong("class"), parsing: .upToNextOption,
        help: "種類: individualNumber account protectedAddress sensitive index(既定はすべて)")
    var classes: [String] = []

    func validate() throws {
        guard
            classes.allSatisfy({ name in
                name == "index" || KeyClass.ofPersons.contains { $0.rawValue == name }
            })
        else { throw ValidationError("種類の名前が違います") }
    }

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let wanted = classes.compactMap(KeyClass.init)
        let machine = Principal.machine("key-rotate")
        func show(_ count: Int) { Output.complain("更新した鍵・索引 \(count)") }
        var report = RotationReport()
        if classes.isEmpty {
            report = try office.renewKeys(by: machine, batch: show)
        } else if !wanted.isEmpty {
            report = try office.rotateKeys(Set(wanted), by: machine, batch: show)
        }
        if classes.contains("index") {
            let indexes = try office.rotateIndexes(by: machine, batch: show)
            report.versions += indexes.versions
            report.reindexed = indexes.reindexed
        }
        Output.standard.write(
            "新しい版 \(report.versions)、包み直した鍵 \(report.rewrapped)、"
                + "更新した索引 \(report.reindexed)\n")
    }
}

struct KeyBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "バックアップの鍵を作る(公開鍵はこの機械に、秘密鍵は分けて持ち出す)",
        discussion: "--shares のファイルは媒体に移し、この機械から消します。開くには担当者の合言葉が要ります。")
    @OptionGroup var installation: InstallationOptions
    @Option(help: "秘密鍵を分けたものを書くファイル") var shares: String
    @Option(name: .customLong("holder"), help: "担当者の名前(人数分くり返す)") var holders: [String]
    @Option(help: "開くのに必要な人数") var needed = 2

    func run() throws {
        let settings = try installation.settings()
        let place = settings.keysDirectory + "/backup.public"
        guard !FileManager.default.fileExists(atPath: place) else {
            throw ValidationError("バックアップの公開鍵は既にあります: \(place)")
        }
        let random = SystemRandomBytes()
        let key = try BackupPrivateKey(random: random)
        let passphrases = try PassphraseInput.new(holders)
        let bytes = try key.shares(among: passphrases, needed: needed, random: random)
        try NewFile.write(bytes, to: shares)
        try NewFile.write(Array(key.publicKey.text.utf8), to: place)
        Output.standard.write("バックアップの鍵 \(key.publicKey.name) を作りました。\n")
    }
}

/// A file that must not exist yet, of mode 0600.
enum NewFile {
    static func write(_ bytes: [UInt8], to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("既にあるファイルは上書きしません: \(path)")
        }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw ValidationError("書けません: \(path)") }
    }
}
