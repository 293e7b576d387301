// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 点検記録: who looked at the log, for which days, how, and what was found.
public enum WriteReview {
    public static let operation = OperationCode.reviewLog

    /// - Throws: `.periodInvalid`, `.noteMissing`.
    public static func perform(_ review: LogReview, in scope: Scope) throws {
        guard review.from <= review.through, review.through <= scope.today,
            review.nextDue > scope.today
        else { throw OversightRefusal.periodInvalid }
        guard !review.findings.allSatisfy(\.isWhitespace), review.sampled >= 0 else {
            throw OversightRefusal.noteMissing
        }
        try scope.append([ReviewRow(reviewer: scope.principal.officer, review: review)])
        scope.counted(review.sampled)
    }
}
