// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// レセプトの補正: a claim of the error list is put right and goes through every check again.
public enum CorrectClaim {
    public static let operation = OperationCode.correctClaim

    /// Corrects one claim.
    ///
    /// - Parameter reason: what the correction rests on (照会した相手, 書類).
    /// - Returns: the claim.
    /// - Throws: `.missingReason`, `.unknownClaimError`, `.claimErrorSettled`, `.claimUnreadable`,
    ///   `.entryOutOfRange` (more first visits than days, an admission that is none of the month); `ClaimFault` where a check still says no.
    @discardableResult
    public static func perform(
        _ error: Int64, _ correction: ClaimCorrection, reason: String, law: BenefitLaw,
        in scope: Scope
    ) throws -> Int64 {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        let report = try scope.reexamine(
            [error], law: law, reason: reason, correction: correction)
        if let fault = report.faults[error] { throw fault }
        guard let claim = report.claims[error] else { throw BenefitsRefusal.claimUnreadable }
        return claim
    }
}

/// エラーの再判定: claims of the error list are looked at again as they are, because entitlements,
/// insurances or the book are known better now.
public enum RecheckClaims {
    public static let operation = OperationCode.correctClaim

    /// What a second look found.
    public struct Report: Sendable {
        /// The claims that are accepted now, by error.
        public internal(set) var claims: [Int64: Int64] = [:]
        /// What the accepted ones pay, by error.
        public internal(set) var payable: [Int64: Yen] = [:]
        /// What is still wrong, by error.
        public internal(set) var faults: [Int64: ClaimFault] = [:]
    }

    /// Looks at errors again.
    ///
    /// - Throws: `.unknownClaimError`, `.claimErrorSettled`.
    @discardableResult
    public static func perform(
        _ errors: [Int64], law: BenefitLaw, in scope: Scope
    ) throws -> Report {
        try scope.reexamine(errors, law: law, reason: "再判定", correction: ClaimCorrection())
    }
}

/// エラーの返戻: the claim goes back to the institution and will not be accepted here.
public enum ReturnClaim {
    public static let operation = OperationCode.correctClaim

    /// - Throws: `.missingReason`, `.unknownClaimError`, `.claimErrorSettled`.
    public static func perform(_ errors: [Int64], reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        let found = try scope.openErrors(errors)
        scope.saw(found.compactMap(\.child))
        try scope.append(
            found.map {
                ClaimErrorOutcomeRow(
                    error: $0.id, outcome: .returned, reason: reason,
                    officer: scope.principal.officer)
            })
    }
}

extension Scope {
    fileprivate func reexamine(
        _ ids: [Int64], law: BenefitLaw, reason: String, correction: ClaimCorrection
    ) throws -> RecheckClaims.Report {
        let look = try secondLook(ids, law: law, correction: correction)
        let stored = try store(
            look.accepted.map { [$0.claim] }, files: look.accepted.map(\.error.file),
            master: look.master)
        try append(
            zip(look.accepted, stored).map { one, claim in
                ClaimErrorOutcomeRow(
                    error: one.error.id, outcome: .accepted, claim: claim,
                    correction: correction.isEmpty ? nil : correction.wording, reason: reason,
                    officer: principal.officer)
            })
        var report = RecheckClaims.Report()
        report.faults = look.faults
        for (one, claim) in zip(look.accepted, stored) {
            report.claims[one.error.id] = claim
            report.payable[one.error.id] = one.claim.computation.payable
        }
        counted(look.errors)
        return report
    }
}
