// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 不足書類のお知らせ: each time an application is put on hold for papers, its applicant is told which
/// and until when; putting it on hold again is the reminder.
public struct MissingPaperLetters: LetterSource {
    public let title = "不足書類のお知らせ"
    public let paper = Paper.papers

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        try NoticeWork.holds(from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let holds = try NoticeWork.missing(references, from: scope.db)
        return references.compactMap { id in
            guard let hold = holds[id] else { return nil }
            var values = LetterValues()
            values[.child] = .person(hold.child)
            values[.guardian] = .person(hold.applicant)
            values[.receipt] = .text(hold.receipt)
            values[.procedure] = .code(.applicationKind, hold.kind)
            values[.missing] = .text(hold.missing)
            values[.reason] = .text(hold.reason)
            values[.dueOn] = .date(hold.dueOn)
            return LetterOrder(
                .papers, reference: id, recipient: hold.applicant, children: [hold.child],
                values: values)
        }
    }
}
