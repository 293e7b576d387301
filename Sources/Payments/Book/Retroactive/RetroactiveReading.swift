// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Database
import Entitlement
import Ledger
public import Safeguards
public import Vocabulary

/// 遡及の精算の下見: every claim and payment that an entitlement as it stands now does not cover, and
/// every refusal that it does. Nothing is written.
public enum RetroactiveReading {
    /// - Parameter scope: names the persons in the log.
    /// - Throws: `RetroactiveRefusal.noEntitlement`.
    public static func plan(
        _ child: AddresseeNumber, law: BenefitLaw, in scope: Scope
    ) throws -> RetroactivePlan {
        let db = scope.db
        let index = try EntitlementIndex.load(children: [child], from: db)
        guard
            let history = try HistoryBook.decisions(children: [child], from: db)[child]?.last?.id
        else { throw RetroactiveRefusal.noEntitlement }
        scope.saw(child)
        let cover = Cover(index: index, child: child)
        let touched = try TouchedBenefits.load([child], from: db)
        var effects = try losses(touched.claims, cover, from: db)
        effects += try losses(touched.decisions, cover, from: db)
        effects += try losses(touched.prior, cover, from: db)
        effects = try InsurersPartBook.applied(to: effects, of: [child], from: db)
        effects += try gains(touched, cover, law: law, in: scope)
        effects.sort {
            ($0.month, $0.kind.rawValue, $0.subject) < ($1.month, $1.kind.rawValue, $1.subject)
        }
        scope.saw(effects.compactMap(\.recipient))
        let claims = effects.filter { $0.kind == .claim }
        let upheld = try ObjectionBook.upheld(claims.map(\.subject), from: db)
        let leftOut = try RetroactiveBook.leftOut(of: child, since: history, from: db)
        return RetroactivePlan(
            child: child, history: history, effects: effects,
            digest: digest(child, history, effects),
            upheld: Set(claims.filter { upheld.contains($0.subject) }.map(\.key)),
            leftOut: Set(
                effects.filter { leftOut.contains($0.kind.standing.key(of: $0.subject)) }
                    .map(\.key)))
    }

    /// Of a claim that pays nothing a second look tells; of another what is left of it: less what the
    /// examining body took back of it, and what the family gave back.
    private static func losses(
        _ claims: [Claim], _ cover: Cover, from db: any Connection
    ) throws -> [RetroactiveEffect] {
        let asked = try RecoveryBook.asked(inKind: claims.map(\.id), from: db)
        let back = try ObjectionBook.takenBack(claims: claims.map(\.id), from: db)
        return claims.compactMap { claim in
            let left =
                claim.payable - (back[claim.id] ?? .zero) - (asked[claim.id]?.given ?? .zero)
            // What the family is asked for is settled.
            guard asked[claim.id]?.stands != true, left > .zero || claim.payable == .zero,
                let isPartial = cover.loss(
                    claim.treatmentMonth, claim.setting, on: claim.visits)
            else { return nil }
            return RetroactiveEffect(
                kind: .claim, subject: claim.id, record: claim.id, recipient: nil,
                month: claim.treatmentMonth, amount: left, isPartial: isPartial)
        }
    }

    private static func losses(
        _ decisions: [TouchedBenefits.Decision], _ cover: Cover, from db: any Connection
    ) throws -> [RetroactiveEffect] {
        let lost = decisions.compactMap { decision in
            decision.payable > .zero
                ? cover.loss(
                    decision.treatmentMonth, decision.setting, on: decision.visits
                ).map { (decision, $0) } : nil
        }
        let stands = try standing(
            lost.reduce(into: [:]) { $0[$1.0.id] = $1.0.payable }, from: db)
        return lost.map { decision, isPartial in
            let (kind, amount) = stands[decision.id] ?? (.decided, decision.payable)
            return RetroactiveEffect(
                kind: kind, subject: decision.id, record: decision.reimbursement,
                recipient: decision.recipient, month: decision.treatmentMonth, amount: amount,
                isPartial: isPartial)
        }
    }

    /// What the system used before has paid for days that its own decisions covered and that nothing
    /// covers any more; what it paid outside of them is its own matter.
    private static func losses(
        _ prior: [TouchedBenefits.Prior], _ cover: Cover, from db: any Connection
    ) throws -> [RetroactiveEffect] {
        guard !prior.isEmpty else { return [] }
        let before = Cover(
            index: try EntitlementIndex.takenOver(children: [cover.child], from: db),
            child: cover.child)
        let lost = prior.compactMap { benefit in
            before.loss(benefit.treatmentMonth, benefit.setting, since: cover).map { (benefit, $0) }
        }
        let asked = try PriorRecoveryBook.asked(lost.map(\.0.id), from: db)
        return lost.compactMap { benefit, isPartial in
            let open = benefit.payable - (asked[benefit.id] ?? .zero)
            guard open > .zero else { return nil }
            return RetroactiveEffect(
                kind: .prior, subject: benefit.id, record: benefit.id,
                recipient: benefit.recipient, month: benefit.treatmentMonth, amount: open,
                isPartial: isPartial)
        }
    }

