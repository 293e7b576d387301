// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import NIOCore
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHの公開された決まり")
struct RuleTests {
    private static func record() throws -> HubRecord {
        let person = HubPerson.sample
        return HubMapping(profile: try HubBench.profile()).record(
            of: HubBench.row(0), about: person)
    }

    /// The same row as it goes over the wire.
    private static func wire() async throws -> [String: Any] {
        let body = HubJSON(layout: try HubLayout.standard(.difference)).body(of: [try record()])
        let bytes = Data(body.buffer.readableBytesView)
        let rows = try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]]
        return rows?.first ?? [:]
    }

    @Test("決まりを守る行には、何も言わない")
    func right() throws {
        let layout = try HubLayout.standard(.difference)
        #expect(layout.problems(of: try RuleTests.record()).isEmpty)
        for (field, value) in Violation.kept {
            var record = try RuleTests.record()
            Violation.put(value, at: field, in: &record)
            #expect(layout.problems(of: record).isEmpty, "\(field)")
        }
    }

    @Test("決まりを一つ破った行は、送る前に、項目と決まりの名前で断られる", arguments: Violation.all)
    func builderRefuses(violation: Violation) throws {
        var record = try RuleTests.record()
        Violation.put(violation.value, at: violation.field, in: &record)
        let found = try HubLayout.standard(.difference).problems(of: record)
        #expect(found == [HubProblem(violation.field, violation.rule)])
    }

    @Test("製品とは別に書いた模擬も、同じ行を同じ項目と決まりで断り、何も登録しない")
    func simulatorRefuses() async throws {
        let simulator = try Simulator()
        let good = try await RuleTests.wire()
        for violation in Violation.all + Violation.digits {
            var row = good
            Violation.put(violation.value, at: violation.field, in: &row)
            let text = try RuleTests.text([good, row])
            let (status, answer) = try await simulator.post(text, to: RuleTests.path)
            let errors = answer["errors"] as? [[String: Any]] ?? []
            #expect(status == 400, "\(violation.description)")
            #expect(errors.count == 1 && errors.first?["index"] as? Int == 1)
            #expect(errors.first?["field"] as? String == violation.field)
            #expect(
                errors.first?["rule"] as? String == violation.rule.rawValue,
                "\(violation.description)")
        }
        #expect(try await simulator.state().rows == 0)
    }

    private static let path = "difference-history-registration-tasks"

    private static func text(_ rows: [[String: Any]]) throws -> String {
        var rows = rows
        // Two rows of one request have two keys.
        if let key = rows[0]["historyKey"] as? String { rows[0]["historyKey"] = key + "-0" }
        return String(
            decoding: try JSONSerialization.data(withJSONObject: rows), as: UTF8.self)
    }

    @Test("端の値は、模擬も受け入れる")
    func simulatorAccepts() async throws {
        let simulator = try Simulator()
        let good = try await RuleTests.wire()
        for (field, value) in Violation.kept {
            var row = good
            Violation.put(value, at: field, in: &row)
            let (status, answer) = try await simulator.post(
                try RuleTests.text([row]), to: RuleTests.path)
            #expect(status == 200, "\(field) \(answer)")
        }
    }

    @Test("一つの要求に同じ履歴キーが二度あれば、送る側も模擬も断る")
    func twoRowsWithOneKey() async throws {
        let layout = try HubLayout.standard(.difference)
        #expect(layout.repeated(in: [try RuleTests.record(), try RuleTests.record()]) == [1])
        let simulator = try Simulator()
        let good = try await RuleTests.wire()
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: [good, good]), as: UTF8.self)
        let (status, answer) = try await simulator.post(text, to: RuleTests.path)
        #expect(status == 400)
        #expect((answer["errors"] as? [[String: Any]])?.first?["rule"] as? String == "unique")
    }

    @Test("配列でないもの、知らない道、知らない合言葉、制度マスタにない種別を、模擬は断る")
    func envelope() async throws {
        let simulator = try Simulator(["--certificate-type", "OTHER01"])
        let good = try await RuleTests.wire()
        let one = String(decoding: try JSONSerialization.data(withJSONObject: good), as: UTF8.self)
        #expect(try await simulator.post(one, to: RuleTests.path).status == 400)
        #expect(try await simulator.post("[]", to: RuleTests.path).status == 400)
        #expect(try await simulator.post("[\(one)]", to: "elsewhere").status == 404)
        let (status, answer) = try await simulator.post("[\(one)]", to: RuleTests.path)
        #expect(status == 400)
        #expect(
            (answer["errors"] as? [[String: Any]])?.first?["field"] as? String
                == "orgSpecificCertificateTypeId")
        #expect(answer["simulator"] as? String == "medical-hub")
        #expect((answer["notice"] as? String)?.contains("模擬") == true)
        let stranger = HTTPHubChannel(
            try HubConnection(
                endpoint: Simulator.url(simulator.process.address), token: "other",
                isRehearsal: true))
        #expect(try await stranger.post(HubBody(capacity: 0), to: RuleTests.path).status == 401)
    }

    @Test("種で作ったどんな人と資格からも、決まりに反する行は出ない")
    func seeded() async throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        var lots = Seeded(20_250_602)
        let count = isSoak ? 5_000 : 200
        let bench = try HubBench()
        try bench.switchOn()
        let people = (0..<count).map { Odd.person($0, &lots) }
        try bench.receive(people)
        let simulator = try Simulator()
        let sending = try bench.sending(to: simulator.channel)
        let bundles = (0..<count).map { Odd.bundle($0, &lots) }
        for start in stride(from: 0, to: count, by: 100) {
            let part = Array(bundles[start..<min(start + 100, count)])
            let results = try await sending.perform(part)
            #expect(results.allSatisfy { $0.outcome == .accepted })
        }
        let state = try await simulator.state()
        #expect(state.refused == 0)
        #expect(state.rows == Set(bundles.flatMap { $0.rows.map(\.key) }).count)
    }
}

