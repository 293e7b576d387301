// SPDX-License-Identifier: Apache-2.0
import Copying
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("EUC 定型抽出の画面", .measure("R-56"))
struct CopyScreenTests {
    /// What a request for a copy says.
    func fields(
        _ key: CopyPrivateKey, recipient: String = "kyufu", recipientClass: String = "section",
        items: [String] = ["child", "name", "recipientNumber"]
    ) -> [(String, String)] {
        [
            ("on", "R7.6.10"), ("format", "csv"), ("class", recipientClass),
            ("recipient", recipient), ("key", key.publicKey.description), ("use", "更新の確認"),
            ("until", "R7.6.12"), ("reason", "年次更新"),
        ] + items.map { ("item", $0) }
    }

    @Test("申請・承認・作成・引渡しが画面だけでき、渡ったものは受取人だけが開ける", .measure("R-59"))
    func wholeWay() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        let key = CopyPrivateKey()
        let copy = try await bench.browse(as: "kanri") { browser in
            let list = try await browser.get("/copies")
            #expect(list.text.contains("受給者一覧") && list.text.contains("申請はまだありません"))
            let form = try await browser.get("/copies/new/recipients")
            let wrong = try await browser.post("/copies/new/recipients", on: form, [("on", "x")])
            #expect(wrong.status == 422 && wrong.text.contains("使いみちを入力してください"))
            let done = try await browser.follow(
                try await browser.post("/copies/new/recipients", on: form, fields(key)))
            #expect(done.text.contains("複製を申請しました") && done.text.contains("承認待ち"))
            #expect(!done.text.contains("承認する</button>"))
            #expect(!done.text.contains("複製を作る"))
            return try done.address("/copies/one/")
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(copy)
            #expect(page.text.contains(key.publicKey.fingerprint))
            #expect(page.title.contains("R7.6.10申請"), "\(page.title)")
            #expect(page.text.contains("<dt>申請者</dt><dd>検証 "), "職員は名前で示す")
            let done = try await browser.follow(
                try await browser.post(copy + "/approve", on: page, []))
            #expect(done.text.contains("複製を承認しました"))
            let write = try await browser.post(copy + "/write", on: done, [("reason", "x")])
            #expect(write.status == 403)
        }
        let container = try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get(copy)
            let none = try await browser.post(copy + "/hand", on: page, medium("M-1"))
            #expect(none.status == 422 && none.text.contains("E-CPY-011"))
            let written = try await browser.follow(
                try await browser.post(copy + "/write", on: page, [("reason", "作成")]))
            #expect(written.text.contains("C000001") && written.text.contains("作成済み"))
            let again = try await browser.post(
                copy + "/write", on: written, [("reason", "もう一度")])
            #expect(again.status == 422 && again.text.contains("E-CPY-011"))
            let empty = try await browser.post(
                copy + "/hand", on: written, [("medium", "M-1"), ("on", "R7.6.10")])
            #expect(empty.status == 422 && empty.text.contains("E-CPY-015"))
            let handed = try await browser.post(copy + "/hand", on: written, medium("M-1"))
            #expect(handed.headers.value("content-disposition")?.contains("C000001.hgk") == true)
            let after = try await browser.get(copy)
            #expect(after.text.contains("引渡し済み") && after.text.contains("M-1"))
            return handed.bytes
        }
        let (header, content) = try CopyContainer.open(container, with: key)
        let text = String(decoding: content, as: UTF8.self)
        #expect(header.rows == 1 && text.contains(Family.of(.ordinary).child.description))
        #expect(throws: CopyingRefusal.otherKey) {
            try CopyContainer.open(container, with: CopyPrivateKey())
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("複製 C000001 受給者一覧"))
            #expect(log.text.contains("データの抽出（EUC）"))
        }
        for (system, report) in try bench.office.verify() { #expect(report.ok, "\(system)") }
    }

    @Test("受取先にない項目、庁内でない受取先、使えない鍵、ない一覧は、欄を示して断る", .measure("R-33", "R-70"))
    func refusals() async throws {
        let key = CopyPrivateKey()
        try await SharedBench.get().browse(as: "kanri") { browser in
            let form = try await browser.get("/copies/new/recipients")
            func send(_ fields: [(String, String)]) async throws -> Sight {
                try await browser.post("/copies/new/recipients", on: form, fields)
            }
            let audit = try await send(fields(key, recipientClass: "audit"))
            #expect(audit.status == 422 && audit.text.contains("E-CPY-004"))
            let outside = try await send(fields(key, recipientClass: "third-party"))
            #expect(outside.status == 422 && outside.text.contains("E-CPY-005"))
            let nobody = try await send(fields(key, recipient: "darenimo"))
            #expect(nobody.status == 422 && nobody.text.contains("E-CPY-006"))
            let none = try await send(fields(key, items: []))
            #expect(none.status == 422)
            #expect(try await browser.get("/copies/new/everything").status == 404)
            #expect(try await browser.get("/copies/one/99").status == 404)
        }
    }

    @Test("上限の画面: 所属長だけがほかの職員のきょうの上限を上げ、理由が残る")
    func ceilings() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/copies/ceilings")
            #expect(page.text.contains("未確認") && !page.text.contains("きょうだけ上げる"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/copies/ceilings")
            let raise = [("officer", "uketsuke"), ("kind", "persons"), ("ceiling", "2000")]
            let silent = try await browser.post("/copies/ceilings", on: page, raise)
            #expect(silent.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/copies/ceilings", on: page, raise + [("reason", "年次更新の確認")]))
            #expect(done.text.contains("2,000人") && done.text.contains("年次更新の確認"))
        }
    }

    private func medium(_ number: String) -> [(String, String)] {
        [
            ("medium", number), ("carrier", "検証 運搬"), ("destination", "会計課"),
            ("protection", "施錠ケース"), ("on", "R7.6.10"),
        ]
    }
}