    /// How far decisions about so many yen have come, and what of each goes back or is stopped.
    static func standing(
        _ payable: [Int64: Yen], from db: any Connection
    ) throws -> [Int64: (RetroactiveEffect.Kind, Yen)] {
        let items = try ItemBook.newest(of: Array(payable.keys), from: db)
        let claimed = try RecoveryBook.claimed(items: items.values.map(\.id), from: db)
        let netted = try RecoveryRequestBook.netted(payable.keys, from: db)
        return payable.reduce(into: [:]) { found, decision in
            let item = items[decision.key]
            found[decision.key] = standing(
                item, decision.value, claimed: item.flatMap { claimed[$0.id] } ?? .zero,
                netted: netted[decision.key] ?? .zero)
        }
    }

    private static func standing(
        _ item: PaymentItem?, _ payable: Yen, claimed: Yen, netted: Yen
    ) -> (RetroactiveEffect.Kind, Yen) {
        guard let item else { return (.decided, payable) }
        switch item.status {
        case .extracted, .sent: return (.underWay, item.amount)
        case .paid: return (.paid, item.amount - claimed + netted)
        case .scheduled, .held, .returned:
            return netted > .zero ? (.paid, netted) : (.scheduled, item.amount)
        case .rescheduled: return netted > .zero ? (.paid, netted) : (.decided, .zero)
        case .cancelled: return (.decided, .zero)
        }
    }

    private static func gains(
        _ touched: TouchedBenefits, _ cover: Cover, law: BenefitLaw, in scope: Scope
    ) throws -> [RetroactiveEffect] {
        let claims = touched.refused.filter {
            cover.covers($0.treatmentMonth, $0.setting, on: $0.visits)
        }
        let files = touched.decisions.filter { decision in
            (decision.reason == .notEntitled || decision.reason == .outsidePeriod)
                && cover.covers(
                    decision.treatmentMonth, decision.setting, on: decision.visits)
        }
        let looked = try ExamineClaimErrors.perform(
            claims.map(\.id).sorted(), law: law, in: scope)
        let answers = try ExamineReimbursements.perform(
            files.map(\.reimbursement), law: law, in: scope)
        return claims.map {
            RetroactiveEffect(
                kind: .gainedClaim, subject: $0.id, record: $0.id, recipient: nil,
                month: $0.treatmentMonth, amount: .zero, isPartial: false
            ).examined(looked[$0.id])
        }
            + zip(files, answers).map { decision, examination in
                RetroactiveEffect(
                    kind: .gainedReimbursement, subject: decision.id,
                    record: decision.reimbursement, recipient: decision.recipient,
                    month: decision.treatmentMonth, amount: .zero, isPartial: false
                ).examined(examination.verdict)
            }
    }

    private static func digest(
        _ child: AddresseeNumber, _ history: Int64, _ effects: [RetroactiveEffect]
    ) -> String {
        let lines =
            ["\(child.value) \(history)"]
            + effects.map {
                "\($0.key) \($0.month) \($0.amount.amount) \($0.isPartial) \($0.record)"
                    + ($0.byInsurer.map { " K\($0.proxy) \($0.amount.amount)" } ?? "")
                    + ($0.finding.map { " \($0.code)" } ?? "")
            }
        return Digest.of(Array(lines.joined(separator: "\n").utf8)).description
    }
}

/// What the entitlements of a child cover, day by day; pure.
private struct Cover {
    let index: EntitlementIndex
    let child: AddresseeNumber

    /// Whether all the days are inside; any day of the month where they are not known.
    func covers(_ month: YearMonth, _ setting: CareSetting, on visits: MonthDays? = nil) -> Bool {
        let inside = days(month, setting)
        return visits.map { $0.isSubset(of: inside) } ?? !inside.isEmpty
    }

    /// Whether a treatment is outside: `false` wholly, `true` in part, `nil` where it is inside. Where
    /// its days are not known it is in part outside if the entitlement ended in the month. Days that wait
    /// for the release of a suspension are not lost.
    func loss(_ month: YearMonth, _ setting: CareSetting, on visits: MonthDays? = nil) -> Bool? {
        let inside = daysNotLost(month, setting)
        guard let visits else {
            if inside.isEmpty { return false }
            return inside.contains(.day(month.lastDay.day)) ? nil : true
        }
        if visits.isSubset(of: inside) { return nil }
        return !visits.isDisjoint(with: inside)
    }

    /// Whether days that were inside here are outside of what covers them now: `false` all of them, `true`
    /// some, `nil` none.
    func loss(_ month: YearMonth, _ setting: CareSetting, since now: Cover) -> Bool? {
        let (was, isNow) = (days(month, setting), now.daysNotLost(month, setting))
        return was.isSubset(of: isNow) ? nil : !was.isDisjoint(with: isNow)
    }

    private func daysNotLost(_ month: YearMonth, _ setting: CareSetting) -> MonthDays {
        index.daysNotLost(of: child, in: month, inpatient: setting == .inpatient)
    }

    private func days(_ month: YearMonth, _ setting: CareSetting) -> MonthDays {
        index.days(of: child, in: month, inpatient: setting == .inpatient)
    }
}

extension EntitlementIndex {
    /// The days of a month that are covered, or that the release of a suspension on its way may cover.
    func daysNotLost(
        of child: AddresseeNumber, in month: YearMonth, inpatient isInpatient: Bool
    ) -> MonthDays {
        days(of: child, in: month, inpatient: isInpatient)
            .union(daysAwaitingRelease(of: child, in: month, inpatient: isInpatient))
    }
}
