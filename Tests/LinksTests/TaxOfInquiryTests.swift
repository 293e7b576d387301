// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Links
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// The answer of an inquiry about tax is known as income from the moment an officer has confirmed it: with
/// the consent it was asked with, in the cases in which it counts, and with the number of the inquiry.
@Suite("税の照会の回答が所得になる")
struct TaxOfInquiryTests {
    private static let item = "TM00000000000002"
    private static let law = TaxJudgementTests.law

    private static func answer(
        year: String = "2024", status: String = "1", levy: String = "9123", income: String,
        dependants: String = "0"
    ) -> [InquiryValue] {
        [
            .init(label: "課税年度", value: year), .init(label: "課税・非課税の別", value: status),
            .init(label: "市町村民税所得割額", value: levy), .init(label: "合計所得金額", value: income),
            .init(label: "扶養親族の数", value: dependants),
        ]
    }

    /// A boy of nine with mother and father, and his sister with the same parents.
    private func bench() throws -> Bench {
        let bench = try Bench()
        bench.directory.change(
            Bench.child, reason: "B00", on: day("2025-04-01"), at: bench.clock.now()
        ) { $0.mother = Bench.parent }
        return bench
    }

    /// Asked, answered and stored; nobody has looked at it yet.
    private func stored(
        _ bench: Bench, _ system2: ScriptedSystem2, _ values: [InquiryValue]
    ) throws -> String {
        let number = try bench.request(Bench.request(item: Self.item), of: system2)
        try bench.exchange(system2)
        system2.news(number, .sent, .permitted, .answered, at: bench.clock.now())
        try bench.exchange(system2)
        #expect(try bench.store(number, values, of: system2) == .stored)
        return number
    }

    private func known(_ bench: Bench) throws -> [IncomeStatement] {
        try bench.read {
            try TaxIncomes().statements(
                inCasesOf: [Bench.child], on: day("2025-04-30"), from: $0)
        }[Bench.child]?[Bench.parent] ?? []
    }

    @Test("確認した回答は照会番号つきの所得になり、児童が再判定の列に入り、確認の前は何も使わない")
    func becomesIncome() throws {
        let bench = try bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try stored(bench, system2, Self.answer(income: "1,000,000"))
        #expect(try known(bench).isEmpty)
        #expect(
            try bench.confirm(number, under: Self.law) == .incomeRecorded(year: 2024, cases: 1))
        let statement = try #require(try known(bench).first)
        #expect(statement.year == 2024 && statement.income == Yen(1_000_000))
        #expect(statement.levy == Yen(9_123) && statement.dependants == 0)
        let sources = try bench.read {
            try TaxIncomes().inquiries(inCasesOf: [Bench.child], from: $0)
        }
        #expect(sources == [Bench.child: [Bench.parent: [2024: number]]])
        let waiting = try bench.read { try RejudgementQueue.waiting(from: $0) }
        #expect(waiting.map(\.notice.key) == ["inquiry-\(number)-\(Bench.child)"])
        // Confirmed once: the second officer finds nothing to confirm, and nothing stands twice.
        #expect(throws: InquiryRequestRefusal.nothingToConfirm(.confirmed)) {
            try bench.confirm(number, under: Self.law)
        }
        let rows = try bench.read { db in
            try db.first("SELECT COUNT(*) FROM tax_answer", []) { $0.int(0) }
        }
        #expect(rows == 1)
    }

    @Test("同意が撤回された回答、所得を問わない市の回答、同意のないきょうだいの事案では、何も残らない")
    func onlyWithConsent() throws {
        let bench = try bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try stored(bench, system2, Self.answer(income: "1000000"))
        #expect(try bench.confirm(number) == .confirmed)
        #expect(try known(bench).isEmpty)
        let second = try stored(bench, system2, Self.answer(income: "1000000"))
        try bench.withdrawConsent(of: Bench.parent)
        #expect(try bench.confirm(second, under: Self.law) == .noConsent)
        let rows = try bench.read { db in
            try db.first("SELECT COUNT(*) FROM tax_fact", []) { $0.int(0) }
        }
        #expect(rows == 0)
    }

    /// The book of the city once it asks for no tax any more, from today on.
    private static func abolished() throws -> EligibilityLaw {
        let folder = try TemporaryFolder("schemes")
        for name in ["national", "sample-income"] {
            try FileManager.default.copyItem(
                at: Bench.root.appending(path: "Schemes").appending(path: name),
                to: folder.file(name))
        }
        let file = folder.file("sample-income/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8).replacing(
            "\n  tax-information:\n",
            with: """

                  tax-information:
                    - {from: 2025-04-30, asked: null, source: 廃止(検証)}

                """)
        try text.write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(directory: folder.url.path) {
            Digest.of($0).description
        }
        return EligibilityLaw(
            book: try #require(library.book("sample-income")), office: .weekdays,
            incomes: TaxIncomes())
    }

    @Test("市が所得を問わなくなった日からは、確認した回答も所得として残らない")
    func abolishedRule() throws {
        let bench = try bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try stored(bench, system2, Self.answer(income: "1000000"))
        #expect(try bench.confirm(number, under: try Self.abolished()) == .confirmed)
        let rows = try bench.read { db in
            try db.first("SELECT COUNT(*) FROM tax_fact", []) { $0.int(0) }
        }
        #expect(rows == 0)
    }

    @Test(
        "項目の名が違う・年度がない・額が数でない・扶養の数がない回答は、推測せずに職員に渡す",
        arguments: [
            [InquiryValue(label: "所得割額", value: "9123456")],
            TaxOfInquiryTests.answer(year: "", income: "1000000"),
            TaxOfInquiryTests.answer(year: "1824", income: "1000000"),
            TaxOfInquiryTests.answer(status: "9", income: "1000000"),
            TaxOfInquiryTests.answer(income: "百万円"),
            TaxOfInquiryTests.answer(income: "-1"),
            TaxOfInquiryTests.answer(income: "1000000", dependants: ""),
            TaxOfInquiryTests.answer(levy: "", income: ""),
        ])
    func unreadable(_ values: [InquiryValue]) throws {
        let bench = try bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try stored(bench, system2, values)
        #expect(try bench.confirm(number, under: Self.law) == .unreadable)
        #expect(try known(bench).isEmpty)
        #expect(try bench.inquiry(number).file.status == .confirmed)
    }

    @Test("後の回答が先の回答より新しく、非課税の回答は額がなくても読める")
    func newest() throws {
        let bench = try bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let first = try stored(bench, system2, Self.answer(income: "9000000"))
        try bench.confirm(first, under: Self.law)
        bench.clock.stand(on: day("2025-05-01"))
        let second = try stored(
            bench, system2, Self.answer(status: "非課税", levy: "", income: "", dependants: ""))
        #expect(
            try bench.confirm(second, under: Self.law) == .incomeRecorded(year: 2024, cases: 1))
        let statements = try known(bench)
        #expect(statements.count == 1 && statements[0].isExempt)
        let sources = try bench.read {
            try TaxIncomes().inquiries(inCasesOf: [Bench.child], from: $0)
        }
        #expect(sources[Bench.child]?[Bench.parent]?[2024] == second)
    }
}
