// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Office
import Safeguards
import Vault
import Vocabulary

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "両方の庫の同じ時点を、暗号化したファイルにする",
        discussion: """
            データは --to のファイルに、鍵は同じ名に .keys を付けたファイルに書きます。書いた後に戻して比べ、\
            一致しなければ残しません。包む鍵(.kek)は含みません。別に預けます。
            """)
    @OptionGroup var installation: InstallationOptions
    @Option(help: "書くファイル(既にあれば断る)") var to: String
    @Option(help: "値まで比べる記録の数") var records = 1_000

    func run() throws {
        let office = try Installation.open(try installation.settings())
        defer { try? office.close() }
        let report = try office.backUp(
            to: URL(fileURLWithPath: to).standardizedFileURL.path, by: .machine("backup"),
            records: records)
        Output.standard.write(
            "\(report.digest)\t\(report.bytes)\t\(report.manifest.madeAt)\t"
                + "件数 \(report.check.rows)、台帳 \(report.check.entries)、"
                + "比べた記録 \(report.check.records)、開いた項目 \(report.check.cells)\n")
    }
}

/// Opens the private half of the backup key.
struct BackupKeyOptions: ParsableArguments {
    @Option(help: "バックアップの秘密鍵を分けたファイル(key backup で作ったもの)") var shares: String

    func key() throws -> BackupPrivateKey {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: shares)))
        let (names, needed) = try BackupPrivateKey.holders(of: bytes)
        Output.complain("バックアップの鍵を開きます。")
        return try BackupPrivateKey(
            joining: bytes, with: PassphraseInput.known(names, needed: needed))
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "バックアップを空のフォルダへ戻し、件数と台帳を確かめる",
        discussion: """
            確かめ終わるまで --data のフォルダはできません。鍵を分けている場合は、続けて鍵の担当者の合言葉を求めます。\
            消去した人の鍵は、--destroyed の新しい一覧があれば、もう一度消去します。
            """)
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var backupKey: BackupKeyOptions
    @Option(help: "データのバックアップ") var from: String
    @Option(name: .customLong("keys-from"), help: "鍵のバックアップ(既定は --from に .keys を付けたもの)")
    var keysFrom: String?
    @Option(help: "包む鍵(.kek)のあるフォルダ(分割していない場合)") var kek: String?
    @Option(help: "消去した鍵の一覧(.destroyed)のあるフォルダ") var destroyed: String?
    @Option(help: "戻す理由(記録に残る)") var reason: String

    func run() throws {
        let key = try backupKey.key()
        let sources = RestoreSources(
            data: from, keys: keysFrom ?? from + ".keys", key: key, kekFolder: kek,
            destroyedFolder: destroyed)
        let report = try Installation.restore(
            sources, to: try installation.settings(), reason: reason
        ) { names, needed in
            Output.complain("個人の情報の鍵を開きます。")
            return PassphraseInput.known(names, needed: needed)
        }
        Output.standard.write(
            "\(report.manifest.madeAt) の状態に戻しました。件数 \(report.check.rows)、"
                + "台帳 \(report.check.entries)。\n")
    }
}

struct KeySeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "別のプログラムの写し(pg_dump など)を、バックアップの公開鍵に宛てて封じる",
        discussion: "封じた後に開いて比べ、一致しなければ残しません。元のファイルは消しません。")
    @OptionGroup var installation: InstallationOptions
    @Option(help: "封じるファイル") var from: String
    @Option(help: "書くファイル(既にあれば断る)") var to: String

    func run() throws {
        let settings = try installation.settings()
        let digest = try SealedFile.seal(
            from, to: URL(fileURLWithPath: to).standardizedFileURL.path,
            keys: settings.keysDirectory, madeAt: settings.clock.now().textInJapan)
        Output.standard.write("\(digest)\t封じました。元のファイルは、確かめてから消してください。\n")
    }
}

struct KeyUnseal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal", abstract: "key seal で封じたファイルを、担当者の合言葉で開く")
    @OptionGroup var backupKey: BackupKeyOptions
    @Option(help: "封じたファイル") var from: String
    @Option(help: "開いたものを置くフォルダ") var into: String

    func run() throws {
        let path = try SealedFile.open(from, into: into, with: try backupKey.key())
        Output.standard.write("\(path) に開きました。使い終えたら消してください。\n")
    }
}
