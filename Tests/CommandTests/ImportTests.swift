// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Town

@Suite("hagukumi import")
struct ImportTests {
    private let folder: TemporaryFolder
    private let inbox: String

    init() throws {
        folder = try TemporaryFolder("import")
        let town = folder.file("town")
        try WriteTown(seed: 6, people: 300, folder: town).run()
        inbox = town.appendingPathComponent("in").path
        #expect(
            try Program.run("init", "--data", folder.file("data").path, "--rehearsal").status == 0)
    }

    private func run(_ command: String...) throws -> Program.Answer {
        let data = folder.file("data").path
        return try Program.run(["import"] + command + ["--data", data, "--rehearsal", "--json"])
    }

    private func files(_ layout: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: inbox)
            .filter { $0.hasPrefix(layout + "_") }
            .sorted { $0.suffix(22) < $1.suffix(22) }.map { inbox + "/" + $0 }
    }

    @Test("申請は試しと本番で同じ答えになり、二度目は何も変えない")
    func applications() throws {
        for file in try files("resident").prefix(2) {
            #expect(try run("residents", file).status == 0)
        }
        let file = try files("applications")[0]
        let trial = try run("applications", file, "--dry-run").object()
        let real = try run("applications", file, "--peers", inbox).object()
        #expect(trial["dryRun"] as? Bool == true)
        #expect(real["recorded"] as? Int ?? 0 > 0)
        for field in ["rows", "accepted", "rejected", "recorded"] {
            #expect(trial[field] as? Int == real[field] as? Int, "\(field)")
        }
        #expect(try run("applications", file).object()["known"] as? Bool == true)
    }

    @Test("保険の差分は順に取り込み、抜けたファイルの後は断る")
    func insurance() throws {
        let feeds = try files("kokuho")
        let full = try run("insurance", feeds[0]).object()
        #expect(full["layout"] as? String == "kokuho")
        #expect(full["notNeeded"] as? Int == full["rows"] as? Int)
        let skipped = try run("insurance", feeds[2])
        #expect(skipped.status == 1)
        #expect(skipped.complaint.contains("E-LNK-005"))
        #expect(try run("insurance", feeds[2], "--gap-reason", "確認済み").status == 0)
    }

    @Test("生活保護の全件を取り込む")
    func welfare() throws {
        let answer = try run("welfare", try files("welfare")[0])
        #expect(answer.status == 0, "\(answer.complaint)")
        #expect(try answer.object()["rejected"] as? Int == 0)
    }

    @Test("壊れたレセプトは断って状態1、償還申請書は読めない名前でも断る")
    func refusals() throws {
        let broken = try FileManager.default.contentsOfDirectory(atPath: inbox + "/broken")
        let answer = try run("claims", inbox + "/broken/" + broken[0])
        #expect(answer.status == 1)
        #expect(try answer.object()["refused"] as? String != nil)
        let wrong = try run("reimbursements", try files("welfare")[0])
        #expect(wrong.status == 1)
        #expect(wrong.complaint.contains("E-FMT-"))
    }

    @Test("どの取込にも試しがあり、本番と同じ答えを返して、次の本番を二度目にしない")
    func everyImportMayBeTried() throws {
        let residents = try files("resident")[0]
        let trial = try run("residents", residents, "--dry-run").object()
        #expect(trial["dryRun"] as? Bool == true)
        let real = try run("residents", residents).object()
        #expect(real["known"] as? Bool == false)
        for field in ["rows", "accepted", "rejected", "numbered"] {
            #expect(trial[field] as? Int == real[field] as? Int, "\(field)")
        }
        let institutions = try files("institutions")[0]
        let tried = try run("masters", "institutions", institutions, "--dry-run").object()
        #expect(tried["applied"] as? Bool == false)
        let applied = try run("masters", "institutions", institutions).object()
        #expect(applied["applied"] as? Bool == true)
        #expect(tried["added"] as? Int == applied["added"] as? Int)
        #expect(applied["added"] as? Int ?? 0 > 0)
        #expect(
            try run("masters", "institutions", institutions).object()["added"] as? Int == 0)
    }

    @Test("金融機関の一覧は適用日を付けて反映し、二度目は差がない")
    func banks() throws {
        let file = inbox + "/banks.csv"
        let first = try run("masters", "banks", file, "--valid-from", "2025-04-01").object()
        #expect(first["added"] as? Int ?? 0 > 0)
        let again = try run("masters", "banks", file, "--valid-from", "2025-04-01").object()
        #expect(again["added"] as? Int == 0 && again["applied"] as? Bool == false)
        let earlier = try run("masters", "banks", file, "--valid-from", "2025-03-01")
        #expect(earlier.status != 0 && earlier.complaint.contains("E-LNK-032"))
    }

    @Test("所得の要件がない制度では、個人住民税のファイルを断る")
    func tax() throws {
        let file = folder.file("tax_全件_20250401060000_001.csv")
        try Data("検証用表示\r\n".utf8).write(to: file)
        let answer = try run("tax", file.path)
        #expect(answer.status != 0 && answer.complaint.contains("E-LNK-007"))
    }
}
