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
    /// One letter of a kind to the fictional family.
    private struct OneLetter: LetterSource {
        let kind: LetterKind
        let paper: Paper
        var title: String { kind.wording }
        let isOnePerReference = false

        func waiting(in scope: Scope) throws -> [Int64] { [] }

        func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
            [
                LetterOrder(
                    kind, reference: references[0], recipient: Office.parent,
                    children: [Office.child], values: Self.values(kind.offered),
                    parts: kind.partFields.isEmpty
                        ? [] : [Self.values(kind.partFields), Self.values(kind.partFields)],
                    steps: kind.hasSteps
                        ? [
                            .step(Step("総医療費 1,234点×10円", 12_340, article: nil)),
                            .step(Step("一部負担金(3割)", 3_702, article: "健康保険法第74条")),
                        ] : [], sum: Yen(3_702))
            ]
        }

        private static func values(_ fields: Set<LetterField>) -> LetterValues {
            fields.reduce(into: LetterValues()) { $0[$1] = value($1) }
        }

        private static func value(_ field: LetterField) -> LetterValue {
            switch field {
            case .child, .subject: .person(Office.child)
            case .children: .persons([Office.child])
            case .guardian: .person(Office.parent)
            case .kana: .text("ケンショウ タロウ")
            case .born, .decidedOn, .effectiveOn, .payDay, .dueOn, .newDueOn, .claimedOn, .aboutOn:
                .date(date("2025-06-20"))
            case .outpatient, .inpatient, .period:
                .period(EffectivePeriod(from: date("2025-04-01"), through: date("2026-03-31")))
            case .treatmentMonth, .month: .month(YearMonth(monthNumber: 2025 * 12 + 5))
            case .amount, .total, .received, .outstanding, .cost, .insured, .otherFunds, .selfPaid,
                .limit:
                .yen(Yen(3_702))
            case .count, .year: .number(2)
            case .recipientNumber: .text("9012345")
            case .account: .text("見本銀行 本店 普通 *****67")
            case .place: .text("指定金融機関の窓口")
            case .missing, .enclosures: .text("子の健康保険の資格が分かるもの、申請者名義の口座が分かるもの")
            case .decision: .text("認定")
            case .reason: .text("対象児童が対象年齢に達したため（条例第2条）")
            default: .text("\(field.wording)の見本")
            }
        }
    }

    @Test("どの種類の通知も、宛先は一人・一か所で、言うべきことがすべて紙から読み返せる", .measure("R-10", "R-102"))
    func all() throws {
        let office = try Office()
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness())
        var letters: [ReadyLetter] = []
        for (place, kind) in LetterKind.allCases.enumerated() {
            guard let paper = Paper(kind), kind != .certificate else { continue }
            let batch = try office.gate.perform(
                .printLetters, by: Office.counter, for: .registration
            ) {
                try IssueLetters.perform(
                    OneLetter(kind: kind, paper: paper), [Int64(1_000 + place)], terms, in: $0)
            }
            letters.append(try #require(batch.letters.first, "\(kind) \(batch.leftOut)"))
        }
        let folder = try TemporaryFolder("letters")
        let file =
            ProcessInfo.processInfo.environment["HAGUKUMI_GALLERY"].map {
                URL(fileURLWithPath: $0)
            } ?? folder.file("letters.pdf")
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
        let pages = try text(of: file).split(separator: "\u{0C}").map { plain(String($0)) }
        for letter in letters {
            let mine = pages.filter { $0.contains("封筒番号" + letter.envelope.text) }
            let paper = mine.joined()
            #expect(paper.components(separatedBy: "〒").count == 2, "\(letter.kind)")
            #expect(paper.contains("〒119-0001見本市中央1-1検証花子様"), "\(letter.kind)")
            #expect(paper.contains("お問い合わせ") && paper.contains("000-900-0001"))
            for line in letter.words.lines {
                #expect(paper.contains(plain(line)), "\(letter.kind): \(line)")
            }
            #expect(!paper.contains("2025-06") && !paper.contains("{"), "\(letter.kind)")
            let numbers = letter.documentNumber
            #expect(numbers.isEmpty || paper.contains(numbers))
        }
    }

    private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    private func text(of file: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-raw", file.path, "-"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
