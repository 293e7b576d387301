// SPDX-License-Identifier: Apache-2.0
import Benefits
import Support
import Testing
import Vocabulary

/// One check of a claim with the claim that breaks it and the claim at its boundary.
struct ClaimRule: CustomTestStringConvertible, Sendable {
    let name: String
    let code: String
    let violating: @Sendable (inout Uke) -> Void
    let boundary: @Sendable (inout Uke) -> Void

    /// A rule about the file as a whole.
    static func file(
        _ name: String, _ code: String, _ violating: @escaping @Sendable (inout Uke) -> Void,
        boundary: @escaping @Sendable (inout Uke) -> Void = { _ in }
    ) -> ClaimRule {
        ClaimRule(name: name, code: code, violating: violating, boundary: boundary)
    }

    /// A rule about a claim.
    static func claim(
        _ name: String, _ code: String, _ violating: @escaping @Sendable (inout Uke.Claim) -> Void,
        boundary: @escaping @Sendable (inout Uke.Claim) -> Void = { _ in }
    ) -> ClaimRule {
        ClaimRule(
            name: name, code: code, violating: { violating(&$0.claims[0]) },
            boundary: { boundary(&$0.claims[0]) })
    }

    var testDescription: String { name }
}

/// レセプトの点検: each of the checks with the claim that it stops and the last one that it lets pass.
@Suite("レセプトの点検の規則")
struct ClaimRuleTests {
    static let all: [ClaimRule] = entitlement + payer + amounts + twice + shape

    private static let entitlement: [ClaimRule] = [
        .claim("資格のない受給者番号", "E-BEN-012", { $0.recipient = Office.number(999_001) }),
        .claim(
            "資格の始まる前の月", "E-BEN-014", { $0.month = "202503" },
            boundary: {
                $0.month = "202504"
                $0.visits = [10: "1"]
            }),
        .claim(
            "資格の始まる前の日", "E-BEN-014",
            {
                $0.month = "202504"
                $0.visits = [1: "1", 9: "2"]
            },
            boundary: {
                $0.month = "202504"
                $0.visits = [10: "1", 30: "2"]
            }),
        .claim(
            "受診日の一部が資格の外", "E-BEN-123",
            {
                $0.month = "202504"
                $0.visits = [9: "1", 10: "1"]
            },
            boundary: {
                $0.month = "202504"
                $0.visits = [9: "1", 10: "1"]
                $0.ourVisits = [10: "1"]
            }),
        .claim(
            "受診日が月にない日", "E-FMT-055", { $0.visits = [31: "1"] },
            boundary: { $0.visits = [30: "1"] }),
        .claim("受診等区分が読めない", "E-FMT-055", { $0.visits = [1: "3"] }),
        .claim(
            "診療が請求より後", "E-BEN-010", { $0.month = "202508" },
            boundary: { $0.month = "202507" }),
        .claim(
            "生年月日の違い", "E-BEN-018", { $0.born = "20150611" },
            boundary: { $0.born = "4270610" }),
        .claim("規定のない月", "E-BEN-001", { $0.month = "199901" }),
        .claim(
            "生活保護の併用", "E-BEN-015",
            {
                $0.type = "1136"
                $0.others = [("12119996", 1_234, 0)]
            },
            boundary: {
                $0.type = "1136"
                $0.others = [("52116019", 1_234, 0)]
            }),
        .claim(
            "第三者行為の記載", "E-BEN-021", { $0.notes = "10" }, boundary: { $0.notes = "09" }),
    ]

    private static let payer: [ClaimRule] = [
        .claim("ほかの市の負担者番号", "E-BEN-011", { $0.funder = "81116014" }),
        .claim("負担者番号の検証数字", "E-FMT-040", { $0.funder = "81119991" }),
        .claim("負担者番号の桁", "E-FMT-055", { $0.funder = "8111999" }),
        .claim(
            "この市の公費が2つ", "E-BEN-068",
            {
                $0.type = "1136"
                $0.others = [("81119992", 1_234, 0)]
            },
            boundary: {
                $0.type = "1136"
                $0.others = [("52116019", 1_000, 1_000)]
            }),
        .claim(
            "受給者番号の検証数字", "E-FMT-040",
            { $0.recipient = String(Office.taroNumber.dropLast()) + "9" }),
        .claim("受給者番号の桁", "E-FMT-055", { $0.recipient = "12345" }),
        .claim("保険者の違い", "E-BEN-016", { $0.insurer = "01119999" }),
        .claim("保険者番号の検証数字", "E-FMT-040", { $0.insurer = "06119904" }),
        .claim("保険者番号の桁", "E-FMT-055", { $0.insurer = "0611990" }),
    ]

