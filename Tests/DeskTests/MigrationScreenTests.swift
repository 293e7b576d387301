// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Migration
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("移行の画面（3150）")
struct MigrationScreenTests {
    /// One child of the register with three years of history in the old system.
    private func put(_ family: Family, into office: Installation, wrong: Bool = false) throws
        -> String
    {
        let number = try #require(RecipientNumber(serial: 31)).digits
        let folder = URL(fileURLWithPath: office.migrationFolder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ name: String, _ header: String, _ rows: [String]) throws {
            let text = ([header] + rows.map { "検証用,\($0)" }).joined(separator: "\r\n") + "\r\n"
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).csv"))
        }
        let child = try #require(try office.directory.person(family.child))
        let father = try #require(try office.directory.person(family.father))
        try write(
            "persons", "検証用表示,宛名番号,氏名,氏名カナ,生年月日,性別",
            [child, father].map {
                "\($0.number),\($0.name),\($0.kana),\($0.born.compact),\($0.sex.rawValue)"
            })
        try write(
            "decisions",
            "検証用表示,決定番号,児童宛名番号,受給者宛名番号,受給者番号,申請種別,申請理由,申請年月日,職権フラグ,異動年月日,決定年月日,効力発生日,決定結果,決定理由,有効期間開始,有効期間終了の翌日,有効期間入院開始,有効期間入院終了の翌日,決定者",
            [
                "D1,\(child.number),\(father.number),\(wrong ? "1234560" : number),01,01,20240210,0,,20240220,20240205,1,00,20240205,20420401,20240205,20420401,旧担当"
            ])
        try write(
            "certificates",
            "検証用表示,証番号,児童宛名番号,受給者番号,交付年月日,有効期間開始,有効期間終了の翌日,有効期間入院開始,有効期間入院終了の翌日,返還年月日",
            ["4711,\(child.number),\(number),20240225,20240205,20420401,20240205,20420401,"])
        try write(
            "accounts", "検証用表示,受給者宛名番号,金融機関コード,支店コード,預金種目,口座番号,口座名義人カナ,使用開始日,使用終了の翌日",
            ["\(father.number),9001,001,1,9000001,\(father.kana),20240210,"])
        return number
    }

    /// Waits for what goes on behind the pages.
    private func settle(_ browser: Browser, _ path: String, _ words: String) async throws -> Sight {
        // A minute of patience: it is about what comes, not about when.
        for _ in 0..<600 {
            let page = try await browser.get(path)
            if page.text.contains(words) { return page }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await browser.get(path)
    }

    @Test("試し・起案・決裁・実行を画面だけで行い、旧システムの証の番号で児童が見つかる", .measure("R-08"))
    func wholeWay() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        let number = try put(family, into: bench.office)
        let trial = try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/migration")
            #expect(page.text.contains("decisions.csv"))
            let none = try await browser.post("/migration", on: page, ["name": "", "cutover": ""])
            #expect(none.status == 422)
            _ = try await browser.follow(
                try await browser.post(
                    "/migration", on: page, ["name": "旧システム", "cutover": "R7.6.1"]))
            let list = try await settle(browser, "/migration", "試し済み")
            let path = try #require(
                list.text.firstMatch(of: /href="(\/migration\/one\/[0-9]+)"/).map { String($0.1) })
            let one = try await browser.get(path)
            #expect(one.text.contains("差異報告") && !one.text.contains(">差</span>"))
            let done = try await browser.follow(
                try await browser.post("\(path)/propose", on: one, ["reason": "切替"]))
            #expect(done.text.contains("決裁待ち"))
            return path
        }
        try await bench.browse(as: "kacho") { browser in
            let one = try await browser.get(trial)
            let done = try await browser.follow(
                try await browser.post("\(trial)/decide", on: one, ["act": "approve"]))
            #expect(done.text.contains("決裁済み"))
            let sample = try await browser.get("\(trial)/sample")
            #expect(sample.status == 200 && sample.text.contains(family.child.description))
        }
        try await bench.browse(as: "kanri") { browser in
            let one = try await browser.get(trial)
            _ = try await browser.follow(try await browser.post("\(trial)/load", on: one, [:]))
            let done = try await settle(browser, trial, "完了")
            #expect(done.text.contains("差異報告（実行の後）"))
            // Persons side by side are not for who runs the machine.
            let sample = try await browser.get("\(trial)/sample")
            #expect(sample.status == 403)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let search = try await browser.get("/search")
            for asked in [number, "旧-4711"] {
                let found = try await browser.follow(
                    try await browser.post("/search", on: search, ["q": asked]))
                #expect(found.text.contains(family.child.description), "\(asked)")
            }
            let page = try await browser.get("/persons/\(family.child)")
            #expect(page.text.contains("旧システム → 移行"))
            #expect(page.text.contains("旧-4711"))
            let accounts = try await browser.get("/persons/\(family.father)/accounts")
            #expect(accounts.text.contains("移行") && accounts.text.contains("確認済み"))
        }
    }

    /// What the family still owes, a memo that matters, and what the old system has paid.
    private func putRecords(
        _ family: Family, _ number: String, into office: Installation
    ) throws {
        let files: [(String, String, String)] = [
            (
                "memos", "検証用表示,メモ番号,宛名番号,範囲,重さ,本文,記入年月日,表示期限",
                "N1,\(family.child),本人,重要,連絡は夕方に電話,20240401,"
            ),
            (
                "recoveries",
                "検証用表示,返還番号,児童宛名番号,受給者宛名番号,返還事由,返還の内容,返還額,納付済額,最後の納付年月日,返還決定年月日,納期限,納入通知年月日,督促年月日,分納誓約年月日",
                "H1,\(family.child),\(family.father),二重,二重の支給,54321,0,,20250401,20250630,20250401,,"
            ),
            (
                "benefits",
                "検証用表示,給付番号,現物償還区分,児童宛名番号,受給者番号,診療年月,医療機関コード,入外区分,点数,自己負担額,高額療養費,附加給付,支給額,限度額到達,支払年月日",
                "P1,現物,\(family.child),\(number),202504,1119900010,2,411,1234,,,1234,0,20250520"
            ),
        ]
        for (name, header, row) in files {
            let text = "\(header)\r\n検証用,\(row)\r\n"
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: office.migrationFolder)
                    .appendingPathComponent("\(name).csv"))
        }
    }

    /// The whole way without the screens.
    private func migrate(_ office: Installation) throws {
        let admin = MoneyBench.officer("kanri", .administrator)
        let old = try office.readOldSystem(
            in: office.migrationFolder, name: "旧システム",
            cutover: try #require(CivilDate(iso: "2025-06-01")), by: admin)
        let (id, trial) = try office.tryMigration(of: old, by: admin)
        #expect(trial.issues.isEmpty && trial.unexplained == 0, "\(trial.issues)")
        let proposal = try office.casework.perform(
            ProposeMigration.operation, by: admin, for: .maintenance
        ) { try ProposeMigration.perform(trial: id, reason: "切替", in: $0) }
        try office.casework.perform(
            DecideMigration.operation, by: MoneyBench.officer("kacho", .head), for: .maintenance
        ) { try DecideMigration.perform(proposal: proposal, in: $0) }
        try office.loadMigration(proposal: proposal, of: old, by: admin)
    }

    /// The child is known to have moved out on a day: decided by a head.
    private func lapse(_ child: AddresseeNumber, on day: String, _ office: Installation) throws {
        let on = try #require(CivilDate(iso: day))
        let id = try office.casework.perform(
            LapseEntitlement.operation, by: MoneyBench.officer("u8", .counter), for: .change
        ) {
            try LapseEntitlement.propose(
                child, on: on, decision: .movedOut, asked: .movingOut, exOfficio: false,
                consequences: office.consequences, in: $0)
        }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: MoneyBench.officer("h8", .head), for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    @Test("移した返還・重要なメモ・前のシステムの給付は、返還台帳・児童の画面・遡及の精算に出る")
    func records() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        let number = try put(family, into: bench.office)
        try putRecords(family, number, into: bench.office)
        try migrate(bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/persons/\(family.child)")
            #expect(page.text.contains("連絡は夕方に電話"), "\(page.text)")
        }
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/recoveries")
            #expect(list.text.contains("54,321"), "\(list.text)")
            let none = try await browser.get("/persons/\(family.child)/retroactive")
            #expect(!none.text.contains("前のシステムの給付（返還）"))
        }
        try lapse(family.child, on: "2025-04-01", bench.office)
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/retroactive")
            #expect(list.text.contains("前のシステムの給付（返還） 1件"), "\(list.text)")
            let page = try await browser.get("/persons/\(family.child)/retroactive")
            #expect(page.text.contains("前のシステムの給付（返還）"), "\(page.text)")
            #expect(page.text.contains("href=\"/persons/\(family.child)/ledger\""))
            #expect(page.text.contains("1,234"))
        }
    }

    @Test("誤りのあるファイルはエラー一覧に行と対処が出て、移せるものがなければ起案できない")
    func errors() async throws {
        let bench = try await DeskBench()
        _ = try put(Family.of(.ordinary), into: bench.office, wrong: true)
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/migration")
            _ = try await browser.post(
                "/migration", on: page, ["name": "旧システム", "cutover": "R7.6.1"])
            let list = try await settle(browser, "/migration", "試し済み")
            let path = try #require(
                list.text.firstMatch(of: /href="(\/migration\/one\/[0-9]+)"/).map { String($0.1) })
            let one = try await browser.get(path)
            #expect(one.text.contains("E-MIG-003") && one.text.contains("検証数字"))
            let refused = try await browser.post("\(path)/propose", on: one, ["reason": "切替"])
            #expect(refused.status == 422 && refused.text.contains("E-MIG-029"))
            let missing = try await browser.get("/migration/one/999999")
            #expect(missing.status == 404)
        }
    }

    @Test("並行月は、違う児童を名前と差額と理由で示し、給付の職員はレセプト取込から開ける")
    func month() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        let header =
            "検証用表示,明細番号,請求年月,受給者番号,診療年月,医療機関コード,入外区分,点数,一部負担金,高額療養費,附加給付,公費負担額,返戻理由"
        let row =
            "検証用,M1,202507,\(money.recipientNumber),202506,\(MoneyBench.institution),2,1234,1,0,0,1,"
        // A trial is what tells that the office moves over.
        _ = try put(Family.of(.ordinary), into: money.bench.office)
        let admin = MoneyBench.officer("kanri", .administrator)
        let old = try money.bench.office.readOldSystem(
            in: money.bench.office.migrationFolder, name: "旧システム",
            cutover: try #require(CivilDate(iso: "2025-06-01")), by: admin)
        _ = try money.bench.office.tryMigration(of: old, by: admin)
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.takeIn(file, browser)
            let imports = try await browser.get("/claims/imports")
            #expect(imports.text.contains("href=\"/migration/month\""), "\(imports.text)")
            let page = try await browser.get("/migration/month")
            let found = try await browser.upload(
                "/migration/month", on: page,
                [("results.csv", Array("\(header)\r\n\(row)\r\n".utf8))],
                [("month", "R7.7")])
            #expect(found.status == 200, "\(found.text)")
            #expect(found.text.contains("児童ごと") && found.text.contains("（児童1人）"))
            #expect(found.text.contains("href=\"/persons/\(money.child)\""), "\(found.text)")
            #expect(found.text.contains("一部負担金が違う（旧 1円"), "\(found.text)")
        }
    }

    @Test("並行月の違いは一件も切らず、頁でたどれ、別の職員には出ない")
    func monthPages() async throws {
        let money = try await MoneyBench()
        let header =
            "検証用表示,明細番号,請求年月,受給者番号,診療年月,医療機関コード,入外区分,点数,一部負担金,高額療養費,附加給付,公費負担額,返戻理由"
        let rows = (1...250).map {
            "検証用,M\($0),202507,\(money.recipientNumber),202506,\(MoneyBench.institution),2,\(9_000 + $0),1,0,0,1,"
        }
        let link = try await money.bench.browse(as: "kyufu") { browser -> String in
            try await money.takeIn(try money.claimFile(), browser)
            let page = try await browser.get("/migration/month")
            var sight = try await browser.upload(
                "/migration/month", on: page,
                [("results.csv", Array(([header] + rows).map { $0 + "\r\n" }.joined().utf8))],
                [("month", "R7.7")])
            #expect(sight.status == 200, "\(sight.text)")
            var (found, pages, last): (Set<String>, Int, String) = ([], 1, "")
            while true {
                found.formUnion(
                    sight.text.matches(of: /<td class="mono">(M\d+)<\/td>/).map { String($0.1) })
                #expect(sight.bytes.count <= PageBudgetTests.largest)
                guard
                    let next = sight.text.firstMatch(of: /href="([^"]*page=\d+)">次の頁</)
                else { break }
                last = String(next.1).replacing("&amp;", with: "&")
                sight = try await browser.get(last)
                try #require(sight.status == 200 && pages < 9, "\(sight.text)")
                pages += 1
            }
            #expect(found.count == 250 && pages == 3)
            return last
        }
        try await money.bench.browse(as: "kacho") { browser in
            let other = try await browser.get(link)
            #expect(other.status == 422 && other.text.contains("比べた結果は、もうありません"))
            #expect(other.text.contains("比べた職員にだけ残ります"))
            #expect(!other.text.contains("M250"))
        }
    }

    @Test("給付の職員は並行月だけを開け、窓口の職員はどちらも開けない", .measure("R-45"))
    func permissions() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/migration")
            #expect(list.status == 403)
            let month = try await browser.get("/migration/month")
            #expect(month.status == 200)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await browser.get("/migration")
            #expect(list.status == 403)
        }
    }
}
