// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The year of the fictional town, run as a user runs it.
@Suite("demo")
struct DemoTests {
    /// What other programs may rely on.
    private static let fields: Set<String> = [
        "people", "children", "applications", "granted", "refused", "held", "lapsed",
        "certificates", "claims", "rejected", "reimbursements", "payable", "transferFiles",
        "transfers", "transferTotal", "letters", "seconds",
        // Added with the story of several fiscal years.
        "takenBack", "recovered", "monthEnds", "pastAnswers",
    ]

    @Test("一年が正解どおりに終わり、約束した項目を JSON で答え、庫は検証に通る")
    func yearOfASmallTown() throws {
        let folder = try TemporaryFolder("demo")
        let town = folder.file("town")
        let answer = try Program.run([
            "demo", "--people", "120", "--seed", "30", "--dir", town.path, "--no-serve", "--json",
        ])
        #expect(answer.status == 0, "\(answer.complaint)")
        let summary = try answer.object()
        #expect(Set(summary.keys) == DemoTests.fields)
        let truth = try JSONSerialization.jsonObject(
            with: Data(contentsOf: town.appendingPathComponent("truth.json")))
        let expected = try #require(truth as? [String: any Sendable])
        for field in ["granted", "refused", "lapsed", "claims", "payable", "transferTotal"] {
            #expect(summary[field] as? Int == expected[field] as? Int, "\(field)")
        }
        let data = town.appendingPathComponent("data").path
        let verified = try Program.run(["verify", "--data", data, "--rehearsal", "--json"])
        #expect(verified.status == 0, "\(verified.output)")
        for file in try transfers(in: town) {
            #expect(try Program.run(["inspect", "transfer", file]).status == 0, "\(file)")
        }
        #expect(try !transfers(in: town).isEmpty)
    }

    @Test("人口の指定が範囲の外なら、使い方の誤りとして断る")
    func peopleOutOfRange() throws {
        #expect(try Program.run(["demo", "--people", "5", "--no-serve"]).status == 2)
    }

    @Test("支払の途中で電源を切られても、庫は検証に通り、振込データは全部か、ないか")
    func killedWhilePaying() throws {
        let folder = try TemporaryFolder("killed-demo")
        for part in 1...3 {
            let town = folder.file("town-\(part)")
            let heard = folder.file("heard-\(part)")
            try Data().write(to: heard)
            let process = Process()
            process.executableURL = Program.program
            process.arguments = [
                "demo", "--people", "120", "--seed", "30", "--dir", town.path, "--no-serve",
            ]
            process.currentDirectoryURL = Program.root
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = try FileHandle(forWritingTo: heard)
            try process.run()
            try wait(for: "2025-\(part + 6 < 10 ? "0" : "")\(part + 6) レセプト・支払", in: heard, process)
            Thread.sleep(forTimeInterval: Double(part) * 0.03)
            _ = Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let data = town.appendingPathComponent("data").path
            let verified = try Program.run(["verify", "--data", data, "--rehearsal", "--json"])
            #expect(verified.status == 0, "\(part): \(verified.output)\(verified.complaint)")
            for file in try transfers(in: town) {
                #expect(try Program.run(["inspect", "transfer", file]).status == 0, "\(file)")
            }
        }
    }

    private func transfers(in town: URL) throws -> [String] {
        let folder = town.appendingPathComponent("out/transfers").path
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".txt") }.map { folder + "/" + $0 }
    }

    /// Waits until the program has said something, or has ended.
    private func wait(for words: String, in file: URL, _ process: Process) throws {
        while process.isRunning {
            let text = try String(contentsOf: file, encoding: .utf8)
            if text.contains(words) { return }
            Thread.sleep(forTimeInterval: 0.005)
        }
        Issue.record("止める前に終わりました")
    }
}
