// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("台帳・請求・問合せ・事故の画面", .serialized)
struct RegisterScreenTests {
    /// One office for the tests that leave the clock alone; each has registers of its own.
    private static let task = Task { try await DeskBench() }

    @Test("期限切れは3070の上に早い順に出て、記入・証拠・確認・有効化が画面だけで終わる", .measure("R-57", "R-67"))
    func registers() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/registers")
            for word in ["委託契約台帳", "研修受講簿", "媒体管理簿", "評価書", "期限切れ"] {
                #expect(page.text.contains(word), "\(word)")
            }
            let list = try await browser.get("/registers/contract")
            let bare = try await browser.post("/registers/contract", on: list, ["f-business": "保守"])
            #expect(bare.status == 422 && bare.text.contains("「委託先」を入力してください"))
            #expect(bare.text.contains("value=\"保守\""))
            let entered = try await browser.follow(
                try await browser.post(
                    "/registers/contract", on: list,
                    [
                        "f-contractor": "見本システム", "f-business": "保守", "f-from": "R7.4.1",
                        "f-until": "R7.9.30", "f-handlers": "10人以上50人未満", "f-responsible": "見本",
                        "f-incidentHours": "2",
                    ]))
            #expect(entered.text.contains("R7-0001"), "\(entered.text)")
            // Clauses are missing: it does not come into force.
            let early = try await browser.post(
                "/registers/contract/2025-0001/move", on: entered,
                ["state": "active", "version": "1", "f-incidentHours": "2"])
            #expect(early.status == 422 && early.text.contains("契約書の条項"), "\(early.text)")
            let numbered = try await browser.post(
                "/registers/contract/2025-0001/amend", on: entered,
                ["state": "amend", "version": "1", "a-contractor": "900000000029"])
            #expect(numbered.status == 422 && numbered.text.contains("個人番号らしい数字"))
            #expect(!numbered.text.contains("nosuch"))
        }
        bench.clock.go(seconds: 120 * 86_400)
        try await bench.browse(as: "kanri") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("台帳の期限切れ"))
            let page = try await browser.get("/registers")
            let first = try #require(page.text.range(of: "期限切れ R"))
            let alarms = page.text[first.lowerBound...]
            #expect(alarms.contains("委託契約台帳") && alarms.contains("二人目の確認"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/registers")
            #expect(sight.status == 403)
        }
    }

    @Test("証拠のファイルは、付けた字のまま開き、要約値が画面に出る")
    func evidence() async throws {
        let bench = try await Self.task.value
        try await bench.browse(as: "kanri") { browser in
            let list = try await browser.get("/registers/finding")
            let entered = try await browser.follow(
                try await browser.post(
                    "/registers/finding", on: list,
                    [
                        "f-source": "自己点検", "f-what": "記入漏れ", "f-weight": "軽",
                        "f-department": "子ども福祉課", "f-dueOn": "R7.6.30",
                    ]))
            #expect(entered.text.contains("R7-0001"), "\(entered.text)")
            let sent = try await browser.upload(
                "/registers/finding/2025-0001/files", on: entered,
                [("是正.pdf", Array("%PDF-1.4 是正".utf8))])
            let record = try await browser.follow(sent)
            #expect(record.text.contains("是正.pdf"), "\(record.text)")
            #expect(record.text.firstMatch(of: /[0-9a-f]{64}/) != nil)
            let file = try await browser.get(try record.address("/register-files/"))
            #expect(file.bytes == Array("%PDF-1.4 是正".utf8))
        }
    }

    @Test("電話の請求は断り、書面の請求は期限が出て、決定は別の職員だけができる", .measure("R-98", "R-99"))
    func disclosures() async throws {
        let bench = try await Self.task.value
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/disclosures")
            let spoken = try await browser.post(
                "/disclosures", on: page, fields(child, channel: "電話"))
            #expect(spoken.status == 422 && spoken.text.contains("電話・FAXによる請求は受け付けられません"))
            let done = try await browser.follow(
                try await browser.post("/disclosures", on: page, fields(child, channel: "郵送")))
            #expect(done.text.contains("R7-0001") && done.text.contains("R7.7.10"), "\(done.text)")
            #expect(!done.text.contains("決定する"))
        }
        try await bench.browse(as: "kacho") { browser in
            let record = try await browser.get("/disclosures/2025-0001")
            #expect(record.text.contains("決定する") && record.text.contains("本人の記録一式"))
            let file = try await browser.follow(
                try await browser.post(
                    "/disclosures/2025-0001/file", on: record, ["whole": "no", "why": "請求"]))
            #expect(file.text.contains("本人の記録一式（開示用）"), "\(file.text)")
            let decided = try await browser.follow(
                try await browser.post(
                    "/disclosures/2025-0001/move", on: record,
                    [
                        "state": "closed", "version": "1", "f-decision": "全部開示",
                        "f-notice": "見総1", "closed-why": "請求のとおり",
                    ]))
            #expect(decided.text.contains("全部開示") && decided.text.contains("完了"), "\(decided.text)")
        }
    }

    func fields(
        _ child: AddresseeNumber, channel: String, kind: String = "開示"
    ) -> KeyValuePairs<String, String> {
        [
            "subject": child.description, "f-kind": kind, "f-channel": channel,
            "f-received": "R7.6.10", "f-desk": "総務課", "f-owner": "uketsuke", "f-requester": "本人",
            "f-identity": "個人番号カード", "f-identityOn": "R7.6.10", "f-identityBy": "uketsuke",
            "f-content": "自分の記録のすべて",
        ]
    }

    @Test("利用停止の決定から、その方の台帳も家族の照会も開かず、解除で開く", .measure("R-100"))
    func suspension() async throws {
        let bench = try await Self.task.value
        let child = Family.of(.lapse).child
        let number = try await bench.browse(as: "uketsuke") { browser in
            let before = try await browser.get("/persons/\(child)")
            #expect(before.status == 200)
            let page = try await browser.get("/disclosures")
            let sent = try await browser.post(
                "/disclosures", on: page, fields(child, channel: "窓口", kind: "利用停止"))
            let address = try #require(sent.location, "\(sent.text)")
            return String(address.prefix { $0 != "?" })
        }
        try await bench.browse(as: "kacho") { browser in
            let record = try await browser.get(number)
            _ = try await browser.post(
                number + "/move", on: record,
                [
                    "state": "closed", "version": "1", "f-decision": "利用停止する",
                    "f-notice": "見総1", "closed-why": "決定",
                ])
        }
        try await bench.browse(as: "uketsuke") { browser in
            let refused = try await browser.get("/persons/\(child)")
            #expect(refused.status == 409 && !refused.text.contains("class=\"subject\""))
            #expect(try await browser.get(number).status == 200)
        }
        try await bench.browse(as: "kacho") { browser in
            let record = try await browser.get(number)
            #expect(record.text.contains("利用停止中"))
            let ended = try await browser.follow(
                try await browser.post(
                    number + "/resume", on: record, ["end-why": "解除の決定"]))
            #expect(ended.text.contains("利用停止を解除しました"), "\(ended.text)")
        }
        try await bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/persons/\(child)")
            #expect(sight.status == 200)
        }
    }

    @Test("事故はだれでも報告でき、影響を受けた本人は利用の記録と一人も違わない", .measure("R-83"))
    func incidents() async throws {
        let bench = try await Self.task.value
        let families = Family.Kind.allCases.prefix(3).map { Family.of($0).child }
        try await bench.browse(as: "uketsuke") { browser in
            for child in families { _ = try await browser.get("/persons/\(child)") }
            let form = try await browser.get("/incident-report")
            let done = try await browser.follow(
                try await browser.post(
                    "/incidents", on: form,
                    ["f-detected": "R7.6.10", "f-what": "のぞき見の疑い", "f-kind": "そのおそれ"]))
            #expect(done.text.contains("事故を報告しました"), "\(done.text)")
            #expect(try await browser.get("/incidents").status == 403)
        }
        try await bench.browse(as: "kacho") { browser in
            let record = try await browser.get("/incidents/2025-0001")
            #expect(record.text.contains("速報の期限"))
            let list = try await browser.post(
                "/incidents/2025-0001/affected", on: record,
                [
                    "affected-officer": "uketsuke", "affected-from": "R7.6.1",
                    "affected-through": "R7.6.10", "affected-why": "調査",
                ])
            let found = Set(list.text.matches(of: /<td>(\d{15})<\/td>/).map { String($0.1) })
            // A household is opened with its child: whoever was shown is on the list.
            #expect(found.isSuperset(of: families.map(\.description)), "\(list.text)")
            let truth = try bench.office.casework.perform(
                .searchLog,
                by: .init(
                    officer: "kansa", name: "", roles: [.auditor], session: "t", terminal: "t"),
                for: .audit
            ) { scope in
                try scope.db.rows(
                    """
                    SELECT DISTINCT s.subject FROM operation_subject s
                    JOIN operation o ON o.id = s.operation_id WHERE o.officer = 'uketsuke'
                    """
                ) { $0.addressee(0).description }
            }
            #expect(found == Set(truth))
        }
    }

    @Test("受付票は窓口で書き、直した跡が残る", .measure("R-103"))
    func enquiries() async throws {
        let bench = try await Self.task.value
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/enquiries")
            let slip = try await browser.follow(
                try await browser.post(
                    "/enquiries", on: page,
                    [
                        "f-at": "R7.6.10", "f-time": "10:20", "f-channel": "電話",
                        "f-content": "証の再交付について", "f-handler": "uketsuke",
                    ]))
            #expect(slip.text.contains("R7-0001"), "\(slip.text)")
            let amended = try await browser.follow(
                try await browser.post(
                    "/enquiries/2025-0001/amend", on: slip,
                    [
                        "state": "amend", "version": "1", "a-at": "R7.6.10", "a-time": "10:20",
                        "a-channel": "電話", "a-content": "証の再交付と転居について",
                        "a-handler": "uketsuke",
                    ]))
            #expect(amended.text.contains("証の再交付について → 証の再交付と転居について"), "\(amended.text)")
            let again = try await browser.post(
                "/enquiries/2025-0001/amend", on: amended,
                ["state": "amend", "version": "1", "a-content": "古い画面から"])
            #expect(again.status == 422 && again.text.contains("ほかの職員が先に書き換えました"))
        }
    }

    @Test("読んでいない回覧はホームに出て、読むと消える", .measure("R-83", "R-92"))
    func circulars() async throws {
        let bench = try await Self.task.value
        try await bench.browse(as: "kanri") { browser in
            let list = try await browser.get("/registers/circular")
            let open = try await browser.follow(
                try await browser.post(
                    "/registers/circular", on: list,
                    [
                        "f-title": "事故のときの手順", "f-kind": "事故発生時手順", "f-year": "2025",
                        "f-text": "すぐに報告する。", "f-from": "R7.6.1", "f-until": "R7.6.30",
                    ]))
            _ = try await browser.post(
                "/registers/circular/2025-0001/move", on: open,
                [
                    "state": "active", "version": "1", "f-text": "すぐに報告する。",
                    "f-from": "R7.6.1", "f-until": "R7.6.30",
                ])
        }
        try await bench.browse(as: "kyufu") { browser in
            #expect(try await browser.get("/").text.contains("読む回覧"))
            let page = try await browser.get("/circulars")
            #expect(page.text.contains("すぐに報告する。") && page.text.contains("読んで確認した"))
            let read = try await browser.follow(
                try await browser.post("/circulars/2025-0001", on: page, [:]))
            #expect(read.text.contains("確認を記録しました"), "\(read.text)")
            #expect(try await !browser.get("/").text.contains("読む回覧"))
        }
    }

    @Test("問合せ先と請求先が窓口の頁に出る。通知書の問合せ先も同じ頁にある", .measure("R-102"))
    func contactPage() async throws {
        let bench = try await Self.task.value
        try await bench.browse(as: "kanri") { browser in
            for (role, name) in [("開示等の請求先", "見本市総務課"), ("問合せ先", "見本市子ども福祉課")] {
                let list = try await browser.get("/registers/contact")
                let open = try await browser.follow(
                    try await browser.post(
                        "/registers/contact", on: list,
                        [
                            "f-role": role, "f-name": name, "f-address": "見本市中央1",
                            "f-phone": "000-900-0002", "f-hours": "平日",
                            "f-reviewBy": "R8.3.31",
                        ]))
                let number = open.text.contains("R7-0002") ? "2025-0002" : "2025-0001"
                _ = try await browser.post(
                    "/registers/contact/\(number)/move", on: open,
                    ["state": "active", "version": "1"])
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/contact")
            for word in ["見本市総務課", "見本市子ども福祉課", "000-900-0002", "子ども福祉課"] {
                #expect(page.text.contains(word), "\(word)")
            }
        }
    }
}
