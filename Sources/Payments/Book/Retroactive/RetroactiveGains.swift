// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Vocabulary

extension RetroactiveReading {
    /// The effects of a plan as they come about when some are chosen: claims of the error list are examined
    /// again with the chosen ones only, as the approval does it.
    static func effects(
        of plan: RetroactivePlan, chosen keys: Set<String>, law: BenefitLaw, in scope: Scope
    ) throws -> [RetroactiveEffect] {
        let gained = plan.effects.filter { $0.kind == .gainedClaim }
        let chosen = gained.filter { keys.contains($0.key) }
        guard chosen.count < gained.count else { return plan.effects }
        let looked = try ExamineClaimErrors.perform(
            chosen.map(\.subject).sorted(), law: law, in: scope)
        return plan.effects.map {
            $0.kind == .gainedClaim ? $0.examined(looked[$0.subject]) : $0
        }
    }
}

extension RetroactiveEffect {
    /// With what a second look at a claim found; as it is where nobody looked.
    func examined(_ look: Result<Yen, ClaimFault>?) -> RetroactiveEffect {
        var effect = self
        switch look {
        case .success(let yen): (effect.amount, effect.finding) = (yen, nil)
        case .failure(let fault): (effect.amount, effect.finding) = (.zero, .fault(fault))
        case nil: break
        }
        return effect
    }

    /// With what the examination of a reimbursement says.
    func examined(_ verdict: ReimbursementExamination.Verdict) -> RetroactiveEffect {
        var effect = self
        switch verdict {
        case .pay(let yen, _): effect.amount = yen
        case .hold(let hold, _): effect.finding = .hold(hold)
        case .refuse(let reason, _): effect.finding = .refused(reason)
        }
        return effect
    }
}
