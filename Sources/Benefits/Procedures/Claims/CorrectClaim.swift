// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Vocabulary

/// レセプトの補正: a claim of the error list is put right and goes through every check again.
public enum CorrectClaim {
    public static let operation = OperationCode.correctClaim

    /// Corrects one claim.
    ///
    /// - Parameter reason: what the correction rests on (照会した相手, 書類).
    /// - Returns: the claim.
    /// - Throws: `.missingReason`, `.unknownClaimError`, `.claimErrorSettled`, `.claimUnreadable`,
    ///   `.entryOutOfRange` (more first visits than days); `ClaimFault` where a check still says no.
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
    /// Errors that wait, in the order asked for.
    fileprivate func openErrors(_ ids: [Int64]) throws -> [ClaimError] {
        let found = try ClaimErrorBook.errors(ids, from: db)
        return try ids.once().map { id in
            guard let error = found[id] else { throw BenefitsRefusal.unknownClaimError }
            guard error.outcome == nil else { throw BenefitsRefusal.claimErrorSettled }
            return error
        }
    }

    fileprivate func reexamine(
        _ ids: [Int64], law: BenefitLaw, reason: String, correction: ClaimCorrection
    ) throws -> RecheckClaims.Report {
        let errors = try openErrors(ids)
        saw(errors.compactMap(\.child))
        let numbers = errors.flatMap { error in
            (error.content?.funds.map(\.recipient) ?? [])
                + [correction.recipientNumber?.digits].compactMap(\.self)
        }
        var examiner = ClaimExaminer(
            law: law, index: try EntitlementIndex.load(numbers: numbers, from: db))
        var report = RecheckClaims.Report()
        var pending: [(error: ClaimError, matched: ClaimExaminer.Matched)] = []
        for error in errors {
            guard let written = error.content else { continue }
            let right = correction.apply(
                to: written, ours: try? law.funder(written.treatmentMonth))
            if let firstVisits = correction.firstVisits {
                try ClaimContent.check(firstVisits: firstVisits, days: right.days)
            }
            do throws(ClaimFault) {
                let matched = try examiner.match(right, isOtherVisit: correction.isOtherVisit)
                pending.append((error, matched))
            } catch let fault {
                report.faults[error.id] = fault
            }
        }
        saw(pending.map(\.matched.entry.child))
        var before = try BeforeClaims(pending.map(\.matched), law: law, from: db)
        let claims = pending.map { error, matched in
            let source = error.source ?? matched.content.source
            return (matched, correction.isEmpty ? source : .correction)
        }
        let all: [(matched: ClaimExaminer.Matched, source: ClaimSource)] =
            claims + (try besides(errors, &examiner))
        before.households = try law.households(all.map(\.matched.household), in: self)
        before.counts = try law.counts(all.map(\.matched.household), in: self)
        let answers = examiner.settle(all, before: before)
        var accepted: [(error: ClaimError, claim: AcceptedClaim)] = []
        for (one, answer) in zip(pending, answers) {
            switch answer {
            case .failure(let fault): report.faults[one.error.id] = fault
            case .success(var claim):
                claim.error = (one.error.id, one.error.reason.wording)
                accepted.append((one.error, claim))
            }
        }
        let stored = try store(
            accepted.map { [$0.claim] }, files: accepted.map(\.error.file), master: before.master)
        try append(
            zip(accepted, stored).map { one, claim in
                ClaimErrorOutcomeRow(
                    error: one.error.id, outcome: .accepted, claim: claim,
                    correction: correction.isEmpty ? nil : correction.wording, reason: reason,
                    officer: principal.officer)
            })
        for (one, claim) in zip(accepted, stored) { report.claims[one.error.id] = claim }
        counted(errors.count)
        return report
    }

    /// Claims that are on the error list because they switch to reimbursement together with these:
    /// one of them alone must not slip through.
    private func besides(
        _ errors: [ClaimError], _ examiner: inout ClaimExaminer
    ) throws -> [(matched: ClaimExaminer.Matched, source: ClaimSource)] {
        let asked = Set(errors.map(\.id))
        let switched = BenefitsRefusal.overThreshold(.zero).code
        var found: [(matched: ClaimExaminer.Matched, source: ClaimSource)] = []
        let others = try ClaimErrorBook.errors(
            of: switched, institutions: errors.filter { $0.code == switched }.map(\.institution),
            from: db)
        // Of what went back and was billed anew only the newer one counts.
        let rebilled = try RebillingBook.rebilledErrors(
            others.filter { $0.outcome == .returned }.map(\.id), from: db)
        for other in others
        where !asked.contains(other.id) && other.outcome != .accepted
            && !rebilled.contains(other.id)
        {
            guard let content = other.content, let matched = try? examiner.match(content) else {
                continue
            }
            found.append((matched, other.source ?? content.source))
        }
        return found
    }
}