extension HubPerson {
    /// A fictional child without a register behind it.
    static let sample = HubPerson(
        addressee: HubBench.child(0), name: "検証　花子", kana: "ケンショウ　ハナコ", sex: "2",
        born: day("2015-04-05"), address: "見本市中央一丁目1番1号", isProtected: false)
}

/// People and entitlements with every oddity that a register may hold.
private enum Odd {
    static let names = [
        "検証　花子", "検証\u{E0101}　太郎", "𠮷田　さくら", "O\u{2019}Neil　\\\"Bob\\\"", "髙﨑　ゔぁ", "検証　👧",
        "検証\t二郎", "A", String(repeating: "長", count: 100),
    ]
    static let addresses = ["見本市中央一丁目1番1号", "見本市\"北\"2-3", "見本市\\西4", "見本市東5 みほん荘"]

    static func person(_ place: Int, _ lots: inout Seeded) -> HubBench.Person {
        HubBench.Person(
            place: place, name: names.randomElement(using: &lots) ?? "",
            sex: Bool.random(using: &lots) ? "1" : "2",
            address: addresses.randomElement(using: &lots) ?? "",
            isProtected: Int.random(in: 0..<10, using: &lots) == 0)
    }

    static func bundle(_ place: Int, _ lots: inout Seeded) -> HubBundle {
        let from = CivilDate(dayNumber: Int32.random(in: 18_000..<20_300, using: &lots))
        let rows = (0..<Int.random(in: 1...3, using: &lots)).map { number in
            HubRegistration(
                child: HubBench.child(place), key: "9\(place)-\(number)-B",
                recipientNumber: padded(9_000_000 + place, 7),
                funder: Bool.random(using: &lots) ? "81119992" : nil,
                care: HubCare.allCases.randomElement(using: &lots) ?? .both, from: from,
                through: CivilDate(
                    dayNumber: from.dayNumber + Int32.random(in: 0..<6_000, using: &lots)),
                isDeleted: Int.random(in: 0..<5, using: &lots) == 0)
        }
        return HubBundle(child: HubBench.child(place), rows: rows)
    }
}
