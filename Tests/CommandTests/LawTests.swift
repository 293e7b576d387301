// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@Suite("hagukumi judge と compute")
struct LawTests {
    private func judge(born: String, on day: String) throws -> [String: any Sendable] {
        let request = """
            {"scheme":"koshigaya","on":"\(day)","child":{"born":"\(born)",\
            "residentFrom":"\(born)","residentUntil":null,"insuredFrom":"\(born)",\
            "insuredUntil":null,"married":false,"exclusions":[]}}

            """
        let answer = try Program.run("judge", "-", input: request)
        #expect(answer.status == 0)
        let object = try answer.object()
        return object["outpatient"] as? [String: any Sendable] ?? [:]
    }

    @Test(
        "越谷市の通院: 年齢の境目",
        arguments: [
            ("2006-04-01", "2024-04-01", false), ("2006-04-02", "2024-04-01", true),
            ("2006-04-02", "2025-03-31", true), ("2006-04-02", "2025-04-01", false),
            ("2008-03-10", "2023-03-31", true), ("2008-03-10", "2024-03-31", false),
            ("2008-03-10", "2024-04-01", true), ("2008-03-10", "2026-03-31", true),
            ("2008-03-10", "2026-04-01", false),
        ])
    func koshigaya(born: String, day: String, isEligible: Bool) throws {
        #expect(try judge(born: born, on: day)["eligible"] as? Bool == isEligible)
    }

    @Test(
        "高額療養費は診療年月の表で決まる",
        arguments: [("2026-07", 87_430), ("2026-08", 92_940)])
    func highCost(month: String, limit: Int) throws {
        let answer = try Program.run(
            "compute", "high-cost", "--band", "ウ", "--month", month, "--total-cost", "1000000")
        #expect(answer.status == 0)
        #expect(try answer.object()["limit"] as? Int == limit)
    }

    @Test("1,234点の3割は、明細では3,702円、窓口では3,700円")
    func burden() throws {
        let claim = """
            {"scheme":"sample","treatmentMonth":"2025-06","inpatient":false,"born":"2012-05-05",\
            "points":1234,"burdenTenths":3,"institution":"1119900010","municipality":"119997",\
            "meals":null,"highCost":null,"additionalBenefit":0,"otherFunds":[],"paidAtCounter":null}

            """
        let answer = try Program.run("compute", "-", input: claim)
        let object = try answer.object()
        #expect(object["burden"] as? Int == 3702)
        #expect(object["atCounter"] as? Int == 3700)
        #expect(object["payable"] as? Int == 3702)
    }

    @Test("読めない行があれば状態1、ほかの行には答える")
    func unreadable() throws {
        let answer = try Program.run("judge", "-", input: "これはJSONではない\n")
        #expect(answer.status == 1)
        #expect(answer.output.contains("E-SCH-011"))
    }

    @Test("制度の本はすべて、計算例ごと正しい")
    func books() throws {
        #expect(try Program.run("scheme", "check").status == 0)
    }

    @Test("市の業務暦の表の誤りは、制度の本の検査でもファイルと行で出る")
    func yearOfCity() throws {
        let folder = try TemporaryFolder("city-year")
        let schemes = folder.file("Schemes")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.copyItem(at: root.appendingPathComponent("Schemes"), to: schemes)
        try "schedule-month\tamount\tたくさん\t要領\tverified\n".write(
            to: schemes.appendingPathComponent("sample/thresholds.tsv"), atomically: true,
            encoding: .utf8)
        for which in [[], ["sample"]] {
            let answer = try Program.run(
                ["scheme", "check"] + which + ["--schemes", schemes.path])
            #expect(answer.status == 1)
            #expect(answer.output.contains("sample/thresholds.tsv:1: "))
        }
        let other = try Program.run("scheme", "check", "koshigaya", "--schemes", schemes.path)
        #expect(other.status == 0)
    }
}
