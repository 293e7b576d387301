// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHの開始と停止")
struct SwitchTests {
    @Test("初めは止まっていて、何も送らず、個人番号を一つも開かない", .measure("R-33", "R-49"))
    func offByDefault() async throws {
        let file = try HubBench()
        try file.receive([HubBench.Person(place: 0)])
        // The vault of other keys cannot open what is stored: an opening would be a fault of the key.
        let blind = try HubBench(
            file: file.folder.file("addressee.sqlite").path, otherKeys: true)
        let spy = SpyChannel()
        let sending = try blind.sending(to: spy)
        await #expect(throws: HubRefusal.off) { try await sending.perform([HubBench.bundle(0)]) }
        #expect(spy.sent.isEmpty)
        #expect(try blind.count("hub_request") == 0)
        try blind.switchOn()
        await #expect(throws: Fault.self) { try await sending.perform([HubBench.bundle(0)]) }
        #expect(spy.sent.isEmpty)
        await #expect(throws: HubRefusal.off) {
            try await AskHubHoldings(gate: try HubBench().gate, channel: spy).perform()
        }
    }

    @Test("始めるには、新しい評価書の版と、起案した人とは別の管理者が要る", .measure("R-33", "R-49", "R-70"))
    func twoSteps() throws {
        let bench = try HubBench()
        #expect(throws: HubRefusal.nothingProposed) { try bench.confirm() }
        try bench.propose()
        #expect(try !bench.state().isOn)
        #expect(try bench.state().proposal?.assessment?.version == "第3版")
        #expect(throws: SafeguardRefusal.sameOfficer) { try bench.confirm(by: HubBench.first) }
        #expect(try !bench.state().isOn)
        try bench.confirm()
        #expect(try bench.state().assessment?.publishedOn == day("2025-05-01"))
        #expect(throws: HubRefusal.alreadyOn) { try bench.propose("第4版") }
        #expect(throws: HubRefusal.alreadyOn) { try bench.confirm() }
        #expect(try bench.state().history.map(\.event) == [.confirmed, .proposed])
    }

    @Test("今の評価書より新しくない版、これから公表する版、版のない起案では始められない", .measure("R-33", "R-49", "R-70"))
    func onlyNewVersions() throws {
        let bench = try HubBench()
        let base = try BaseAssessment.standard().day
        #expect(throws: HubRefusal.notNewer(than: base)) {
            try bench.propose(on: base.description)
        }
        #expect(throws: HubRefusal.notNewer(than: base)) {
            try bench.propose(on: base.previous.description)
        }
        try bench.propose("翌日の版", on: base.next.description)
        #expect(throws: HubRefusal.notPublishedYet) { try bench.propose(on: "2025-06-03") }
        #expect(throws: HubRefusal.noVersion) { try bench.propose(" 　") }
        try bench.propose("第3版", on: "2025-06-02")
        #expect(throws: HubRefusal.otherDay(day("2025-06-02"))) {
            try bench.propose("第3版", on: "2025-05-01")
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try bench.manage(reason: nil) {
                try ProposeHub.perform(version: "第5版", publishedOn: day("2025-05-01"), in: $0)
            }
        }
    }

    @Test(
        "管理者でない人は、起案も開始も停止もできない",
        arguments: [Role.counter, .payment, .head, .auditor, .system])
    func onlyAdministrators(role: Role) throws {
        let bench = try HubBench()
        try bench.propose()
        let other = HubBench.administrator("k903", roles: [role])
        #expect(throws: SafeguardRefusal.notPermitted) { try bench.propose(by: other) }
        #expect(throws: SafeguardRefusal.notPermitted) { try bench.confirm(by: other) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.manage(other) { try StopHub.perform(in: $0) }
        }
        #expect(try bench.state().proposal != nil)
    }

    @Test("人は送信の操作をできない。機械だけができる")
    func onlyMachinesSend() throws {
        let bench = try HubBench()
        for role in Role.allCases where role != .system {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try bench.gate.perform(
                    .sendToHub, by: HubBench.administrator("k9", roles: [role]),
                    for: .registration
                ) { _ in }
            }
        }
    }

    @Test("止めればすぐに効く。一つの送信の途中でも、次の要求は作られない")
    func stopsAtOnce() async throws {
        let bench = try HubBench()
        try bench.switchOn()
        try bench.receive((0..<4).map { HubBench.Person(place: $0) })
        let spy = SpyChannel { number in
            // Halfway through a request that is taken apart, somebody stops it.
            if number == 1 { try bench.stop() }
            return HubReply(status: 400, body: [])
        }
        await #expect(throws: HubRefusal.off) {
            try await bench.sending(to: spy).perform((0..<4).map { HubBench.bundle($0) })
        }
        #expect(spy.sent.count == 2)
        #expect(try bench.state().newest?.event == .stopped)
        // On again only by two.
        #expect(throws: HubRefusal.nothingProposed) { try bench.confirm() }
        try bench.switchOn()
        #expect(try bench.state().isOn)
    }

    @Test("起案を取り下げることも、一人でできる")
    func withdraw() throws {
        let bench = try HubBench()
        try bench.stop()
        #expect(try bench.state().history.isEmpty)
        try bench.propose()
        try bench.stop()
        #expect(throws: HubRefusal.nothingProposed) { try bench.confirm() }
    }

    @Test("確かめられていない様式では、実際の個人番号を送らない")
    func unverified() throws {
        let bench = try HubBench()
        #expect(throws: HubRefusal.unverified(items: 2)) {
            try bench.sending(to: SpyChannel(), isRehearsal: false)
        }
        _ = try bench.sending(to: SpyChannel())
    }
}
