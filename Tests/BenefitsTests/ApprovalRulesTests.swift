// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("専決の区分", .measure("R-05"))
struct ApprovalRulesTests {
    private typealias Rule = ApprovalRules.Rule
    private static let always = EffectivePeriod(from: date("2025-04-01"))

    private static func rules(
        _ kind: ApprovalRules.Kind = .reimbursement, limit: Int = 4_000,
        period: EffectivePeriod = always
    ) throws -> ApprovalRules {
        func post(_ officer: String, _ grade: String, _ period: EffectivePeriod = always)
            -> ApprovalRules.Post
        {
            ApprovalRules.Post(officer: officer, grade: grade, period: period)
        }
        let past = EffectivePeriod(from: date("2024-04-01"), until: date("2025-04-01"))
        return try ApprovalRules(
            grades: ["課長", "部長", "副市長"],
            rules: [
                Rule(
                    kind: kind, period: period,
                    steps: [
                        .init(upTo: Yen(limit), grades: ["課長"]),
                        .init(upTo: Yen(limit * 10), grades: ["課長", "部長"]),
                        .init(upTo: nil, grades: ["副市長"]),
                    ], source: "専決規程（例）", isVerified: false)
            ],
            posts: [
                post("U003", "課長"), post("H2", "部長"), post("H3", "課長"), post("H4", "副市長"),
                post("H3", "部長", past),
            ], digest: "digest")
    }

    @Test("金額の段は上限を含み、期間の外では決裁者一人で足りる")
    func steps() throws {
        let rules = try Self.rules()
        func need(_ yen: Int, on day: String = "2025-08-12") -> [String] {
            rules.need(.reimbursement, Yen(yen), on: date(day)).slots.map(\.grade)
        }
        #expect(need(0) == ["課長"])
        #expect(need(4_000) == ["課長"])
        #expect(need(4_001) == ["課長", "部長"])
        #expect(need(40_000) == ["課長", "部長"])
        #expect(need(40_001) == ["副市長"])
        #expect(need(40_001, on: "2025-03-31") == ["決裁者"])
        #expect(rules.need(.run, Yen(1), on: date("2025-08-12")).slots.count == 1)
        #expect(rules.need(.reimbursement, Yen(4_001), on: date("2025-08-12")).below == Yen(4_000))
    }

    @Test("職は日で変わり、高い職は低い職の決裁もできる")
    func grades() throws {
        let rules = try Self.rules()
        let today = date("2025-08-12")
        #expect(rules.rank(of: "H3", on: today) == 0)
        #expect(rules.rank(of: "H3", on: date("2025-03-31")) == 1)
        #expect(rules.rank(of: "nobody", on: today) == nil)
        let need = rules.need(.reimbursement, Yen(5_000), on: today)
        #expect(need.open(after: []).map(\.grade) == ["課長", "部長"])
        #expect(need.open(after: [1]).map(\.grade) == ["課長"])
        #expect(need.open(after: [0, 0]).map(\.grade) == ["部長"])
        #expect(need.open(after: [1, 2]).isEmpty)
        #expect(throws: ApprovalRefusal.gradeTooLow("部長")) { try need.open(after: [0], and: 0) }
        #expect(throws: ApprovalRefusal.gradeTooLow("課長・部長")) {
            try need.open(after: [], and: nil)
        }
    }

    @Test("決まらない点のあるデータは、全部使わない")
    func broken() {
        func make(
            grades: [String] = ["課長", "部長"], _ rules: [ApprovalRules.Rule],
            posts: [ApprovalRules.Post] = []
        ) throws -> ApprovalRules {
            try ApprovalRules(grades: grades, rules: rules, posts: posts, digest: "")
        }
        func rule(_ steps: [ApprovalRules.Step]) -> ApprovalRules.Rule {
            Rule(
                kind: .run, period: Self.always, steps: steps, source: "", isVerified: false)
        }
        #expect(throws: ApprovalRulesProblem.gradesRepeated) {
            try make(grades: ["課長", "課長"], [])
        }
        #expect(throws: ApprovalRulesProblem.largestOpen(.run)) {
            try make([rule([.init(upTo: Yen(1), grades: ["課長"])])])
        }
        #expect(throws: ApprovalRulesProblem.largestOpen(.run)) { try make([rule([])]) }
        #expect(throws: ApprovalRulesProblem.stepsUnordered(.run)) {
            try make([
                rule([
                    .init(upTo: Yen(9), grades: ["課長"]), .init(upTo: Yen(3), grades: ["課長"]),
                    .init(upTo: nil, grades: ["部長"]),
                ])
            ])
        }
        #expect(throws: ApprovalRulesProblem.stepsUnordered(.run)) {
            try make([rule([.init(upTo: nil, grades: [])])])
        }
        #expect(throws: ApprovalRulesProblem.unknownGrade("係長")) {
            try make([rule([.init(upTo: nil, grades: ["係長"])])])
        }
        let fine = rule([.init(upTo: nil, grades: ["課長"])])
        #expect(throws: ApprovalRulesProblem.rulesOverlap(.run)) { try make([fine, fine]) }
        #expect(throws: ApprovalRulesProblem.unknownGrade("市長")) {
            try make(
                [fine],
                posts: [.init(officer: "x", grade: "市長", period: Self.always)])
        }
    }

    @Test("上限を超える支給は二人の決裁がそろって決まり、同じ人の二度は一度と数える")
    func twoApprovals() throws {
        let office = try Office()
        let rules = try Self.rules(limit: 1_000)
        try office.enter([office.input("S-1")])
        let proposals = try office.propose().proposals
        let chief = Office.officer("H2", [.head])
        let first = try office.approve(.these(proposals), rules: rules)
        #expect(first.consented == proposals && first.decisions.isEmpty)
        #expect(throws: ApprovalRefusal.approvedBefore) {
            try office.approve(.these(proposals), rules: rules)
        }
        #expect(try office.approve(.all, rules: rules).leftOut.keys.sorted() == proposals)
        #expect(throws: ApprovalRefusal.gradeTooLow("部長")) {
            try office.approve(
                .these(proposals), by: Office.officer("H3", [.head]), rules: rules)
        }
        #expect(try office.file("S-1").status == .proposed)
        let second = try office.approve(.these(proposals), by: chief, rules: rules)
        #expect(second.decisions.count == 1 && second.consented.isEmpty)
        #expect(try office.file("S-1").status == .paid)
    }

    @Test("同じ受給者の同じ日の支給は、分けても合計の区分で決裁する")
    func split() throws {
        let office = try Office()
        let rules = try Self.rules(limit: 4_000)
        try office.enter([office.input("S-1"), office.input("S-2", month: "2025-05")])
        let proposals = try office.propose().proposals
        // Each is 3,000 yen, both together 6,000.
        let report = try office.approve(.these([proposals[0]]), rules: rules)
        #expect(report.consented == [proposals[0]])
        #expect(try office.approve(.these([proposals[1]]), rules: rules).consented.count == 1)
    }

    @Test("起案者・入力者は、どの職でも決裁できない")
    func stillFourEyes() throws {
        let office = try Office()
        let me = Office.officer("H4", [.payment, .head])
        try office.enter([office.input("S-1")], by: me)
        let proposals = try office.propose().proposals
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(.these(proposals), by: me, rules: try Self.rules())
        }
    }
}
