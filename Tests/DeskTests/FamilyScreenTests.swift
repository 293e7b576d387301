// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 保険者番号の承継, 審査請求 and 所得 in a browser without scripts.
@Suite("承継・審査請求・所得の画面")
struct FamilyScreenTests {
    @Test("承継は見込みを見てから起案し、起案した職員には決裁の釦がなく、決裁者が決裁すると保険が新しい番号で続く")
    func succession() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let stretches = try bench.office.casework.perform(
            .viewPerson, by: MoneyBench.officer("p9", .payment), for: .benefit
        ) { try InsuranceBook.stretches([family.child], from: $0.db)[family.child] ?? [] }
        let old = try #require(stretches.last?.insurer)
        let new = try #require(
            (0...9).compactMap { InsurerNumber("0611994\($0)") }.first { $0.hasValidCheckDigit })
        let query =
            "?old=\(old)&new=\(new.digits)&name=\(Typed.escaped("検証統合組合"))&on=2025-07-01"
            + "&symbols=keep&basis=\(Typed.escaped("通知 R7.5.1"))"
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await browser.get("/rejudgements")
            #expect(list.text.contains("href=\"/successions\""))
            let empty = try await browser.get("/successions?old=&new=")
            #expect(empty.text.contains("保険者番号は6桁か8桁の数字です"))
            let wrong = try await browser.get(
                "/successions" + query.replacingOccurrences(of: new.digits, with: old))
            #expect(wrong.text.contains("E-SUC-001"))
            let page = try await browser.get("/successions" + query)
            #expect(page.status == 200 && page.text.contains("<strong>1人</strong>"), "\(page.text)")
            let fields = ["old", "new", "name", "on", "symbols", "basis", "seen"]
            let pairs = fields.compactMap { name in page.hidden(name).map { (name, $0) } }
            #expect(pairs.count == fields.count)
            let body =
                (["csrf", "once"].compactMap { n in page.hidden(n).map { (n, $0) } } + pairs)
                .map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
            let done = try await browser.send("/successions", .post, body)
            #expect(done.location?.contains("?done=successionasked") == true, "\(done.text)")
            let own = try await browser.get(done.location ?? "")
            #expect(own.text.contains("決裁待ち") && !own.text.contains("id=\"decide-form\""))
            #expect(own.text.contains("検証0　翔"))
        }
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("保険者番号の承継の決裁待ち"))
            let list = try await browser.get("/successions")
            let id = try #require(list.ids(after: "/successions/").first)
            let page = try await browser.get("/successions/\(id)")
            let back = try await browser.post(
                "/successions/\(id)/decide", on: page, ["act": "back", "why": ""])
            #expect(back.status == 422 && back.text.contains("E-ENT-015"))
            let done = try await browser.post(
                "/successions/\(id)/decide", on: page, ["act": "approve"])
            #expect(
                done.location?.contains("done=successioncarried&n=1&held=0") == true, "\(done.text)"
            )
            let after = try await browser.get(done.location ?? "")
            #expect(after.text.contains("1人の保険の記録を引き継ぎました") && after.text.contains("引き継いだ"))
            let record = try await browser.get("/persons/\(family.child)/insurance")
            #expect(record.text.contains(new.digits))
        }
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/successions")
            #expect(list.status == 200 && !list.text.contains("id=\"succession-form\""))
        }
        try await bench.browse(as: "kansa") { browser in
            let refused = try await browser.get("/successions")
            #expect(refused.status == 403)
        }
    }

    @Test("審査請求は子のページで受け付け、期間を過ぎれば理由を求め、経過と裁決が残る")
    func appeal() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        let path = "/persons/\(family.child)/appeals"
        let fields: KeyValuePairs<String, String> = [
            "appellant": family.father.description, "against": "見子福第1号", "decided": "R7.6.10",
            "known": "R7.6.10", "received": "R7.6.10",
        ]
        let address = try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("行政不服審査法第18条"), "\(page.text)")
            #expect(page.text.contains("【未確認】"))
            let empty = try await browser.post(path, on: page, ["appellant": "x"])
            #expect(empty.status == 422 && empty.text.contains("対象の決定を入力してください"))
            let late = try await browser.post(
                path, on: empty,
                [
                    "appellant": family.father.description, "against": "見子福第1号",
                    "decided": "R6.6.1", "known": "R6.6.1", "received": "R7.6.10",
                ])
            #expect(late.status == 422 && late.text.contains("E-APL-002"))
            let done = try await browser.post(path, on: late, fields)
            #expect(done.location?.contains("?done=appealtaken") == true, "\(done.text)")
            let address = String((done.location ?? "").prefix { $0 != "?" })
            let course = try await browser.get(address)
            #expect(course.text.contains("受付の後の経過はまだありません"))
            #expect(!course.text.contains("id=\"ruling-form\""))
            let noted = try await browser.post(
                address + "/steps", on: course,
                ["event": "explanation", "on": "R7.6.10", "note": "弁明書 第1号"])
            #expect(noted.location?.contains("appealnoted") == true, "\(noted.text)")
            #expect(try await browser.get("/appeals").text.contains("弁明書の提出"))
            let forbidden = try await browser.post(
                address + "/ruling", on: course,
                ["ruling": "dismissed", "ruled": "R7.6.10", "ruling-note": "x"])
            #expect(forbidden.status == 403)
            return address
        }
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("続いている審査請求"))
            let course = try await browser.get(address)
            let own = try await browser.post(
                address + "/ruling", on: course,
                ["ruling": "upheld", "ruled": "R7.6.10", "ruling-note": "裁決書 第1号"])
            #expect(own.status == 422 && own.text.contains("E-APL-005"), "\(own.text)")
        }
    }

    @Test("所得の年度の切替の後、課税の情報が足りない児童が再判定(1150)に、足りないものと所得・照会への行き先とともに並ぶ")
    func incomeRenewal() async throws {
        let bench = try await DeskBench(scheme: "sample-income")
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        // The boy of one is three in February 2027: from then on the book asks.
        bench.clock.go(seconds: 86_400 * 610)
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "rainen", name: "検証 来年", department: "子ども福祉課", roles: [.counter]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        let office = bench.office
        try await bench.browse(as: "rainen") { browser in
            let before = try await browser.get("/rejudgements")
            #expect(!before.text.contains("課税の情報が足りない児童"))
        }
        try office.casework.perform(
            IncomeRenewal.operation, by: .machine("night"), for: .change
        ) { scope in
            let plan = try IncomeRenewal.plan(year: 2026, law: office.law, from: scope.db)
            _ = try IncomeRenewal.perform(
                year: 2026, only: plan.map(\.id), law: office.law, in: scope)
        }
        try office.casework.perform(
            Rejudge.operation, by: .machine("night"), for: .change
        ) {
            _ = try Rejudge.perform(
                .queue, law: office.law, directory: office.directory,
                consequences: office.consequences, in: $0)
        }
        try await bench.browse(as: "rainen") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(page.text.contains("対象 1人、判定済み 1人"), "\(page.text)")
            #expect(page.text.contains("課税の情報が足りない児童 1人"))
            #expect(page.text.contains("受給者の令和8年度の課税の情報"))
            #expect(page.text.contains("href=\"/persons/\(child)/income\""))
            #expect(page.text.contains("href=\"/persons/\(child)/inquiry\""))
            #expect(!page.text.contains("<h2>職員が動くもの</h2>"))
        }
    }

    @Test("所得の要件のない市には所得のページがなく、ある市では証明書を記録でき、欠けた内容は断る")
    func income() async throws {
        let plain = try await DeskBench()
        let family = Family.of(.ordinary)
        try await plain.grant(family.child)
        try await plain.browse(as: "uketsuke") { browser in
            #expect(try await browser.get("/persons/\(family.child)/income").status == 404)
            let person = try await browser.get("/persons/\(family.child)")
            #expect(!person.text.contains("/income"))
        }
        let bench = try await DeskBench(scheme: "sample-income")
        let path = "/persons/\(family.child)/income"
        try await bench.browse(as: "uketsuke") { browser in
            // The boy is one year old: his income is not asked, and he is granted without.
            let before = try await browser.get(path)
            #expect(before.text.contains("申請も資格もない"))
        }
        try await bench.grant(family.child)
        try await bench.browse(as: "uketsuke") { browser in
            let person = try await browser.get("/persons/\(family.child)/welfare-household")
            #expect(person.text.contains(path))
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("記録がありません"), "\(page.text)")
            let wrong = try await browser.post(
                path, on: page,
                [
                    "parent": family.father.description, "year": "2025", "status": "taxed",
                    "income": "9876543", "paper": "T01", "seen": "R7.6.10",
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-ENT-037"))
            for year in ["20250610", "999999999999", "0"] {
                let none = try await browser.post(
                    path, on: page,
                    [
                        "parent": family.father.description, "year": year, "status": "taxed",
                        "income": "9876543", "dependants": "2", "paper": "T01",
                        "seen": "R7.6.10",
                    ])
                #expect(none.status == 422 && none.text.contains("年度を西暦4桁で"), "\(year)")
            }
            let done = try await browser.post(
                path, on: wrong,
                [
                    "parent": family.father.description, "year": "2025", "status": "taxed",
                    "income": "9,876,543", "dependants": "2", "paper": "T01", "seen": "R7.6.10",
                ])
            #expect(done.location?.contains("done=recordkept") == true, "\(done.text)")
            let after = try await browser.get(path)
            #expect(after.text.contains("9,876,543円") && after.text.contains("令和7年度"))
            #expect(after.text.contains("課税（非課税）証明書"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && !page.text.contains("id=\"income-record\""))
        }
    }
}
