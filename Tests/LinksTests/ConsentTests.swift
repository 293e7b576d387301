// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("同意")
struct ConsentTests {
    private let mine = ConsentCase(subject: Bench.parent, child: Bench.child)
    private let spouse = ConsentCase(subject: Bench.stranger, child: Bench.child)

    private func input(
        _ about: ConsentCase, _ matter: ConsentMatter = .tax, by giver: AddresseeNumber,
        on day: String = "2025-04-20", until: String? = nil, reference: String = "同意書 R7-1"
    ) -> ConsentInput {
        ConsentInput(
            matter, about: about, by: giver, on: LinksTests.day(day),
            period: EffectivePeriod(
                from: LinksTests.day(day), until: until.map { LinksTests.day($0) }),
            evidence: .paper, reference: reference)
    }

    private func record(
        _ bench: Bench, _ input: ConsentInput, by who: Principal = Bench.counter
    ) throws -> Bool {
        try bench.gate.perform(RecordConsent.operation, by: who, for: .registration) {
            try RecordConsent.perform(input, in: $0)
        }
    }

    private func withdraw(_ bench: Bench, _ input: ConsentInput) throws {
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            try RecordConsent.withdraw(input, in: $0)
        }
    }

    private func holds(
        _ bench: Bench, _ about: ConsentCase, _ matter: ConsentMatter = .tax, on text: String
    ) throws -> Bool {
        try bench.read { try ConsentBook.holds(matter, [about], on: day(text), from: $0) }[about]
            != nil
    }

    @Test("申請書の同意欄は、申請者本人の税についてだけ効く")
    func formCounts() throws {
        let bench = try Bench()
        try bench.apply()
        #expect(try holds(bench, mine, on: "2025-04-30"))
        #expect(try !holds(bench, mine, on: "2025-04-09"), "申請の前の日には効かない")
        #expect(try !holds(bench, spouse, on: "2025-04-30"))
        #expect(try !holds(bench, mine, .hub, on: "2025-04-30"))
        #expect(try !holds(bench, mine, .receivingAccount, on: "2025-04-30"))
        let other = ConsentCase(subject: Bench.parent, child: Bench.stranger)
        #expect(try !holds(bench, other, on: "2025-04-30"), "ほかの子の事案には効かない")
    }

    @Test("同意欄に印のない申請は、同意にならない", .measure("R-40"))
    func unticked() throws {
        let bench = try Bench()
        try bench.apply(["consent": "0"])
        #expect(try !holds(bench, mine, on: "2025-04-30"))
    }

    @Test("配偶者の同意は期間の間だけ効き、同じ記録は一度だけ残る")
    func spouseConsents() throws {
        let bench = try Bench()
        try bench.apply()
        let given = input(spouse, by: Bench.stranger, until: "2025-07-01")
        #expect(try record(bench, given))
        #expect(try !record(bench, given))
        #expect(try bench.count("consent_fact") == 1)
        #expect(try holds(bench, spouse, on: "2025-06-30"))
        #expect(try !holds(bench, spouse, on: "2025-07-01"))
        #expect(try !holds(bench, spouse, on: "2025-04-19"))
    }

    @Test("撤回した日から効かず、その後の新しい同意は効く")
    func withdrawal() throws {
        let bench = try Bench()
        try bench.apply()
        try withdraw(bench, input(mine, by: Bench.parent, on: "2025-04-25"))
        #expect(try holds(bench, mine, on: "2025-04-24"))
        #expect(try !holds(bench, mine, on: "2025-04-25"))
        #expect(throws: ConsentRefusal.nothingToWithdraw) {
            try withdraw(bench, input(mine, by: Bench.parent, on: "2025-04-26"))
        }
        _ = try record(bench, input(mine, by: Bench.parent, on: "2025-04-28"))
        #expect(try holds(bench, mine, on: "2025-04-28"))
        let history = try bench.read {
            try ConsentBook.history(ofChild: Bench.child, from: $0)
        }
        #expect(history.map(\.evidence) == [.paper, .application])
        #expect(history.map(\.withdrawnOn) == [nil, day("2025-04-25")])
    }

    @Test("記録できない同意は、理由と共に断る")
    func refusals() throws {
        let bench = try Bench()
        func refused(_ input: ConsentInput, _ refusal: ConsentRefusal) {
            #expect(throws: refusal) { try record(bench, input) }
        }
        refused(input(mine, by: Bench.parent), .noCase)
        try bench.apply()
        refused(input(spouse, by: Bench.parent), .notTheirs)
        refused(input(mine, by: Bench.parent, on: "2025-05-01"), .wrongDays)
        refused(input(mine, by: Bench.parent, until: "2025-04-20"), .wrongDays)
        refused(input(mine, by: Bench.parent, reference: ""), .referenceMissing)
        // Whoever applied may consent for the child, nobody else.
        let child = ConsentCase(subject: Bench.child, child: Bench.child)
        #expect(try record(bench, input(child, .hub, by: Bench.parent)))
        refused(input(child, .hub, by: Bench.stranger), .notTheirs)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try record(bench, input(mine, by: Bench.parent), by: Bench.head)
        }
    }
}