    private static let amounts: [ClaimRule] = [
        .claim(
            "給付割合の違い", "E-BEN-019", { $0.ratio = "80" }, boundary: { $0.ratio = "70" }),
        .claim("給付割合が100を超える", "E-FMT-055", { $0.ratio = "101" }),
        .claim(
            "保険の負担金額の違い", "E-BEN-020", { $0.copayment = "3703" },
            boundary: { $0.copayment = "3702" }),
        .claim(
            "負担金額は窓口の10円単位でもよい", "E-BEN-020", { $0.copayment = "3710" },
            boundary: { $0.copayment = "3700" }),
        .claim(
            "公費の負担金額の違い", "E-BEN-020", { $0.ourCopayment = "1" },
            boundary: { $0.ourCopayment = "0" }),
        .claim(
            "公費の点数が保険の点数と違う", "E-BEN-027", { $0.ourPoints = 1_233 },
            boundary: { $0.ourPoints = 1_234 }),
        .claim(
            "償還払いに切り替わる額", "E-BEN-023", { $0.points = 7_000 },
            boundary: { $0.points = 6_999 }),
        .claim("点数も食事もない", "E-BEN-069", { $0.points = 0 }, boundary: { $0.points = 1 }),
        .claim(
            "負担金額が読めない", "E-FMT-055", { $0.copayment = "37O2" },
            boundary: { $0.copayment = "3702" }),
        .claim(
            "実日数が月の日数を超える", "E-BEN-065", { $0.days = 31 }, boundary: { $0.days = 30 }),
        .claim(
            "食事が月の日数の3倍を超える", "E-BEN-024",
            {
                $0.type = "1125"
                $0.meals = 91
            },
            boundary: {
                $0.type = "1125"
                $0.meals = 90
            }),
        .claim(
            "外来の食事", "E-BEN-024", { $0.meals = 1 },
            boundary: {
                $0.type = "1125"
                $0.meals = 1
            }),
    ]

    private static let twice: [ClaimRule] = [
        .file(
            "同じ明細書が2件", "E-BEN-025", { $0.claims.append($0.claims[0]) },
            boundary: {
                $0.claims.append($0.claims[0])
                $0.claims[1].type = "1125"
            }),
        .file(
            "合わせると切り替わる額", "E-BEN-023",
            {
                $0.claims[0].points = 7_000
            },
            boundary: {
                $0.claims[0].points = 3_500
                $0.claims.append($0.claims[0])
                $0.claims[1].type = "1125"
            }),
    ]

    private static let shape: [ClaimRule] = [
        .file("区域外の医療機関", "E-BEN-022", { $0.prefecture = "13" }),
        .claim("診療年月が読めない", "E-FMT-055", { $0.month = "202513" }),
        .claim("生年月日が暦にない", "E-FMT-055", { $0.born = "20150230" }),
        .claim("レセプト種別が4桁でない", "E-FMT-055", { $0.type = "112" }),
        .claim("特記事項が2桁ずつでない", "E-FMT-055", { $0.notes = "261" }, boundary: { $0.notes = "26" }),
        .claim(
            "公費は4つまで", "E-FMT-054",
            { claim in
                claim.type = "1156"
                claim.others = Array(repeating: ("52116019", 1_000, 0), count: 4)
            },
            boundary: { claim in
                claim.type = "1156"
                claim.others = Array(repeating: ("52116019", 1_000, 0), count: 3)
            }),
    ]

    @Test("破る明細書は決まった番号でエラー一覧に載り、境目の明細書は受け入れる", arguments: all)
    func rule(_ rule: ClaimRule) throws {
        var wrong = Uke()
        rule.violating(&wrong)
        let office = try Office()
        let report = try office.take(wrong)
        #expect(report.rejected > 0, "\(rule.name)")
        let codes = Set(try office.errors().map(\.code))
        #expect(codes.contains(rule.code), "\(rule.name): \(codes)")
        var right = Uke()
        rule.boundary(&right)
        let other = try Office()
        let accepted = try other.take(right)
        let left = try other.errors().map { "\($0.code) \($0.message)" }
        #expect(accepted.rejected == 0 && accepted.accepted == right.claims.count, "\(left)")
    }

    @Test("番号の異なる点検は25を超える")
    func number() {
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
        #expect(Set(Self.all.map(\.code)).count >= 18)
        #expect(Self.all.count >= 35)
    }
}
