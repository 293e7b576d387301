// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Rules about the code that a reader would otherwise have to remember.
@Suite("書き方の約束")
struct HabitTests {
    let repository = Repository.here

    private func swiftFiles() -> [String] {
        repository.files(below: "Sources", ending: ".swift")
            + repository.files(below: "Tests", ending: ".swift")
    }

    @Test("Swift のファイルは一行目にライセンスを書く")
    func licenceLine() throws {
        for file in swiftFiles() {
            let first = try repository.text(file).prefix(while: { $0 != "\n" })
            #expect(first == "// SPDX-License-Identifier: Apache-2.0", "\(file)")
        }
    }

    @Test("SQL は Book の中と Database, Ledger, Safeguards にだけある")
    func sqlStaysInBooks() throws {
        let statement = /"\s*(SELECT .* FROM |INSERT INTO |UPDATE \w+ SET |DELETE FROM )/
        for file in repository.files(below: "Sources", ending: ".swift") {
            let allowed =
                file.contains("/Book/") || file.hasPrefix("Sources/Database/")
                || file.hasPrefix("Sources/Ledger/") || file.hasPrefix("Sources/Safeguards/")
            if allowed { continue }
            #expect(
                try repository.text(file).firstMatch(of: statement) == nil,
                "\(file) に SQL があります。Book/ に移してください")
        }
    }

    @Test("Model の中には SQL も時計も入出力もない")
    func modelsArePure() throws {
        for file in repository.files(below: "Sources", ending: ".swift")
        where file.contains("/Model/") && !file.contains("/Ports/") {
            let text = try repository.text(file)
            for word in ["Date()", "FileManager", "URLSession", "import Database", "arc4random"] {
                #expect(!text.contains(word), "\(file): \(word)")
            }
        }
    }

    @Test("個人番号を開けられるのは NumberGate と Addressee だけ")
    func openersAreRare() throws {
        let allowed = ["NumberGate", "Addressee", "hagukumi", "Simulation"]
        for file in repository.files(below: "Sources", ending: ".swift") {
            let room = file.split(separator: "/")[1]
            if allowed.contains(String(room)) { continue }
            let text = try repository.text(file)
            #expect(text.firstMatch(of: /\bOpener\b/) == nil, "\(file)")
        }
    }

    @Test("個人番号の庫に触れるのは、取込みの命令と演習と統合宛名だけ")
    func vaultStaysWithSystem2() throws {
        let allowed = ["NumberGate", "Addressee", "Office", "hagukumi", "Simulation", "Vault"]
        for file in repository.files(below: "Sources", ending: ".swift") {
            if allowed.contains(String(file.split(separator: "/")[1])) { continue }
            let text = try repository.text(file)
            #expect(text.firstMatch(of: /\bNumberVault\b/) == nil, "\(file)")
            // The screens of System 2 hand the vault on to its procedures; of its own they may
            // only take the key that seals.
            let isScreen = file.hasPrefix("Sources/Desk/")
            let uses = text.matches(of: /\bvault\.(\w+)/).map { String($0.1) }
            #expect(isScreen ? Set(uses).isSubset(of: ["publicKey"]) : uses.isEmpty, "\(file)")
            if !isScreen { #expect(text.firstMatch(of: /\.vault\b/) == nil, "\(file)") }
        }
    }

    @Test("家のない名前のファイルはない")
    func noHomelessNames() {
        let homeless = [
            "Utils", "Utilities", "Manager", "Helper", "Helpers", "Impl", "Misc", "Common",
        ]
        for file in swiftFiles() {
            let name = file.split(separator: "/").last?.dropLast(6) ?? ""
            #expect(!homeless.contains { name.hasSuffix($0) } && !name.contains("+"), "\(file)")
        }
    }

    @Test("Procedures のファイルは、どれも自分の操作を名乗る")
    func proceduresDeclareTheirOperation() throws {
        for file in repository.files(below: "Sources", ending: ".swift")
        where file.contains("/Procedures/") {
            #expect(
                try repository.text(file).contains("OperationCode."),
                "\(file) は OperationCode を名乗っていません")
        }
    }

    @Test("この機械の道筋は、どこにも書かれていない")
    func noMachinePaths() throws {
        let path = /\/(work|farm)\/(main|shared|steering)|\.\.\/shared/
        let places = ["Sources", "Tests", "docs", "Schemes", "Layouts", "scripts", "Benchmarks"]
        for file in places.flatMap({ repository.files(below: $0) }) where !file.contains("/.build")
        {
            guard let text = try? repository.text(file), !file.hasSuffix("HabitTests.swift") else {
                continue
            }
            #expect(text.firstMatch(of: path) == nil, "\(file)")
        }
    }
}