@Suite("まとめて出るもの", .measure("R-56"))
struct BulkOutputTests {
    /// The routes that answer with a file or a paper of several persons, or lead to one.
    static let routes: [Route] = [
        .issueWaiting, .issueOne, .reissue, .issueNotice, .writeInquiryLetter,
        .remindInquiryLetter, .writeTransferFile, .statisticsFile, .requestCopy, .approveCopy,
        .refuseCopy, .withdrawCopy, .writeCopy, .handOutCopy, .recordMedium,
        .statisticsPaper, .dashboardPaper, .jobErrors, .remakePaper, .importErrors,
        .listUnregistered,
        .inviteUnregistered,
        .reprintLetter,
        .issueBatch, .printPages, .printForm, .requestProxies, .writeAccountingFile,
        .decisionSheet, .signingSheet, .handOverSheet, .objectionPaper,
        .runSheet, .reimbursementSheet, .recoverySheet,
        .expenditurePaper, .liabilityLetter, .reprintLiabilityLetter,
        .writeReleasedInquiry, .reprintInsurerRequest, .remindInsurer, .insurerRequestList,
        .stocktakingFile, .stocktakingPaper, .permissionFile, .permissionPaper, .writeRefundFile,
    ]

    @Test("すべての役割 × まとめて出る道: 権限のない役割には一字も出ない", .measure("R-62"))
    func matrix() async throws {
        let bench = try await SharedBench.get()
        for (officer, _, role) in DeskBench.roles {
            try await bench.browse(as: officer) { browser in
                let home = try await browser.get("/")
                for route in Self.routes {
                    let operation = try #require(route.definition.operation)
                    let may = operation.definition.roles.contains(role)
                    let sight = try await browser.post(route.sample, on: home, [("reason", "試験")])
                    if may {
                        #expect(sight.status != 403, "\(role) \(route)")
                    } else {
                        // 303: back to a page that says why, or that there is nothing to print.
                        #expect(
                            [303, 403, 404, 409, 422].contains(sight.status), "\(role) \(route)")
                        let type = sight.headers.value("content-type") ?? "text/html"
                        #expect(type.hasPrefix("text/html"), "\(role) \(route)")
                        #expect(sight.headers.value("content-disposition") == nil)
                    }
                }
            }
        }
    }

    @Test("出力の操作を持つ道は、どれもこの表にある")
    func everyOutputRouteIsDeclared() {
        let outputs = Route.allCases.filter { $0.definition.operation?.definition.kind == .output }
        let personal: Set<OperationCode> = [
            .producePersonalFile, .reportAccesses, .exportLog, .backUp,
        ]
        for route in outputs where !personal.contains(route.definition.operation ?? .backUp) {
            #expect(Self.routes.contains(route), "\(route) を BulkOutputTests の表に加えてください")
        }
    }

    @Test("ファイルとして保存させる答えは、決められた画面にしかない")
    func attachmentsAreFew() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Desk/Screens")
        let allowed: Set<String> = [
            "RunSteps.swift", "EApplicationScreen.swift", "StatisticsScreen.swift",
            // How files for banks and the accounting system are handed over; the steps that do stand here.
            "HandedFile.swift",
            // The bank file of refunds, by the operation of the other bank files.
            "RefundSteps.swift",
            "CopySteps.swift", "LogExport.swift",
            // One paper that an officer put into a register.
            "RegisterSteps.swift",
            // What failed in a job: numbers of rows and words, no person.
            "JobSteps.swift", "ImportErrorFile.swift",
            // What an official list changes: banks, insurers, institutions, postal codes.
            "MasterCheckScreen.swift",
            // 支出命令 for the accounting system, by its own operation.
            "AccountingSteps.swift",
            // 連名簿 for an insurer that asks for data, by its own operation; on the print log.
            "InsurerRequestSteps.swift",
            // What came of a stocktaking: officers, nobody of the register.
            "StocktakingPaper.swift",
            // Who may do what: officers, nobody of the register.
            "PermissionListPaper.swift",
            // Fictional claims, on a desk for practice only.
            "PracticeScreen.swift",
        ]
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift", !allowed.contains(file.lastPathComponent) else {
                continue
            }
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(
                !text.contains("return .attachment(") && !text.contains("HandedFile.hand("),
                "\(file.lastPathComponent)")
        }
    }

    @Test("どの画面にも「すべて選ぶ」や、人の一覧のCSVはない")
    func noSelectAll() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Desk")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard ["mustache", "js"].contains(file.pathExtension) else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in ["すべて選", "全選択", "全件選択", "select-all", "selectAll", "全件ダウンロード"] {
                #expect(!text.contains(word), "\(file.lastPathComponent): \(word)")
            }
            // Suppressed totals, and the errors of a job without a person.
            let mayCSV = [
                "statistics.mustache", "subsidy.mustache", "run.mustache", "invoices.mustache",
                "difference.mustache", "stocktaking.mustache", "permission-list.mustache",
                // Whom to ask for the file of a table.
                "file-asked.mustache",
            ].contains(
                file.lastPathComponent)
            #expect(mayCSV || !text.contains("CSV"), "\(file.lastPathComponent)")
        }
    }
}
