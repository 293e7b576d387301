// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The approvals that one amount needs, and which of them are still open; pure.
public struct ApprovalNeed: Hashable, Sendable {
    /// One approval.
    public struct Slot: Hashable, Sendable {
        /// The place of the grade among the grades; `nil`: any head.
        public let rank: Int?
        /// The grade in words.
        public let grade: String

        static let anyHead = Slot(rank: nil, grade: "決裁者")

        public init(rank: Int?, grade: String) {
            self.rank = rank
            self.grade = grade
        }

        func admits(_ rank: Int?) -> Bool {
            guard let needed = self.rank else { return true }
            return (rank ?? -1) >= needed
        }
    }

    /// Lowest grade first.
    public let slots: [Slot]
    /// The largest amount that needs less; an amount at or below it would be decided lower down.
    public let below: Yen?
    public let source: String?
    public let isVerified: Bool

    /// The places that approvals leave open. Each takes the highest place that its grade allows.
    ///
    /// - Parameter ranks: the grades of the officers who approved, in their order.
    public func open(after ranks: [Int?]) -> [Slot] {
        var rest = slots
        for rank in ranks {
            if let place = rest.lastIndex(where: { $0.admits(rank) }) { rest.remove(at: place) }
        }
        return rest
    }

    /// What is left open when one more officer approves.
    ///
    /// - Throws: `ApprovalRefusal.gradeTooLow` when no open place admits the grade.
    public func open(after ranks: [Int?], and rank: Int?) throws(ApprovalRefusal) -> [Slot] {
        let before = open(after: ranks)
        // The amount, or the regulation, asks for less than it did when the first one approved.
        guard !before.isEmpty else { return [] }
        guard before.contains(where: { $0.admits(rank) }) else {
            throw .gradeTooLow(before.map(\.grade).joined(separator: "・"))
        }
        return open(after: ranks + [rank])
    }
}

/// An approval that alone does not decide yet.
public struct ApprovalConsent: Hashable, Sendable {
    public let officer: String
    /// The grade in words, as it was when the officer approved; empty for none.
    public let grade: String
    /// The place of that grade.
    public let rank: Int?
    public let at: Instant

    public init(officer: String, grade: String, rank: Int?, at: Instant) {
        self.officer = officer
        self.grade = grade
        self.rank = rank
        self.at = at
    }
}

/// What approvals by amount refuse.
public enum ApprovalRefusal: Refusal, Hashable {
    /// The regulation wants an officer of another grade.
    case gradeTooLow(String)
    /// The officer approved before; another one is needed.
    case approvedBefore

    public var code: String {
        switch self {
        case .gradeTooLow: "E-APR-001"
        case .approvedBefore: "E-APR-002"
        }
    }

    public var message: String {
        switch self {
        case .gradeTooLow(let grades):
            "この金額は、専決の区分により「\(grades)」以上の職の決裁が要ります。該当する職の職員に決裁を依頼してください。"
        case .approvedBefore:
            "すでに決裁済みです。この金額にはもう一人の決裁が要ります。別の職員が決裁してください。"
        }
    }
}
