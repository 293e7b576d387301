// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import NIOCore
import Support
import Testing
import Vocabulary

@testable import MedicalHub

@Suite("PMHの様式")
struct MappingTests {
    private static let people: [(person: HubPerson, rows: [HubRegistration])] = [
        (
            HubPerson(
                addressee: HubBench.child(0), name: "見本　花子", kana: "ミホン　ハナコ", sex: "2",
                born: day("2015-04-05"), address: "見本市中央一丁目1番1号　みほん荘101", isProtected: false),
            [HubBench.row(0)]
        ),
        (
            HubPerson(
                addressee: HubBench.child(1), name: "見本　\"太郎\"", kana: "ミホン　タロウ", sex: "1",
                born: day("2008-02-29"), address: "見本市隠し町9番地", isProtected: true),
            [
                HubBench.row(1, key: "91-1-O", through: "2025-05-31", care: .outpatient),
                HubBench.row(1, key: "91-1-I", care: .inpatient, isDeleted: true),
            ]
        ),
    ]

    private static func records(_ form: HubForm) throws -> [HubRecord] {
        let mapping = HubMapping(profile: try HubBench.profile(form))
        return people.flatMap { person, rows in rows.map { mapping.record(of: $0, about: person) } }
    }

    private static func text(_ body: HubBody) -> String {
        var body = body
        for place in 0..<3 {
            Array(HubBench.number(place == 0 ? 0 : 1).utf8).withUnsafeBytes {
                body.fill(place, with: $0)
            }
        }
        return String(decoding: body.buffer.readableBytesView, as: UTF8.self)
    }

    @Test("架空の二人の登録は、公開された項目のとおりに書かれる", arguments: HubForm.allCases)
    func json(form: HubForm) throws {
        let layout = try HubLayout.standard(form)
        let text = MappingTests.text(
            HubJSON(layout: layout).body(of: try MappingTests.records(form)))
        let golden = try Golden.compare(
            text.replacing("},{\"org", with: "},\n{\"org") + "\n", with: "\(form.rawValue).json")
        #expect(golden == .same || golden == .recorded)
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        #expect(rows?.count == 3)
        #expect((rows?.first?["historyKey"] != nil) == (form == .difference))
    }

    @Test("同じ対応づけから、同じ内容のCSVが書かれる")
    func csv() throws {
        let table = try HubTable.standard()
        #expect(!table.verified)
        let layout = try HubLayout.standard(.difference)
        #expect(Set(table.columns) == layout.names)
        let text = MappingTests.text(
            HubCSV(table: table).body(of: try MappingTests.records(.difference)))
        let golden = try Golden.compare(text, with: "difference.csv")
        #expect(golden == .same || golden == .recorded)
    }

    @Test("設定の受給者証名や区分が決まりに合わなければ、送り始める前に分かる")
    func profile() throws {
        #expect(throws: HubRefusal.profileUnusable(field: "orgSpecificCertificateTypeId")) {
            try HubBench.profile(type: "こども")
        }
        #expect(throws: HubRefusal.profileUnusable(field: "file")) {
            try HubProfile(json: Data("{}".utf8))
        }
    }

    @Test("公開されていない項目には、未確認の印がある")
    func marks() throws {
        #expect(
            try HubLayout.standard(.difference).unverified
                == ["basicFiveInfo.sex", "certificationDetail"])
    }

    @Test("PMHが持つ行の一覧を、頁を追って読む")
    func holdings() async throws {
        let bench = try HubBench()
        try bench.switchOn()
        let count = 620
        try bench.receive((0..<count).map { HubBench.Person(place: $0) })
        let simulator = try Simulator()
        let sending = try bench.sending(to: simulator.channel)
        _ = try await sending.perform((0..<count).map { HubBench.bundle($0) })
        let rows = try await AskHubHoldings(gate: bench.gate, channel: simulator.channel).perform()
        #expect(rows.count == count)
        #expect(rows.first { $0.key == "97-1-B" }?.through == day("2034-03-31"))
        await #expect(throws: HubRefusal.unreadableHoldings) {
            try await AskHubHoldings(
                gate: bench.gate, channel: SpyChannel { _ in HubReply(status: 200, body: []) }
            ).perform()
        }
    }
}
