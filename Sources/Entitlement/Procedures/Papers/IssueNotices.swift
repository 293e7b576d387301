// SPDX-License-Identifier: Apache-2.0
import Database
import Press
public import Safeguards
public import Scheme
public import Vocabulary

/// 通知書の発行: letters about decisions, each written into the register of letters.
public enum IssueNotices {
    public static let operation = OperationCode.printLetters

    /// What a batch of letters produced; those left out are named with the reason.
    public struct Batch: Sendable {
        public let expected: Int
        public let notices: [EntitlementNotice]
        /// By decision.
        public let leftOut: [Int64: String]
    }

    /// Issues the letters of decisions.
    ///
    /// - Parameters:
    ///   - reissueReason: why a letter is issued again.
    ///   - letters: the wordings of the book.
    ///   - freshness: letters stop where what they rest on is too old.
    ///   - datedOn: 施行日; `nil` is today.
    /// - Throws: `.staleFeed`; `LetterDeskRefusal.wrongDate`.
    public static func perform(
        _ decisionIDs: [Int64], reissueReason: String? = nil, letters: LetterWordings,
        directory: any AddresseeDirectory, freshness: any FeedFreshness,
        datedOn: CivilDate? = nil, in scope: Scope
    ) throws -> Batch {
        let terms = IssueLetters.Terms(
            letters: letters, directory: directory, freshness: freshness, datedOn: datedOn)
        try freshness.check(on: scope.today, in: scope.db)
        let found = try HistoryBook.decisions(ids: decisionIDs, from: scope.db)
        let decisions = decisionIDs.compactMap { found[$0] }
        scope.saw(decisions.flatMap { [$0.child, $0.recipient] })
        let findings = try JudgementBook.findings(
            decisions.compactMap(\.judgementID), from: scope.db)
        func unmet(_ decision: EntitlementDecision) -> [StoredFinding] {
            (decision.judgementID.flatMap { findings[$0] } ?? []).filter { !$0.met }
        }
        let details = try DecisionDetails.of(decisions, from: scope.db)
        let batch = try IssueLetters.issue(
            decisions.compactMap { LetterOrder($0, unmet: unmet($0), details: details[$0.id]) },
            of: DecisionLetters(reissueReason: reissueReason), terms, in: scope)
        let notices = batch.letters.compactMap { letter -> EntitlementNotice? in
            guard let decision = found[letter.order.reference],
                let kind = EntitlementNotice.Kind(decision.result)
            else { return nil }
            return EntitlementNotice(
                kind: kind, decision: decision, unmet: unmet(decision), ready: letter)
        }
        var leftOut = batch.leftOut.reduce(into: [Int64: String]()) {
            $0[$1.reference] = $1.reason
        }
        for decision in decisions where EntitlementNotice.Kind(decision.result) == nil {
            leftOut[decision.id] = "この決定には通知書がありません"
        }
        return Batch(expected: decisions.count, notices: notices, leftOut: leftOut)
    }
}
