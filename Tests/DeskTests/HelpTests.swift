// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Office
import Reports
import Support
import Testing

@testable import Desk

@Suite("画面とヘルプ")
struct HelpTests {
    @Test("どの画面にも4桁の番号と題名があり、番号は重ならず、利用の入口がある", arguments: Screen.allCases)
    func named(_ screen: Screen) {
        #expect(screen.rawValue.utf8.count == 4 && Int(screen.rawValue) != nil)
        #expect(!screen.title.isEmpty)
        #expect(screen == .login || screen.entry != nil, "\(screen.title)")
        #expect(Route.allCases.contains { $0.definition.screen == screen }, "\(screen.title)")
        #expect(Screen.allCases.filter { $0.title == screen.title } == [screen])
    }

    @Test("どの画面のヘルプにも、目的・手順・決まりとその条文（または評価書の文）がある", arguments: Screen.allCases)
    func threeParts(_ screen: Screen) async throws {
        let text = HelpText.of(screen)
        #expect(text.purpose.hasSuffix("。"), "\(screen.title) 目的")
        #expect(!text.steps.isEmpty && text.steps.allSatisfy { $0.count > 5 }, "\(screen.title) 手順")
        let catalogue = try MeasureCatalogue.measures()
        let ids = HelpText.measures(of: screen)
        #expect(ids.allSatisfy { id in catalogue.contains { $0.id == id } }, "\(screen.title)")
        let book = try await SharedBench.get().office.book
        let rules = (text.rules.map { HelpScreen.rules(book, $0) } ?? []) + text.standards
        // Where a text names rules of the book, the book has them.
        #expect(text.rules?.isEmpty ?? true || rules.count > text.standards.count)
        let all = rules + HelpText.promises(ids, in: catalogue)
        #expect(!all.isEmpty, "\(screen.title) 決まり")
        #expect(all.allSatisfy { $0.label != "—" && $0.value != "—" }, "\(screen.title) 条文")
    }

