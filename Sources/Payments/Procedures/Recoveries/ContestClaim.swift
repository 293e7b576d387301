// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
public import Vocabulary

/// 申立 while the family is not asked for the same money: what a family gives back is not taken back of
/// the institution too.
public enum ContestClaim {
    public static let operation = OperationCode.fileObjection

    /// - Throws: `RecoveryRefusal.askedOfFamily`; as `FileObjection`.
    public static func perform(
        _ subject: Objection.Subject, _ kind: ObjectionKind, reason: ObjectionReason,
        on day: CivilDate, in scope: Scope
    ) throws {
        if case .claim(let id) = subject,
            try RecoveryBook.claimed(inKind: [id], from: scope.db)[id] ?? .zero > .zero
        {
            throw RecoveryRefusal.askedOfFamily
        }
        try FileObjection.perform(subject, kind, reason: reason, on: day, in: scope)
    }
}
