// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// Every kind of letter on paper, each with all values that its wording may say.
@Suite("すべての種類の通知")
struct LetterGalleryTests {
    @Test("どの種類の通知も、宛先は一人・一か所で、言うべきことがすべて紙から読み返せる", .measure("R-10", "R-102"))
    func all() throws {
        let (letters, file) = try printed(Office(), isLongest: false, "letters.pdf")
        let pages = try pages(of: file)
        for letter in letters {
            let paper = paper(of: letter, in: pages)
            #expect(paper.components(separatedBy: "〒").count == 2, "\(letter.kind)")
            #expect(paper.contains("〒119-0001見本市中央1-1検証花子様"), "\(letter.kind)")
            #expect(
                (letter.enclosed != nil) == [.invitation, .mandate].contains(letter.kind),
                "\(letter.kind)")
            #expect(paper.contains("お問い合わせ") && paper.contains("000-900-0001"))
            for line in letter.words.lines + printed(in: letter) {
                #expect(paper.contains(plain(line)), "\(letter.kind): \(line)")
            }
            #expect(!paper.contains("2025-06") && !paper.contains("{"), "\(letter.kind)")
            let numbers = letter.documentNumber
            #expect(numbers.isEmpty || paper.contains(numbers))
        }
    }

    @Test("どの種類の通知も、いちばん長い氏名・住所・言葉・金額で、枠からはみ出さず重ならない", .measure("R-102"))
    func longest() throws {
        let office = try Office()
        var parent = office.person(
            Office.parent, Self.longName, "ヴァンデルヴァールス マクシミリアン", born: "1990-05-05")
        parent.address = "見本県見本市大字見本字見本原千二百三十四番地の五十六　見本ニュータウン第三期"
        parent.building = "グランドメゾン見本中央公園サウスタワー　壱番館2304号室　見本方"
        var child = office.person(
            Office.child, Self.longName, String(repeating: "ヴァンデルヴァールス", count: 3),
            born: "2025-04-01")
        child.address = parent.address
        office.directory.put(parent)
        office.directory.put(child)
        let (letters, file) = try printed(office, isLongest: true, "longest.pdf")
        let collisions = try PaperReader(file: file).collisions()
        #expect(collisions.isEmpty, "\(collisions.prefix(20))")
        let pages = try pages(of: file)
        for letter in letters {
            let paper = paper(of: letter, in: pages)
            for line in letter.words.lines + printed(in: letter) {
                #expect(paper.contains(plain(line)), "\(letter.kind): \(line)")
            }
        }
    }

    @Test(
        "他の団体・保険者あての書面も、宛先は一か所で、言うべきことがすべて読み返せ、重ならず、行の多い内訳は次のページに続く",
        .measure("R-10"), arguments: [OneLetter.Fill.usual, .longest])
    func offices(_ fill: OneLetter.Fill) throws {
        let kinds: [LetterKind] = [
            .inquiry, .inquiryReminder, .insurerClaim, .insurerReminder, .liabilityClaim,
            .councilInquiry,
        ]
        var sheets: [Sheet] = []
        var said: [(LetterKind, LetterWords)] = []
        for (place, kind) in kinds.enumerated() {
            for rows in [2, 60] {
                let one = OneLetter(kind: kind, paper: .notice, fill: fill)
                let (values, parts) = one.officeValues(rows: rows)
                guard rows == 2 || !parts.isEmpty else { continue }
                let words = try Office.law.book.letters.wording(kind, on: date("2025-06-20"))
                    .wording.filled(values, parts: parts) { _ in
                        fill == .longest ? Self.longName : "検証　太郎"
                    }
                let number = "HK-\(place * 100 + rows)"
                let letter = Letter(
                    to: (
                        fill == .longest ? String(repeating: "見本県連合健康保険組合", count: 2) : "隣市 市民税課",
                        "1190002", "隣市西1-1"
                    ), words, envelope: try #require(EnvelopeID(number)), number: number,
                    documentNumber: "見子福第\(rows)号", on: date("2025-06-20"),
                    sender: Sender(title: "見本市長", name: "見本　太郎", seal: .place),
                    desk: ContactDesk(
                        name: "見本市 子ども福祉課", phone: "000-900-0001",
                        hours: "平日 8時30分から17時15分まで"))
                sheets.append(.letter(letter))
                said.append((kind, words))
            }
        }
        let file = folder.appendingPathComponent("offices-\(fill).pdf")
        let report = try PressRoom().print(
            sheets, to: file.path,
            PrintOrder(date: date("2025-06-20"), title: "照会書", environmentMark: nil))
        #expect(report.problems.isEmpty, "\(report.problems.prefix(5))")
        let whole = try pages(of: file).joined()
        #expect(whole.components(separatedBy: "〒").count == sheets.count + 1)
        for (kind, words) in said {
            for line in words.lines { #expect(whole.contains(plain(line)), "\(kind): \(line)") }
        }
        let collisions = try PaperReader(file: file).collisions()
        #expect(collisions.isEmpty, "\(collisions.prefix(20))")
    }

    private static let longName = "ヴァンデルヴァールス　マクシミリアンアレクサンドラクリスティーナ"

    /// One letter of each kind in one file.
    private func printed(
        _ office: Office, isLongest: Bool, _ name: String
    ) throws -> ([ReadyLetter], URL) {
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness(), forms: OneLetter.forms)
        var letters: [ReadyLetter] = []
        for (place, kind) in LetterKind.allCases.enumerated() {
            guard let paper = Paper(kind), kind != .certificate else { continue }
            let batch = try office.gate.perform(
                .printLetters, by: Office.counter, for: .registration
            ) {
                try IssueLetters.perform(
                    OneLetter(kind: kind, paper: paper, fill: isLongest ? .longest : .usual),
                    [Int64(1_000 + place)], terms, in: $0)
            }
            letters.append(try #require(batch.letters.first, "\(kind) \(batch.leftOut)"))
        }
        let file = folder.appendingPathComponent(name)
        let report = try PressRoom().print(
            letters.map {
                .letter(
                    $0.letter(
                        sender: Sender(title: "見本市長", name: "見本　太郎", seal: .place),
                        desk: ContactDesk(
                            name: "見本市 子ども福祉課", phone: "000-900-0001",
                            hours: "平日 8時30分から17時15分まで")))
            }, to: file.path,
            PrintOrder(date: date("2025-06-20"), title: "通知", environmentMark: nil))
        #expect(report.envelopes == letters.count && report.problems.isEmpty)
        return (letters, file)
    }

    /// What its own form and the enclosed one say.
    private func printed(in letter: ReadyLetter) -> [String] {
        let enclosed = letter.enclosed.map { [$0.title] + $0.paragraphs + $0.notes }
        let cells = (letter.form?.printed ?? []) + (letter.enclosed?.form.printed ?? [])
        return cells + (enclosed ?? [])
    }

    private let temporary: TemporaryFolder

    /// Where the pages are kept to be looked at, if anywhere.
    private var folder: URL {
        ProcessInfo.processInfo.environment["HAGUKUMI_GALLERY"].map { URL(fileURLWithPath: $0) }
            ?? temporary.file("")
    }

    init() throws { temporary = try TemporaryFolder("letters") }

    /// Every page, without white space.
    private func pages(of file: URL) throws -> [String] {
        try PaperReader.run("pdftotext", ["-raw", file.path, "-"]).split(separator: "\u{0C}")
            .map { plain(String($0)) }
    }

    /// The pages of one envelope.
    private func paper(of letter: ReadyLetter, in pages: [String]) -> String {
        pages.filter { $0.contains("封筒番号" + letter.envelope.text) }.joined()
    }

    private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
