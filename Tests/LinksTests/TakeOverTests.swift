// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Links
import Safeguards
import Support
import Testing
import Vocabulary

/// System 1 in memory, a register that only tells what changed, and one family with an application.
private struct Rehearsal {
    struct Noon: Clock {
        func now() -> Instant { Instant(noonInJapan: day("2025-04-10")) }
    }

    static let child = AddresseeNumber(value: 900_000_011)
    static let parent = AddresseeNumber(value: 900_000_021)
    static let stranger = AddresseeNumber(value: 900_000_031)
    let store: any Store
    let gate: Gate
    let directory = MemoryAddresseeDirectory()

    init() throws {
        store = try Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try LinksSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer), clock: Noon())
        for (number, name, kana, born) in [
            (Rehearsal.parent, "検証 花子", "ケンショウ ハナコ", "1990-05-05"),
            (Rehearsal.child, "検証 太郎", "ケンショウ タロウ", "2025-04-01"),
            (Rehearsal.stranger, "検証 次郎", "ケンショウ ジロウ", "2020-04-01"),
        ] {
            directory.put(
                ResidentSnapshot(
                    number: number, household: "H1", status: .resident, name: name, kana: kana,
                    sex: .female, born: day(born), postalCode: "1190001", address: "見本市中央1-1",
                    residentFrom: day(born), recordHash: "r-\(number.value)", asOf: Noon().now()))
        }
        _ = try gate.perform(
            .receiveApplication, by: .machine("intake"), for: .registration
        ) { scope in
            try ReceiveApplication.perform(
                ApplicationInput(
                    reason: .birth, channel: .counter, appliedOn: day("2025-04-10"), causeOn: nil,
                    applicant: Rehearsal.parent, child: Rehearsal.child,
                    identity: IdentityEvidence(
                        numberCheck: "01", method: "01", documents: "個人番号カード",
                        isInterviewed: true, explanationVersion: "2025-1", isExplained: true),
                    hasInsuranceEvidence: false, insurance: nil, account: nil),
                directory: directory,
                terms: IntakeTerms(paperDays: 30, residentCheckHours: 24), in: scope)
        }
    }

    func changed(_ number: AddresseeNumber, _ reason: String, _ on: String) {
        directory.change(number, reason: reason, on: day(on), at: Noon().now()) { _ in }
    }

    func takeOver(by who: Principal = .machine("resident-link")) throws -> Int {
        try gate.perform(TakeOverResidentChanges.operation, by: who, for: .change) {
            try TakeOverResidentChanges.perform(from: directory, batch: 2, in: $0)
        }
    }

    func queued() throws -> [AddresseeNumber] {
        try store.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice.subject)
    }
}

@Suite("住民異動の引継ぎ")
struct TakeOverTests {
    @Test("異動は、何度引き継いでも一度だけ再判定を待つ", .measure("R-31", "R-87"))
    func twiceIsOnce() throws {
        let rehearsal = try Rehearsal()
        let first = [Rehearsal.child, Rehearsal.parent, Rehearsal.child]
        for number in first { rehearsal.changed(number, "B11", "2025-04-09") }
        #expect(try rehearsal.takeOver() == 3)
        #expect(try rehearsal.takeOver() == 0)
        #expect(try rehearsal.queued() == first)
        rehearsal.changed(Rehearsal.child, "B21", "2025-04-10")
        #expect(try rehearsal.takeOver() == 1)
        #expect(try rehearsal.queued().count == 4)
    }

    @Test("申請も資格もない人の異動は、システム1に残らない", .measure("R-23"))
    func strangersLeaveNothing() throws {
        let rehearsal = try Rehearsal()
        rehearsal.changed(Rehearsal.stranger, "B11", "2025-04-09")
        #expect(try rehearsal.takeOver() == 0)
        #expect(try rehearsal.queued().isEmpty)
        #expect(try rehearsal.takeOver() == 0)
    }

    @Test("権限のない利用者は引き継げず、位置も動かない")
    func counterMayNot() throws {
        let rehearsal = try Rehearsal()
        rehearsal.changed(Rehearsal.child, "B11", "2025-04-09")
        let clerk = Principal(
            officer: "u001", name: "検証", roles: [.counter], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) { try rehearsal.takeOver(by: clerk) }
        #expect(try rehearsal.takeOver() == 1)
    }

    @Test("途中で失敗した引継ぎは、なかったことになる")
    func failureLeavesNothing() throws {
        struct Broken: Error {}
        let rehearsal = try Rehearsal()
        rehearsal.changed(Rehearsal.child, "B11", "2025-04-09")
        #expect(throws: Broken.self) {
            try rehearsal.gate.perform(
                TakeOverResidentChanges.operation, by: .machine("resident-link"), for: .change
            ) { scope in
                try TakeOverResidentChanges.perform(from: rehearsal.directory, in: scope)
                throw Broken()
            }
        }
        #expect(try rehearsal.queued().isEmpty)
        #expect(try rehearsal.takeOver() == 1)
    }
}
