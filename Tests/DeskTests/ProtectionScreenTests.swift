// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Links
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("支援措置と発送の画面")
struct ProtectionScreenTests {
    static func fields(_ members: [AddresseeNumber]) -> [(String, String)] {
        members.map { ("member", $0.description) } + [
            ("kind", "dv"), ("source", "office"), ("from", "R7.6.10"), ("until", "R8.6.9"),
            ("consulted", "見本警察署"), ("abuser", ""), ("abuser-name", "検証　遠郎"),
            ("abuser-kana", ""), ("abuser-relation", "前夫"), ("reason", "相談機関の意見書"),
        ]
    }

    @Test("窓口が起案し、課長が決裁すると、次の画面から居場所が隠れ、版を見て終えられる", .measure("R-10"))
    func registerAndEnd() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        let panel = "/persons/\(family.mother)/protection"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(panel)
            #expect(page.text.contains("支援措置なし"))
            let wrong = try await browser.post(panel, on: page, [("kind", "")])
            #expect(wrong.status == 422 && wrong.text.contains("種別を選んでください"))
            let asked = try await browser.follow(
                try await browser.post(
                    panel, on: page, Self.fields([family.mother, family.child])))
            #expect(asked.text.contains("起案しました") && asked.text.contains("検証　遠郎"))
            #expect(!asked.text.contains("/approve"))
            // Not yet decided: the register's page still tells the place.
            let person = try await browser.get("/persons/\(family.mother)")
            #expect(person.text.contains(family.address))
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/protections")
            let path = try #require(
                list.text.firstMatch(of: /action="(\/protections\/\d+\/approve)"/).map {
                    String($0.1)
                })
            let done = try await browser.follow(
                try await browser.post(path, on: list, [("reason", "確認した")]))
            #expect(done.text.contains("登録しました"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            for person in [family.mother, family.child, family.father] {
                let sight = try await browser.get("/persons/\(person)")
                #expect(sight.status == 200 && !sight.text.contains(family.address))
            }
            // The end: against the version on the screen.
            let page = try await browser.get(panel)
            let version = try #require(
                page.text.firstMatch(of: /name="ended" value="([^"]*)"/).map { String($0.1) })
            let asked = try await browser.follow(
                try await browser.post(
                    panel + "/end", on: page, [("ended", version), ("end-reason", "本人の申出")]))
            #expect(asked.text.contains("終了を起案しました"))
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/protections")
            let path = try #require(
                list.text.firstMatch(of: /action="(\/protections\/\d+\/end)"/).map {
                    String($0.1)
                })
            let silent = try await browser.post(path, on: list, [("reason", "")])
            #expect(silent.status == 422 && silent.text.contains("理由"))
            let done = try await browser.follow(
                try await browser.post(
                    path, on: try await browser.get("/protections"), [("reason", "確認した")]))
            #expect(done.text.contains("支援措置を終えました"))
        }
    }

    @Test(
        "対象世帯の通知は、課長の発送承認の後に一通だけ印刷でき、紙には本人の住所のほかの場所がない（X18）",
        .measure("R-10"))
    func heldLetterIsReleasedAndRead() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.papers)
        try await bench.grant(family.child)
        let list = try await bench.browse(as: "uketsuke") { try await $0.get("/papers") }
        let id = try #require(list.ids(after: "/papers/").first)
        try family.protect(in: bench.office)
        try await bench.browse(as: "uketsuke") { browser in
            let desk = try await browser.get("/papers/\(id)")
            #expect(desk.text.contains("発送承認を依頼する"))
            let asked = try await browser.follow(
                try await browser.post("/papers/\(id)/notice", on: desk, [:]))
            #expect(asked.text.contains("1件のうち0件") && asked.text.contains("承認を待って"))
            let postings = try await browser.get("/postings")
            #expect(
                postings.text.contains("あなたの依頼です") && !postings.text.contains("/postings/held/"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/postings")
            #expect(!page.text.contains(family.address))
            let path = try #require(
                page.text.firstMatch(of: /action="(\/postings\/held\/\d+)"/).map { String($0.1) })
            let done = try await browser.follow(
                try await browser.post(
                    path, on: page, [("act", "release"), ("reason", "宛先を本人に確かめた")]))
            #expect(done.text.contains("発送を承認しました"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let desk = try await browser.get("/papers/\(id)")
            let printed = try await browser.follow(
                try await browser.post("/papers/\(id)/notice", on: desk, [:]))
            #expect(printed.text.contains("1件のうち1件"))
            let address = try #require(
                printed.text.firstMatch(of: /href="(\/papers\/print\/[^"]*)"/).map { String($0.1) })
            let paper = try await browser.get(address)
            let words = try Self.words(of: paper.bytes)
            #expect(words.contains(family.address), "\(words)")
            #expect(words.components(separatedBy: family.address).count == 2)
            for other in Family.Kind.allCases where other != .papers {
                #expect(!words.contains(Family.of(other).address), "\(other)")
            }
            let again = try await browser.follow(
                try await browser.post(
                    "/papers/\(id)/notice", on: try await browser.get("/papers/\(id)"), [:]))
            #expect(again.text.contains("1件のうち0件"))
        }
    }

    @Test("印刷した後に支援措置が届くと引抜きになり、発送にはできず、引き抜いて記録する", .measure("R-10", "R-87"))
    func recall() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.papers)
        try await bench.grant(family.child)
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await browser.get("/papers")
            _ = try await browser.follow(
                try await browser.post("/papers/waiting", on: list, [:]))
            let before = try await browser.get("/postings")
            #expect(before.text.contains("発送を待つ通知 1通"))
            let start = ContinuousClock.now
            try family.protect(in: bench.office)
            let office = bench.office
            try office.casework.perform(
                TakeOverResidentChanges.operation, by: .machine("take-over"), for: .change
            ) { _ = try TakeOverResidentChanges.perform(from: office.directory, in: $0) }
            let after = try await browser.get("/postings")
            // From the file of the register to the list: G-08 asks for a second.
            let took = start.duration(to: .now)
            #expect(QuietMachine.allows(took, within: .seconds(1)), "\(took)")
            #expect(after.text.contains("発送を待つ通知 0通") && after.text.contains("発送しないでください"))
            let path = try #require(
                after.text.firstMatch(of: /action="(\/postings\/letters\/[^"]*\/out)"/).map {
                    String($0.1)
                })
            let silent = try await browser.post(path, on: after, [("note", "")])
            #expect(silent.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    path, on: try await browser.get("/postings"), [("note", "裁断した")]))
            #expect(done.text.contains("引抜きを記録しました"))
            #expect(done.text.contains("引き抜く通知はありません"))
        }
    }

    /// What an independent program reads on the paper, without spaces.
    static func words(of pdf: [UInt8]) throws -> String {
        let folder = try TemporaryFolder("paper")
        let file = folder.file("paper.pdf")
        try Data(pdf).write(to: file)
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", file.path, "-"]
        process.standardOutput = pipe
        try process.run()
        let text = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.filter { !$0.isWhitespace }
    }
}
