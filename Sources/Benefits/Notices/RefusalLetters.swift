// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 不支給決定通知書 of approved refusals that have none.
public struct RefusalLetters: LetterSource {
    public let title = "不支給決定通知書"
    public let paper = Paper.refusal
    public var isOnePerReference: Bool { reissueReason == nil }
    private let law: BenefitLaw
    /// Why letters are issued again; `nil` the first time.
    private let reissueReason: String?

    public init(law: BenefitLaw, reissueReason: String? = nil) {
        self.law = law
        self.reissueReason = reissueReason
    }

    public func waiting(in scope: Scope) throws -> [Int64] {
        try NoticeBook.waiting(from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let found = try ReimbursementDecisionBook.decisions(references, from: scope.db)
        let wanted = references.compactMap { found[$0] }.filter(\.isStandingRefusal)
        let computations = try Explanations.decisions(wanted.map(\.id), from: scope.db)
        return wanted.map {
            LetterOrder($0, article: law.article($0), computation: computations[$0.id])
        }
    }

    public func series(in scope: Scope) throws -> EnvelopeSeries? {
        EnvelopeSeries("B", last: try NoticeBook.count(from: scope.db))
    }

    public func written(_ letters: [ReadyLetter], in scope: Scope) throws {
        try scope.append(
            letters.map {
                BenefitNoticeRow(
                    letter: $0, issuedOn: scope.today, reissueReason: reissueReason)
            })
    }
}

extension ReimbursementDecision {
    /// Whether it refuses, was approved, and was not cancelled.
    fileprivate var isStandingRefusal: Bool {
        approval != nil && approval?.cancelledOn == nil && outcome == .notPaid
    }
}

extension BenefitLaw {
    /// The article behind the reason of a refusal.
    fileprivate func article(_ decision: ReimbursementDecision) -> String? {
        switch decision.reason {
        case .timeBarred:
            guard
                case .found(_, let entry) = book.office.reimbursementDeadline.on(
                    decision.treatmentMonth.firstDay)
            else { return nil }
            return entry.article
        case .notEntitled, .outsidePeriod: return book.eligibleArticle
        default: return nil
        }
    }
}
