// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Copying
import Foundation

/// What the recipient of a copy does on the own machine: no installation is needed or opened.
struct CopyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "複製を受け取る人の鍵と、複製を開くこと",
        discussion: "複製の申請・承認・作成は画面 1520 で行います。ここでは受取人が自分の機械で、鍵を作り、渡された複製を開きます。",
        subcommands: [CopyKeyCommand.self, CopyShowCommand.self, CopyOpenCommand.self])
}

struct CopyKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "受取人の鍵を作り、公開鍵の一行を出す")
    @Option(help: "秘密鍵を書くファイル(あるファイルには書かない)") var out: String

    func run() throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: out) else {
            throw ValidationError("\(out) はすでにあります。別の名前にしてください")
        }
        let key = CopyPrivateKey()
        guard
            files.createFile(
                atPath: out, contents: Data(key.pem.utf8), attributes: [.posixPermissions: 0o600])
        else { throw ValidationError("\(out) に書けません") }
        Output.standard.write("\(key.publicKey)\n")
        Output.complain("秘密鍵を \(out) に書きました。だれにも渡さず、この機械から出さないでください。")
        Output.complain("上の一行を、複製を申請する管理者に渡してください。")
        Output.complain("承認する人と読み合わせる20けた: \(key.publicKey.fingerprint)")
    }
}

struct CopyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "複製の表書きを見る(中は開かない)")
    @Argument(help: "複製のファイル(C000001.hgk)") var file: String
    @OptionGroup var options: InspectOptions

    func run() throws {
        let header = try CopyContainer.header(of: [UInt8](CopyFile.read(file)))
        guard !options.json else { return try Output.standard.json(header) }
        Output.standard.write(
            "複製番号 \(header.number)\n一覧 \(header.list) \(header.rows)行\n"
                + "受取人 \(header.recipient)（\(header.recipientClass.title)） 鍵 \(header.key)\n"
                + "申請 \(header.requester) 承認 \(header.approver) 作成 \(header.writer) \(header.writtenAt)\n"
        )
    }
}

struct CopyOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "受取人の鍵で複製を開き、中のファイルを書く")
    @Argument(help: "複製のファイル(C000001.hgk)") var file: String
    @Option(help: "copy key で作った秘密鍵のファイル") var key: String
    @Option(help: "書く先のフォルダ(既定はいまの場所)") var into: String = "."

    func run() throws {
        let key = try CopyPrivateKey(
            pem: String(decoding: CopyFile.read(key), as: UTF8.self))
        let (header, content) = try CopyContainer.open([UInt8](CopyFile.read(file)), with: key)
        // A name from outside is a name in this folder and nothing else.
        let name = URL(fileURLWithPath: "/" + header.file).lastPathComponent
        let place = URL(fileURLWithPath: into).appendingPathComponent(name)
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw ValidationError("\(name) はすでにあります。別のフォルダを --into で指定してください")
        }
        guard
            FileManager.default.createFile(
                atPath: place.path, contents: Data(content),
                attributes: [.posixPermissions: 0o600])
        else { throw ValidationError("\(place.path) に書けません") }
        Output.standard.write("\(name) を書きました（\(header.number)、\(header.rows)行）。\n")
    }
}

enum CopyFile {
    static func read(_ path: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) を読めません")
        }
        return data
    }
}
