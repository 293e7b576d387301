// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Links

@Suite("PMHの待ち行列")
struct HubQueueTests {
    private func granted(_ count: Int = 1) throws -> HubRehearsal {
        let office = try HubRehearsal()
        office.live(0..<count)
        for place in 0..<count { try office.decide(place) }
        try office.consent(0..<count)
        return office
    }

    @Test("止まっている間は、何も並ばず、何も送られず、読む位置も動かない")
    func off() async throws {
        let office = try granted()
        office.hub.turn(false)
        #expect(try await office.run().isOff)
        #expect(try office.count("hub_order") == 0)
        #expect(try office.count("link_cursor") == 0)
        #expect(office.hub.requests == 0)
        // Begun later, nothing is missing.
        office.hub.turn(true)
        #expect(try await office.run().accepted == 1)
        #expect(office.hub.living.map(\.key) == office.hub.journal.flatMap(\.rows).map(\.key))
    }

    @Test("始めたときは続いている資格だけを送り、前に終わった資格は送らない")
    func load() async throws {
        let office = try granted(3)
        try office.decide(1, .init(result: .lapsed, until: "2025-05-01", effective: "2025-05-01"))
        try office.decide(2, .init(result: .changed))
        let report = try await office.run()
        #expect(report.queued == 2 && report.accepted == 2)
        #expect(office.hub.living.map(\.recipientNumber) == ["9000000", "9000002"])
        #expect(office.hub.living.allSatisfy { $0.funder == "81119992" && $0.setting == .both })
        #expect(try office.count("hub_order") == 2)
    }

