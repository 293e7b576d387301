// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Links

@Suite("PMHが答えないとき")
struct HubWeatherTests {
    private func granted(_ count: Int = 1) throws -> HubRehearsal {
        let office = try HubRehearsal()
        office.live(0..<count)
        for place in 0..<count { try office.decide(place) }
        try office.consent(0..<count)
        return office
    }

    @Test("届かなければ間を置いて送り直し、間は倍になり一時間を超えない")
    func backoff() async throws {
        let office = try granted()
        office.hub.set(.unreachable)
        #expect(try await office.run().failed == 1)
        #expect(try await office.run().failed == 0)
        var pauses: [Int64] = []
        for _ in 0..<9 {
            let due = try office.lines(.waiting)[0].dueAt
            pauses.append(office.clock.now().seconds(until: due))
            office.clock.pass(seconds: office.clock.now().seconds(until: due))
            #expect(try await office.run().failed == 1)
        }
        #expect(pauses == [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
        #expect(try office.overview().retrying == 1)
        #expect(try office.overview().lastSuccess == nil)
        office.hub.set(.well)
        office.clock.pass(seconds: 3_600)
        #expect(try await office.run().accepted == 1)
        #expect(try office.overview().lastSuccess == office.clock.now())
    }

    @Test("受け取られたのに返事が失われても、同じ履歴キーでもう一度送られ、行は一つのまま")
    func lost() async throws {
        let office = try granted()
        office.hub.set(.lost)
        try await office.run()
        office.hub.set(.well)
        office.clock.pass(seconds: 60)
        try await office.run()
        #expect(office.hub.journal.count == 2)
        #expect(office.hub.journal[0] == office.hub.journal[1])
        #expect(office.hub.rows.count == 1)
    }

    @Test("返事の失われた行が、次の決定で要らなくなれば、削除が送られる")
    func lostThenRevoked() async throws {
        let office = try granted()
        office.hub.set(.lost)
        try await office.run()
        try office.decide(0, .init(result: .revoked))
        office.hub.set(.well)
        office.clock.pass(seconds: 60)
        try await office.run()
        #expect(office.hub.living.isEmpty)
    }

    @Test("断られたものは誤り一覧に項目と決まりが残り、再送で待ち行列に戻る")
    func refused() async throws {
        let office = try granted(2)
        office.hub.set(.refusing)
        #expect(try await office.run().refused == 2)
        let errors = try office.lines(.refused)
        #expect(errors.map(\.field) == ["certificationName", "certificationName"])
        office.hub.set(.well)
        office.clock.pass(seconds: 86_400)
        #expect(try await office.run().accepted == 0)
        #expect(throws: HubQueueRefusal.nothingToResend) { try office.resend([]) }
        #expect(throws: HubQueueRefusal.nothingToResend) {
            try office.resend([errors[0].order, 999_999])
        }
        #expect(try office.resend([errors[0].order]) == 1)
        #expect(try await office.run().accepted == 1)
        #expect(try office.lines(.refused).count == 1)
        // A newer decision that PMH takes settles what was refused before it.
        try office.decide(1, .init(result: .changed))
        try await office.run()
        #expect(try office.lines(.refused).isEmpty)
    }

    @Test("送る途中で止められれば、並んだものは手つかずで待ち、始まれば出る")
    func switchedOffMeanwhile() async throws {
        let office = try granted()
        office.hub.set(.off)
        await #expect(throws: MemoryHub.Off.self) { try await office.run() }
        #expect(try office.lines(.waiting).map(\.attempts) == [0])
        office.hub.set(.well)
        #expect(try await office.run().accepted == 1)
    }

    @Test("送った後、書き留める前に死んだ仕事の分は、しばらく置いてから一度だけ出る")
    func killed() async throws {
        let office = try granted(2)
        try office.queue {
            try QueueForHub.perform(
                .on(assessment: "第3版", since: office.clock.now()), directory: office.directory,
                funder: HubRehearsal.funder, in: $0)
        }
        let claims = try office.queue {
            try ClaimForHub(funder: HubRehearsal.funder, scope: $0).perform(limit: 100).claims
        }
        let answers = try await office.hub.send(claims.map(\.parcel))
        // The job is dead here. Another one leaves its orders alone as long as it may live.
        #expect(try await office.run().accepted == 0)
        #expect(try office.overview().count(.sending) == 2)
        office.clock.pass(seconds: ClaimForHub.lease)
        #expect(try await office.run().accepted == 2)
        #expect(office.hub.rows.count == 2)
        // Its late answer, of a failure, changes nothing.
        let late = zip(claims, answers).map {
            (claim: $0.0, answer: HubAnswer(.failed("late"), status: $0.1.status))
        }
        try office.queue { try RecordHubAnswers(scope: $0).perform(late) }
        #expect(try office.lines(.done).count == 2)
        #expect(try office.count("hub_answer") == 4)
        let log = try office.read { try HubQueueBook.log(limit: 2, from: $0) }
        #expect(log.map(\.rule) == ["late", "late"])
        try office.expectRebuildable()
    }

    @Test("死んだと思われた仕事の「受け取った」は、遅れて届いても数えられ、もう一度は送らない")
    func lateYes() async throws {
        let office = try granted()
        let claims = try office.queue { scope in
            try QueueForHub.perform(
                .on(assessment: "第3版", since: office.clock.now()), directory: office.directory,
                funder: HubRehearsal.funder, in: scope)
            return try ClaimForHub(funder: HubRehearsal.funder, scope: scope).perform(limit: 9)
                .claims
        }
        let answers = try await office.hub.send(claims.map(\.parcel))
        office.clock.pass(seconds: ClaimForHub.lease)
        try office.queue { scope in
            try HubOrders.releaseExpiredClaims(in: scope)
            let late = zip(claims, answers).map { (claim: $0.0, answer: $0.1) }
            try RecordHubAnswers(scope: scope).perform(late)
        }
        #expect(try await office.run().accepted == 0)
        #expect(try office.lines(.done).count == 1)
        #expect(office.hub.journal.count == 1)
        try office.expectRebuildable()
    }

    @Test("二つの仕事が同時に動いても、一人の子の資格が二つ同時に出ることはない")
    func twoJobs() throws {
        let office = try granted()
        try office.decide(0, .init(until: "2030-04-01"), number: "9000777")
        try office.queue { scope in
            try QueueForHub.perform(
                .on(assessment: "第3版", since: office.clock.now()), directory: office.directory,
                funder: HubRehearsal.funder, in: scope)
            let first = try ClaimForHub(funder: HubRehearsal.funder, scope: scope)
                .perform(limit: 100).claims
            #expect(first.map(\.recipientNumber) == ["9000000"])
            let second = try ClaimForHub(funder: HubRehearsal.funder, scope: scope)
                .perform(limit: 100).claims
            #expect(second.isEmpty)
        }
    }

    @Test("一年の決定を、切れ、失い、断り、死にながら送っても、最後はPMHが今の資格と同じになる")
    func year() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        for seed in 1...(isSoak ? 40 : 2) {
            try await HubYear(seed: UInt64(seed)).live(children: isSoak ? 60 : 12)
        }
    }

    @Test("PostgreSQL でも同じ")
    func postgres() async throws {
        let schema = "h" + UUID().uuidString.replacing("-", with: "").lowercased()
        let store = try Stores.postgres(
            PostgresCluster.running().connection, schema: schema, body: "119997")
        try await HubYear(seed: 9, store: store).live(children: 4)
    }
}

