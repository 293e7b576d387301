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

/// 申立結果の入力: an accepted objection takes the claim back, so that it may be billed again.
public enum RecordObjectionResult {
    public static let operation = OperationCode.fileObjection

    /// Records the answer of the examining body.
    ///
    /// - Parameters:
    ///   - offset: what is taken back of a claim that is accepted in part; of one that is accepted
    ///     whole it is everything that the scheme pays and that was not taken back before.
    ///   - month: the month of billing whose invoice takes it back; the month of the result
    ///     where nobody says.
    ///   - given: what the family has given back of it; the institution does not give it back again.
    /// - Throws: `.noObjection`, `.resultBeforeObjection`, `.offsetMissing`, `.offsetTooLarge`.
    public static func perform(
        _ subject: Objection.Subject, _ result: ObjectionResult, on day: CivilDate,
        offset: Yen? = nil, billed month: YearMonth? = nil, given: Yen = .zero, in scope: Scope
    ) throws {
        let payable = try scope.check(subject)
        guard let filed = try ObjectionBook.newest(of: subject, from: scope.db),
            filed.result == .pending, result != .pending
        else { throw BenefitsRefusal.noObjection }
        guard day >= filed.filedOn else { throw BenefitsRefusal.resultBeforeObjection }
        let left = max(
            .zero, payable - (try ObjectionBook.takenBack(subject, from: scope.db)) - given)
        let back = try takenBack(result, of: left, asked: offset)
        let answered = Objection(
            subject: subject, kind: filed.kind, reason: filed.reason, filedOn: filed.filedOn,
            result: result, resultOn: day, offset: back,
            offsetMonth: back > .zero ? month ?? day.yearMonth : nil)
        try scope.append([ObjectionRow(objection: answered, officer: scope.principal.officer)])
    }

    /// Of a row of the error list nothing was ever paid, so nothing is taken back.
    private static func takenBack(
        _ result: ObjectionResult, of left: Yen, asked: Yen?
    ) throws(BenefitsRefusal) -> Yen {
        switch result {
        case .accepted: return left
        case .partlyAccepted:
            guard left > .zero else { return .zero }
            guard let asked, asked > .zero else { throw .offsetMissing }
            guard asked <= left else { throw .offsetTooLarge(left) }
            return asked
        case .pending, .upheld, .withdrawn: return .zero
        }
    }
}

extension Scope {
    /// Whether what is contested exists; its child is named in the log.
    ///
    /// - Returns: what the scheme pays of it.
    @discardableResult
    fileprivate func check(_ subject: Objection.Subject) throws -> Yen {
        switch subject {
        case .claim(let id):
            guard let claim = try ClaimBook.claims([id], from: db)[id] else {
                throw BenefitsRefusal.unknownClaim
            }
            saw(claim.child)
            return claim.payable
        case .error(let id):
            guard let error = try ClaimErrorBook.errors([id], from: db)[id] else {
                throw BenefitsRefusal.unknownClaimError
            }
            if let child = error.child { saw(child) }
            return .zero
        }
    }
}