    @Test("大きな市でも、始めたときの分を一度で送り切り、一人に一行ずつになる")
    func manyChildren() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let count = isSoak ? 20_000 : 450
        let office = try HubRehearsal()
        try office.grantAll(0..<count)
        try office.consent(0..<count)
        let start = ContinuousClock.now
        let report = try await office.run()
        if isSoak { print("PMH: \(count)件 \(ContinuousClock.now - start)") }
        #expect(report.queued == count && report.accepted == count)
        #expect(office.hub.requests == (count + 99) / 100)
        #expect(office.hub.living.count == count)
        #expect(try await office.run() == HubRunReport())
    }

    @Test("決定は、何度動かしても一度ずつ並び、一度ずつ片付く")
    func onceEach() async throws {
        let office = try granted(3)
        try await office.run()
        for place in 0..<3 {
            try office.decide(place, .init(result: .changed))
            try office.decide(
                place, .init(result: .lapsed, until: "2025-07-01", effective: "2025-07-01"))
        }
        for _ in 0..<3 { try await office.run() }
        #expect(try office.count("hub_order") == 9)
        #expect(try office.lines(.done).count == 9)
        #expect(try office.read { try HubQueueBook.log(limit: 100, from: $0) }.count == 9)
        #expect(office.hub.living.map(\.through) == Array(repeating: day("2025-06-30"), count: 3))
        let keys = try office.read { db in
            try db.rows("SELECT history_id FROM hub_order WHERE cause = 'decision'", []) {
                $0.int64(0)
            }
        }
        #expect(Set(keys).count == 9)
    }

    @Test("溜まった決定は、最後の状態の一つの登録として出て、全部が片付く")
    func together() async throws {
        let office = try granted()
        try await office.run()
        try office.decide(0, .init(result: .changed, until: "2031-04-01"))
        try office.decide(0, .init(result: .lapsed, until: "2025-05-20", effective: "2025-05-20"))
        let report = try await office.run()
        #expect(report.accepted == 2)
        #expect(office.hub.journal.count == 2)
        #expect(office.hub.living.map(\.through) == [day("2025-05-19")])
    }

    @Test("認定取消はその行の削除になる")
    func revoked() async throws {
        let office = try granted()
        try await office.run()
        try office.decide(0, .init(result: .revoked))
        try await office.run()
        #expect(office.hub.living.isEmpty)
        #expect(office.hub.rows.count == 1)
    }

    @Test("始まる前に取り消され、終わった資格は、一度も送らずに片付く")
    func neverSent() async throws {
        let office = try granted()
        try await office.run()
        try office.decide(0, .init(until: "2025-05-01"), number: "9000901")
        try office.decide(0, .init(result: .revoked), number: "9000902")
        let report = try await office.run()
        #expect(report.notNeeded == 2 && report.accepted == 0)
        #expect(office.hub.journal.count == 1)
    }

    @Test("却下は並ばない")
    func refusedApplication() async throws {
        let office = try granted()
        try await office.run()
        try office.decide(0, .init(result: .refused))
        #expect(try await office.run().queued == 0)
    }

    @Test("停止と再開は二つの行になり、通院と入院の期間が違えば分かれ、古い行は削除される")
    func shapes() async throws {
        let office = try granted()
        try await office.run()
        let first = office.hub.living[0].key
        try office.decide(
            0, .init(result: .changed, inpatientUntil: "2036-04-01"))
        try await office.run()
        #expect(office.hub.rows[first]?.isDeleted == true)
        #expect(office.hub.living.map(\.setting) == [.inpatient, .outpatient])
        try office.decide(
            0, .init(result: .suspended, inpatientUntil: "2036-04-01", effective: "2025-06-10"))
        try await office.run()
        #expect(office.hub.living.allSatisfy { $0.through == day("2025-06-09") })
        try office.decide(
            0, .init(result: .resumed, inpatientUntil: "2036-04-01", effective: "2025-08-01"))
        try await office.run()
        #expect(office.hub.living.count == 4)
        #expect(office.hub.living.filter { $0.from == day("2025-08-01") }.count == 2)
        #expect(office.hub.living.filter { $0.through == day("2025-06-09") }.count == 2)
    }

    @Test("終わっていた通院が拡大で新しく始まると、前の行は残って新しい行が加わり、取り消せば前の行だけに戻る")
    func begunAnew() async throws {
        let office = try HubRehearsal()
        office.live(0..<1)
        let old = HubRehearsal.Decision(
            from: "2023-04-01", until: "2025-04-01", inpatientUntil: "2034-04-01")
        try office.decide(0, old)
        try office.consent(0..<1)
        try await office.run()
        let first = try #require(office.hub.living.first { $0.setting == .outpatient })
        var new = HubRehearsal.Decision(
            result: .changed, reason: .rejudged, from: "2026-04-01", until: "2037-04-01",
            inpatientFrom: "2023-04-01", inpatientUntil: "2037-04-01", effective: "2026-04-01")
        let extended = try office.decide(0, new)
        try await office.run()
        func outpatient() -> [HubRow] {
            office.hub.living.filter { $0.setting == .outpatient }.sorted { $0.from < $1.from }
        }
        let ahead = "\(first.recipientNumber)-\(extended)-O"
        #expect(outpatient().map(\.key) == [first.key, ahead])
        #expect(outpatient().map(\.from) == [day("2023-04-01"), day("2026-04-01")])
        #expect(outpatient().map(\.through) == [day("2025-03-31"), day("2037-03-31")])
        // In-patient care never stopped: its row goes on.
        let inpatient = office.hub.living.filter { $0.setting == .inpatient }
        #expect(inpatient.count == 1 && inpatient[0].through == day("2037-03-31"))
        // What is changed later is the row that began anew.
        (new.reason, new.until, new.inpatientUntil) = (.changedName, "2036-04-01", "2036-04-01")
        try office.decide(0, new)
        try await office.run()
        #expect(outpatient().map(\.key) == [first.key, ahead])
        #expect(outpatient().map(\.through) == [day("2025-03-31"), day("2036-03-31")])
        // Taken back: the row of before is the only one.
        var back = old
        (back.result, back.reason) = (.changed, .correctedGrant)
        try office.decide(0, back)
        try await office.run()
        #expect(outpatient().map(\.key) == [first.key] && outpatient()[0] == first)
        #expect(office.hub.rows[ahead]?.isDeleted == true)
        // Begun anew once more, an end that reaches back into the ended row cuts that one too.
        new.reason = .rejudged
        try office.decide(0, new)
        try await office.run()
        #expect(outpatient().map(\.from) == [day("2023-04-01"), day("2026-04-01")])
        try office.decide(
            0,
            .init(
                result: .lapsed, from: "2026-04-01", until: "2026-04-01",
                inpatientFrom: "2023-04-01", inpatientUntil: "2025-01-01",
                effective: "2025-01-01"))
        try await office.run()
        #expect(outpatient().map(\.key) == [first.key])
        #expect(outpatient().map(\.through) == [day("2024-12-31")])
    }

    @Test("終わりの日がない資格は、項目の名前で誤りになり、ほかの人を止めない")
    func noEnd() async throws {
        let office = try granted(2)
        try await office.run()
        try office.decide(0, .init(result: .changed, until: nil))
        try office.decide(1, .init(result: .changed))
        let report = try await office.run()
        #expect(report.refused == 1 && report.accepted == 1)
        #expect(try office.lines(.refused).map(\.field) == ["validTo"])
        #expect(try office.lines(.refused).map(\.rule) == ["E-LNK-063"])
    }

    @Test("住民異動は、PMHが知っている人の分だけ、もう一度送る")
    func residents() async throws {
        let office = try granted(2)
        office.live(5..<6)
        try await office.run()
        for place in [0, 5, 0] {
            office.directory.change(
                HubRehearsal.child(place), reason: "B11", on: day("2025-06-01"),
                at: office.clock.now()
            ) { $0.isProtected = true }
        }
        #expect(try await office.run().queued == 1)
        #expect(office.hub.journal.count == 3)
        #expect(office.hub.journal[2].child == HubRehearsal.child(0))
        #expect(try office.lines(.done).map(\.cause) == [.decision, .decision, .resident])
        #expect(try await office.run().queued == 0)
    }

    @Test("権限のない人は、送ることも、再送も、突合もできない")
    func permissions() async throws {
        let office = try granted()
        try office.decide(0, .init(result: .changed))
        await #expect(throws: SafeguardRefusal.notPermitted) {
            try await office.delivery(by: HubRehearsal.clerk).run()
        }
        #expect(office.hub.requests == 0)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.resend([1], by: HubRehearsal.clerk)
        }
        await #expect(throws: SafeguardRefusal.notPermitted) {
            try await office.reconcile(by: HubRehearsal.clerk)
        }
        _ = try office.gate.perform(.viewHub, by: HubRehearsal.clerk, for: .registration) {
            try HubQueueBook.overview(from: $0.db)
        }
        #expect(try await office.delivery(by: HubRehearsal.administrator).run().accepted == 1)
    }
}
