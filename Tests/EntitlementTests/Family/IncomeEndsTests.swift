// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("所得の要件がなくなった市")
struct IncomeEndsTests {
    /// The book of the city that asks about income, until 30 June 2027.
    private static func ended() throws -> EligibilityLaw {
        let schemes = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Schemes")
        let folder = try TemporaryFolder("schemes")
        for name in ["national", "sample-income"] {
            try FileManager.default.copyItem(
                at: schemes.appending(path: name), to: folder.file(name))
        }
        let file = folder.file("sample-income/book.yaml")
        var text = try String(contentsOf: file, encoding: .utf8)
        for (line, end) in [
            ("source: 令和8年条例第2号(架空)による改正}\n", "limit: null"),
            ("asked: municipal-tax, article: 規則第3条第2項, source: 規則第3条第2項(架空)}\n", "asked: null"),
        ] {
            try #require(text.contains(line))
            text = text.replacing(
                line, with: line + "    - {from: 2027-07-01, \(end), source: 廃止(検証)}\n")
        }
        try text.write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(directory: folder.url.path) {
            Digest.of($0).description
        }
        return EligibilityLaw(book: try #require(library.book("sample-income")), office: .weekdays)
    }

    @Test("所得を問うかどうかは、日ごと・賦課年度ごとに制度の本に聞く")
    func dated() throws {
        let law = try Self.ended()
        func asks(_ from: String, _ until: String? = nil) -> Bool {
            law.asksIncome(
                in: EffectivePeriod(from: date(from), until: until.map { date($0) }))
        }
        #expect(!asks("1999-01-01", "2000-04-01") && asks("1999-01-01", "2000-04-02"))
        #expect(asks("2027-06-30") && !asks("2027-07-01"))
        // The year of assessment begins in July: that of 2026 ends with the rule.
        #expect(law.asksIncome(ofYear: 2026) && !law.asksIncome(ofYear: 2027))
        #expect(law.asksIncome(ofYear: 2000) && !law.asksIncome(ofYear: 1998))
        // A date in the place of the year, and what no calendar has.
        for year in [20_260_701, 999_999_999_999, .max, 0] {
            #expect(!law.asksIncome(ofYear: year))
        }
        // What was applied for before the end is decided after it.
        #expect(law.showsIncome(on: date("2028-07-01")))
        #expect(!law.showsIncome(on: date("2029-04-01")))
        #expect(!Office.law.showsIncome(on: date("2025-08-10")))
    }

    @Test("問わなくなった年度の書類は受け取らず、前の年度の書類は受け取り、誤った記録は取り消せる", .measure("R-23"))
    func papers() throws {
        let income = try IncomeOffice()
        let office = income.office
        let law = try Self.ended()
        _ = try income.receive()
        try income.record(Office.father, 2027, income: 1_000_000)
        office.clock.stand(on: date("2027-07-10"))
        func record(_ year: Int, isVoid: Bool = false) throws {
            try office.gate.perform(RecordIncome.operation, by: Office.counter, for: .registration)
            {
                try RecordIncome.perform(
                    IncomePaper(
                        subject: Office.father,
                        statement: IncomeStatement(
                            year: year, income: Yen(1_000_000), levy: Yen(0), dependants: 0),
                        paper: "T01", seenOn: date("2027-07-10"), isVoid: isVoid),
                    child: Office.child, rules: Office.rules, law: law,
                    directory: office.directory, in: $0)
            }
        }
        #expect(throws: EntitlementRefusal.incomeIncomplete) { try record(2027) }
        try record(2026)
        try record(2027, isVoid: true)
        let years = try office.read { try IncomeBook.papers(of: [Office.father], from: $0) }
        #expect(years[Office.father]?.map(\.paper.statement.year) == [2026])
    }

    @Test("要件がなくなった後に生まれた子の審査は、親の所得を見ない。前に生まれた子は、さかのぼる日のために見る", .measure("R-23"))
    func bornLater() throws {
        let office = try IncomeOffice().office
        let law = try Self.ended()
        office.clock.stand(on: date("2027-07-10"))
        let baby = AddresseeNumber(value: 900_000_048)
        var person = office.person(baby, "検証 新", "ケンショウ アラタ", born: "2027-07-05")
        (person.mother, person.father) = (Office.parent, Office.father)
        office.directory.put(person)
        func looks(for child: AddresseeNumber) throws -> Bool {
            var form = office.form(applied: "2027-07-10", child: child)
            form.insurance = office.insurance(child, from: "2027-07-05")
            let id = try office.receive(form).id
            let operation = try office.gate.perform(
                ProposeDecisions.operation, by: Office.counter, for: .registration
            ) { scope in
                let judged = try JudgeApplications.perform(
                    [id], law: law, directory: office.directory, terms: Office.terms, in: scope)
                // Nothing is missing either.
                if child == baby { _ = try judged[0].get() }
                return scope.operationID
            }
            return try office.read { db in
                try db.first(
                    "SELECT COUNT(*) FROM operation_subject WHERE operation_id = ? AND subject = ?",
                    [operation, Office.father]
                ) { $0.int(0) }
            } == 1
        }
        #expect(try !looks(for: baby))
        #expect(try looks(for: Office.child))
    }
}
