// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town

@Suite("hagukumi init, import, verify")
struct WorkTests {
    private let folder: TemporaryFolder
    private var data: String { folder.file("data").path }

    init() throws { folder = try TemporaryFolder("work") }

    private func run(_ command: String...) throws -> Program.Answer {
        try Program.run(command + ["--data", data, "--rehearsal", "--json"])
    }

    private func make() throws -> Program.Answer {
        try Program.run("init", "--data", data, "--rehearsal")
    }

    private func feeds() throws -> [String] {
        let town = folder.file("town")
        try WriteTown(seed: 3, people: 200, folder: town).run()
        let inbox = town.appendingPathComponent("in").path
        return try FileManager.default.contentsOfDirectory(atPath: inbox)
            .filter { $0.hasPrefix("resident_") }.sorted().map { inbox + "/" + $0 }
    }

    @Test("作って、住民異動を取り込み、検証に通る。二度目の取込みは何も変えない")
    func aYearOfResidents() throws {
        #expect(try make().status == 0)
        let files = try feeds()
        for file in files.prefix(3) {
            let answer = try run("import", "residents", file)
            #expect(answer.status == 0, "\(answer.output)\(answer.complaint)")
            #expect(try answer.object()["rejected"] as? Int == 0)
        }
        let before = try run("verify")
        #expect(before.status == 0)
        #expect(try before.object()["ok"] as? Bool == true)
        let again = try run("import", "residents", files[0])
        #expect(try again.object()["known"] as? Bool == true)
        #expect(try again.object()["accepted"] as? Int == 0)
    }

    @Test("既にあるところには作らず、ないところは開かない")
    func refusals() throws {
        let missing = try run("verify")
        #expect(missing.status == 1)
        #expect(missing.complaint.contains("E-CMD-103"))
        #expect(!FileManager.default.fileExists(atPath: data))
        #expect(try make().status == 0)
        let twice = try make()
        #expect(twice.status == 1)
        #expect(twice.complaint.contains("E-CMD-102"))
    }

    @Test("半分に切れたファイルは断り、何も残さない")
    func brokenFileLeavesNothing() throws {
        #expect(try make().status == 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: feeds()[0]))
        // Cut inside a row and inside its encoding mark of columns: the last row cannot be whole.
        let half = folder.file("half.csv")
        try whole.prefix(whole.count / 2).write(to: half)
        let answer = try run("import", "residents", half.path)
        #expect(answer.status == 1, "\(answer.output)\(answer.complaint)")
        #expect(answer.complaint.contains("E-FMT-"), "\(answer.output.prefix(300))")
        #expect(try run("verify").object()["entries"] as? Int == 3)
        let gone = try run("import", "residents", folder.file("gone.csv").path)
        #expect(gone.status == 1)
        #expect(gone.complaint.contains("E-FMT-006"))
    }

    @Test("庫の中を書き換えると、検証が見つける")
    func tamperingIsFound() throws {
        #expect(try make().status == 0)
        let file = URL(fileURLWithPath: data + "/addressee.checkpoint")
        var note = try String(contentsOf: file, encoding: .utf8)
        note = note.replacingOccurrences(of: "\n1\n", with: "\n2\n")
        try note.write(to: file, atomically: true, encoding: .utf8)
        let answer = try run("verify")
        #expect(answer.status == 1)
        #expect(try answer.object()["ok"] as? Bool == false)
    }
}
