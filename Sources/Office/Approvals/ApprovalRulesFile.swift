// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Foundation
import Ledger
public import Vocabulary

/// `approvals.json` in the data folder: the city's regulation about who decides up to which amount
/// (専決規程), with the grades of its officers. It is read on every use, so that a change needs no
/// restart; its digest stands in every approval.
public struct ApprovalRulesFile: Sendable {
    let url: URL

    public init(dataDirectory: String) {
        url = URL(fileURLWithPath: dataDirectory).appendingPathComponent("approvals.json")
    }

    private struct Paper: Decodable {
        struct Rule: Decodable {
            struct Step: Decodable {
                var upTo: Int?
                var grades: [String]
            }
            var kind: String
            var from: String
            /// The first day without it.
            var until: String?
            var source: String
            var verified: Bool?
            var steps: [Step]
        }
        struct Post: Decodable {
            var officer: String
            var grade: String
            var from: String
            var until: String?
        }
        var grades: [String]
        var rules: [Rule]
        var posts: [Post]
    }

    /// The regulation that the file states; without a file one head decides every amount.
    /// - Throws: `ApprovalRulesUnusable`: with a broken file nothing is approved.
    public func read() throws -> ApprovalRules {
        let files = FileManager.default
        guard files.fileExists(atPath: url.path) else { return .oneHead }
        let mode = try files.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        guard let mode, mode & 0o022 == 0 else {
            throw ApprovalRulesUnusable(why: "ほかの利用者が書き換えられます")
        }
        let bytes = [UInt8](try Data(contentsOf: url))
        guard let paper = try? JSONDecoder().decode(Paper.self, from: Data(bytes)) else {
            throw ApprovalRulesUnusable(why: "読めません")
        }
        do {
            return try ApprovalRules(
                grades: paper.grades, rules: try paper.rules.map(rule),
                posts: try paper.posts.map {
                    ApprovalRules.Post(
                        officer: $0.officer, grade: $0.grade,
                        period: try period($0.from, $0.until))
                }, digest: Digest.of(bytes).description)
        } catch let problem as ApprovalRulesProblem {
            throw ApprovalRulesUnusable(why: problem.wording)
        }
    }

    private func rule(_ paper: Paper.Rule) throws -> ApprovalRules.Rule {
        guard let kind = ApprovalRules.Kind(rawValue: paper.kind) else {
            throw ApprovalRulesUnusable(why: "「\(paper.kind)」という区分はありません")
        }
        return ApprovalRules.Rule(
            kind: kind, period: try period(paper.from, paper.until),
            steps: paper.steps.map {
                ApprovalRules.Step(upTo: $0.upTo.map { Yen($0) }, grades: $0.grades)
            }, source: paper.source, isVerified: paper.verified ?? false)
    }

    private func period(_ from: String, _ until: String?) throws -> EffectivePeriod {
        guard let begin = CivilDate(iso: from) else {
            throw ApprovalRulesUnusable(why: "日付「\(from)」が読めません")
        }
        guard let until else { return EffectivePeriod(from: begin) }
        guard let end = CivilDate(iso: until), begin < end else {
            throw ApprovalRulesUnusable(why: "期間の終わり「\(until)」が読めないか、始まりより前です")
        }
        return EffectivePeriod(from: begin, until: end)
    }
}

/// The regulation on file cannot be used; until it can, nothing is approved.
public struct ApprovalRulesUnusable: Refusal, Hashable {
    public let why: String

    public var code: String { "E-APR-003" }
    public var message: String {
        "専決の区分 approvals.json が使えません：\(why)。直るまで決裁できません。管理者が直してください。"
    }
}

extension Installation {
    /// Who decides up to which amount, as the data of this installation say now.
    /// - Throws: `ApprovalRulesUnusable`.
    public func approvalRules() throws -> ApprovalRules {
        try ApprovalRulesFile(dataDirectory: settings.dataDirectory).read()
    }
}
