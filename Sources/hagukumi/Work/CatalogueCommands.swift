// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Inquiries

struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", abstract: "情報照会の目録に署名する、確かめる",
        subcommands: [MakeCatalogueKey.self, SignCatalogue.self, CheckCatalogue.self])
}

/// Whose key a catalogue is signed with.
private enum CatalogueFiles {
    static func signature(of file: String) -> URL {
        URL(fileURLWithPath: file).deletingPathExtension().appendingPathExtension("sig")
    }
}

struct MakeCatalogueKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "市の署名の鍵を作る(本人だけが読めるファイル)と、その公開鍵")
    @Option(name: .customLong("out"), help: "秘密の鍵を書くファイル(まだないもの)") var file: String
    @Option(name: .customLong("public"), help: "公開鍵を書くファイル(庫の inquiries/catalogue.pub に置く)")
    var publicFile: String

    func run() throws {
        for path in [file, publicFile] where FileManager.default.fileExists(atPath: path) {
            throw ValidationError("\(path) は既にあります。上書きしません")
        }
        let key = SigningKey()
        let made = FileManager.default.createFile(
            atPath: file, contents: Data((key.secretText + "\n").utf8),
            attributes: [.posixPermissions: 0o600])
        guard made else { throw CocoaError(.fileWriteUnknown) }
        try Data((key.publicText + "\n").utf8).write(to: URL(fileURLWithPath: publicFile))
        Output.standard.write("署名の鍵を \(file) に、公開鍵を \(publicFile) に書きました。\n")
    }
}

struct SignCatalogue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "目録に署名し、同じ名前の .sig に書く")
    @Argument(help: "目録(YAML)") var file: String
    @Option(name: .customLong("key"), help: "署名の鍵のファイル") var keyFile: String?
    @Flag(help: "見本の鍵で署名する(検証環境だけで使える)") var sample = false

    func validate() throws {
        if sample == (keyFile != nil) { throw ValidationError("--key か --sample のどちらかを示してください") }
    }

    func run() throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let key =
            try keyFile.map {
                try SigningKey(text: String(contentsOfFile: $0, encoding: .utf8))
            } ?? SigningKey.sample
        let signature = CatalogueFiles.signature(of: file)
        try Data(try key.sign(bytes).utf8).write(to: signature)
        Output.standard.write("\(signature.lastPathComponent) を書きました。\n")
    }
}

struct CheckCatalogue: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "目録の署名と中身を確かめる")
    @Argument(help: "目録(YAML)。署名は同じ名前の .sig") var file: String
    @Option(name: .customLong("public"), help: "公開鍵のファイル") var publicFile: String?
    @Flag(help: "見本の鍵による署名か確かめる") var sample = false
    @OptionGroup var options: InspectOptions

    private struct Answer: Encodable {
        let version: String
        let digest: String
        let signer: String
        let confirmed: Bool
        let pairs: Int
        let unconfirmed: Int
    }

    func validate() throws {
        if sample == (publicFile != nil) {
            throw ValidationError("--public か --sample のどちらかを示してください")
        }
    }

    func run() throws {
        let key =
            try publicFile.map {
                try CatalogueKey(text: String(contentsOfFile: $0, encoding: .utf8))
            } ?? CatalogueKey.sample
        let catalogue = try SignedCatalogue.read(URL(fileURLWithPath: file), by: key)
        let items = catalogue.procedures.flatMap { procedure in
            procedure.items.map { procedure.isConfirmed && $0.isConfirmed }
        }
        let answer = Answer(
            version: catalogue.version, digest: catalogue.digest,
            signer: catalogue.signer.rawValue, confirmed: catalogue.isConfirmed,
            pairs: items.count, unconfirmed: items.count { !$0 })
        if options.json { return try Output.standard.json(answer) }
        Output.standard.write(
            "版 \(answer.version)、\(answer.pairs)組、うち未確認\(answer.unconfirmed)、署名は"
                + (catalogue.signer == .sample ? "見本の鍵" : "市の鍵") + "\n")
    }
}
