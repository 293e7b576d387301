// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// G-12 and U15 for every kind of letter: what lies on paper is what the register says, read again
/// by another program; one recipient, one address, in the window; fonts embedded, variants drawn.
@Suite("すべての種類の通知の読み返し")
struct LetterKindsRereadTests {
    static let each = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" ? 220 : 1
    private let office: Office
    private let temporary: TemporaryFolder

    init() throws {
        office = try Office()
        temporary = try TemporaryFolder("kinds")
    }

    /// Names with variants of characters (異体字); each family lives by itself.
    private static let names = ["葛\u{E0102}飾　花子", "髙橋　翔", "渡邉　結衣", "齋藤　葵", "𠮷田　蓮"]

    private static func family(
        _ reference: Int64
    ) -> (parent: AddresseeNumber, child: AddresseeNumber) {
        (
            AddresseeNumber(value: 910_000_000 + reference),
            AddresseeNumber(value: 920_000_000 + reference)
        )
    }

    private func settle(_ reference: Int64) {
        let (parent, child) = Self.family(reference)
        let place = Int(reference)
        var one = office.person(
            parent, Self.names[place % Self.names.count], "ケンショウ オヤ", born: "1990-05-05")
        one.postalCode = "119\(padded(place % 10_000, 4))"
        one.address = "見本県見本市中央町\(place % 9 + 1)丁目\(place)番地"
        one.building = place.isMultiple(of: 3) ? "" : "見本ハイツ\(place % 900)号室"
        var other = office.person(
            child, Self.names[(place / 5) % Self.names.count], "ケンショウ コ", born: "2025-04-01")
        other.address = one.address
        office.directory.put(one)
        office.directory.put(other)
    }

