// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("金額による決裁の区分", .measure("R-05"))
struct RunApprovalTests {
    /// 課長 up to 3,000 yen, above that 課長 and 部長.
    static func rules(
        from day: String = "2025-04-01", limit: Int = 3_000
    ) throws -> ApprovalRules {
        func post(_ officer: String, _ grade: String) -> ApprovalRules.Post {
            ApprovalRules.Post(
                officer: officer, grade: grade, period: EffectivePeriod(from: date("2025-04-01")))
        }
        return try ApprovalRules(
            grades: ["課長", "部長"],
            rules: [
                ApprovalRules.Rule(
                    kind: .run, period: EffectivePeriod(from: date(day)),
                    steps: [
                        .init(upTo: Yen(limit), grades: ["課長"]),
                        .init(upTo: nil, grades: ["課長", "部長"]),
                    ], source: "見本市事務専決規程（例）", isVerified: false)
            ], posts: [post("H001", "課長"), post("H003", "課長"), post("H002", "部長")],
            digest: "d")
    }
    private static let third = PaymentOffice.officer("H003", [.head])

    private func run(
        _ office: PaymentOffice, _ yen: Int, key: String = "K1", _ n: Int = 1
    ) throws -> Int64 {
        try office.account(n)
        try office.schedule([office.due(n, yen: yen)])
        return try office.propose(key: key).run.id
    }

    @Test("上限までは課長一人で決裁が済む")
    func below() throws {
        let office = try PaymentOffice()
        let id = try run(office, 3_000)
        #expect(try office.approve(id, rules: try Self.rules()).status == .approved)
        #expect(try office.write(id).wasWritten == false)
    }

    @Test("上限を超えると課長と部長の二人が要り、同じ人の二度は一度と数える")
    func above() throws {
        let office = try PaymentOffice()
        let rules = try Self.rules()
        let id = try run(office, 3_001)
        #expect(try office.approve(id, rules: rules).status == .proposed)
        #expect(try office.approve(id, rules: rules).status == .proposed)
        #expect(throws: PaymentRefusal.wrongRunState(.proposed)) { try office.write(id) }
        #expect(throws: ApprovalRefusal.gradeTooLow("部長")) {
            try office.approve(id, by: Self.third, rules: rules)
        }
        #expect(throws: ApprovalRefusal.gradeTooLow("部長")) {
            try office.approve(id, by: PaymentOffice.both, rules: rules)
        }
        let approved = try office.approve(id, by: PaymentOffice.chief, rules: rules)
        #expect(approved.status == .approved && approved.approver == "H002")
        let detail = try office.read {
            try RunDetail.load(id, from: $0)
        }
        #expect(detail.consents.map(\.officer) == ["H001", "H002"])
        #expect(detail.consents.map(\.grade) == ["課長", "部長"])
    }

    @Test("部長が先に決裁しても、もう一人の課長が要る")
    func highFirst() throws {
        let office = try PaymentOffice()
        let rules = try Self.rules()
        let id = try run(office, 5_000)
        #expect(try office.approve(id, by: PaymentOffice.chief, rules: rules).status == .proposed)
        #expect(try office.approve(id, by: Self.third, rules: rules).status == .approved)
    }

    @Test("同じ支払日に分けても、合計の区分で決裁する")
    func split() throws {
        let office = try PaymentOffice()
        let rules = try Self.rules()
        let one = try run(office, 2_000, key: "K1", 1)
        let two = try run(office, 2_000, key: "K2", 2)
        #expect(try office.approve(one, rules: rules).status == .proposed)
        #expect(try office.approve(two, rules: rules).status == .proposed)
        #expect(
            try office.approve(one, by: PaymentOffice.chief, rules: rules).status == .approved)
        // One of them sent back: its money counts again where it is paid next.
        try office.sendBack(two)
        _ = try run(office, 500, key: "K3", 3)
        let detail = try office.read {
            try RunDetail.load(one, from: $0)
        }
        #expect(detail.daySum == Yen(4_500))
    }

    @Test("起案した人は、職が何であっても決裁できない")
    func ownRun() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 100)])
        let me = PaymentOffice.officer("H002", [.payment, .head])
        let id = try office.propose(by: me).run.id
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(id, by: me, rules: try Self.rules())
        }
    }

    @Test("規程の始まる前の日は、だれか一人の決裁者で足りる")
    func dated() throws {
        let office = try PaymentOffice()
        let id = try run(office, 50_000)
        let later = try Self.rules(from: "2025-07-01")
        #expect(try office.approve(id, by: PaymentOffice.both, rules: later).status == .approved)
    }

    @Test("機械が起案し一人が決裁した支払処理は、その人が振込データを作れない")
    func machineRun() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let id = try office.propose(by: PaymentOffice.machine).run.id
        try office.approve(id, by: PaymentOffice.both)
        #expect(throws: PaymentRefusal.secondPersonMissing) {
            try office.write(id, by: PaymentOffice.both)
        }
        #expect(throws: PaymentRefusal.secondPersonMissing) {
            try office.write(id, by: PaymentOffice.machine)
        }
        #expect(try office.status(1) == [.extracted])
        #expect(try office.write(id, by: PaymentOffice.clerk).wasWritten == false)
    }

    @Test("検証環境の振込データと本番の振込データは、同じ庫では混ざらない")
    func environments() throws {
        let office = try PaymentOffice()
        let one = try run(office, 1_000, key: "K1", 1)
        try office.approve(one)
        let file = try office.write(one)
        #expect(throws: PaymentRefusal.otherEnvironment) {
            try office.write(one, audience: .realPeer)
        }
        let two = try run(office, 1_000, key: "K2", 2)
        try office.approve(two)
        #expect(throws: PaymentRefusal.otherEnvironment) {
            try office.write(two, audience: .realPeer)
        }
        #expect(try office.write(one).bytes == file.bytes)
    }
}
