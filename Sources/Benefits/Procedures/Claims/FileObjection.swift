// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 申立: a claim is contested with the examining body (過誤, 再審査, 返戻, 取下げ).
public enum FileObjection {
    public static let operation = OperationCode.fileObjection

    /// Files an objection about one claim or one row of the error list.
    ///
    /// - Throws: `.unknownClaim`, `.unknownClaimError`, `.objectionOpen`, `.objectionAccepted`.
    public static func perform(
        _ subject: Objection.Subject, _ kind: ObjectionKind, reason: ObjectionReason,
        on day: CivilDate, in scope: Scope
    ) throws {
        try scope.check(subject)
        switch try ObjectionBook.newest(of: subject, from: scope.db)?.result {
        case .pending: throw BenefitsRefusal.objectionOpen
        case .accepted: throw BenefitsRefusal.objectionAccepted
        case .partlyAccepted, .upheld, .withdrawn, nil: break
        }
        let objection = Objection(
            subject: subject, kind: kind, reason: reason, filedOn: day, result: .pending,
            resultOn: nil, offset: nil, offsetMonth: nil)
        try scope.append([ObjectionRow(objection: objection, officer: scope.principal.officer)])
    }
}

/// 申立結果の入力: one answer of an examining body.
public enum RecordObjectionResult {
    public static let operation = OperationCode.fileObjection

    /// - Parameters:
    ///   - offset: what is taken back of a claim that is accepted in part.
    ///   - month: the month of billing whose invoice takes it back; the month of the result
    ///     where nobody says.
    /// - Throws: as `RecordObjectionResults` of its only line.
    public static func perform(
        _ subject: Objection.Subject, _ result: ObjectionResult, on day: CivilDate,
        offset: Yen? = nil, billed month: YearMonth? = nil, in scope: Scope
    ) throws {
        let answer = ObjectionAnswer(subject, result, on: day, offset: offset, billed: month)
        do {
            try RecordObjectionResults.perform([answer], in: scope)
        } catch let refused as RefusedAnswers {
            throw refused.lines[0].refusal
        }
    }
}

extension Scope {
    /// Whether what is contested exists; its child is named in the log.
    fileprivate func check(_ subject: Objection.Subject) throws {
        switch subject {
        case .claim(let id):
            guard let claim = try ClaimBook.claims([id], from: db)[id] else {
                throw BenefitsRefusal.unknownClaim
            }
            saw(claim.child)
        case .error(let id):
            guard let error = try ClaimErrorBook.errors([id], from: db)[id] else {
                throw BenefitsRefusal.unknownClaimError
            }
            if let child = error.child { saw(child) }
        }
    }
}