    /// Issues so many letters of every kind and prints them into one file.
    private func printed(_ file: URL) throws -> PrintReport {
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness(), forms: OneLetter.forms)
        var letters: [ReadyLetter] = []
        for (place, kind) in LetterKind.allCases.enumerated() {
            guard let paper = Paper(kind), kind != .certificate else { continue }
            let references = (0..<Self.each).map { Int64(place * 1_000 + $0) }
            references.forEach(settle)
            let batch = try office.gate.perform(
                .printLetters, by: Office.counter, for: .registration
            ) {
                try IssueLetters.perform(
                    OneLetter(
                        kind: kind, paper: paper, fill: .drawn, family: { Self.family($0) }),
                    references, terms, in: $0)
            }
            #expect(batch.letters.count == Self.each, "\(kind): \(batch.leftOut.map(\.reason))")
            letters += batch.letters
        }
        return try PressRoom().print(
            letters.map {
                .letter(
                    $0.letter(
                        sender: Sender(title: "見本市長", name: "見本　太郎", seal: .place),
                        desk: ContactDesk(name: "見本市 子ども福祉課", phone: "000-900-0001")))
            }, to: file.path,
            PrintOrder(date: date("2025-06-20"), title: "通知", environmentMark: nil))
    }

    @Test(
        "どの種類の通知も、台帳・登録と一字ずつ等しく、窓に見えるのは一人の宛先だけで、字形も埋め込まれている",
        .measure("R-10", "R-102"))
    func reread() throws {
        let file = temporary.file("kinds.pdf")
        let report = try printed(file)
        let reader = PaperReader(file: file)
        #expect(report.problems.isEmpty)
        let pages = try PaperReader.run("pdftotext", ["-raw", file.path, "-"])
            .split(separator: "\u{0C}").map { Self.plain(String($0)) }
        #expect(pages.count == report.pages)
        let first = Self.window(try reader.words())
        let letters = Office.law.book.letters
        let register = try office.gate.perform(
            .viewPostings, by: Office.head, for: .registration
        ) { scope in
            let letters = try LetterRegister.newest(limit: .max, from: scope.db)
            scope.saw(letters.flatMap { [$0.recipient] + ($0.order?.children ?? []) })
            return letters
        }
        #expect(register.count == report.envelopes)
        #expect(
            Set(register.map(\.kind)).count == LetterKind.allCases.count { Paper($0) != nil } - 1)
        let sheets = Self.sheets(pages, report)
        for letter in register {
            let (text, page) = try #require(sheets[letter.envelope], "\(letter.envelope)")
            let order = try #require(letter.order)
            let person = try #require(try office.directory.person(letter.recipient))
            let words = try letters.wording(letter.kind, on: letter.datedOn).wording
                .filled(order.values, parts: order.parts) { try? office.directory.person($0)?.name }
            let form = OneLetter.forms[letter.kind]?.filled(order.values) {
                try? office.directory.person($0)?.name
            }
            for line in words.lines + (form?.printed ?? []) + [
                letter.documentNumber, Wareki.text(letter.datedOn),
            ] where !line.isEmpty && !text.utf8.contains(Self.plain(line).utf8) {
                Issue.record("\(letter.kind) \(letter.envelope): 「\(line)」がありません")
            }
            // Whole and alone in the window, wherever the sheet slides.
            let address = Self.plain(
                "〒\(person.postalCode.prefix(3))-\(person.postalCode.suffix(4))" + person.address
                    + person.building + person.name + "様")
            let seen = try #require(first[page])
            if !seen.text.utf8.elementsEqual(address.utf8) || !seen.isInside {
                Issue.record("\(letter.kind) \(letter.envelope): 窓に「\(seen.text)」")
            }
            #expect(text.components(separatedBy: "〒").count == 2, "\(letter.kind)")
        }
        let fonts = try reader.fonts()
        #expect(fonts.allSatisfy { $0.line.contains(" yes yes yes ") })
        #expect(fonts.contains { $0.name.contains("IPAmj") })
    }

    @Test("どの種類の通知でも、異体字は別の字形で印字される（U15）")
    func variants() throws {
        var pictures: [[Data]] = []
        for name in ["葛\u{E0102}飾　花子", "葛\u{E0107}飾　花子"] {
            office.directory.put(
                office.person(Office.parent, name, "ケンショウ ハナコ", born: "1990-05-05"))
            let terms = IssueLetters.Terms(
                letters: Office.law.book.letters, directory: office.directory,
                freshness: MemoryFreshness(), forms: OneLetter.forms)
            let letters = try office.gate.perform(
                .previewLetter, by: Office.counter, for: .registration
            ) { try PreviewLetters.perform(EveryKind(), [1], terms, in: $0).letters }
            let sheets = letters.map {
                Sheet.letter(
                    $0.letter(
                        sender: Sender(title: "見本市長"),
                        desk: ContactDesk(name: "見本市", phone: "000-900-0001")))
            }
            let file = temporary.file("\(pictures.count).pdf")
            let report = try PressRoom().print(
                sheets, to: file.path,
                PrintOrder(date: date("2025-06-20"), title: "通知", environmentMark: nil))
            let starts = report.perPageEnvelope.indices.filter {
                $0 == 0 || report.perPageEnvelope[$0] != report.perPageEnvelope[$0 - 1]
            }
            // The window: 20 to 85 mm from the left, 13 to 38 mm from the top.
            let windows = try PaperReader(file: file).pictures(
                left: 20, top: 13, width: 65, height: 25, resolution: 100, in: temporary)
            pictures.append(starts.map { windows[$0] })
        }
        #expect(pictures[0].count == LetterKind.allCases.count { Paper($0) != nil } - 1)
        for (place, pair) in zip(pictures[0], pictures[1]).enumerated() {
            #expect(pair.0 != pair.1, "\(place)番目の種類")
        }
    }

    /// One letter of each kind to the fictional family.
    private struct EveryKind: LetterSource {
        let title = "すべての種類"
        let paper = Paper.notice
        let isOnePerReference = false

        func waiting(in scope: Scope) throws -> [Int64] { [] }

        func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
            try LetterKind.allCases.flatMap { kind -> [LetterOrder] in
                guard let paper = Paper(kind), kind != .certificate else { return [] }
                return try OneLetter(kind: kind, paper: paper).orders(references, in: scope)
            }
        }
    }

    /// The text of each envelope and the number of its first page, from 1.
    private static func sheets(
        _ pages: [String], _ report: PrintReport
    ) -> [String: (text: String, page: Int)] {
        var sheets: [String: (text: String, page: Int)] = [:]
        for (index, page) in pages.enumerated() {
            guard let envelope = report.perPageEnvelope[index]?.text else { continue }
            #expect(page.contains("封筒番号\(envelope)"))
            if let known = sheets[envelope] {
                sheets[envelope] = (known.text + page, known.page)
            } else {
                sheets[envelope] = (page, index + 1)
            }
        }
        return sheets
    }

    /// What is seen, or may be seen, through the window of each page, and whether it stands in the
    /// part that every position of the sheet shows.
    private static func window(
        _ words: [PaperReader.Word]
    ) -> [Int: (text: String, isInside: Bool)] {
        let scale = 25.4 / 72
        var seen: [Int: (text: String, isInside: Bool)] = [:]
        for word in words where word.left * scale < 110 && word.top * scale < 58 {
            let isInside =
                word.left * scale >= 20 && word.right * scale <= 85 && word.top * scale >= 13
                && word.bottom * scale <= 37.5
            let before = seen[word.page] ?? ("", true)
            seen[word.page] = (before.text + plain(word.text), before.isInside && isInside)
        }
        return seen
    }

    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}

extension String.UTF8View {
    /// Whether the bytes stand in it: selectors of variants count.
    fileprivate func contains(_ other: String.UTF8View) -> Bool {
        String(self).range(of: String(other), options: .literal) != nil
    }
}
