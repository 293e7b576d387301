// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// What a card says is the book's: its words, its classes and the class of the family's income.
@Suite("証の言葉・区分・所得区分") struct CertificateWordTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemes")

    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder("certificate-words") }

    /// A book of the repository after changes of its files.
    private func law(
        _ id: String = "sample", _ changes: [(file: String, old: String, new: String)] = []
    ) throws -> EligibilityLaw {
        let goal = temporary.file(UUID().uuidString)
        try FileManager.default.copyItem(at: Self.root, to: goal)
        for change in changes {
            let file = goal.appending(path: change.file)
            let text = try String(contentsOf: file, encoding: .utf8)
            try #require(text.contains(change.old), "\(change.old)")
            try text.replacing(change.old, with: change.new, maxReplacements: 1)
                .write(to: file, atomically: true, encoding: .utf8)
        }
        let library = try SchemeLibrary.load(
            directory: goal.path, digest: { Digest.of($0).description })
        return EligibilityLaw(book: try #require(library.book(id)), office: .weekdays)
    }

    private func issue(
        _ choice: IssueCertificates.Choice, _ law: EligibilityLaw, _ office: Office,
        reason: String? = nil
    ) throws -> CertificateSheet {
        let issued = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration, reason: reason
        ) {
            try IssueCertificates.perform(
                choice, reissueReason: reason, law: law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
        return try #require(issued.sheets.first, "\(issued.batch.excluded)")
    }

    private func redraw(
        _ sheet: CertificateSheet, _ law: EligibilityLaw, _ office: Office
    ) throws -> Redrawn<CertificateSheet> {
        try office.gate.perform(
            RedrawCertificates.operation, by: Office.counter, for: .registration,
            about: [Office.child], reason: "紙詰まり"
        ) {
            try RedrawCertificates.perform(
                ["C-\(sheet.issued.issueNumber)"], reason: "紙詰まり", law: law,
                directory: office.directory, freshness: MemoryFreshness(), in: $0)
        }
    }

    private func card(_ sheet: CertificateSheet) -> Certificate {
        sheet.certificate(issuer: Sender(title: "見本市長", name: "検証　太郎", seal: .place))
    }

    /// The page of a sheet, read back from the paper.
    private func page(_ sheet: CertificateSheet, _ name: String) throws -> String {
        let mailed = try #require(
            try sheet.mailed(
                issuer: Sender(title: "見本市長", name: "検証　太郎", seal: .place),
                desk: ContactDesk(name: "見本市 子ども福祉課", phone: "000-900-0001")))
        let folder =
            ProcessInfo.processInfo.environment["HAGUKUMI_GALLERY"].map {
                URL(fileURLWithPath: $0)
            }
            ?? temporary.file("")
        let file = folder.appending(path: name)
        let report = try PressRoom().print(
            [.mailedCertificate(mailed)], to: file.path,
            PrintOrder(date: date("2025-06-20"), title: "証", environmentMark: nil))
        #expect(report.problems.isEmpty, "\(report.problems)")
        #expect(try PaperReader(file: file).collisions().isEmpty)
        return try PaperReader.run("pdftotext", ["-raw", file.path, "-"])
            .filter { !$0.isWhitespace }
    }

    @Test("証の見出しと決まった言葉は市の文面のもので、書かない言葉は文例のまま、紙から読み返せる")
    func words() throws {
        let own = try law(
            "sample",
            [
                (
                    "sample/letters.yaml", "      card-notes:\n",
                    """
                          words:
                            issue-number: 証の番号
                            guardian-name: 保護者
                            outpatient: 外来
                            span: "{first-day}〜{last-day}"
                            issued-on: "{decided-on}発行"
                            cut-out: 線で切ってください
                          card-notes:

                    """
                ),
                (
                    "sample/letters.yaml", "letters:\n",
                    "labels:\n  - {from: 2000-04-01, source: 規則(架空), desk: 問合せ先}\n\nletters:\n"
                ),
            ])
        let office = try Office()
        let granted = try office.grant()
        let sheet = try issue(.decisions([granted.id]), own, office)
        #expect(card(sheet).issuedOn == "令和7年4月10日発行")
        #expect(card(sheet).validities.map(\.label) == ["外来", "入院"])
        #expect(card(sheet).validities.first?.text.contains("〜") ?? false)
        let text = try page(sheet, "own-words.pdf")
        for word in ["証の番号", "保護者", "令和7年4月10日発行", "線で切ってください", "問合せ先", "公費負担者番号", "対象児童氏名"] {
            #expect(text.contains(word), "\(word)")
        }
        for word in ["発行番号", "受給資格者(保護者)氏名", "切り取って", "お問い合わせ"] {
            #expect(!text.contains(word), "\(word)")
        }
        let plain = try page(
            try issue(.decisions([granted.id]), Office.law, office, reason: "紛失"), "words.pdf")
        for word in [
            "発行番号", "受給資格者(保護者)氏名", "令和7年4月10日交付", "切り取ってお使いください", "お問い合わせ", "お使いになるとき",
        ] {
            #expect(plain.contains(word), "\(word)")
        }
    }

    /// 見本市 with classes that change with the month in which a child is three.
    private func infants() throws -> EligibilityLaw {
        let book = try String(
            contentsOf: Self.root.appending(path: "sample/book.yaml"), encoding: .utf8)
        let first = try #require(book.range(of: "        - {class: inpatient-only"))
        let last = try #require(book.range(of: "name: こ（高校生年代）}\n"))
        return try law(
            "sample",
            [
                (
                    "sample/book.yaml", String(book[first.lowerBound..<last.upperBound]),
                    """
                            - {class: infant, name: 乳幼児, until-end-of: birthday-month-age-3}
                            - {class: child, name: 児童}

                    """
                ),
                (
                    "sample/letters.yaml", "      card-notes:\n",
                    "      card-classes: {infant: 3歳未満, child: 3歳から}\n      card-notes:\n"
                ),
            ])
    }

    @Test("区分と変わる年齢は本の値: 3歳の誕生月で変わる市では、年度の途中に区分の変わる子が新しい証を待ち、二度は待たない")
    func otherClasses() throws {
        let law = try infants()
        let office = try Office("2025-04-10")
        // Three on 19 June 2025 by law; the class ends with the month.
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: "2022-06-20"))
        let granted = try office.grant()
        let sheet = try issue(.decisions([granted.id]), law, office)
        #expect(card(sheet).classification == "3歳未満")
        #expect(sheet.issued.certificateClass == CertificateClass("infant"))
        func due(_ day: String) throws -> [CertificateRenewal] {
            office.clock.stand(on: date(day))
            let found = try office.read {
                try RenewalBook.waiting(law.book, on: date(day), from: $0)
            }
            let named = try office.read {
                try RenewalBook.waiting(law.book, on: date(day), among: [granted.id], from: $0)
            }
            #expect(found == named, "\(day)")
            return found
        }
        #expect(try due("2025-05-30").isEmpty)
        let waiting = try #require(try due("2025-06-02").first)
        #expect(waiting.cause == .classChange && waiting.from == date("2025-07-01"))
        #expect(waiting.className == "3歳から")
        let next = try issue(.renewals(), law, office)
        #expect(card(next).classification == "3歳から")
        for day in ["2025-06-02", "2025-06-30", "2025-07-01", "2026-04-01"] {
            #expect(try due(day).isEmpty, "\(day)")
        }
        // Another book tells it apart otherwise, and a class of the old one keeps its code.
        #expect(law.book.office.certificateClasses.name(of: "infant") == "乳幼児")
        #expect(Office.law.book.office.certificateClasses.name(of: "infant") == "infant")
    }

    @Test("区分のない本の証には区分がなく、名前の一覧にも出ない")
    func noClasses() throws {
        let book = try String(
            contentsOf: Self.root.appending(path: "sample/book.yaml"), encoding: .utf8)
        let first = try #require(book.range(of: "  classes:\n    - from: 2000-04-01"))
        let last = try #require(book.range(of: "name: こ（高校生年代）}\n"))
        let law = try law(
            "sample",
            [("sample/book.yaml", String(book[first.lowerBound..<last.upperBound]), "")])
        let office = try Office()
        let sheet = try issue(.decisions([try office.grant().id]), law, office)
        #expect(sheet.issued.certificateClass == nil && card(sheet).classification == nil)
    }

    private func family() throws -> (Office, EntitlementDecision) {
        let office = try Office("2025-08-10")
        var child = office.person(
            Office.child, "検証 太郎", "ケンショウ タロウ", born: "2015-06-10")
        office.directory.put(
            office.person(Office.father, "検証 一郎", "ケンショウ イチロウ", born: "1988-03-03"))
        child.mother = Office.parent
        child.father = Office.father
        office.directory.put(child)
        return (office, try office.grant(office.form(applied: "2025-08-10")))
    }

    private func record(
        _ levies: KeyValuePairs<AddresseeNumber, Int>, _ law: EligibilityLaw, _ office: Office
    ) throws {
        try office.gate.perform(RecordIncome.operation, by: Office.counter, for: .registration) {
            for (who, levy) in levies {
                try RecordIncome.perform(
                    IncomePaper(
                        subject: who,
                        statement: IncomeStatement(year: 2025, levy: Yen(levy), dependants: 1),
                        paper: "T02", seenOn: date("2025-08-10")),
                    child: Office.child, rules: Office.rules, law: law,
                    directory: office.directory, in: $0)
            }
        }
    }

    @Test("所得区分のある市の証には、区分といつまでかが刷られ、分からない家庭と区分のない市の証には刷られない。作り直しは刷ったときのまま")
    func incomeClass() throws {
        let law = try law("sample-classes")
        let (office, granted) = try family()
        let unknown = try issue(.decisions([granted.id]), law, office)
        #expect(!card(unknown).notices.contains { $0.hasPrefix("所得区分") })
        try record([Office.parent: 100_000, Office.father: 100_000], law, office)
        let old = try redraw(unknown, law, office)
        #expect(old.papers.map { card($0).notices } == [card(unknown).notices])
        let sheet = try issue(.decisions([granted.id]), law, office, reason: "紛失")
        let line = "所得区分：区分A（令和7年8月1日から令和8年7月31日まで）"
        #expect(card(sheet).notices.first == line)
        #expect(try page(sheet, "income-class.pdf").contains(line))
        let again = try redraw(sheet, law, office)
        #expect(again.papers.map { card($0).notices } == [card(sheet).notices])
        // The amount of another paper: what was printed is true no more.
        try record([Office.father: 900_000], law, office)
        let changed = try redraw(sheet, law, office)
        #expect(changed.papers.isEmpty && changed.leftOut.count == 1)
        let now = try issue(.decisions([granted.id]), law, office, reason: "所得区分の変更")
        #expect(card(now).notices.first?.hasPrefix("所得区分：区分B（") ?? false)
        let plain = try issue(.decisions([granted.id]), Office.law, office, reason: "汚損")
        #expect(!card(plain).notices.contains { $0.hasPrefix("所得区分") })
    }
}
