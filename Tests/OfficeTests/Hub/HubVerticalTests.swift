// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Foundation
import Ledger
import Links
import MedicalHub
import NumberGate
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Office

@Suite("認定からPMHまで")
struct HubVerticalTests {
    private func office(_ count: Int = 3) throws -> HubOffice {
        let office = try HubOffice()
        try office.receive(0..<count, from: 1)
        for place in 0..<count { try office.grant(place) }
        return office
    }

    @Test("始めるまで一件も出ず、始めれば認定が登録され、異動・措置・撤回が追いつき、突合が合う")
    func whole() async throws {
        let office = try office()
        let hub = office.office.hub
        let simulator = try HubSimulator()
        #expect(try await hub.run().isOff)
        #expect(throws: HubRefusal.notConfigured) { try office.switchOn() }
        try office.configure(simulator.process.address)
        #expect(try await hub.run().isOff)
        #expect(try await simulator.stored() == 0)
        #expect(try !hub.state(by: HubOffice.counter).isOn)

        try hub.confirm(reason: "評価書を確かめた", by: HubOffice.second)
        let first = try await hub.run()
        #expect(first.queued == 3 && first.accepted == 3)
        #expect(try await simulator.rows().count == 3)
        #expect(try await hub.reconcile().isClean)

        try office.receive(0..<1, from: 7, isProtected: true)
        try office.withdraw(1)
        let second = try await hub.run()
        #expect(second.accepted == 2)
        let rows = try await simulator.rows()
        #expect(rows.filter { $0["isNotDisclosed"] as? Bool == true }.count == 1)
        #expect(rows.filter { $0["isDeleted"] as? Bool == true }.count == 1)
        let found = try await hub.reconcile(by: HubOffice.first)
        #expect(found.isClean && found.ours == 2)
        #expect(try hub.reconciliation(by: HubOffice.head) == found)

        try hub.stop(reason: "見直しのため", by: HubOffice.first)
        try office.receive(2..<3, from: 9)
        #expect(try await hub.run().isOff)
        #expect(try await simulator.stored() == 5)
        for (system, report) in try office.office.verify() {
            #expect(report.ok, "\(system): \(report.problems)")
        }
    }

    @Test("システム1の庫・待ち行列・記録に、個人番号は一つもない。システム2の記録にも、平文ではない")
    func noLeak() async throws {
        let count = 8
        let office = try office(count)
        let simulator = try HubSimulator(["--echo", "--certificate-type", "OTHER"])
        try office.configure(simulator.process.address)
        try office.switchOn()
        #expect(try await office.office.hub.run().refused == count)
        let errors = try office.office.hub.queue(.refused, by: HubOffice.counter)
        #expect(errors.allSatisfy { $0.field == "orgSpecificCertificateTypeId" })
        #expect(errors.allSatisfy { $0.rule == "value" && $0.status == 400 })
        try office.office.close()
        let canaries = (0..<count).flatMap { place in
            [true, false].map { HubOffice.digits(place, isChild: $0) }
        }
        let detector = LeakDetector(canaries: canaries)
        #expect(try detector.leaks(below: URL(fileURLWithPath: office.rehearsal.data)).isEmpty)
    }

    @Test("送った後、書き留める前に殺されても、次の仕事が一度送ったのと同じにする", arguments: 1...3)
    func killed(afterRequests: Int) async throws {
        let office = try office()
        let simulator = try HubSimulator()
        try office.configure(simulator.process.address)
        try office.switchOn()
        try office.office.close()
        let data = office.rehearsal.data
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [data = data as String, count = afterRequests as Int] in
            let rehearsal = try Rehearsal()
            rmdir(rehearsal.folder.url.path)
            rehearsal.clock.stand(on: day("2025-06-02"))
            let dying = try Installation.open(rehearsal.settings(data: data))
            // One child a request, so that it dies in the middle of the work as well.
            let desk = HubDesk(dying, batch: 1) { DyingChannel(channel: HTTPHubChannel($0), count) }
            _ = try await desk.run()
        }
        let after = try await simulator.stored()
        #expect(after == afterRequests)
        office.rehearsal.clock.stand(on: day("2025-06-03"))
        let again = try Installation.open(office.rehearsal.settings())
        let report = try await again.hub.run()
        // What was recorded before it died is not sent again; the last one is, under its key.
        #expect(report.accepted == 3 - (afterRequests - 1))
        #expect(try await simulator.rows().count == 3)
        #expect(try await simulator.stored() == 4)
        #expect(try await again.hub.reconcile().isClean)
        #expect(try await again.hub.run().accepted == 0)
        try again.close()
    }

    @Test("実際の個人番号を扱う据付けでは、確かめられていない様式や、暗号のない接続先のまま始められない")
    func realNumbers() throws {
        let rehearsal = try Rehearsal()
        rehearsal.clock.stand(on: day("2025-06-02"))
        var settings = rehearsal.settings()
        settings.numberCheck = .official
        let office = HubOffice(rehearsal: rehearsal, office: try Installation.create(settings))
        try office.configure("http://127.0.0.1:9")
        #expect(throws: HubRefusal.notSecure) { try office.switchOn() }
        try office.configure("https://localhost:9")
        #expect(throws: HubRefusal.unverified(items: 2)) {
            try office.office.hub.confirm(reason: "確かめた", by: HubOffice.second)
        }
        let view = try office.office.hub.state(by: HubOffice.first)
        #expect(!view.isOn && !view.isConfigured)
        #expect(view.problem == HubRefusal.unverified(items: 2).message)
        try office.office.close()
    }

    @Test("見るのは窓口・決裁・管理者、動かすのは管理者と機械だけ")
    func permissions() async throws {
        let office = try office(1)
        let hub = office.office.hub
        for role in [Role.payment, .auditor] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try hub.overview(by: HubOffice.officer("x1", [role]))
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try hub.stop(reason: "止める", by: HubOffice.head)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try hub.resendDifferences(by: HubOffice.counter)
        }
        #expect(try hub.overview(by: HubOffice.counter).counts.isEmpty)
    }

    @Test("同じ登録をCSVで書けるのは検証環境だけで、持ち主のほかは読めない")
    func table() async throws {
        let office = try office(2)
        let simulator = try HubSimulator()
        try office.configure(simulator.process.address)
        let file = office.rehearsal.folder.file("pmh.csv")
        await #expect(throws: HubRefusal.off) {
            try await office.office.hub.writeTable(to: file.path)
        }
        #expect(!FileManager.default.fileExists(atPath: file.path))
        try office.switchOn()
        let report = try await office.office.hub.writeTable(to: file.path)
        #expect(report.rows == 2 && report.problems.isEmpty)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == 3)
        #expect(lines[1].contains(HubOffice.digits(0, isChild: true)))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        await #expect(throws: Fault.self) {
            try await office.office.hub.writeTable(to: file.path)
        }
    }
}

/// Dies with the n-th answer of the peer, before anybody has heard it.
private final class DyingChannel: HubChannel {
    private let channel: HTTPHubChannel
    private let last: Int

    init(channel: HTTPHubChannel, _ last: Int) {
        self.channel = channel
        self.last = last
    }

    private actor Counter {
        private var number = 0
        func next() -> Int {
            number += 1
            return number
        }
    }

    func post(_ body: HubBody, to path: String) async throws -> HubReply {
        let reply = try await channel.post(body, to: path)
        if await DyingChannel.all.next() == last { raise(SIGKILL) }
        return reply
    }

    /// Each request of the desk has a channel of its own; they are counted together.
    private static let all = Counter()

    func get(_ path: String) async throws -> HubReply { try await channel.get(path) }
}
