// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 専決区分: who decides up to which amount, as dated data of the installation; pure.
///
/// A step names the approvals that an amount needs, lowest grade first: 「課長」 is one approval of a
/// 課長 or somebody above; 「課長」「部長」 are two of two officers.
public struct ApprovalRules: Hashable, Sendable {
    /// What is decided.
    public enum Kind: String, CaseIterable, Sendable {
        case run, reimbursement

        /// The word on screens.
        public var wording: String {
            switch self {
            case .run: "支払処理の決裁"
            case .reimbursement: "償還払いの決裁"
            }
        }
    }

    /// What an amount needs.
    public struct Step: Hashable, Sendable {
        /// The largest amount of this step; `nil` is any.
        public let upTo: Yen?
        /// The grade of each approval, lowest first.
        public let grades: [String]

        public init(upTo: Yen?, grades: [String]) {
            self.upTo = upTo
            self.grades = grades
        }
    }

    /// The steps of one kind for a time, with where they are laid down.
    public struct Rule: Hashable, Sendable {
        public let kind: Kind
        public let period: EffectivePeriod
        public let steps: [Step]
        public let source: String
        /// False until somebody of the city has compared it with its regulation.
        public let isVerified: Bool

        public init(
            kind: Kind, period: EffectivePeriod, steps: [Step], source: String, isVerified: Bool
        ) {
            self.kind = kind
            self.period = period
            self.steps = steps
            self.source = source
            self.isVerified = isVerified
        }
    }

    /// The grade that an officer holds for a time.
    public struct Post: Hashable, Sendable {
        public let officer: String
        public let grade: String
        public let period: EffectivePeriod

        public init(officer: String, grade: String, period: EffectivePeriod) {
            self.officer = officer
            self.grade = grade
            self.period = period
        }
    }

    /// No regulation on file: one approval by any head, whatever the amount.
    public static let oneHead = ApprovalRules()

    /// Lowest first.
    public let grades: [String]
    public let rules: [Rule]
    public let posts: [Post]
    /// SHA-256 of the file that they were read from: kept with each approval.
    public let digest: String?

    private init() {
        (grades, rules, posts, digest) = ([], [], [], nil)
    }

    /// - Throws: `ApprovalRulesProblem`: data that leave a question open are not used at all.
    public init(
        grades: [String], rules: [Rule], posts: [Post], digest: String
    ) throws(ApprovalRulesProblem) {
        guard Set(grades).count == grades.count, !grades.contains("") else {
            throw .gradesRepeated
        }
        for rule in rules { try Self.check(rule, grades) }
        for (index, rule) in rules.enumerated() {
            let hasTwin = rules[..<index].contains {
                $0.kind == rule.kind && $0.period.overlaps(rule.period)
            }
            if hasTwin { throw .rulesOverlap(rule.kind) }
        }
        for post in posts where !grades.contains(post.grade) { throw .unknownGrade(post.grade) }
        self.grades = grades
        self.rules = rules
        self.posts = posts
        self.digest = digest
    }

    private static func check(
        _ rule: Rule, _ grades: [String]
    ) throws(ApprovalRulesProblem) {
        guard rule.steps.last?.upTo == nil, !rule.steps.isEmpty else {
            throw .largestOpen(rule.kind)
        }
        let limits = rule.steps.dropLast().map(\.upTo)
        for (index, limit) in limits.enumerated() {
            guard let limit, index == 0 || (limits[index - 1].map { $0 < limit } ?? false) else {
                throw .stepsUnordered(rule.kind)
            }
        }
        for step in rule.steps {
            let ranks = step.grades.map { grades.firstIndex(of: $0) }
            if let unknown = zip(step.grades, ranks).first(where: { $0.1 == nil }) {
                throw .unknownGrade(unknown.0)
            }
            guard !ranks.isEmpty, ranks.compactMap(\.self) == ranks.compactMap(\.self).sorted()
            else { throw .stepsUnordered(rule.kind) }
        }
    }

    /// What an amount needs on a day.
    public func need(_ kind: Kind, _ amount: Yen, on day: CivilDate) -> ApprovalNeed {
        let rule = rules.first { $0.kind == kind && $0.period.contains(day) }
        guard let rule, let index = rule.steps.firstIndex(where: { $0.holds(amount) }) else {
            return ApprovalNeed(slots: [.anyHead], below: nil, source: nil, isVerified: true)
        }
        return ApprovalNeed(
            slots: rule.steps[index].grades.map {
                ApprovalNeed.Slot(rank: grades.firstIndex(of: $0), grade: $0)
            }, below: index > 0 ? rule.steps[index - 1].upTo : nil, source: rule.source,
            isVerified: rule.isVerified)
    }

    /// The highest grade of an officer on a day, as its place among the grades; `nil` without one.
    public func rank(of officer: String, on day: CivilDate) -> Int? {
        posts.filter { Array($0.officer.utf8) == Array(officer.utf8) && $0.period.contains(day) }
            .compactMap { grades.firstIndex(of: $0.grade) }.max()
    }
}

extension ApprovalRules.Step {
    fileprivate func holds(_ amount: Yen) -> Bool { upTo.map { amount <= $0 } ?? true }
}

/// Why data about approvals are refused as a whole.
public enum ApprovalRulesProblem: Error, Hashable {
    case gradesRepeated
    case unknownGrade(String)
    case largestOpen(ApprovalRules.Kind)
    case stepsUnordered(ApprovalRules.Kind)
    case rulesOverlap(ApprovalRules.Kind)

    /// What is wrong, in words.
    public var wording: String {
        switch self {
        case .gradesRepeated: "職が空欄か、二度書かれています"
        case .unknownGrade(let grade): "職「\(grade)」が職の一覧にありません"
        case .largestOpen(let kind): "\(kind.wording)の最後の段に上限があり、それを超える金額の決裁者が決まりません"
        case .stepsUnordered(let kind): "\(kind.wording)の段が、金額または職の小さい順になっていません"
        case .rulesOverlap(let kind): "\(kind.wording)の期間が重なっています"
        }
    }
}
