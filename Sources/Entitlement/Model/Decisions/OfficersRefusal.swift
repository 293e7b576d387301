// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A refusal that rests on what an officer found and the book does not ask: a guardian who does not bring
/// up the child, a short stay, a paper that was asked for and never came. A second officer decides.
public struct OfficersRefusal: Hashable, Sendable {
    /// The reasons that an officer may give.
    public static let reasons: [DecisionReason] = [
        .documentsNotCompleted, .guardianRequirement, .stayStatus, .other,
    ]

    public let reason: DecisionReason
    /// What was found, and the article where there is one; the letter says it.
    public let words: String

    /// - Throws: `.missingReason`, `.notForOfficers`.
    public init(reason: DecisionReason, words: String) throws(EntitlementRefusal) {
        guard Self.reasons.contains(reason) else { throw .notForOfficers }
        let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { throw .missingReason }
        self.reason = reason
        self.words = words
    }
}
