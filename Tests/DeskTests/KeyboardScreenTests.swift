// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("キーの設定、候補、ほかの職員")
struct KeyboardScreenTests {
    @Test("割当てを変えると、下の列・案内・ヘルプがその割当てになり、同じキーを二つに割り当てると断られる")
    func remapped() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/keyboard")
            #expect(page.text.contains("割当てを変える（管理者）"))
            let refused = try await browser.post(
                "/keyboard/keys", on: page, ["key-commit": "F9"])
            #expect(refused.text.contains("E-KBD-002") && refused.text.contains("エラー："))
            // What was chosen stands there still.
            #expect(refused.text.contains(#"<option value="F9" selected>"#))
            let done = try await browser.follow(
                try await browser.post(
                    "/keyboard/keys", on: try await browser.get("/keyboard"),
                    ["key-calculate": "F12", "key-commit": "F9"]))
            #expect(done.text.contains("キーの割当てを変えました"))
            #expect(done.text.contains(#"data-keys="F9=F12 F12=F9""#))
            #expect(done.text.contains(#"data-key="F9" class="main"><kbd>F9</kbd>割当てを変える"#))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let help = try await browser.get("/help/1110")
            #expect(help.text.contains("F9 で受け付けます") && !help.text.contains("F12 で受け付け"))
            let refused = try await browser.post(
                "/keyboard/keys", on: try await browser.get("/keyboard"), [:])
            #expect(refused.status == 403)
        }
    }

    @Test("Enter の動きは自分の画面だけが変わり、ほかの職員の画面は変わらない")
    func ownEnter() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/keyboard")
            #expect(!page.text.contains("data-enter=\"plain\""))
            #expect(!page.text.contains("割当てを変える（管理者）"))
            let done = try await browser.follow(
                try await browser.post("/keyboard/enter", on: page, ["enter": "plain"]))
            #expect(done.text.contains("<body data-enter=\"plain\">"))
            let nothing = try await browser.post(
                "/keyboard/enter", on: try await browser.get("/keyboard"), ["enter": "x"])
            #expect(nothing.text.contains("Enter の動きを選んでください"))
        }
        try await bench.browse(as: "kyufu") { browser in
            let theirs = try await browser.get("/keyboard")
            #expect(!theirs.text.contains("data-enter=\"plain\""))
        }
    }

    @Test("コードの候補は、数字の初め・カナ・名称のどれでも出て、店舗は金融機関の中だけを探す")
    func candidates() async throws {
        let bench = try await DeskBench(banks: Self.banks)
        try await bench.browse(as: "uketsuke") { browser in
            for text in ["99", "ﾊｸﾞｸﾐ", "はぐくみ", "はぐくみ銀行"] {
                let page = try await browser.get("/candidates/bank?text=\(Typed.escaped(text))")
                #expect(page.text.contains("9901") && !page.text.contains("9801"), "\(text)")
            }
            let branches = try await browser.get("/candidates/branch?bank=9901&text=")
            #expect(branches.text.contains("本店") && !branches.text.contains("別の店"))
            let none = try await browser.get("/candidates/branch?bank=&text=")
            #expect(none.text.contains("見つかりませんでした"))
            let unknown = try await browser.get("/candidates/person?text=1")
            #expect(unknown.status == 404)
            let bank = try await browser.get("/look/code?list=bank&text=9901")
            #expect(bank.text == "はぐくみ銀行")
            let branch = try await browser.get("/look/code?list=branch&bank=9901&text=1")
            #expect(branch.text == "はぐくみ銀行 本店")
            let insurer = try await browser.get("/look/code?list=insurer&text=06139997")
            #expect(!insurer.text.isEmpty)
        }
    }

    private static let banks = MemoryBankList([
        "9901001": BankBranch(
            bankName: "はぐくみ銀行", bankNameKana: "ﾊｸﾞｸﾐ", branchName: "本店",
            branchNameKana: "ﾎﾝﾃﾝ"),
        "9801001": BankBranch(
            bankName: "見本信用金庫", bankNameKana: "ﾐﾎﾝ", branchName: "別の店", branchNameKana: "ﾍﾞﾂ"),
    ])

    @Test("ほかの職員が開いている台帳には、その名と時刻が出て、離れるか10分たつと消える")
    func presence() async throws {
        let bench = try await DeskBench()
        let (child, other) = (Family.of(.ordinary).child, Family.of(.intake).child)
        let words = "ほかの職員がこの方の台帳を開いています：検証 受付（12:00から）"
        try await bench.browse(as: "uketsuke") { browser in
            let own = try await browser.get("/persons/\(child)")
            #expect(!own.text.contains("ほかの職員がこの方"))
        }
        try await bench.browse(as: "kacho") { browser in
            let seen = try await browser.get("/persons/\(child)")
            #expect(seen.text.contains(words))
            let elsewhere = try await browser.get("/persons/\(other)")
            #expect(!elsewhere.text.contains("ほかの職員"))
            bench.clock.go(seconds: 590)
            let later = try await browser.get("/persons/\(child)/household")
            #expect(later.text.contains(words))
            bench.clock.go(seconds: 20)
            let gone = try await browser.get("/persons/\(child)")
            #expect(!gone.text.contains("ほかの職員"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await browser.get("/persons/\(child)")
            _ = try await browser.get("/persons/\(other)")
        }
        try await bench.browse(as: "kacho") { browser in
            let left = try await browser.get("/persons/\(child)")
            #expect(!left.text.contains("検証 受付"))
        }
    }

    @Test("ほかの職員が開いている申請・決定案には、その名と時刻が出る。番号が同じでも、別の種類の記録には出ない")
    func presenceAtCases() async throws {
        let bench = try await DeskBench()
        let waiting = try await bench.propose(Family.of(.decision).child)
        let (application, decision) = (
            "/applications/\(waiting.application)", "/decisions/\(waiting.proposal)"
        )
        let name = "を開いています：検証 受付（12:00から）"
        try await bench.browse(as: "uketsuke") { browser in
            let own = try await browser.get(application)
            #expect(own.status == 200 && !own.text.contains("ほかの職員"))
        }
        try await bench.browse(as: "kacho") { browser in
            let (file, proposal) = (
                try await browser.get(application), try await browser.get(decision)
            )
            #expect(file.text.contains("ほかの職員がこの申請" + name))
            #expect(!proposal.text.contains("ほかの職員"))
        }
        try await bench.browse(as: "uketsuke") { browser in _ = try await browser.get(decision) }
        try await bench.browse(as: "kacho") { browser in
            let proposal = try await browser.get(decision)
            let file = try await browser.get(application)
            #expect(proposal.text.contains("ほかの職員がこの決定案" + name))
            #expect(!file.text.contains("ほかの職員がこの申請"))
        }
    }

    @Test("時点照会には、何が・いつから・だれによって変わったかが並び、その日に移れる")
    func changes() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.intake).child
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([child])
            let page = try await browser.get("/persons/\(child)/as-of")
            #expect(page.text.contains("申請の受付"))
            #expect(page.text.contains("検証 受付</td>"))
            #expect(page.text.contains("as-of?on="))
            // The application of this child, and of no other: what the row says of the part stands
            // between the day and the words.
            func applications(_ page: Sight) -> Int {
                page.text.matches(of: /<td class="mono">[^<]*<\/td><td>申請の受付<\/td>/).count
            }
            #expect(applications(page) == 1)
            _ = try await Counter(browser).receive([Family.of(.hold).child])
            #expect(applications(try await browser.get("/persons/\(child)/as-of")) == 1)
            let before = try await browser.get("/persons/\(child)/as-of?known=2025-06-09")
            #expect(before.text.contains("この日までに記録された変更はありません"))
            #expect(before.text.contains("次の変更"))
        }
    }
}