/// Random decisions, consents and misfortunes of a year; the truth is what the record says at its end.
private final class HubYear {
    let office: HubRehearsal
    var lots: Seeded

    init(seed: UInt64, store: (any Store)? = nil) throws {
        office = try HubRehearsal(store: store)
        lots = Seeded(seed)
    }

    func live(children: Int) async throws {
        office.live(0..<children)
        var ends = Array(repeating: day("2034-04-01"), count: children)
        for place in 0..<children { try office.decide(place) }
        try office.consent(0..<children)
        var last: [String: [CivilDate]] = [:]
        for step in 0..<24 {
            office.clock.pass(seconds: 86_400)
            for place in 0..<children where Int.random(in: 0..<4, using: &lots) == 0 {
                ends[place] = CivilDate(dayNumber: ends[place].dayNumber - 30)
                let isLapse = step > 18 && Bool.random(using: &lots)
                try office.decide(
                    place,
                    .init(
                        result: isLapse ? .lapsed : .changed, until: ends[place].description,
                        effective: ends[place].description))
                last[HubRehearsal.number(place), default: []].append(ends[place].previous)
            }
            try await misfortune(Int.random(in: 0..<6, using: &lots))
            if step % 6 == 0 { try office.expectRebuildable() }
        }
        office.hub.set(.well)
        for _ in 0..<4 {
            office.clock.pass(seconds: 86_400)
            try await office.run()
            let refused = try office.lines(.refused).map(\.order)
            if !refused.isEmpty { _ = try office.resend(refused) }
        }
        #expect(try office.overview().count(.done) == (try office.count("hub_order")))
        #expect(try await office.reconcile().isClean)
        #expect(office.hub.living.map(\.through) == ends.map(\.previous))
        try office.expectRebuildable()
        try order(last)
    }

    private func misfortune(_ kind: Int) async throws {
        switch kind {
        case 0: office.hub.set(.unreachable)
        case 1: office.hub.set(.lost)
        case 2: office.hub.set(.refusing)
        case 3:
            // A job dies with its claim.
            office.hub.set(.well)
            try office.queue { scope in
                _ = try QueueForHub.perform(
                    .on(assessment: "第3版", since: scope.now), directory: office.directory,
                    funder: HubRehearsal.funder, in: scope)
                _ = try ClaimForHub(funder: HubRehearsal.funder, scope: scope).perform(limit: 5)
            }
        default: office.hub.set(.well)
        }
        try await office.run()
    }

    /// Whatever was left out: nobody's days ever go back to what they were before.
    private func order(_ last: [String: [CivilDate]]) throws {
        let sent = Dictionary(grouping: office.hub.journal, by: { $0.rows[0].recipientNumber })
        for (number, parcels) in sent {
            let days = parcels.flatMap(\.rows).map(\.through)
            #expect(days == days.sorted(by: >), "\(number)")
            // Nothing is sent that no decision ever said.
            let said = [day("2034-03-31")] + (last[number] ?? [])
            #expect(days.allSatisfy(said.contains))
        }
    }
}
