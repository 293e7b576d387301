// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
public import Vocabulary

/// 遡及の精算の起案: an entitlement was lost or gained in the past; one proposal names every claim and
/// payment that it touches, what is recovered, what is not paid out, and what is examined again with the
/// yen that it pays.
public enum ProposeRetroactive {
    public static let operation = OperationCode.proposeRetroactive

    /// - Parameters:
    ///   - chosen: the keys of the effects to carry out; `nil` takes whole months. What is left
    ///     out stays in the proposal, unticked, so that the one who decides sees it, and is settled
    ///     by the decision until the entitlement changes again. None at all closes the case without
    ///     settling anything, for the reason given.
    ///   - digest: of the plan that the officer saw; another one refuses.
    ///   - key: the idempotency key of the form; the same key answers the same proposal.
    /// - Returns: the proposal.
    /// - Throws: `RetroactiveRefusal`; `.keyUsed`, `.missingReason`; `SafeguardRefusal.notPermitted`
    ///   for machines.
    @discardableResult
    public static func perform(
        _ child: AddresseeNumber, chosen: Set<String>? = nil, digest: String? = nil,
        explanation: String, key: String, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        if let known = try RetroactiveBook.proposal(key: key, from: scope.db) {
            guard known.child == child else { throw PaymentRefusal.keyUsed }
            scope.saw(child)
            return known.id
        }
        guard !explanation.isEmpty else { throw PaymentRefusal.missingReason }
        let plan = try RetroactiveReading.plan(child, law: law, in: scope)
        if let digest, digest != plan.digest { throw RetroactiveRefusal.overtaken }
        try supersede(child, plan, in: scope)
        let keys = chosen ?? plan.usual
        let possible = Set(plan.effects.filter(\.kind.canBeDone).map(\.key))
        // Nothing is closed where nothing can be done: a payment that is under way comes again.
        guard !keys.isEmpty || (chosen != nil && !possible.isEmpty) else {
            throw RetroactiveRefusal.nothingTouched
        }
        guard keys.isSubset(of: possible) else { throw RetroactiveRefusal.otherEffects }
        let effects = try RetroactiveReading.effects(of: plan, chosen: keys, law: law, in: scope)
        let id = try scope.append([
            RetroactiveProposalRow(
                key: key, plan: plan, recover: plan.sum([.claim, .paid, .prior], of: keys),
                stop: plan.sum([.decided, .scheduled], of: keys), explanation: explanation,
                proposer: scope.principal.officer)
        ])[0]
        try scope.append(
            effects.enumerated().map { place, effect in
                RetroactiveEffectRow(
                    proposal: id, position: place + 1, effect: effect,
                    isChosen: keys.contains(effect.key))
            })
        scope.counted(keys.count)
        return id
    }

    /// One proposal a child at a time; one that was overtaken makes room.
    private static func supersede(
        _ child: AddresseeNumber, _ plan: RetroactivePlan, in scope: Scope
    ) throws {
        guard let open = try RetroactiveBook.open(of: child, from: scope.db) else { return }
        guard open.digest != plan.digest else { throw RetroactiveRefusal.proposalOpen }
        try scope.append([
            RetroactiveOutcomeRow(
                proposal: open.id, outcome: .overtaken, officer: scope.principal.officer)
        ])
    }
}
