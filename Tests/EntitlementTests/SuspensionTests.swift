// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("資格の停止・停止解除") struct SuspensionTests {
    private func suspend(
        _ office: Office, on day: String, why: String = "条例第9条(架空)の届出がないため",
        by who: Principal = Office.counter
    ) throws -> Int64 {
        try office.gate.perform(SuspendEntitlement.operation, by: who, for: .change) {
            try SuspendEntitlement.propose(
                Office.child, on: date(day), why: why, exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    private func release(_ office: Office, on day: String) throws -> Int64 {
        try office.gate.perform(SuspendEntitlement.operation, by: Office.counter, for: .change) {
            try SuspendEntitlement.proposeRelease(
                Office.child, on: date(day), why: "届出があったため", exOfficio: false, in: $0)
        }
    }

    private func entry(_ office: Office) throws -> EntitlementIndex.Entry {
        try #require(
            try office.read { try EntitlementIndex.load(from: $0) }.entries
                .first { $0.child == Office.child })
    }

    @Test("停止の間だけ助成されず、その前の日と解除の日からは助成される", .measure("R-04", "R-31"))
    func days() throws {
        let office = try Office()
        let granted = try office.grant()
        let card = try #require(try office.issue([granted.id]).certificates.first)
        office.clock.stand(on: date("2025-06-01"))
        try office.approve([try suspend(office, on: "2025-06-10")])
        let stopped = try entry(office)
        #expect(stopped.isSuspended)
        #expect(stopped.isEntitled(on: date("2025-06-09"), inpatient: false))
        #expect(!stopped.isEntitled(on: date("2025-06-10"), inpatient: false))
        #expect(stopped.days(in: date("2025-06-01").yearMonth, inpatient: false).count == 9)
        #expect(!stopped.isEntitled(in: date("2025-07-01").yearMonth, inpatient: false))
        // The certificate in the parent's hands is not to be shown.
        let recalled = try office.read { try CertificateBook.recalled(from: $0) }
        #expect(recalled.map(\.certificate.issueNumber) == [card.issueNumber])
        // Nobody is asked to apply for what stands, and no second one is begun.
        #expect(try office.list().unregistered == 0)
        #expect(throws: EntitlementRefusal.alreadyEntitled) {
            try office.receive(office.form(applied: "2025-06-01"))
        }
        office.clock.stand(on: date("2025-07-20"))
        try office.approve([try release(office, on: "2025-07-15")])
        let again = try entry(office)
        #expect(!again.isSuspended)
        #expect(try office.state().recipientNumber == granted.recipientNumber)
        #expect(!again.isEntitled(on: date("2025-07-14"), inpatient: false))
        #expect(again.isEntitled(on: date("2025-07-15"), inpatient: false))
        #expect(again.isEntitled(on: date("2025-06-09"), inpatient: true))
        // A new certificate waits.
        #expect(
            try office.read { try CertificateBook.waiting(from: $0) } == [try office.state().id])
    }

    @Test("停止の通知書には、理由がそのまま載る") func letter() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-01"))
        let report = try office.approve([try suspend(office, on: "2025-06-10")])
        let batch = try office.gate.perform(
            IssueNotices.operation, by: Office.counter, for: .registration
        ) {
            try IssueNotices.perform(
                report.historyIDs, letters: Office.law.book.letters, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
        let order = try #require(batch.notices.first).ready.order
        #expect(
            order.values[.reason]
                == .text("令和7年6月10日から資格を停止します（条例第9条(架空)の届出がないため）"))
        #expect(order.values[.decision] == .text("停止"))
    }

    @Test("理由のない停止、期間の外の日、停止していない資格の解除は断られ、起案者は決裁できない", .measure("R-45"))
    func refused() throws {
        let office = try Office()
        #expect(throws: EntitlementRefusal.notEntitled) { try suspend(office, on: "2025-06-10") }
        try office.grant()
        office.clock.stand(on: date("2025-06-01"))
        #expect(throws: EntitlementRefusal.missingReason) {
            try suspend(office, on: "2025-06-10", why: "　")
        }
        #expect(throws: EntitlementRefusal.dayOutsideEntitlement) {
            try suspend(office, on: "2060-06-10")
        }
        #expect(throws: EntitlementRefusal.notSuspended) { try release(office, on: "2025-06-10") }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try suspend(office, on: "2025-06-10", by: Office.head)
        }
        let own = try suspend(office, on: "2025-06-10", by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) { try office.approve([own], by: Office.both) }
        try office.approve([own])
        #expect(throws: EntitlementRefusal.dayOutsideEntitlement) {
            try release(office, on: "2025-06-09")
        }
    }

    @Test("停止のまま転出すれば消滅でき、停止の間は助成されないまま残る", .measure("R-31")) func lapse() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-01"))
        try office.approve([try suspend(office, on: "2025-06-10")])
        let id = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2025-08-01"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([id])
        let state = try office.state()
        #expect(state.result == .lapsed && state.periods.outpatient?.until == date("2025-08-01"))
        let ended = try entry(office)
        #expect(!ended.isEntitled(on: date("2025-07-01"), inpatient: false), "停止の間は助成しない")
        #expect(ended.isEntitled(on: date("2025-06-09"), inpatient: false))
    }
}
