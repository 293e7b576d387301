// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Jobs
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("レセプト取込の画面")
struct ClaimImportTests {
    @Test("選ぶ→点検→取込→結果→エラーの再判定・返戻まで、画面だけでできる")
    func wholeWay() async throws {
        let money = try await MoneyBench()
        let good = try money.claimFile(
            points: [1_234, 500], recipients: [money.recipientNumber, "9999999"])
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            #expect(list.text.contains("まだ取り込んだファイルはありません"))
            let check = try await browser.follow(
                try await browser.upload(
                    "/claims/imports", on: list,
                    [("RECEIPTC.UKE", good), ("broken.uke", Array("IR,1".utf8))]))
            #expect(check.status == 200)
            #expect(check.text.contains("取込可") && check.text.contains("取込不可"))
            #expect(check.text.contains("まだ何も取り込んでいません"))
            #expect(try Golden.holds(check.golden, "claims-check.html"))

            // Two presses of the same form are one import.
            let path = try #require(check.action("start-form"))
            let first = try await browser.post(path, on: check, [])
            let second = try await browser.post(path, on: check, [])
            #expect(first.status == 303 && first.location == second.location)
            #expect(try money.runs().count == 1)
            await money.bench.reception.desk.runner.settle()
            let job = try await browser.follow(first)
            #expect(job.text.contains("完了") && job.text.contains("RECEIPTC.UKE"))
            let progress = try await browser.get(try #require(first.location) + "/progress")
            #expect(progress.headers.value("x-finished") == "yes")
            #expect(progress.text.contains("2／2件（100%）"))

            let imported = try job.address("/claims/imports/")
            let result = try await browser.get(imported)
            #expect(result.text.contains("受給者番号誤り"))
            #expect(result.text.contains("GOレコードの合計と一致"))
            let again = try await browser.follow(
                try await browser.post(imported + "/recheck", on: result, []))
            #expect(again.text.contains("受け入れられる明細書はありませんでした"))

            let row = try result.address("/claims/errors/")
            let error = try await browser.get(row)
            let empty = try await browser.post(row + "/return", on: error, [])
            #expect(empty.status == 422 && empty.title.hasPrefix("エラー："))
            let returned = try await browser.follow(
                try await browser.post(
                    row + "/return", on: error, [("return-reason", "番号の誤り")]))
            #expect(returned.text.contains("返戻"))

            // The same bytes again are known and cannot be taken in.
            let known = try await browser.follow(
                try await browser.upload("/claims/imports", on: list, [("copy.uke", good)]))
            #expect(known.text.contains("取込済み") && known.action("start-form") == nil)
            #expect(!known.text.contains("ファイルを取り込む</button>"))
        }
        for folder in ["/uploads", "/claims"] {
            let left = try? FileManager.default.contentsOfDirectory(
                atPath: money.bench.office.settings.dataDirectory + folder)
            #expect(left?.isEmpty ?? true, "\(folder)")
        }
        for (system, report) in try money.bench.office.verify() {
            #expect(report.ok, "\(system): \(report.problems)")
        }
    }

