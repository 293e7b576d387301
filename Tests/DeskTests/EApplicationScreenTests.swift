// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("電子申請の画面")
struct EApplicationScreenTests {
    /// A bundle of the invented portal for a child of a family.
    private func send(
        _ receipt: String, _ kind: Family.Kind, to bench: DeskBench,
        _ changes: [String: String] = [:]
    ) throws {
        let family = Family.of(kind)
        let (surname, place) = (family.surname, kind.rawValue * 4)
        let all: BundleMaker.Items = [
            ("検証用表示", "検証用"), ("手続コード", "K01"), ("受付番号", receipt),
            ("申請年月日", "2025-06-09"), ("電子署名検証結果", "valid"), ("説明文版", "2025-1"),
            ("申請理由", "03"), ("申請者/氏名", "\(surname.name)　太郎"),
            ("申請者/氏名カナ", "\(surname.kana)　タロウ"), ("申請者/性別", "1"),
            ("申請者/生年月日", "1985-01-15"), ("申請者/住所", family.address),
            ("申請者/個人番号", Family.individualNumber(place)),
            ("対象児童/氏名", "\(surname.name)　翔"), ("対象児童/氏名カナ", "\(surname.kana)　ショウ"),
            ("対象児童/性別", "1"), ("対象児童/生年月日", "2024-02-05"),
            ("対象児童/住所", family.address),
            ("対象児童/個人番号", Family.individualNumber(place + 2)),
            ("健康保険/保険者番号", "06119903"), ("健康保険/資格取得日", "2024-04-01"),
        ]
        let items = all.map { ($0.name, changes[$0.name] ?? $0.value) }
        let zip = ZipMaker([
            ("application.xml", Array(BundleMaker.xml(items).utf8)),
            ("attachments/insurance_1.pdf", BundleMaker.pdf),
        ]).bytes
        let folder = bench.folder.file("exchange")
        let inbox = try FolderInbox(folder: folder.path)
        try Data(zip).write(to: folder.appendingPathComponent("incoming/\(receipt).zip"))
        let report = try bench.office.pollElectronicApplications(inbox)
        #expect(report.taken.count == 1, "\(report)")
    }

    @Test("届いた申請を住民記録と比べ、受け付けると受付簿に入る。個人番号はどの画面にも出ない")
    func accept() async throws {
        let bench = try await DeskBench()
        try send("2025-000123", .decision, to: bench)
        let family = Family.of(.decision)
        let digits = Family.individualNumber(Family.Kind.decision.rawValue * 4 + 2)
        try await bench.browse(as: "uketsuke") { browser in
            #expect(try await browser.get("/").text.contains("電子申請の突合待ち"))
            let list = try await browser.get("/e-applications")
            #expect(list.text.contains("2025-000123"))
            #expect(try Golden.holds(list.golden, "e-application-list.html"))
            let path = try list.address("/e-applications/one/")
            var page = try await browser.get(path)
            #expect(page.text.contains(family.child.description), "\(page.text)")
            #expect(page.text.contains("一致") && !page.text.contains(digits))
            // The bench has a scanner: what it passed is not 未検査 any more (ScanningTests has the rest).
            #expect(!page.text.contains("未検査"))
            if page.text.contains("begin-form") {
                page = try await browser.follow(
                    try await browser.post(path + "/check", on: page, [:]))
            }
            #expect(try Golden.holds(page.golden, "e-application-one.html"))
            let bare = try await browser.post(
                path + "/accept", on: page, ["applicant": "", "child": ""])
            #expect(bare.status == 422 && bare.text.contains("申請者の宛名番号を入力してください"))
            let other = try await browser.post(
                path + "/accept", on: page,
                [
                    "applicant": family.mother.description, "child": family.child.description,
                ])
            #expect(other.status == 422 && other.text.contains("E-LNK-"), "\(other.text)")
            let done = try await browser.follow(
                try await browser.post(
                    path + "/accept", on: page,
                    [
                        "applicant": family.father.description,
                        "child": family.child.description, "evidence": "yes",
                    ]))
            #expect(done.text.contains("電子申請を受け付けました"), "\(done.text)")
            let over = try await browser.get("/e-applications?state=accepted")
            #expect(over.text.contains("2025-000123"))
        }
    }

    @Test("補正依頼・補正の確認・返却・取下げは、理由と期限を尋ねる")
    func mendAndReturn() async throws {
        let bench = try await DeskBench()
        try send("2025-000200", .papers, to: bench)
        try await bench.browse(as: "uketsuke") { browser in
            let path = try (try await browser.get("/e-applications"))
                .address("/e-applications/one/")
            var page = try await browser.get(path)
            if page.text.contains("begin-form") {
                page = try await browser.follow(
                    try await browser.post(path + "/check", on: page, [:]))
            }
            let bare = try await browser.post(path + "/correction", on: page, [:])
            #expect(bare.status == 422 && bare.text.contains("補正を求める理由を選んでください"))
            let past = try await browser.post(
                path + "/correction", on: page,
                ["ask-reason": "attachment-missing", "ask-due": "R7.6.1"])
            #expect(past.status == 422 && past.text.contains("E-LNK-"))
            let asked = try await browser.follow(
                try await browser.post(
                    path + "/correction", on: page,
                    ["ask-reason": "attachment-missing", "ask-due": "R7.6.24"]))
            #expect(asked.text.contains("補正を求めました"), "\(asked.text)")
            let mended = try await browser.follow(
                try await browser.post(
                    path + "/corrected", on: asked, ["take-note": "郵送で写しを受け取った"]))
            #expect(mended.text.contains("補正を確認しました"))
            let nothing = try await browser.post(path + "/return", on: mended, [:])
            #expect(nothing.status == 422 && nothing.text.contains("返却の理由を選んでください"))
            let returned = try await browser.follow(
                try await browser.post(
                    path + "/return", on: mended,
                    ["return-reason": "wrong-office", "return-note": "隣市の方"]))
            #expect(returned.text.contains("返却しました"))
            #expect(returned.text.contains("いまできることはありません"))
        }
    }

    @Test("支援措置の対象者の申請では、申請に書かれた住所も出ない")
    func protectedPeople() async throws {
        let bench = try await DeskBench()
        try send("2025-000300", .protected, to: bench)
        try await bench.browse(as: "uketsuke") { browser in
            let path = try (try await browser.get("/e-applications"))
                .address("/e-applications/one/")
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("非表示"))
            #expect(!page.text.contains(Family.secretAddress))
        }
    }

    @Test("見られるのは受付と課長、決められるのは受付だけ")
    func roles() async throws {
        let bench = try await DeskBench()
        try send("2025-000400", .hold, to: bench)
        try await bench.browse(as: "kacho") { browser in
            let path = try (try await browser.get("/e-applications"))
                .address("/e-applications/one/")
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.action("accept-form") == nil)
            let tried = try await browser.post(path + "/return", on: page, [:])
            #expect(tried.status == 422 || tried.status == 403)
        }
        try await bench.browse(as: "kyufu") { browser in
            let sight = try await browser.get("/e-applications")
            #expect(sight.status == 403)
        }
    }
}
