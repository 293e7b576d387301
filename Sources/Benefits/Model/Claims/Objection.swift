// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 申立 about one claim (5 items): what was asked of the examining body, why, and the answer.
public struct Objection: Hashable, Sendable {
    /// What it is about.
    public enum Subject: Hashable, Sendable {
        /// An accepted claim.
        case claim(Int64)
        /// A row of the error list.
        case error(Int64)
    }

    public let subject: Subject
    public let kind: ObjectionKind
    public let reason: ObjectionReason
    public let filedOn: CivilDate
    public let result: ObjectionResult
    /// The day on which the result was entered; `nil` while pending.
    public let resultOn: CivilDate?
    /// What the examining body takes back from its invoice; `nil` while pending.
    public let offset: Yen?
    /// The month of billing in which it does; `nil` where it takes nothing back.
    public let offsetMonth: YearMonth?
}
