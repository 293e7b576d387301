// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
public import Vocabulary

/// 申立 while the family is not asked for the same money: what a family gives back is not taken back of
/// the institution too.
public enum ContestClaim {
    public static let operation = OperationCode.fileObjection

    /// What the family has given back is not contested; the rest of the claim is.
    ///
    /// - Throws: `RecoveryRefusal.askedOfFamily` while the city waits for the family, `.givenBack` where
    ///   nothing is left, `.askedByAccident`; as `FileObjection`.
    public static func perform(
        _ subject: Objection.Subject, _ kind: ObjectionKind, reason: ObjectionReason,
        on day: CivilDate, in scope: Scope
    ) throws {
        if case .claim(let id) = subject { try check(id, in: scope) }
        try FileObjection.perform(subject, kind, reason: reason, on: day, in: scope)
    }

    /// What is left of a claim is asked of the institution alone: not of the family, nor by an accident.
    static func check(_ id: Int64, in scope: Scope) throws {
        guard let claim = try ClaimBook.claims([id], from: scope.db)[id] else { return }
        let left = claim.payable - (try ObjectionBook.takenBack(.claim(id), from: scope.db))
        let asked = try RecoveryBook.asked(inKind: [id], from: scope.db)[id]
        if let asked {
            guard !asked.isOpen else { throw RecoveryRefusal.askedOfFamily }
            guard left > asked.given else { throw RecoveryRefusal.givenBack }
        }
        guard left > .zero else { return }
        try AskedByAccident.check(
            .claim(id), of: claim.child, fresh: left - (asked?.given ?? .zero), in: scope)
    }
}

/// 申立結果の入力, one or many at once: of a claim of which the family has given back a part, the
/// institution gives back the rest.
public enum AnswerObjection {
    public static let operation = OperationCode.fileObjection

    /// - Throws: as `RecordObjectionResults`.
    public static func perform(_ answers: [ObjectionAnswer], in scope: Scope) throws {
        let claims = answers.compactMap {
            if case .claim(let id) = $0.subject { id } else { nil }
        }
        try RecordObjectionResults.perform(
            answers, given: RecoveryBook.asked(inKind: claims, from: scope.db).mapValues(\.given),
            in: scope)
    }

    /// - Throws: as `RecordObjectionResult`.
    public static func perform(
        _ subject: Objection.Subject, _ result: ObjectionResult, on day: CivilDate,
        offset: Yen? = nil, billed month: YearMonth? = nil, in scope: Scope
    ) throws {
        let answer = ObjectionAnswer(subject, result, on: day, offset: offset, billed: month)
        do {
            try perform([answer], in: scope)
        } catch let refused as RefusedAnswers {
            throw refused.lines[0].refusal
        }
    }
}
