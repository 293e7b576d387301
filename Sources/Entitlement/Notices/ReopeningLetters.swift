// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 却下取消通知書: whoever was refused is told that the refusal was taken back and that the application is
/// examined again.
///
/// The reference is that of the refusal, negative: the refusal has a letter of the same paper.
public struct ReopeningLetters: LetterSource {
    public let title = LetterKind.reopened.wording
    public let paper = Paper.notice

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        try CorrectionBook.reopenedWithoutLetter(
            since: scope.today.adding(days: -NoticeWork.oldest), from: scope.db
        ).map { -$0 }
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let ids = references.map { -$0 }
        let reopened = try CorrectionBook.reopened(ids, from: scope.db)
        let refusals = try HistoryBook.decisions(ids: Array(reopened.keys), from: scope.db)
        let files = try ApplicationBook.files(
            refusals.values.compactMap(\.applicationID), from: scope.db)
        return ids.compactMap { id in
            guard let one = reopened[id], let refusal = refusals[id] else { return nil }
            var values = LetterValues()
            values[.child] = .person(refusal.child)
            values[.guardian] = .person(refusal.recipient)
            values[.born] = .date(refusal.childBorn)
            values[.decision] = .code(.decisionResult, refusal.result)
            values[.decidedOn] = .date(refusal.decidedOn)
            values[.effectiveOn] = .date(one.at.dayInJapan)
            values[.reason] = .text(one.reason)
            values[.receipt] = refusal.applicationID.flatMap { files[$0] }.map {
                .text($0.receipt)
            }
            return LetterOrder(
                .reopened, reference: -id, recipient: refusal.recipient,
                children: [refusal.child], values: values)
        }
    }
}
