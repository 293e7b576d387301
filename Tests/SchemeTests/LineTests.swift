// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@testable import Scheme

@Suite("judge と compute の一行")
struct LineTests {
    private func object(_ json: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test("判定の答えは約束どおりの項目")
    func judge() throws {
        let library = try Books.library.get()
        let line =
            #"{"scheme":"koshigaya","on":"2024-04-01","applied":"2024-04-01","child":{"born":"2006-04-02","residentFrom":"2006-04-02","residentUntil":null,"insuredFrom":"2006-04-02","insuredUntil":null,"married":false,"exclusions":[]}}"#
        let answer = JudgeLine.answer(line, number: 1, library: library, office: .weekdays)
        #expect(answer.wasRead)
        let object = try object(answer.json)
        let outpatient = try #require(object["outpatient"] as? [String: Any])
        #expect(outpatient["eligible"] as? Bool == true)
        #expect(outpatient["from"] as? String == "2024-04-01")
        #expect(outpatient["until"] as? String == "2025-04-01")
        let findings = try #require(outpatient["findings"] as? [[String: Any]])
        for finding in findings {
            #expect(Set(finding.keys) == ["rule", "article", "met", "because"])
        }
        #expect(object["book"] as? String == library.book("koshigaya")?.digest)
        #expect(object["inpatient"] != nil)
    }

    @Test("計算の答えは約束どおりの項目")
    func compute() throws {
        let line =
            #"{"scheme":"sample","treatmentMonth":"2025-06","inpatient":false,"born":"2015-06-10","points":1234,"burdenTenths":null,"institution":"1110000000","municipality":"119997","meals":null,"highCost":null,"additionalBenefit":0,"otherFunds":[],"paidAtCounter":null}"#
        let answer = ComputeLine.answer(line, number: 1, library: try Books.library.get())
        #expect(answer.wasRead)
        let object = try object(answer.json)
        #expect(object["burden"] as? Int == 3_702)
        #expect(object["atCounter"] as? Int == 3_700)
        #expect(object["payable"] as? Int == 3_702)
        #expect(object["route"] as? String == "inKind")
        #expect(object["hold"] is NSNull)
        for key in [
            "steps", "totalCost", "insurance", "highCost", "additionalBenefit", "otherFunds",
            "copayment", "meals", "book",
        ] { #expect(object[key] != nil, "\(key)") }
    }

    @Test(
        "読めない行は行番号と項目を示す",
        arguments: [
            ("これはJSONではない", "E-SCH-011"), (#"{"scheme":"sample"}"#, "E-SCH-012"),
            (
                #"{"scheme":"nowhere","on":"2024-04-01","child":{"born":"2006-04-02"}}"#,
                "E-SCH-013"
            ),
            (
                #"{"scheme":"sample","on":"2024-02-30","child":{"born":"2006-04-02"}}"#,
                "E-SCH-012"
            ),
        ])
    func unreadable(_ line: String, _ code: String) throws {
        let answer = JudgeLine.answer(
            line, number: 7, library: try Books.library.get(), office: .weekdays)
        #expect(!answer.wasRead)
        let error = try #require(try object(answer.json)["error"] as? [String: Any])
        #expect(error["line"] as? Int == 7)
        #expect(error["code"] as? String == code)
    }

    @Test("保険と住所のない子も答えになる")
    func impossible() throws {
        let line = #"{"scheme":"sample","on":"2024-04-01","child":{"born":"2030-01-01"}}"#
        let answer = JudgeLine.answer(
            line, number: 1, library: try Books.library.get(), office: .weekdays)
        #expect(answer.wasRead)
        #expect(answer.json.contains(#""insuredFrom""#) == false)
        #expect(answer.json.contains(#""from":null"#))
    }

    @Test("点数と総医療費の両方は受け付けない")
    func both() throws {
        let line =
            #"{"scheme":"sample","treatmentMonth":"2025-06","inpatient":false,"points":1,"totalCost":10}"#
        #expect(!ComputeLine.answer(line, number: 1, library: try Books.library.get()).wasRead)
    }
}