    @Test("試行は件数と金額を見せて何も残さず、その画面から同じファイルの本番を始められる")
    func trial() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            let check = try await browser.follow(
                try await browser.upload("/claims/imports", on: list, [("a.uke", file)]))
            let path = try #require(check.action("start-form"))
            let answer = try await browser.post(path, on: check, [("act", "trial")])
            await money.bench.reception.desk.runner.settle()
            let tried = try await browser.follow(answer)
            #expect(tried.text.contains("試行") && tried.text.contains("完了"))
            #expect(
                try await browser.get("/claims/imports").text.contains("まだ取り込んだファイルはありません"))
            let page = try await browser.get(try tried.address("/jobs/runs/"))
            #expect(page.text.contains("2,468"), "金額が分かる")
            let run = try #require(try money.runs().first)
            let real = try await browser.post(
                "/jobs", on: page,
                [
                    ("kind", "real"), ("job", "claims-arrive"), ("trial", String(run.id)),
                    ("occasion", run.order.occasion),
                ])
            await money.bench.reception.desk.runner.settle()
            let done = try await browser.follow(real)
            #expect(done.text.contains("完了"), "\(done.text)")
            let after = try await browser.get("/claims/imports")
            #expect(after.text.contains("a.uke") && after.text.contains("2,468"))
        }
        #expect(try money.runs().count == 2)
    }

    @Test("予約だけして止まった取込は、起動の後に一覧に残っていて、再開すると取り込まれる")
    func resumed() async throws {
        let money = try await MoneyBench()
        let office = money.bench.office
        let bytes = try money.claimFile()
        let digest = Digest.of(bytes).description
        let there = money.bench.folder.file("a.uke")
        try Data(bytes).write(to: there)
        try office.claimFolder.take(there.path, digest: digest)
        let payer = MoneyBench.officer("kyufu", .payment)
        let month = try #require(YearMonth(iso: "2025-07"))
        let ids = try office.casework.perform(.importClaims, by: payer, for: .benefit) {
            try StageClaimFiles.perform(
                [.init(name: "a.uke", digest: digest, sender: nil, billingMonth: month, claims: 1)],
                in: $0)
        }
        let order = ImportClaimsWork.order(try #require(ids), on: "2025-06-10")
        let engine = money.bench.reception.desk.engine
        let run = try office.casework.perform(.startJob, by: payer, for: .maintenance) {
            try StartJob.perform(order, .real, engine: engine, in: $0)
        }
        // What a start does: nothing that a run waits for goes.
        money.bench.reception.desk.tidyClaimFiles()
        #expect(office.claimFolder.digests == [digest])
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            let page = try await browser.get(try list.address("/claims/jobs/"))
            #expect(page.text.contains("再開する") && page.text.contains("待機中"))
            let path = try #require(page.action("run-form"))
            _ = try await browser.post(path, on: page, [])
            await money.bench.reception.desk.runner.settle()
            let done = try await browser.get("/claims/jobs/\(run)")
            #expect(done.text.contains("完了") && !done.text.contains("再開する"))
        }
        #expect(office.claimFolder.digests.isEmpty)
    }

    @Test("エラー一覧の CSV は管理者が理由を書いて出し、人も医療機関も入らない")
    func errorFile() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile(recipients: ["9999999"])
        let result = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await browser.get("/claims/imports")
            let check = try await browser.follow(
                try await browser.upload("/claims/imports", on: list, [("a.uke", file)]))
            _ = try await browser.post(try #require(check.action("start-form")), on: check, [])
            await money.bench.reception.desk.runner.settle()
            let imports = try await browser.get("/claims/imports")
            let result = try imports.address("/claims/imports/")
            let page = try await browser.get(result)
            #expect(page.action("file-form") == nil, "給付の職員には出ない")
            let refused = try await browser.post(result + "/errors", on: page, [("reason", "x")])
            #expect(refused.status == 403)
            return result
        }
        try await money.bench.browse(as: "kanri") { browser in
            let page = try await browser.get(result)
            let path = try #require(page.action("file-form"))
            let none = try await browser.post(path, on: page, [("reason", "")])
            #expect(none.headers.value("content-disposition") == nil, "理由がなければ出ない")
            let csv = try await browser.post(path, on: page, [("reason", "送付元への照会")])
            #expect(csv.headers.value("content-disposition")?.contains(".csv") == true)
            #expect(csv.text.contains("受給者番号誤り") && csv.text.contains("/claims/errors/"))
            for secret in ["9999999", "検証", "見本医院", MoneyBench.institution] {
                #expect(!csv.text.contains(secret), "\(secret)")
            }
        }
    }

    /// The addresses of the errors that a page leads to.
    private func errors(_ page: Sight) -> [String] {
        page.text.matches(of: /href="(\/claims\/errors\/\d+)"/).map { String($0.1) }
    }

    @Test("未処理のエラーは、理由ごとに百件ずつの頁で並び、ホームから一件の画面まで行ける")
    func openErrors() async throws {
        let money = try await MoneyBench()
        let count = OpenErrorList.most + 2
        let file = try money.claimFile(
            points: (0..<count).map { 100 + $0 },
            recipients: Array(repeating: "9999999", count: count))
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.take(file, browser)
            let home = try await browser.get("/")
            #expect(home.text.contains("href=\"/claims/imports?open=all\""))
            let imports = try await browser.get("/claims/imports")
            #expect(
                imports.text.contains("<a href=\"/claims/imports?open=05\">受給者番号誤り \(count)件</a>"))
            let first = try await browser.get("/claims/imports?open=05")
            #expect(first.text.contains("1〜100件目／全\(count)件"))
            #expect(errors(first).count == 100)
            let second = try await browser.get("/claims/imports?open=05&page=2")
            let rest = errors(second)
            #expect(rest.count == 2)
            #expect(Set(rest).isDisjoint(with: errors(first)))
            let all = try await browser.get("/claims/imports?open=all")
            #expect(all.text.contains("全\(count)件"))
            let none = try await browser.get("/claims/imports?open=01")
            #expect(none.text.contains("未処理のエラーはありません"))
            // What is settled leaves the list.
            let row = try first.address("/claims/errors/")
            let error = try await browser.get(row)
            _ = try await browser.post(row + "/return", on: error, [("return-reason", "番号の誤り")])
            let left = try await browser.get("/claims/imports?open=05")
            #expect(left.text.contains("全\(count - 1)件") && !left.text.contains("\"\(row)\""))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            // Whoever may not open a claim sees the list and no way into it.
            let list = try await browser.get("/claims/imports?open=05")
            #expect(list.text.contains("受給者番号誤り") && !list.text.contains("/claims/errors/"))
        }
    }

    @Test("入院の請求の補正にだけ「入院年月日」の欄があり、診療月の後の日はその欄で断り、直した日は明細書に出る")
    func admitted() async throws {
        for (type, isInpatient) in [("1124", false), ("1123", true)] {
            let money = try await MoneyBench()
            let file = try money.claimFile(recipients: ["9999999"], type: type)
            try await money.bench.browse(as: "kyufu") { browser in
                try await money.takeIn(file, browser)
                let list = try await browser.get("/claims/imports?open=all")
                let error = try await browser.get(try list.address("/claims/errors/"))
                #expect(error.text.contains("入院年月日") == isInpatient)
                guard isInpatient else { return }
                func correct(_ day: String, on page: Sight) async throws -> Sight {
                    try await browser.post(
                        try #require(page.action("correct-form")), on: page,
                        [
                            "recipient": money.recipientNumber, "admitted": day,
                            "basis": "医療機関に照会",
                        ])
                }
                let wrong = try await correct("R7.7.1", on: error)
                #expect(wrong.status == 422 && wrong.text.contains("href=\"#admitted\""))
                let claim = try await browser.follow(try await correct("R7.5.28", on: wrong))
                #expect(
                    claim.text.contains("<dt>入院年月日</dt><dd>令和7年5月28日</dd>"),
                    "\(claim.text)")
            }
        }
    }

    @Test("未処理のエラーの一覧も、支援措置の児童の医療機関を出さず、見た人として記録する")
    func openErrorsOfProtected() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile(points: [1_234, 500])
        try await money.bench.browse(as: "kyufu") { browser in
            // The second claim of the same month and clinic waits as a doubt, of a child that is known.
            try await money.take(file, browser)
            let plain = try await browser.get("/claims/imports?open=all")
            #expect(plain.text.contains("見本医院") || plain.text.contains("見本こどもクリニック"))
            #expect(plain.text.contains("\(money.child)"))
            try Family.of(.ordinary).protect(in: money.bench.office)
            let kept = try await browser.get("/claims/imports?open=all")
            #expect(kept.text.contains("（支援措置）"))
            #expect(!kept.text.contains("見本医院") && !kept.text.contains("見本こどもクリニック"))
        }
    }

    @Test("結果待ちの申立は一覧に並び、月の申立は送り先ごとの申立書になる。結果を記録すると待ちから消える")
    func objections() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.take(file, browser)
            let none = try await browser.get("/claims?objections=open")
            #expect(none.text.contains("申立はありません"))
            let found = try await browser.get("/claims?child=\(money.child)")
            let address = try found.address("/claims/one/")
            let claim = try await browser.get(address)
            let subject = [("subject", "claim"), ("row", String(address.dropFirst(12)))]
            let filed = try await browser.follow(
                try await browser.post(
                    "/claims/objections", on: claim,
                    subject + [("kind", "2"), ("reason", "08"), ("on", "R7.6.1")]))
            let home = try await browser.get("/")
            #expect(home.text.contains("href=\"/claims?objections=open\""))
            let open = try await browser.get("/claims?objections=open")
            // Nine days, the yen that are contested, the body that sent it, the way to the claim.
            #expect(open.text.contains("再審査") && open.text.contains("点数・金額相違"))
            #expect(open.text.contains("<td class=\"number\">9</td>"))
            #expect(open.text.contains("2,468") && open.text.contains("支払基金"))
            #expect(open.text.contains("href=\"\(address)\""))
            #expect(!open.text.contains("paper-form"), "印字は月を選んでから")

            let wrong = try await browser.get("/claims?objections=filed&month=abc")
            #expect(wrong.text.contains("申立の月を、R7.6 のように") && wrong.text.contains("abc"))
            let other = try await browser.get("/claims?objections=filed&month=R7.5")
            #expect(other.text.contains("申立はありません") && !other.text.contains("paper-form"))
            let month = try await browser.get("/claims?objections=filed&month=R7.6")
            let path = try #require(month.action("paper-form"), "\(month.text)")
            let printed = try await browser.follow(
                try await browser.post(path, on: month, [("month", "2025-06")]))
            let link = try #require(
                printed.text.firstMatch(of: /href="(\/papers\/print\/[^"]*)"/)
            ).1
            let paper = try await browser.get(String(link))
            try paper.asPaper { reader in
                let text = try reader.characters(page: 1)
                for words in ["支払基金", "様式は未確認", "再審査", "2,468", money.recipientNumber] {
                    #expect(text.contains(words), "\(words): \(text)")
                }
            }
            let fresh = try await browser.get("/claims?objections=filed&month=R7.6")
            let empty = try await browser.post(path, on: fresh, [("month", "2025-05")])
            #expect(empty.status == 422 && empty.text.contains("申し立てたものはありません"))

            _ = try await browser.post(
                "/claims/objections/answer", on: filed,
                subject + [("result", "3"), ("on", "R7.6.9")])
            let after = try await browser.get("/claims?objections=open")
            #expect(after.text.contains("申立はありません"), "\(after.text)")
            let still = try await browser.get("/claims?objections=filed&month=R7.6")
            #expect(still.text.contains("再審査"), "申し立てたことは残る")
        }
        try await money.bench.browse(as: "kacho") { browser in
            // The head may look, and neither files nor prints.
            let month = try await browser.get("/claims?objections=filed&month=R7.6")
            #expect(month.status == 200 && month.action("paper-form") == nil)
            let refused = try await browser.post(
                "/claims/objections/paper", on: month, [("month", "2025-06")])
            #expect(refused.status == 404)
        }
        try await money.bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("申立書"))
        }
    }

    @Test("結果待ちの一覧で、届いた結果を何行でも一度に記録でき、誤りがあれば打った内容を残してどれも記録しない")
    func manyAnswers() async throws {
        let money = try await MoneyBench()
        let files = [try money.claimFile(), try money.claimFile(institution: "1119900028")]
        try await money.bench.browse(as: "kyufu") { browser in
            for file in files { try await money.take(file, browser) }
            let found = try await browser.get("/claims?child=\(money.child)")
            let claims = Set(
                found.text.matches(of: /\/claims\/one\/(\d+)/).map { String($0.1) }
            ).sorted()
            try #require(claims.count == 2, "\(found.text)")
            for claim in claims {
                let page = try await browser.get("/claims/one/\(claim)")
                let filed = try await browser.post(
                    "/claims/objections", on: page,
                    [
                        ("subject", "claim"), ("row", claim), ("kind", "2"), ("reason", "08"),
                        ("on", "R7.6.1"),
                    ])
                try #require(filed.status == 303, "\(filed.text)")
            }
            let open = try await browser.get("/claims?objections=open")
            let path = try #require(open.action("answers-form"), "\(open.text)")
            let rows = claims.map { ("row", "c\($0)") }
            let nothing = try await browser.post(path, on: open, rows)
            #expect(nothing.status == 422 && nothing.text.contains("結果を一つ以上選んでください"))
            let wrong = try await browser.post(
                path, on: open,
                rows + [
                    ("answered-on", "R7.6.9"), ("result-c\(claims[0])", "3"),
                    ("result-c\(claims[1])", "2"), ("yen-c\(claims[1])", "9999"),
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-BEN-130"), "\(wrong.text)")
            #expect(wrong.text.contains("value=\"9999\""))
            #expect(wrong.text.contains("value=\"R7.6.9\""))
            #expect(wrong.text.contains("id=\"c\(claims[1])-problem\""))
            #expect(!wrong.text.contains("id=\"c\(claims[0])-problem\""))
            let still = try await browser.get("/claims?objections=open")
            #expect(still.text.contains("c\(claims[0])") && still.text.contains("c\(claims[1])"))
            // One line has come, the other still waits.
            let done = try await browser.follow(
                try await browser.post(
                    path, on: still,
                    rows + [("result-c\(claims[0])", "3"), ("day-c\(claims[0])", "R7.6.9")]))
            #expect(done.text.contains("申立の結果を記録しました"), "\(done.text)")
            #expect(
                !done.text.contains("result-c\(claims[0])")
                    && done.text.contains("result-c\(claims[1])"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let open = try await browser.get("/claims?objections=open")
            #expect(open.status == 200 && open.action("answers-form") == nil)
            let refused = try await browser.post(
                "/claims/objections/answers", on: open, [("row", "c1")])
            #expect(refused.status == 403)
        }
    }

    @Test("明細書の照会は、計算の段階と条文を出し、申立を一度だけ受け付ける")
    func claimPage() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            let check = try await browser.follow(
                try await browser.upload("/claims/imports", on: list, [("a.uke", file)]))
            _ = try await browser.post(
                try #require(check.action("start-form")), on: check, [])
            await money.bench.reception.desk.runner.settle()
            let empty = try await browser.get("/claims")
            let wrong = try await browser.post("/claims", on: empty, [("child", "abc")])
            #expect(wrong.status == 422)
            let found = try await browser.follow(
                try await browser.post("/claims", on: empty, [("child", money.recipientNumber)]))
            #expect(found.text.contains("見本こどもクリニック") && found.text.contains("2,468"))
            let month = try await browser.follow(
                try await browser.post(
                    "/claims", on: empty,
                    [("institution", MoneyBench.institution), ("month", "R7.6")]))
            #expect(month.text.contains("令和7年6月診療分"))
            let address = try found.address("/claims/one/")
            let claim = try await browser.get(address)
            #expect(claim.text.contains("総医療費 1234点×10円") && claim.text.contains("公費負担額(支給額)"))
            #expect(try Golden.holds(claim.golden, "claim.html"))
            let fields = [
                ("subject", "claim"), ("row", String(address.dropFirst(12))), ("kind", "1"),
                ("reason", "08"),
                ("on", "R7.6.10"),
            ]
            let filed = try await browser.follow(
                try await browser.post("/claims/objections", on: claim, fields))
            #expect(filed.text.contains("申立中"))
            let twice = try await browser.post("/claims/objections", on: filed, fields)
            #expect(twice.status == 422 && twice.text.contains("申立中です"))
        }
    }

    @Test("取り込めない人のファイルは、読む前に断り、何も残さない")
    func notPermitted() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        for officer in ["uketsuke", "kacho", "kansa"] {
            try await money.bench.browse(as: officer) { browser in
                let home = try await browser.get("/")
                let answer = try await browser.upload("/claims/imports", on: home, [("a", file)])
                #expect(answer.status == 403, "\(officer)")
            }
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/imports")
            let forged = try await browser.upload(
                "/claims/imports", on: list, [("a", file)], csrf: "false")
            #expect(forged.status == 403)
            let nothing = try await browser.upload("/claims/imports", on: list, [])
            #expect(nothing.status == 422 && nothing.text.contains("選んでください"))
            let stage = try await browser.get("/claims/imports/check/unknown")
            #expect(stage.status == 404)
        }
        let left = try? FileManager.default.contentsOfDirectory(
            atPath: money.bench.office.settings.dataDirectory + "/uploads")
        #expect(left?.isEmpty ?? true)
    }
}

extension Golden {
    /// Whether a page is as it was reviewed.
    static func holds(_ text: String, _ name: String) throws -> Bool {
        let outcome = try compare(text, with: name)
        if outcome == .same || outcome == .recorded { return true }
        Issue.record("\(name): \(outcome)")
        return false
    }
}

extension MoneyBench {
    /// Takes a claim file in through the screens.
    func take(_ file: [UInt8], _ browser: Browser) async throws {
        let list = try await browser.get("/claims/imports")
        let check = try await browser.follow(
            try await browser.upload("/claims/imports", on: list, [("a.uke", file)]))
        _ = try await browser.post(
            try #require(check.action("start-form"), "\(check.text)"), on: check, [])
        await bench.reception.desk.runner.settle()
    }

    /// The runs of imports, newest first.
    func runs() throws -> [JobRun] {
        try bench.office.casework.perform(
            .viewJobs, by: Self.officer("kyufu", .payment), for: .maintenance
        ) { try JobBook.newest(20, of: ImportClaimsWork.job, from: $0.db) }
    }
}
