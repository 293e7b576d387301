// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// エラーの再判定の下見: what a second look at claims of the error list would find, as they are. Nothing is
/// written.
public enum ExamineClaimErrors {
    public static let operation = OperationCode.viewComputation

    /// What each would pay, or what is still wrong with it, by error: what `RecheckClaims` of the same
    /// errors does now.
    ///
    /// - Throws: `.unknownClaimError`, `.claimErrorSettled`.
    public static func perform(
        _ errors: [Int64], law: BenefitLaw, in scope: Scope
    ) throws -> [Int64: Result<Yen, ClaimFault>] {
        guard !errors.isEmpty else { return [:] }
        let look = try scope.secondLook(errors, law: law, correction: ClaimCorrection())
        var found = look.faults.mapValues { Result<Yen, ClaimFault>.failure($0) }
        for (error, claim) in look.accepted {
            found[error.id] = .success(claim.computation.payable)
        }
        // Nothing can be read of the others.
        for id in errors where found[id] == nil {
            found[id] = .failure(ClaimFault(.claimUnreadable))
        }
        return found
    }
}

/// What a second look at errors finds.
struct SecondLook {
    let errors: Int
    var accepted: [(error: ClaimError, claim: AcceptedClaim)] = []
    var faults: [Int64: ClaimFault] = [:]
    let master: [String: Institution]
}

extension Scope {
    /// Errors that wait, in the order asked for.
    func openErrors(_ ids: [Int64]) throws -> [ClaimError] {
        let found = try ClaimErrorBook.errors(ids, from: db)
        return try ids.once().map { id in
            guard let error = found[id] else { throw BenefitsRefusal.unknownClaimError }
            guard error.outcome == nil else { throw BenefitsRefusal.claimErrorSettled }
            return error
        }
    }

    /// Sends errors through every check again; nothing is written.
    func secondLook(
        _ ids: [Int64], law: BenefitLaw, correction: ClaimCorrection
    ) throws -> SecondLook {
        let errors = try openErrors(ids)
        saw(errors.compactMap(\.child))
        let numbers = errors.flatMap { error in
            (error.content?.funds.map(\.recipient) ?? [])
                + [correction.recipientNumber?.digits].compactMap(\.self)
        }
        var examiner = ClaimExaminer(
            law: law, index: try EntitlementIndex.load(numbers: numbers, from: db))
        var faults: [Int64: ClaimFault] = [:]
        var pending: [(error: ClaimError, matched: ClaimExaminer.Matched)] = []
        for error in errors {
            guard let written = error.content else { continue }
            let right = correction.apply(
                to: written, ours: (try? law.funder(written.treatmentMonth))?.numbers ?? [])
            if let firstVisits = correction.firstVisits {
                try ClaimContent.check(firstVisits: firstVisits, days: right.days)
            }
            try right.setting.check(admitted: correction.admitted, in: right.treatmentMonth)
            do throws(ClaimFault) {
                let matched = try examiner.match(right, isOtherVisit: correction.isOtherVisit)
                pending.append((error, matched))
            } catch let fault {
                faults[error.id] = fault
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
        var look = SecondLook(errors: errors.count, faults: faults, master: before.master)
        for (one, answer) in zip(pending, examiner.settle(all, before: before)) {
            switch answer {
            case .failure(let fault): look.faults[one.error.id] = fault
            case .success(var claim):
                claim.error = (one.error.id, one.error.reason.wording)
                look.accepted.append((one.error, claim))
            }
        }
        return look
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
