// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("画面を開く命令")
struct ServeTests {
    private static let password = "なつやすみの計画は海と山と川と空"

    @Test("利用者はパスワードを標準入力で登録し、弱いものと二度目は断られる")
    func userAdd() throws {
        let folder = try TemporaryFolder("serve")
        let data = folder.file("data").path
        #expect(try Program.run(["init", "--data", data, "--rehearsal"]).status == 0)
        func add(_ password: String, _ more: String...) throws -> Program.Answer {
            try Program.run(
                [
                    "user", "add", "uketsuke", "--name", "検証 受付", "--role", "counter", "--data",
                    data,
                ] + more, input: password + "\n")
        }
        let weak = try add("password12345678", "--rehearsal")
        #expect(weak.status == 1 && weak.complaint.contains("E-SAF-011"))
        let done = try add(Self.password, "--rehearsal")
        #expect(done.status == 0 && !done.output.contains(Self.password))
        let again = try add(Self.password, "--rehearsal")
        #expect(again.status == 1 && again.complaint.contains("E-SAF-012"))
        // Skipping the change of the first password is for rehearsals only.
        #expect(try add(Self.password, "--keep-password").status == 2)
    }

    @Test("開いた画面は番地を告げ、止めると静かに終わり、鍵は持ち主だけが読める")
    func servesAndStops() throws {
        let folder = try TemporaryFolder("serve")
        let data = folder.file("data").path
        #expect(try Program.run(["init", "--data", data, "--rehearsal"]).status == 0)
        let process = Process()
        process.executableURL = Program.program
        process.arguments = ["serve", "--data", data, "--rehearsal", "--port", "0"]
        process.currentDirectoryURL = Program.root
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var said = ""
        while !said.contains("https://127.0.0.1:"), process.isRunning {
            said += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
        #expect(said.contains("画面を開きました: https://127.0.0.1:"), "\(said)")
        _ = Glibc.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let key = try FileManager.default.attributesOfItem(atPath: data + "/tls/development.key")
        #expect(key[.posixPermissions] as? Int == 0o600)
    }

    @Test("片方だけの証明書、ない庫は断られる")
    func refusals() throws {
        let folder = try TemporaryFolder("serve")
        let data = folder.file("data").path
        let half = try Program.run(
            ["serve", "--data", data, "--certificate", "chain.pem"])
        #expect(half.status == 2)
        let missing = try Program.run(["serve", "--data", data])
        #expect(missing.status == 1 && missing.complaint.contains("E-CMD-103"))
    }
}
