// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("制度の本の試算と記録")
struct TrialLogTests {
    /// How many persons the last operation names.
    private func named(_ office: Office) throws -> Int? {
        try office.read {
            try $0.first(
                """
                SELECT COUNT(*) FROM operation_subject
                WHERE operation_id = (SELECT MAX(id) FROM operation)
                """
            ) { $0.int(0) }
        }
    }

    @Test("所得を問う本の試算も、課税の記録を数えるために開くだけで、父母を名指ししない")
    func namesNoParents() throws {
        let income = try IncomeOffice()
        try income.grant()
        let laws = CompareEntitlements.Laws(now: IncomeOffice.law, then: IncomeOffice.law)
        let effect = try income.office.gate.perform(
            CompareEntitlements.operation, by: Office.machine, for: .maintenance
        ) {
            try CompareEntitlements.perform(
                [Office.child], on: date("2025-08-10"), laws, directory: income.office.directory,
                in: $0)
        }
        #expect(effect.persons == 1)
        #expect(try named(income.office) == 0)
    }

    @Test("試算は数えるだけで、どの段でもだれも名指しせず、数と操作が記録に残る")
    func namesNobody() throws {
        let office = try Office()
        try office.grant()
        #expect(try named(office) != 0, "認定は名指しする")
        let day = date("2025-04-10")
        let laws = CompareEntitlements.Laws(now: Office.law, then: Office.law)
        func step<R>(_ body: (Scope) throws -> R) throws -> R {
            try office.gate.perform(
                CompareEntitlements.operation, by: Office.machine, for: .maintenance, body)
        }
        let entitled = try step { try CompareEntitlements.entitled(on: day, in: $0) }
        #expect(entitled == [Office.child])
        #expect(try named(office) == 0)
        let effect = try step {
            try CompareEntitlements.perform(
                entitled, on: day, laws, directory: office.directory, in: $0)
        }
        #expect(effect.persons == 1 && effect.losing == 0)
        #expect(try named(office) == 0)
        _ = try step {
            try CompareEntitlements.perform(
                residentsBut: Set(entitled), after: nil, on: day, laws,
                directory: office.directory, in: $0)
        }
        #expect(try named(office) == 0)
    }
}
