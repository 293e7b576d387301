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
            #expect(paper.contains("お問い合わせ") && paper.contains("000-900-0001"))
            for line in letter.words.lines + (letter.form?.printed ?? []) {
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
            for line in letter.words.lines + (letter.form?.printed ?? []) {
                #expect(paper.contains(plain(line)), "\(letter.kind): \(line)")
            }
        }
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
        let folder =
            ProcessInfo.processInfo.environment["HAGUKUMI_GALLERY"].map {
                URL(fileURLWithPath: $0)
            } ?? temporary.file("")
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

    private let temporary: TemporaryFolder

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
