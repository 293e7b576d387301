// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Ledger
import Office
import Vault
import Vocabulary

/// The witness: a small program for a host of another department.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "副署者: 別の課の機械で、台帳が書き直されていないことを確かめて副署する",
        subcommands: [WitnessSetup.self, WitnessServe.self, WitnessShow.self])
}

/// Where a witness keeps its key, the ledgers that it knows and what it has seen.
struct WitnessPlace: ParsableArguments {
    @Option(help: "副署者のフォルダ(鍵、知っている台帳、控え)") var state: String

    private var ledgersFile: String { state + "/ledgers.txt" }

    func witness() throws -> Witness {
        guard let name = FileManager.default.contents(atPath: state + "/name.txt"),
            let seed = FileManager.default.contents(atPath: state + "/witness.key"),
            let signer = WitnessSigner(
                name: String(decoding: name, as: UTF8.self)
                    .trimmingCharacters(in: .whitespacesAndNewlines), privateKey: Array(seed))
        else { throw Fault(.key, detail: "副署者の鍵がありません: \(state)(witness setup で作ります)") }
        return Witness(
            signer: signer, ledgers: try ledgers(),
            folder: try WitnessFolder(state + "/seen"))
    }

    /// Lines `ORIGIN KEY`: what `hagukumi verify --public-keys` shows.
    private func ledgers() throws -> [String: LedgerVerifier] {
        guard let data = FileManager.default.contents(atPath: ledgersFile) else {
            throw Fault(.disk, detail: "知っている台帳の一覧がありません: \(ledgersFile)")
        }
        var known: [String: LedgerVerifier] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count == 2, let verifier = LedgerVerifier(text: words[1]) else {
                throw ValidationError("\(ledgersFile) は「台帳の名 公開鍵」の行で書いてください")
            }
            known[words[0]] = verifier
        }
        return known
    }
}

/// Makes the folder and the key of a witness.
struct WitnessSetup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "副署者の鍵を作る(副署する機械で一度だけ)")
    @OptionGroup var place: WitnessPlace
    @Option(help: "副署者の名(例 soumu.example.jp/witness)") var name: String

    func run() throws {
        let files = FileManager.default
        let path = place.state + "/witness.key"
        guard !files.fileExists(atPath: path) else {
            throw ValidationError("鍵は既にあります。作り直すと、これまでの副署を確かめられなくなります")
        }
        let seed = SystemRandomBytes().bytes(32)
        guard let signer = WitnessSigner(name: name, privateKey: seed) else {
            throw ValidationError("名に空白と + は使えません")
        }
        try files.createDirectory(
            atPath: place.state, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard
            files.createFile(
                atPath: path, contents: Data(seed), attributes: [.posixPermissions: 0o600]),
            files.createFile(atPath: place.state + "/name.txt", contents: Data(name.utf8)),
            files.fileExists(atPath: place.state + "/ledgers.txt")
                || files.createFile(atPath: place.state + "/ledgers.txt", contents: Data())
        else { throw Fault(.disk, detail: "副署者のフォルダに書けません: \(place.state)") }
        Output.standard.write("\(signer.verifier.text)\n")
        Output.complain("公開鍵です。庫の鍵のフォルダの witness.json に書き、ledgers.txt に台帳の公開鍵を書いてください。")
    }
}

/// Shows what the witness has seen, for the auditors.
struct WitnessShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "副署者の控えを示す(検証に持って行く)")
    @OptionGroup var place: WitnessPlace
    @Option(help: "台帳の名(省くと一覧)") var origin: String?

    func run() throws {
        let witness = try place.witness()
        guard let origin else {
            for origin in witness.ledgers.keys.sorted() {
                let known = try witness.known(origin)
                Output.standard.write(
                    "\(origin)\t\(known?.size ?? 0)件\t\(known?.root.description ?? "-")\n")
            }
            return
        }
        guard let note = try witness.lastNote(of: origin) else { throw ExitStatus.no }
        Output.standard.write(note)
    }
}
