// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Testing
import Vocabulary

@testable import Links

@Suite("PMHと同意")
struct HubConsentTests {
    private func office() throws -> HubRehearsal {
        let office = try HubRehearsal()
        office.live(0..<2)
        try office.decide(0)
        try office.decide(1)
        try office.consent([1])
        return office
    }

    @Test("同意のない子の資格は送らず、同意があれば次の回に送る")
    func withheld() async throws {
        let office = try office()
        let report = try await office.run()
        #expect(report.withheld == 1 && report.accepted == 1)
        #expect(office.hub.living.map(\.recipientNumber) == ["9000001"])
        #expect(try await office.run() == HubRunReport())
        try office.consent([0])
        #expect(try await office.run().accepted == 1)
        #expect(office.hub.living.count == 2)
        #expect(try office.lines(.withheld).isEmpty)
    }

    @Test("同意が撤回されれば行を削除し、また同意があればもう一度登録する")
    func withdrawn() async throws {
        let office = try office()
        try await office.run()
        try office.withdraw(1)
        #expect(try await office.run().accepted == 1)
        #expect(office.hub.living.isEmpty)
        #expect(try await office.run().queued == 0)
        // A decision made meanwhile does not go out either.
        try office.decide(1, .init(result: .changed))
        #expect(try await office.run().withheld == 1)
        #expect(office.hub.living.isEmpty)
        office.clock.pass(seconds: 86_400)
        try office.consent([1])
        #expect(try await office.run().accepted == 1)
        #expect(office.hub.living.map(\.recipientNumber) == ["9000001"])
        try office.withdraw(1)
        office.clock.pass(seconds: 86_400)
        try await office.run()
        #expect(office.hub.living.isEmpty)
        office.clock.pass(seconds: 86_400)
        try office.consent([1])
        #expect(try await office.run().queued == 1)
        #expect(office.hub.living.count == 1)
        #expect(try office.lines().suffix(1).map(\.cause) == [.consent])
        try office.expectRebuildable()
    }

    @Test("送るのを待っている間に同意が撤回されれば、送らない")
    func withdrawnWhileWaiting() async throws {
        let office = try office()
        office.hub.set(.unreachable)
        #expect(try await office.run().failed == 1)
        try office.withdraw(1)
        office.hub.set(.well)
        office.clock.pass(seconds: 3_600)
        try await office.run()
        // PMH may have heard of it: what goes out is the deletion.
        #expect(office.hub.journal.flatMap(\.rows).allSatisfy { $0.isDeleted })
        #expect(office.hub.living.isEmpty)
    }
}
