// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("複数の団体を扱う命令")
struct MunicipalitiesTests {
    private let folder: TemporaryFolder
    private let schemes: String
    private var file: String { folder.file("municipalities.json").path }

    init() throws {
        folder = try TemporaryFolder("municipalities")
        schemes = try TwoBooks(
            from: Program.root.appendingPathComponent("Schemes"), to: folder.file("Schemes")
        ).folder.path
        try write(second: "reiji")
    }

    private func write(second: String, scheme: String = TwoBooks.second) throws {
        try """
        {"municipalities": [
          {"name": "mihon", "scheme": "sample", "host": "mihon.localhost", "port": 0,
           "rehearsal": true},
          {"name": "reiji", "scheme": "\(scheme)", "data": "\(second)",
           "host": "reiji.localhost", "port": 0, "rehearsal": true}]}
        """.write(toFile: file, atomically: true, encoding: .utf8)
    }

    private func run(_ verb: String, _ more: String...) throws -> Program.Answer {
        try Program.run(["municipalities", verb, file, "--schemes", schemes] + more)
    }

    @Test("一度作れば、二度目は何も作らず、並べると団体コードと番地が出る")
    func madeOnce() throws {
        let first = try run("init")
        #expect(first.status == 0, "\(first.complaint)")
        #expect(first.output.components(separatedBy: "作りました").count == 3)
        let again = try run("init")
        #expect(again.output.components(separatedBy: "既にあります").count == 3)
        let list = try run("list", "--json")
        #expect(list.status == 0)
        for part in ["119997", TwoBooks.secondBody, "mihon.localhost", "reiji.localhost"] {
            #expect(list.output.contains(part), "\(part)")
        }
        // Every other command works on one of them, with its own book only.
        let mine = folder.file("mihon").path
        func verify(_ scheme: String) throws -> Int32 {
            try Program.run(
                "verify", "--data", mine, "--rehearsal", "--schemes", schemes, "--scheme", scheme
            ).status
        }
        #expect(try verify("sample") == 0)
        #expect(try verify(TwoBooks.second) != 0)
    }

    @Test("フォルダか団体コードが重なる一覧は、何も作らずに断る")
    func sharedIsRefused() throws {
        try write(second: "mihon")
        let folders = try run("init")
        #expect(folders.status == 1 && folders.complaint.contains("E-CMD-124"))
        try write(second: "reiji", scheme: "sample")
        let bodies = try run("init")
        #expect(bodies.status == 1 && bodies.complaint.contains("119997"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("mihon").path))
    }

    @Test("団体ごとに別の番地で開き、止めると静かに終わる")
    func servesEach() throws {
        #expect(try run("init").status == 0)
        let process = Process()
        process.executableURL = Program.program
        process.arguments = ["municipalities", "serve", file, "--schemes", schemes]
        process.currentDirectoryURL = Program.root
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var said = ""
        while process.isRunning,
            !said.contains("https://mihon.localhost:") || !said.contains("https://reiji.localhost:")
        {
            said += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
        let ports = said.matches(of: /localhost:(\d+)/).map { String($0.1) }
        #expect(Set(ports).count == 2, "\(said)")
        _ = Glibc.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        for name in ["mihon", "reiji"] {
            let key = folder.file(name).appendingPathComponent("tls/development.key").path
            #expect(FileManager.default.fileExists(atPath: key), "\(name)")
        }
    }
}
