// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town

#if canImport(Glibc)
    import Glibc
#endif

@Suite("取込みの途中で止められたとき")
struct KilledImportTests {
    @Test("電源を切られた取込みは、全部か、なかったことになり、やり直せる")
    func allOrNothing() throws {
        let folder = try TemporaryFolder("killed")
        let town = folder.file("town")
        try WriteTown(seed: 5, people: 1_500, folder: town).run()
        let inbox = town.appendingPathComponent("in").path
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: inbox)
                .first { $0.hasPrefix("resident_全件") })
        let file = inbox + "/" + name

        // How long an undisturbed run takes on this machine, so that the kills fall inside it.
        let calm = folder.file("calm").path
        try make(calm)
        let start = ContinuousClock.now
        let undisturbed = try importing(file, into: calm)
        let whole = ContinuousClock.now - start
        #expect(undisturbed.status == 0)
        var stopped = 0
        for part in 1...6 {
            let data = folder.file("data-\(part)").path
            try make(data)
            if try kill(file, into: data, after: whole * part / 7) { stopped += 1 }
            let verified = try Program.run(["verify", "--data", data, "--rehearsal", "--json"])
            #expect(verified.status == 0, "\(part)/7: \(verified.output)\(verified.complaint)")
            let again = try importing(file, into: data).object()
            let rows = try #require(again["rows"] as? Int)
            let wasAll = again["known"] as? Bool == true
            let wasNothing = again["accepted"] as? Int == rows && again["repeated"] as? Int == 0
            #expect(wasAll || wasNothing && rows > 1_000, "\(part)/7: \(again)")
        }
        #expect(stopped > 0, "一度も途中で止まりませんでした")
    }

    private func make(_ data: String) throws {
        #expect(try Program.run(["init", "--data", data, "--rehearsal"]).status == 0)
    }

    private func importing(_ file: String, into data: String) throws -> Program.Answer {
        try Program.run(["import", "residents", file, "--data", data, "--rehearsal", "--json"])
    }

    /// - Returns: whether the program was still running when it was killed.
    private func kill(_ file: String, into data: String, after delay: Duration) throws -> Bool {
        let process = Process()
        process.executableURL = Program.program
        process.arguments = ["import", "residents", file, "--data", data, "--rehearsal", "--json"]
        process.currentDirectoryURL = Program.root
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let (seconds, rest) = delay.components
        Thread.sleep(forTimeInterval: Double(seconds) + Double(rest) / 1e18)
        let wasRunning = process.isRunning
        if wasRunning { _ = Glibc.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return wasRunning
    }
}
