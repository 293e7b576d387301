// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 認定・却下・変更・消滅の通知書 of decisions that have none.
public struct DecisionLetters: LetterSource {
    public let title = "資格の決定の通知書"
    public let paper = Paper.notice
    public var isOnePerReference: Bool { reissueReason == nil }
    /// Why letters are issued again; `nil` the first time.
    private let reissueReason: String?

    public init(reissueReason: String? = nil) { self.reissueReason = reissueReason }

    public func waiting(in scope: Scope) throws -> [Int64] {
        try NoticeWork.decisions(
            since: scope.today.adding(days: -NoticeWork.oldest), from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let found = try HistoryBook.decisions(ids: references, from: scope.db)
        let findings = try JudgementBook.findings(
            found.values.compactMap(\.judgementID), from: scope.db)
        let details = try DecisionDetails.of(found.values, from: scope.db)
        // A list may be older than the taking back of a refusal.
        let back =
            reissueReason == nil
            ? try CorrectionBook.reopened(references, from: scope.db) : [:]
        return references.filter { back[$0] == nil }.compactMap { id in
            found[id].flatMap { decision in
                LetterOrder(
                    decision,
                    unmet: (decision.judgementID.flatMap { findings[$0] } ?? []).filter {
                        !$0.met
                    }, details: details[id])
            }
        }
    }

    public func series(in scope: Scope) throws -> EnvelopeSeries? {
        EnvelopeSeries("N", last: try IssueCounts.notices(from: scope.db))
    }

    public func written(_ letters: [ReadyLetter], in scope: Scope) throws {
        let found = try HistoryBook.decisions(
            ids: letters.map(\.order.reference), from: scope.db)
        try scope.append(
            letters.compactMap { letter in
                found[letter.order.reference].map {
                    NoticeRow(
                        letter: letter, decision: $0, issuedOn: scope.today,
                        reissueReason: reissueReason)
                }
            })
    }
}
