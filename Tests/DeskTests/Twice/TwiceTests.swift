// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// U7: no form of the desk is carried out twice, whether it is pressed again at once, by a browser that
/// got no answer, or after the desk was started anew.
@Suite("二度押しても一度", .serialized)
struct TwiceTests {
    /// Sends a form of a page; the watch of the bench presses it again.
    @discardableResult
    private func send(
        _ browser: Browser, _ path: String, on page: String,
        _ fields: KeyValuePairs<String, String> = [:], to led: String
    ) async throws -> Sight {
        let sent = try await browser.post(path, on: try await browser.get(page), fields)
        #expect(
            sent.status == 303 && sent.location?.hasPrefix(led) == true,
            "\(path): \(sent.status) \(sent.location ?? sent.text)")
        return sent
    }

    /// The address of the first form of a page whose address fits.
    private func action(
        _ browser: Browser, _ page: String, _ pattern: String
    ) async throws -> String {
        let text = try await browser.get(page).text
        let expression = try Regex("action=\"(\(pattern))\"", as: (Substring, Substring).self)
        return String(try #require(text.firstMatch(of: expression), "\(pattern): \(text)").1)
    }

    /// The words that the page after a form says; the second press has not used them up.
    private func said(_ browser: Browser, _ sent: Sight, _ before: String) async throws -> String {
        let address = try #require(sent.location)
        let text = try await browser.get(address).text
        let expression = try Regex(
            "\(before) ([A-Za-z0-9-]{19}) です", as: (Substring, Substring).self)
        let words = String(try #require(text.firstMatch(of: expression), "\(text)").1)
        let again = try await browser.get(address).text
        #expect(again.contains("もう示しました") && !again.contains(words), "一度だけ示す")
        return words
    }

    @Test("職員・権限・停止・端末・緊急アクセス・不在時代理・パスワードの用紙", .measure("R-50", "R-51"))
    func accounts() async throws {
        let bench = try await DeskBench()
        let watch = try await bench.pressTwice()
        try await bench.browse(as: "kanri") { admin in
            try await bench.browse(as: "kacho") { head in
                try await grants(admin, head, watch)
                try await taking(admin)
                try await emergencies(admin, head)
                try await delegations(admin, head)
                try await passwords(bench, admin, watch)
            }
        }
        #expect(watch.routes == (try TwiceTable.routes(of: "accounts")))
    }

    private func grants(_ admin: Browser, _ head: Browser, _ watch: TwiceWatch) async throws {
        let page = "/officers/grants"
        let made = try await send(
            admin, "/officers/new", on: page,
            ["newOfficer": "shinjin", "newName": "検証 新人", "newDepartment": "子ども福祉課"],
            to: page + "?secret=")
        // Where nobody knows the words any more, the page says so and what to do.
        #expect(watch.afterRestart?.text.contains("新しい言葉は作っていません") == true)
        _ = try await said(admin, made, "最初のパスワードは")
        try await send(
            admin, page, on: page, ["officer": "shinjin", "roles": "counter", "reason": "着任"],
            to: page + "?done=grantasked")
        let approve = try await action(head, page, "/officers/grants/[0-9]+/approve")
        try await send(head, approve, on: page, to: page + "?done=granted")
        try await send(
            admin, page, on: page, ["officer": "kyufu", "roles": "payment", "reason": "継続"],
            to: page + "?done=grantasked")
        let refuse = try await action(head, page, "/officers/grants/[0-9]+/refuse")
        try await send(head, refuse, on: page, to: page + "?done=grantrefused")
    }

    private func taking(_ admin: Browser) async throws {
        let stops = "/officers/revocations"
        try await send(
            admin, stops, on: stops,
            ["officer": "kansa", "effective": "R7.7.1", "reason": "退職"],
            to: stops + "?done=revoked")
        let withdraw = try await action(admin, stops, "/officers/revocations/[0-9]+/withdraw")
        try await send(
            admin, withdraw, on: stops, ["reason": "取りやめ"],
            to: stops + "?done=revocationwithdrawn")
        let terminals = "/officers/terminals"
        try await send(
            admin, terminals, on: terminals,
            [
                "name": "窓口1番", "fingerprint": String(repeating: "9F:", count: 32),
                "reason": "配備",
            ], to: terminals + "?done=terminal")
        let end = try await action(admin, terminals, "/officers/terminals/[0-9]+/end")
        try await send(
            admin, end, on: terminals, ["reason": "紛失"], to: terminals + "?done=terminalended")
    }

    private func emergencies(_ admin: Browser, _ head: Browser) async throws {
        let page = "/break-glass"
        let asked: KeyValuePairs<String, String> = [
            "operations": "viewPerson", "minutes": "30", "reason": "表示の不具合",
        ]
        try await send(admin, page, on: page, asked, to: page + "?done=emergencyasked")
        let approve = try await action(head, page, "/break-glass/[0-9]+/approve")
        let one = String(approve.dropLast("/approve".count))
        try await send(head, approve, on: page, to: page + "?done=emergencyallowed")
        try await send(admin, one + "/end", on: page, to: page + "?done=emergencyended")
        try await send(
            head, one + "/review", on: page, ["reason": "記録を確かめた"],
            to: page + "?done=emergencyreviewed")
        try await send(admin, page, on: page, asked, to: page + "?done=emergencyasked")
        let refuse = try await action(head, page, "/break-glass/[0-9]+/refuse")
        try await send(head, refuse, on: page, to: page + "?done=emergencyrefused")
    }

    private func delegations(_ admin: Browser, _ head: Browser) async throws {
        let page = "/delegations"
        let asked: KeyValuePairs<String, String> = [
            "deputy": "kyufu", "from": "R7.6.10", "last": "R7.6.13", "reason": "出張",
        ]
        try await send(head, page, on: page, asked, to: page + "?done=delegated")
        let confirm = try await action(admin, page, "/delegations/[0-9]+/confirm")
        let one = String(confirm.dropLast("/confirm".count))
        try await send(admin, confirm, on: page, to: page + "?done=delegationconfirmed")
        try await send(
            head, one + "/end", on: page, ["end-reason": "帰庁"],
            to: page + "?done=delegationended")
        try await send(head, page, on: page, asked, to: page + "?done=delegated")
        let refuse = try await action(admin, page, "/delegations/[0-9]+/refuse")
        try await send(admin, refuse, on: page, to: page + "?done=delegationrefused")
    }

    private func passwords(
        _ bench: DeskBench, _ admin: Browser, _ watch: TwiceWatch
    ) async throws {
        let page = "/officers"
        let made = try await send(
            admin, page + "/password", on: page,
            ["resetOfficer": "uketsuke", "resetReason": "忘れた"], to: page + "?secret=")
        #expect(watch.afterRestart?.text.contains("新しい言葉は作っていません") == true)
        let password = try await said(admin, made, "新しいパスワードは")
        // What was written down is what opens the door.
        try await bench.browse { counter in
            try await counter.logIn("uketsuke", password)
            let fields: KeyValuePairs<String, String> = [
                "current": password, "new": "あさがおとひまわりと金木犀の庭", "again": "あさがおとひまわりと金木犀の庭",
            ]
            try await send(
                counter, "/password", on: "/password?must=yes", fields, to: "/?done=password")
            let listed = try await admin.get(page).text
            let login = try #require(
                listed.firstMatch(of: #/name="login" value="([0-9]+)"/#), "\(listed)")
            try await send(
                admin, page + "/logins/end", on: page,
                ["login": String(login.1), "reason": "席に残っていた"], to: page + "?done=loginended")
        }
    }

    @Test("棚卸しの用紙", .measure("R-52"))
    func stocktaking() async throws {
        let bench = try await DeskBench()
        let watch = try await bench.pressTwice()
        let page = "/stocktaking"
        try await bench.browse(as: "kanri") { admin in
            try await send(
                admin, page, on: page, ["deadline": "R7.6.30"], to: page + "?done=stockopened")
            try await bench.browse(as: "kacho") { head in
                let lines = try await head.get(page).text
                    .matches(of: #/action="(/stocktaking/lines/[0-9]+)"/#)
                    .map { String($0.1) }
                try #require(lines.count == 4)
                for line in lines {
                    try await send(
                        head, line, on: page, ["answer": "keep"], to: page + "?done=stockkept")
                }
            }
            let own = try await action(admin, page, "/stocktaking/lines/[0-9]+")
            try await send(admin, own, on: page, ["answer": "keep"], to: page + "?done=stockkept")
            let close = try await action(admin, page, "/stocktaking/[0-9]+/close")
            try await send(admin, close, on: page, to: page + "?done=stockclosed")
        }
        #expect(watch.routes == (try TwiceTable.routes(of: "stocktaking")))
    }

    @Test("登録票・認証器・命令の符号の用紙", .measure("R-50"))
    func authenticators() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.ready("kacho")
        let bench = desk.bench
        let accounts = bench.office.accounts
        let watch = try await bench.pressTwice()
        try await bench.browse { admin in
            try await bench.browse { head in
                for (officer, browser) in [("kanri", admin), ("kacho", head)] {
                    let door = try await desk.password(officer, browser)
                    _ = try await desk.answer(officer, door, at: "/login/passkey", browser)
                }
                let asked = try accounts.requestCommandLogin(officer: "kanri")
                try await send(
                    admin, "/command", on: "/command", ["code": asked.code],
                    to: "/?done=command")
                let page = "/officers"
                let made = try await send(
                    admin, page + "/ticket", on: page,
                    ["officer": "kyufu", "reason": "着任"], to: page + "?secret=")
                #expect(watch.afterRestart?.text.contains("新しい言葉は作っていません") == true)
                let words = try await said(admin, made, "登録票の言葉は")
                let confirm = try await action(head, page, "/officers/tickets/[0-9]+")
                try await send(head, confirm, on: page, to: page + "?done=ticket")
                // The words on paper are those that were agreed to.
                try await bench.browse { newcomer in
                    let entered = try await desk.register("kyufu", words: words, newcomer)
                    #expect(entered.status == 303, "\(entered.text)")
                }
                let lost = try #require(
                    try accounts.passkeys(by: bench.administrator)
                        .first { $0.officer == "kacho" })
                try await send(
                    admin, "/officers/passkeys/\(lost.id)/end", on: page, ["reason": "紛失"],
                    to: page + "?done=passkey")
            }
        }
        #expect(watch.routes == (try TwiceTable.routes(of: "authenticators")))
    }

    @Test("申請の受付から決裁まで")
    func casework() async throws {
        let bench = try await DeskBench()
        let watch = try await bench.pressTwice()
        try await bench.grant(Family.of(.decision).child)
        #expect(watch.routes == (try TwiceTable.routes(of: "casework")))
    }

    @Test("償還の入力・審査・決裁・支給予定と、請求の取込")
    func money() async throws {
        let money = try await MoneyBench()
        let watch = try await money.bench.pressTwice()
        try await money.decided()
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.schedule("2025-07")
            try await money.takeIn(try money.claimFile(), browser)
        }
        #expect(watch.routes == (try TwiceTable.routes(of: "money")))
    }

    @Test("ログインが切れた間に送り直した用紙は、済んでいればその結果へ進み、起動し直した後に送っても二度行わない")
    func overLogIn() async throws {
        let bench = try await DeskBench()
        let page = "/break-glass"
        try await bench.browse(as: "kanri") { admin in
            let form = try await admin.get(page)
            let asked: KeyValuePairs<String, String> = [
                "operations": "viewPerson", "minutes": "30", "reason": "表示の不具合",
            ]
            let sent = try await admin.post(page, on: form, asked)
            bench.clock.go(seconds: 700)
            let late = try await admin.post(page, on: form, asked)
            #expect(
                late.location
                    == "/login?to=" + Typed.escaped(try #require(sent.location)))
            // Another desk of the same office, as after a start, knows nothing of the first press.
            let restarted = DeskBench.Restarted(
                reception: try await Desk.reception(
                    bench.office, DeskSettings(isRehearsal: true)))
            try await restarted.browse(like: admin) { again in
                let late = try await again.post(page, on: form, asked)
                let door = try #require(late.location)
                try #require(door.hasPrefix("/login?to=%2Fagain%2F"), "\(door)")
                try await again.logIn("kanri")
                let kept = try await again.get(
                    try #require(String(door.dropFirst("/login?to=".count)).removingPercentEncoding)
                )
                #expect(kept.hidden("once") == form.hidden("once"), "同じ用紙のまま")
                let done = try await again.post(page, on: kept, asked)
                #expect(done.text.contains("E-SAF-010"), "\(done.status) \(done.text)")
            }
            let all = try bench.office.accounts.breakGlasses(by: bench.administrator)
            #expect(all.count == 1)
        }
    }

    @Test("済んだ用紙を打ち替えて送ると、行わずに断り、打ったものが残り、そこからもう一度送れる")
    func changedForm() async throws {
        let bench = try await DeskBench()
        let page = "/break-glass"
        try await bench.browse(as: "kanri") { admin in
            let form = try await admin.get(page)
            let first: KeyValuePairs<String, String> = [
                "operations": "viewPerson", "minutes": "30", "reason": "表示の不具合",
            ]
            let other: KeyValuePairs<String, String> = [
                "operations": "viewPerson", "minutes": "20", "reason": "帳票の不具合",
            ]
            try #require(try await admin.post(page, on: form, first).status == 303)
            let refused = try await admin.post(page, on: form, other)
            #expect(refused.status == 422 && refused.text.contains("E-SAF-010"))
            #expect(refused.text.contains("value=\"帳票の不具合\""), "打ったものは残る")
            let accounts = bench.office.accounts
            #expect(try accounts.breakGlasses(by: bench.administrator).count == 1)
            let sent = try await admin.post(page, on: refused, other)
            #expect(sent.location == page + "?done=emergencyasked")
            #expect(try accounts.breakGlasses(by: bench.administrator).count == 2)
        }
    }
}
