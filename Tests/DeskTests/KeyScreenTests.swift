// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import Office
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Desk

@Suite("鍵とバックアップの画面", .measure("R-82"))
struct KeyScreenTests {
    @Test("預け方・版・確かめたバックアップが見え、鍵も合言葉も出ない")
    func overview() async throws {
        let bench = try await DeskBench()
        let key = try BackupPrivateKey(random: RehearsalRandomBytes(seed: 3))
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/keys")
            #expect(page.text.contains("バックアップの公開鍵がありません"))
            #expect(page.text.contains("ファイル") && page.text.contains("第1版"))
        }
        let keys = bench.office.settings.keysDirectory
        try Data(key.publicKey.text.utf8).write(to: URL(fileURLWithPath: keys + "/backup.public"))
        let report = try bench.office.backUp(
            to: bench.folder.file("night.hgb").path, by: .machine("backup"), records: 40)
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/keys")
            #expect(page.text.contains("night.hgb"))
            #expect(page.text.contains(String(report.digest.prefix(16))))
            #expect(!page.text.contains("2日以内にありません"))
            let done = try await browser.follow(
                try await browser.post("/keys/rotate", on: page, [:]))
            #expect(done.text.contains("鍵を包み直しました"))
            #expect(done.text.contains("第1版・第2版"))
            #expect(done.text.contains("新しい版"))
        }
        // Three days later the missing backups are seen.
        bench.clock.go(seconds: 3 * 86_400)
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/keys")
            #expect(page.text.contains("2日以内にありません"))
            #expect(!page.text.contains("鍵を更新する</button>"))
            let refused = try await browser.post("/keys/rotate", on: page, [:])
            #expect(refused.status == 403)
        }
        for file in ["casework.kek", "addressee.kek"] {
            let secret = try Data(contentsOf: URL(fileURLWithPath: "\(keys)/\(file)"))
            try await bench.browse(as: "kanri") { browser in
                let text = try await browser.get("/keys").text
                #expect(!text.contains(secret.base64EncodedString()))
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let answer = try await browser.get("/keys")
            #expect(answer.status == 403)
        }
    }

    @Test("鍵が開いていない間は、ログインと管理の画面だけが開き、個人の画面は番号を出して断る")
    func locked() async throws {
        let bench = try await DeskBench()
        let officers = [
            Passphrase(holder: "総務課長", "さくらの下で九人が待つ、朝の七時"),
            Passphrase(holder: "会計管理者", "青い自転車は右から三番目にある"),
        ]
        try bench.office.splitKeys(among: officers, by: .machine("key"))
        try bench.office.close()
        let office = try Installation.open(bench.office.settings)
        let reception = try await Desk.reception(office, DeskSettings(isRehearsal: true))
        @Sendable func browse(
            as officer: String, _ walk: @escaping @Sendable (Browser) async throws -> Void
        ) async throws {
            try await Application(router: reception.router()).test(.router) { client in
                let browser = Browser(client: client)
                try await browser.logIn(officer)
                try await walk(browser)
            }
        }
        try await browse(as: "kanri") { browser in
            let keys = try await browser.get("/keys")
            #expect(keys.text.contains("鍵が開いていません"))
            #expect(keys.text.contains("2人のうち2人") && keys.text.contains("総務課長、会計管理者"))
            #expect(!keys.text.contains("鍵を更新する</button>"))
        }
        try await browse(as: "uketsuke") { browser in
            let answer = try await browser.get("/")
            #expect(answer.status == 200)
            for path in ["/persons?number=900000011", "/persons/900000011", "/addressees"] {
                let page = try await browser.get(path)
                #expect(!page.text.contains("ケンショウ"), "\(path)")
            }
        }
        try await browse(as: "kansa") { browser in
            let answer = try await browser.get("/log")
            #expect(answer.status == 200)
        }
        try office.close()
    }
}
