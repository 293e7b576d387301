// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A memo that the system used before kept about a child or a recipient (移行).
public struct PriorMemo: Hashable, Sendable {
    public var subject: AddresseeNumber
    public var reach: MemoReach
    public var importance: MemoImportance
    public var text: String
    /// The day on which it was written there.
    public var writtenOn: CivilDate
    /// The last day on which it is shown; `nil` until somebody ends it.
    public var shownUntil: CivilDate?

    public init(
        subject: AddresseeNumber, reach: MemoReach, importance: MemoImportance, text: String,
        writtenOn: CivilDate, shownUntil: CivilDate? = nil
    ) {
        self.subject = subject
        self.reach = reach
        self.importance = importance
        self.text = text
        self.writtenOn = writtenOn
        self.shownUntil = shownUntil
    }

    /// As it stands here: the day on which it was written is a part of its words, since the day of
    /// the record is that of the migration.
    var input: MemoInput {
        MemoInput(
            subject: subject, reach: reach, importance: importance,
            text: "［\(PriorDecision.proposer) \(Wareki.text(writtenOn))］\(text)",
            shownUntil: shownUntil)
    }
}
