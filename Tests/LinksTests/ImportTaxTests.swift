// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("個人住民税の取込")
struct ImportTaxTests {
    /// The sample's book with the one line that says the office asks about income.
    static let asking: SchemeBook = {
        do {
            let folder = try TemporaryFolder("schemes")
            let root = Bench.root.appending(path: "Schemes")
            for name in ["national", "sample"] {
                try FileManager.default.copyItem(
                    at: root.appending(path: name), to: folder.file(name))
            }
            let file = folder.file("sample/book.yaml")
            let text = try String(contentsOf: file, encoding: .utf8).replacing(
                "\napplication:\n",
                with: """

                    application:
                      tax-information:
                        - {from: 2025-04-01, asked: municipal-tax, source: 検証}

                    """)
            try text.write(to: file, atomically: true, encoding: .utf8)
            let library = try SchemeLibrary.load(directory: folder.url.path) {
                Digest.of($0).description
            }
            guard let book = library.book("sample") else { preconditionFailure("sample") }
            return book
        } catch { preconditionFailure("\(error)") }
    }()

    private func row(
        _ who: AddresseeNumber, year: String = "2025", income: String = "3456789"
    ) -> [String: String] {
        [
            "addressee": who.description, "tax-year": year, "status": "1", "income": income,
            "income-levy": "123400", "per-capita-levy": "3000", "dependants": "1",
        ]
    }

    private func file(
        _ rows: [[String: String]], at moment: String = "20250430060000", _ sequence: Int = 1
    ) throws -> LinkFile {
        try Bench.file("tax", at: moment, sequence, rows: rows)
    }

    private func take(
        _ bench: Bench, _ file: LinkFile, book: SchemeBook = Self.asking,
        run: LinkRun = .take, by who: Principal = Bench.machine
    ) throws -> LinkReport {
        try bench.gate.perform(ImportTax.operation, by: who, for: .registration) {
            try ImportTax.perform(file, layouts: Bench.layouts, book: book, run: run, in: $0)
        }
    }

    private func known(_ bench: Bench, on text: String = "2025-04-30") throws -> [TaxStatement] {
        try bench.read {
            try TaxBook.statements([Bench.child], on: day(text), from: $0)
        }.values.flatMap(\.self)
    }

    @Test("所得の要件がない制度では、ファイルごと断り、何も残らない")
    func noRuleNoTax() throws {
        let bench = try Bench()
        try bench.apply()
        #expect(throws: LinkRefusal.noIncomeRule) {
            try take(bench, try file([row(Bench.parent)]), book: Bench.law.book)
        }
        #expect(try bench.count("tax_fact") == 0)
    }

    @Test("処理中の事案の、同意した人の行だけが残り、ほかは数だけ")
    func onlyConsenting() throws {
        let bench = try Bench()
        let before = try take(bench, try file([row(Bench.parent)]))
        #expect(before.notNeeded == 1 && before.recorded == 0, "申請の前には誰の行も要らない")
        try bench.apply()
        let rows = [row(Bench.parent), row(Bench.child), row(Bench.stranger)]
        let trial = try take(
            bench, try file(rows, at: "20250430070000", 2), run: .dryRun)
        #expect(trial.recorded == 1 && trial.notNeeded == 2)
        #expect(try bench.count("tax_fact") == 0)
        let report = try take(bench, try file(rows, at: "20250430070000", 2))
        #expect(report.recorded == 1 && report.notNeeded == 2 && report.queued == 1)
        #expect(try known(bench).map(\.income) == [Yen(3_456_789)])
        #expect(try take(bench, try file(rows, at: "20250430070000", 2)).wasKnown)
        let again = try take(bench, try file(rows, at: "20250430080000", 3))
        #expect(again.recorded == 0 && again.queued == 0)
    }

    @Test("同意しなかった人、撤回した人、申請を取り下げた人の行は入らず、前の行も使えない")
    func withoutConsent() throws {
        let bench = try Bench()
        let receipt = try bench.apply(["consent": "0"])
        #expect(try take(bench, try file([row(Bench.parent)])).notNeeded == 1)
        let consent = ConsentInput(
            .tax, about: ConsentCase(subject: Bench.parent, child: Bench.child),
            by: Bench.parent, on: day("2025-04-20"), evidence: .paper, reference: "同意書 1")
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            _ = try RecordConsent.perform(consent, in: $0)
        }
        let second = try take(bench, try file([row(Bench.parent)], at: "20250430070000", 2))
        #expect(second.recorded == 1)
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            var end = consent
            end.givenOn = day("2025-04-30")
            try RecordConsent.withdraw(end, in: $0)
        }
        #expect(try known(bench).isEmpty)
        let third = try take(
            bench, try file([row(Bench.parent, income: "1")], at: "20250430080000", 3))
        #expect(third.recorded == 0 && third.notNeeded == 1)
        try bench.gate.perform(.withdrawApplication, by: Bench.counter, for: .registration) {
            try WithdrawApplication.perform(receipt.id, reason: "検証", in: $0)
        }
        let fourth = try take(bench, try file([row(Bench.parent)], at: "20250430090000", 4))
        #expect(fourth.notNeeded == 1)
    }

    @Test("様式にない項目のあるファイルは断り、その値はどこにも残らない")
    func extraColumn() throws {
        let bench = try Bench()
        try bench.apply()
        let good = try file([row(Bench.parent)])
        var lines = try text(of: good).split(separator: "\r\n").map(String.init)
        lines[0] += ",勤務先"
        lines[1] += ",検証商事株式会社"
        let bad = LinkFile(
            Array(lines.map { $0 + "\r\n" }.joined().utf8), name: good.name)
        #expect(throws: FormatRefusal.columnsUnnamed(count: 1)) { try take(bench, bad) }
        #expect(try bench.count("tax_fact") == 0)
        #expect(try bench.count("link_file") == 1, "申請のファイルだけ")
    }

    @Test("更正は新しい行が勝ち、遅れて届いた古い行は記録を変えない")
    func newestWins() throws {
        let bench = try Bench()
        try bench.apply()
        _ = try take(bench, try file([row(Bench.parent)]))
        let gap = try file([row(Bench.parent, income: "999")], at: "20250430090000", 3)
        try bench.gate.perform(ImportTax.operation, by: Bench.machine, for: .registration) {
            _ = try ImportTax.perform(
                gap, layouts: Bench.layouts, book: Self.asking, gapReason: "検証", in: $0)
        }
        let before = try bench.count("tax_fact")
        let late = try take(
            bench, try file([row(Bench.parent, income: "555")], at: "20250430080000", 2))
        #expect(try known(bench).map(\.income) == [Yen(999)])
        // The old row is not news: nothing is recorded, and nobody is judged again for it.
        #expect(!late.wasKnown && late.recorded == 0 && late.queued == 0)
        #expect(try bench.count("tax_fact") == before)
    }

    @Test("窓口の職員には取込の権限がない")
    func permission() throws {
        let bench = try Bench()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try take(bench, try file([]), by: Bench.counter)
        }
    }

    private func text(of file: LinkFile) throws -> String {
        var bytes: [UInt8] = []
        try file.source.forEachChunk { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