    @Test("ヘルプの画面は、決まり・評価書の文・情報を使う根拠を条文とともに示す")
    func page() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/help/1110")
            #expect(page.text.contains("条例第3条") && page.text.contains("評価書 III-2"))
            #expect(page.text.contains("番号法9条2項"))
            let none = try await browser.get("/help/9999")
            #expect(none.status == 404)
        }
    }

    @Test("自分のヘルプを持つ頁にも、目的・手順・決まりとその条文（または評価書の文）がある", arguments: HelpPage.allCases)
    func ownHelp(_ page: HelpPage) async throws {
        let text = HelpText.of(page)
        #expect(text.purpose.hasSuffix("。"), "\(page.title) 目的")
        #expect(!text.steps.isEmpty && text.steps.allSatisfy { $0.count > 5 }, "\(page.title) 手順")
        let catalogue = try MeasureCatalogue.measures()
        let ids = HelpText.measures(of: page)
        #expect(ids.allSatisfy { id in catalogue.contains { $0.id == id } }, "\(page.title)")
        let book = try await SharedBench.get().office.book
        let rules = text.rules.map { HelpScreen.rules(book, $0) } ?? []
        #expect(text.rules == nil || !rules.isEmpty, "\(page.title) 決まり")
        let all = rules + HelpText.promises(ids, in: catalogue)
        #expect(!all.isEmpty, "\(page.title) 決まり")
        #expect(all.allSatisfy { $0.label != "—" && $0.value != "—" }, "\(page.title) 条文")
        // Pages of one help stand on one screen: its number is on the help.
        #expect(Set(page.routes.map(\.definition.screen)).count == 1, "\(page.title)")
        #expect(Screen(rawValue: page.rawValue) == nil)
    }

    @Test("ヘルプの手順に書いたキーは、どれも、その画面の頁のどれかのキーにある")
    func keysStand() throws {
        let keys = try Self.keysOfRoutes()
        for screen in Screen.allCases {
            let text = HelpText.of(screen)
            let words = (text.steps + text.notes).joined(separator: "　")
            let own = Route.allCases.filter { $0.definition.screen == screen }
                .reduce(into: Set<String>()) { $0.formUnion(keys[$1.rawValue] ?? []) }
            for key in Set(words.matches(of: /F[0-9]+/).map { String($0.0) })
            where key != "F1" && !own.contains(key) {
                Issue.record("\(screen.rawValue)\(screen.title)のヘルプの \(key) が、頁にありません")
            }
        }
    }

    /// What puts keys on the bar of many pages, each with those keys.
    private static let shared = [
        "ListPage.keys": ["F7", "F8"], ".before(": ["F7"], ".after(": ["F8"],
        "TrialBody": ["F12"], "ScheduleTrial": ["F12"], ".recordPage(": ["F5"],
    ]

    /// The keys that stand in the sources of the pages of a route, by the route.
    private static func keysOfRoutes() throws -> [String: Set<String>] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Desk/Screens")
        var texts: [String] = []
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            texts.append(try String(contentsOf: file, encoding: .utf8))
        }
        let keys = texts.map { text in
            Set(text.matches(of: /"(F[0-9]+)"/).map { String($0.1) })
                .union(shared.filter { text.contains($0.key) }.values.joined())
        }
        var types: [String: Set<String>] = [:]
        for (text, own) in zip(texts, keys) {
            for found in text.matches(of: /\n(?:enum|struct|extension) (\w+)/) {
                types[String(found.1), default: []].formUnion(own)
            }
        }
        var routes: [String: Set<String>] = [:]
        for (text, own) in zip(texts, keys) {
            for piece in text.components(separatedBy: "book.bind(.").dropFirst() {
                let head = piece.prefix(200)
                let name = String(head.prefix { $0.isLetter || $0.isNumber })
                let named = head.matches(of: /(?:to|again): ([A-Z]\w*)\./).map { String($0.1) }
                routes[name, default: []].formUnion(
                    named.isEmpty ? own : Set(named.flatMap { types[$0] ?? [] }))
            }
        }
        return routes
    }

    @Test("どの頁の F1 も、その頁のヘルプを開く。画面のヘルプを分け合う頁は、下の表にある")
    func everyRoute() {
        for route in Route.allCases
        where route.definition.method == .get && !Self.withoutPage.contains(route) {
            let screen = route.definition.screen
            guard HelpPage(route) == nil, screen.entry != route else { continue }
            #expect(Self.sharing.contains(route), "\(route) は \(screen.title) のヘルプでよいか")
        }
        for route in Self.sharing {
            #expect(HelpPage(route) == nil && route.definition.screen.entry != route, "\(route)")
        }
        for route in Route.allCases {
            #expect(HelpPage.allCases.filter { $0.routes.contains(route) }.count < 2, "\(route)")
        }
    }

    /// Routes that answer with no page of their own.
    private static let withoutPage: Set<Route> = [
        .style, .script, .icon, .help, .lookDate, .lookCode, .codeCandidates, .lookPerson,
        .lookInstitution, .lookChild, .practiceClaims, .casePaper, .paperPage, .preview, .paper,
        .previewBatch, .attachment, .registerFile, .importProgress, .erasureCertificate,
        .ledgerPaper, .jobProgress, .jobPaper, .migrationSample, .again, .command,
    ]

    /// Pages that the help of their screen is about, too.
    private static let sharing: Set<Route> = [
        .words, .licences, .login, .askPasskey, .askTicket, .prove, .password, .found, .person,
        .asOf, .household,
        .welfareHousehold, .insuranceRecord, .accountRecord, .addressRecord, .memos,
        .checkMaster, .bookTrial,
        .institutions, .insurers, .migration, .compareMonth, .intakeStep, .received,
        .application, .eApplication, .examine, .decision, .lapseForm, .change, .casePapers,
        .redactForm, .yearEnd, .paperDesk, .printed, .letter, .returnedMail, .letterBatch,
        .batches, .batch, .forms, .foundAddressees, .addressee, .match, .mergeForm, .numberForm,
        .candidates, .inquiry, .newInquiry, .inquiryRecords, .linkFile, .residentFile, .hub,
        .grants, .permissionList, .revocations, .terminals, .ledgerState, .personReport,
        .retentionCandidates,
        .retentionInventory, .purgeList, .oneRegister, .registerRecord, .threshold,
        .assessmentChanges, .doors, .surveyResult, .disclosure, .enquiry, .newIncident,
        .incident, .checkImport, .importJob, .claimImport, .claim, .claimError,
        .enterReimbursements, .checkEntry, .reimbursement, .checkSlips, .benefitLedger,
        .liability, .insurerMandates, .insurerRequest, .proxy, .scheduleDay, .childPayments,
        .newRun, .run, .counterRun, .recovery, .retroactiveChild, .retroactive, .expenditure,
        .statisticsList, .subsidy, .subsidyList, .subsidyClaim, .jobHistory, .jobRun, .newCopy,
        .copy, .ceilings,
    ]

    @Test("頁のヘルプの題は、その頁の見出しで始まり、F1 はそこに導く")
    func ownHeading() async throws {
        try await SharedBench.get().browse(as: "kacho") { browser in
            for (path, page) in [
                ("/appeals", HelpPage.appeals), ("/protections", .protections),
                ("/persons/\(Family.of(.ordinary).child)/protection", .protections),
                ("/persons/\(Family.of(.ordinary).child)/appeals", .appeals),
                ("/accounts", .accounts), ("/decision-rules", .decisionRules),
                ("/head-rules", .headRules), ("/certificates", .certificates),
                ("/successions", .successions), ("/insurer-waits", .insurerWaits),
                ("/claims/invoices", .invoices), ("/circulars", .circulars),
                ("/contact", .contact),
            ] {
                let sight = try await browser.get(path)
                #expect(sight.status == 200, "\(path)")
                #expect(sight.title.hasPrefix(page.title), "\(path) \(sight.title)")
                #expect(
                    sight.text.contains("href=\"/help/\(page.rawValue)\" data-key=\"F1\""),
                    "\(path)")
                let help = try await browser.get("/help/\(page.rawValue)")
                #expect(help.text.contains("ヘルプ：\(page.title)"), "\(path)")
            }
        }
    }

    @Test("検索の箱は、電話番号、カナと漢字の氏名と生年月日を一度に受け、続けて絞り込む")
    func several() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            for text in [
                "タカハシ 000-900-0042", "０００－９００－００４２ 髙橋", "タカハシ 髙橋 R6.2.5 0009000042",
                "ﾀｶﾊｼ 高橋　翔 060205",
            ] {
                let page = try await browser.get("/search")
                let list = try await browser.follow(
                    try await browser.post("/search", on: page, ["q": text]))
                #expect(list.text.contains("髙橋　翔"), "\(text)")
                #expect(!list.text.contains("検証0　"), "\(text)")
            }
            let page = try await browser.get("/search")
            let other = try await browser.follow(
                try await browser.post("/search", on: page, ["q": "タカハシ 000-900-0043"]))
            #expect(other.text.contains("見つかりませんでした"))
        }
    }

    @Test("支援措置の対象者は、電話番号の始めの数桁では見つからない", .measure("R-41"))
    func protectedByPhone() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/search")
            let list = try await browser.follow(
                try await browser.post("/search", on: page, ["q": "ケンショウ 000-900"]))
            #expect(list.text.contains("検証0　太郎") && !list.text.contains("検証守　花子"))
        }
    }
}
