// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Synchronization
import Testing
import Vocabulary

@testable import Links

@Suite("PMHとの突合")
struct HubReconcileTests {
    private func office(_ count: Int = 4) async throws -> HubRehearsal {
        let office = try HubRehearsal()
        office.live(0..<count)
        for place in 0..<count { try office.decide(place) }
        try office.consent(0..<count)
        try await office.run()
        return office
    }

    @Test("同じなら何も言わない")
    func clean() async throws {
        let office = try await office()
        let found = try await office.reconcile()
        #expect(found.isClean && found.ours == 4 && found.theirs == 4 && found.same == 4)
        #expect(try office.read { try HubQueueBook.reconciliation(from: $0) } == found)
    }

    @Test("PMHにないもの、PMHにだけあるもの、内容の違うものを、項目の名前で挙げる")
    func differences() async throws {
        let office = try await office()
        let keys = office.hub.living.map(\.key)
        office.hub.memory.withLock { memory in
            memory.rows[keys[0]] = nil
            let second = memory.rows[keys[1]]
            memory.rows[keys[1]] = second.map {
                HubRow(
                    key: $0.key, recipientNumber: $0.recipientNumber, setting: $0.setting,
                    from: $0.from, through: day("2030-03-31"), funder: nil, isDeleted: false)
            }
            memory.hidden.insert(keys[2])
            for (key, number) in [("9000003-1-B", "9000003"), ("8888888-1-B", "8888888")] {
                memory.rows[key] = HubRow(
                    key: key, recipientNumber: number, setting: .both, from: day("2024-04-01"),
                    through: day("2025-03-31"), funder: nil, isDeleted: false)
            }
        }
        let found = try await office.reconcile()
        #expect(found.lines.count == 5)
        #expect(found.lines.first { $0.key == keys[0] }?.kind == .missing)
        #expect(found.lines.first { $0.key == keys[1] }?.fields == ["validTo"])
        #expect(found.lines.first { $0.key == keys[2] }?.fields == ["isNotDisclosed"])
        let extra = found.lines.filter { $0.kind == .extra }
        #expect(extra.map(\.child) == [nil, HubRehearsal.child(3)])
        #expect(found.count(.missing) == 1 && found.count(.different) == 2)

        // Sent again, all but the row of nobody is right.
        let sent = try office.gate.perform(
            ResendToHub.operation, by: HubRehearsal.administrator, for: .maintenance
        ) { try ResendToHub.performDifferences(in: $0) }
        #expect(sent == 4)
        office.hub.memory.withLock { $0.hidden = [] }
        try await office.run()
        let after = try await office.reconcile()
        #expect(after.lines.map(\.key) == ["8888888-1-B"])
        #expect(office.hub.rows["9000003-1-B"]?.isDeleted == true)
        try office.expectRebuildable()
    }

    @Test("同意のない子の行は、PMHにだけあるものとして出る")
    func withoutConsent() async throws {
        let office = try await office(2)
        try office.withdraw(0)
        let found = try await office.reconcile()
        #expect(found.lines.map(\.kind) == [.extra])
        #expect(found.lines.map(\.child) == [HubRehearsal.child(0)])
    }

    @Test("支援措置が始まれば、不開示になっていない行が違いとして出る")
    func protected() async throws {
        let office = try await office(1)
        office.directory.change(
            HubRehearsal.child(0), reason: "B99", on: day("2025-06-01"), at: office.clock.now()
        ) { $0.isProtected = true }
        #expect(try await office.reconcile().lines.map(\.fields) == [["isNotDisclosed"]])
    }

    @Test("違いがなければ、送り直すものもない")
    func nothing() async throws {
        let office = try await office(1)
        _ = try await office.reconcile()
        #expect(throws: HubQueueRefusal.nothingToResend) {
            try office.gate.perform(
                ResendToHub.operation, by: HubRehearsal.administrator, for: .maintenance
            ) { try ResendToHub.performDifferences(in: $0) }
        }
    }
}
