// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("hagukumi inspect")
struct InspectTests {
    @Test("正しい公費負担者番号は状態0、検査数字の違う番号は状態1")
    func codes() throws {
        let good = try Program.run("inspect", "code", "funder", "81119992", "--json")
        #expect(good.status == 0)
        #expect(try good.object()["valid"] as? Bool == true)
        let bad = try Program.run("inspect", "code", "funder", "81119991", "--json")
        #expect(bad.status == 1)
        #expect(try bad.object()["expected"] as? Int == 2)
    }

    @Test("個人番号は、誤りでも下4桁しか出さない")
    func numbersAreMasked() throws {
        let answer = try Program.run(
            "inspect", "code", "individual-number", "999999999999", "--json")
        #expect(!answer.output.contains("999999999999"))
        #expect(try answer.object()["value"] as? String == "9999")
    }

    @Test("標準入力では、一行に一つずつ同じ順で答え、最後は状態0")
    func streams() throws {
        let answer = try Program.run(
            "inspect", "code", "recipient", "-", "--json", input: "1234566\n1234567\n")
        #expect(answer.status == 0)
        let lines = answer.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"valid\":true"))
        #expect(lines[1].contains("\"valid\":false"))
    }

    @Test(
        "日付はどの書き方でも同じ日になる",
        arguments: ["R6.2.5", "Ｒ６．２．５", "令和6年2月5日", "5060205", "20240205", "2024/2/5"])
    func dates(text: String) throws {
        let answer = try Program.run("inspect", "date", text, "--json")
        #expect(answer.status == 0)
        #expect(try answer.object()["date"] as? String == "2024-02-05")
    }

    @Test("令和元年4月30日は断り、平成31年を勧める")
    func dayOutsideEra() throws {
        let answer = try Program.run("inspect", "date", "R1.4.30", "--json")
        #expect(answer.status == 1)
        #expect(try (answer.object()["suggestion"] as? String)?.contains("平成31年4月30日") == true)
    }

    @Test("年齢は年齢の法律どおりの最後の日で答える")
    func ages() throws {
        let answer = try Program.run("inspect", "age", "--born", "2008-04-01", "--json")
        let object = try answer.object()
        #expect(object["reaches18"] as? String == "2026-03-31")
        #expect(object["age18FiscalYearEnd"] as? String == "2026-03-31")
    }

    @Test("見本のレセプトは2件9234点、総合振込は27,650円")
    func files() throws {
        let samples = Program.root.appendingPathComponent("Tests/FormatsTests/Samples").path
        let claims = try Program.run(
            "inspect", "claims", samples + "/kodomo-ika-sample.uke", "--json")
        #expect(try claims.object()["claims"] as? Int == 2)
        #expect(try claims.object()["points"] as? Int == 9234)
        let transfer = try Program.run(
            "inspect", "transfer", samples + "/zengin-sougou-crlf.txt", "--json")
        #expect(transfer.status == 0)
        #expect(try transfer.object()["total"] as? Int == 27650)
    }

    @Test("使い方の誤りは状態2、ないファイルは「いいえ」")
    func misuse() throws {
        #expect(try Program.run("inspect", "code", "nothing", "1").status == 2)
        #expect(try Program.run("unknown").status == 2)
        #expect(try Program.run("--help").status == 0)
    }

    @Test("ないファイルは、日本語で断り状態1", arguments: [["claims"], ["transfer"], ["csv", "resident"]])
    func missingFile(command: [String]) throws {
        let answer = try Program.run(["inspect"] + command + ["nowhere.txt", "--json"])
        #expect(answer.status == 1)
        #expect(answer.complaint.contains("E-FMT-006"), "\(answer.complaint)")
    }
}
