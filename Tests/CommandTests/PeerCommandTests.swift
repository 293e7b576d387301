// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("接続先の命令と、システム2だけの受付")
struct PeerCommandTests {
    private let folder: TemporaryFolder
    private var data: String { folder.file("data").path }
    private var place: [String] { ["--data", data, "--rehearsal"] }

    init() throws { folder = try TemporaryFolder("peers") }

    private func run(_ words: String...) throws -> Program.Answer {
        try Program.run(words + place)
    }

    private func prepare(port: Int = 0) throws {
        #expect(try run("init").status == 0)
        #expect(try run("peer", "setup", "--port", String(port)).status == 0)
    }

    private func paper(_ name: String) throws -> [String: String] {
        let file = folder.file(name).appendingPathComponent("client.json")
        let found = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        return found
    }

    @Test("鍵を渡し、取り替え、外す。シークレットは渡すフォルダのほかには出ない")
    func lifeOfACredential() throws {
        try prepare()
        let out = folder.file("tax").path
        let added = try run("peer", "add", "tax", "--out", out)
        #expect(added.status == 0)
        let first = try paper("tax")
        #expect(first["clientID"]?.count == 32 && first["clientSecret"]?.count == 64)
        let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        #expect(names == ["ca.pem", "client.json", "client.key", "client.pem"])
        // Into a folder with files nothing is written, and no credential is made.
        let again = try run("peer", "rotate", "tax", "--out", out)
        #expect(again.status == 1 && again.complaint.contains("E-ADR-065"))
        let twice = try run("peer", "add", "tax", "--out", folder.file("tax-2").path)
        #expect(twice.status == 1 && twice.complaint.contains("E-ADR-063"))
        let rotated = try run("peer", "rotate", "tax", "--out", folder.file("tax-3").path)
        #expect(rotated.status == 0)
        let second = try paper("tax-3")
        #expect(second["clientID"] == first["clientID"])
        #expect(second["clientSecret"] != first["clientSecret"])
        let listed = try Program.run(["peer", "list", "--json"] + place)
        let tax = try listed.output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }.first { $0["name"] as? String == "tax" }
        // Old and new side by side.
        #expect((tax?["certificates"] as? [String])?.count == 2)
        for answer in [added, rotated, listed] {
            for secret in [first["clientSecret"], second["clientSecret"]] {
                let known = try #require(secret)
                #expect(!answer.output.contains(known) && !answer.complaint.contains(known))
            }
        }
        #expect(try run("peer", "remove", "tax").status == 0)
        let none = try run("peer", "remove", "tax")
        #expect(none.status == 1 && none.complaint.contains("E-ADR-064"))
        // The log says all of it, and verifies.
        #expect(try run("verify").status == 0)
    }

    @Test("設定のない受付、本番での見本の業務ID、足りない指定は、日本語で断る")
    func refusals() throws {
        #expect(try run("init").status == 0)
        let unprepared = try run("serve", "--system", "addressee")
        #expect(unprepared.status == 1 && unprepared.complaint.contains("E-ADR-059"))
        let early = try run("peer", "add", "tax", "--out", folder.file("tax").path)
        #expect(early.status == 1 && early.complaint.contains("E-ADR-059"))
        #expect(try run("peer", "setup", "--certificate", "a.pem").status == 2)
        #expect(try Program.run(["peer", "setup", "--data", data]).status == 2)
        #expect(try run("peer", "add", "webhook", "--out", "x").status == 2)
        #expect(try run("serve", "--system", "tax").status == 2)
        #expect(try run("peer", "setup", "--port", "0").status == 0)
        let sample = try Program.run(["serve", "--system", "addressee", "--data", data])
        #expect(sample.status == 1 && sample.complaint.contains("E-ADR-060"))
        let service = data + "/keys/service"
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: service + "/server.key")
        let open = try run("serve", "--system", "addressee")
        #expect(open.status == 1 && open.complaint.contains("E-ADR-050"))
    }

    @Test("システム2だけの受付は、福祉総合の庫と鍵なしで開き、使われているポートは日本語で断る")
    func alone() throws {
        try prepare()
        for path in [data, data + "/keys"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: path)
            where name.hasPrefix("casework") {
                try FileManager.default.removeItem(atPath: path + "/" + name)
            }
        }
        let first = try Serving(["serve", "--system", "addressee"] + place)
        let port = try #require(first.port(after: "連携の受付を開きました: https://127.0.0.1:"))
        // The same port again, of the service and of the desk.
        let other = folder.file("other").path
        let there = ["--data", other, "--rehearsal"]
        #expect(try Program.run(["init"] + there).status == 0)
        let desk = try Program.run(["serve", "--port", String(port)] + there)
        #expect(desk.status == 1 && desk.complaint.contains("E-DSK-011"))
        #expect(desk.complaint.contains("ほかのプログラムがこのポートを使っています"))
        let setup = try Program.run(["peer", "setup", "--port", String(port)] + there)
        #expect(setup.status == 0)
        let service = try Program.run(["serve", "--system", "addressee"] + there)
        #expect(service.status == 1 && service.complaint.contains("E-ADR-061"))
        #expect(service.complaint.contains("ほかのプログラムがこのポートを使っています"))
        #expect(first.stop() == 0)
        #expect(first.said.contains("連携の受付を閉じました。"))
    }

    @Test("既定では一つのプログラムが画面と受付を開き、止めると両方が静かに終わる")
    func both() throws {
        try prepare()
        let serving = try Serving(["serve", "--port", "0"] + place)
        #expect(serving.port(after: "連携の受付を開きました: https://127.0.0.1:") != nil)
        #expect(serving.port(after: "画面を開きました: https://127.0.0.1:") != nil)
        #expect(serving.stop() == 0)
        #expect(serving.said.contains("連携の受付を閉じました。"))
        #expect(serving.said.contains("画面を閉じました。"))
        let casework = try Serving(["serve", "--system", "casework", "--port", "0"] + place)
        #expect(casework.port(after: "画面を開きました: https://127.0.0.1:") != nil)
        #expect(casework.stop() == 0 && !casework.said.contains("連携の受付を開きました"))
    }
}

/// The program while it serves, and what it says.
private final class Serving {
    private let process = Process()
    private let pipe = Pipe()
    private(set) var said = ""

    init(_ arguments: [String]) throws {
        process.executableURL = Program.program
        process.arguments = arguments
        process.currentDirectoryURL = Program.root
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit { if process.isRunning { _ = Glibc.kill(process.processIdentifier, SIGKILL) } }

    /// The port that it says it has; `nil` when it ends without saying so.
    func port(after words: String) -> Int? {
        while true {
            if let start = said.range(of: words)?.upperBound {
                return Int(said[start...].prefix { $0.isNumber })
            }
            guard hear() else { return nil }
        }
    }

    /// Asks it to stop.
    /// - Returns: its status.
    func stop() -> Int32 {
        _ = Glibc.kill(process.processIdentifier, SIGTERM)
        while hear() {}
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func hear() -> Bool {
        let bytes = pipe.fileHandleForReading.availableData
        said += String(decoding: bytes, as: UTF8.self)
        return !bytes.isEmpty
    }
}
