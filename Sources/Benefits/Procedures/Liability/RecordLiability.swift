// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 第三者行為・災害共済の記録: an accident, the benefits it touches, the claim on the other party and
/// what comes of it.
///
/// While it is open, reimbursements of the child from its month on are held until a clerk has said
/// of each whether the accident touches it.
public enum RecordLiability {
    public static let operation = OperationCode.recordLiability

    /// Opens a record.
    ///
    /// - Throws: `.dayInFuture`, `.reportBeforeAccident`, `.missingReason`, `.childUnknown`.
    @discardableResult
    public static func open(_ input: LiabilityInput, in scope: Scope) throws -> Int64 {
        try input.check(on: scope.today)
        let index = try EntitlementIndex.load(children: [input.child], from: scope.db)
        guard let recipient = index.entries(child: input.child).last?.recipient else {
            throw BenefitsRefusal.childUnknown
        }
        scope.saw([input.child, recipient])
        return try scope.append([
            LiabilityRow(input: input, recipient: recipient, officer: scope.principal.officer)
        ])[0]
    }

    /// Says of a benefit of the child whether the accident touches it; a later word counts.
    ///
    /// - Throws: `.unknownLiability`, `.liabilityClosed`, `.unknownBenefit`.
    public static func mark(
        _ source: LedgerEntry.Source, of id: Int64, isTouched: Bool, in scope: Scope
    ) throws {
        let liability = try scope.openLiability(id)
        let month = try scope.month(of: source)
        let entries =
            try LedgerBook.entries(
                children: [liability.child], months: month...month, .all, from: scope.db)[
                liability.child] ?? []
        guard let entry = entries.first(where: { $0.source == source }) else {
            throw BenefitsRefusal.unknownBenefit
        }
        try scope.append([
            LiabilityBenefitRow(
                liability: id,
                benefit: Liability.Benefit(
                    source: source, isTouched: isTouched, totalCost: entry.totalCost,
                    paid: entry.payable ?? .zero), officer: scope.principal.officer)
        ])
    }

    /// Records what happened: claimed from the other party, agreed, money that came in, closed.
    ///
    /// - Throws: `.unknownLiability`, `.liabilityClosed`, `.missingReason`, `.dayInFuture`,
    ///   `.wrongAmount` (nothing but closing is about zero yen; no more comes in than is claimed;
    ///   nothing is claimed above what the scheme has paid and the family does not give back),
    ///   `.alreadyAskedBack` (the family is asked for the rest elsewhere), `.moneyOutstanding` (closed
    ///   while the other party owes).
    public static func record(
        _ kind: Liability.Event.Kind, of id: Int64, amount: Yen, on day: CivilDate, note: String,
        payments: any ClaimsBack, in scope: Scope
    ) throws {
        let liability = try scope.openLiability(
            id, putsRight: [.agreed, .received].contains(kind), payments)
        guard !note.isEmpty else { throw BenefitsRefusal.missingReason }
        guard day <= scope.today else { throw BenefitsRefusal.dayInFuture }
        guard (kind == .closed) == (amount == .zero), amount >= .zero else {
            throw BenefitsRefusal.wrongAmount
        }
        switch kind {
        case .claimed, .agreed:
            let most = liability.paid - liability.claimedBack
            guard kind == .claimed || liability.claimed > .zero, amount <= most else {
                throw BenefitsRefusal.wrongAmount
            }
            let left = max(
                .zero,
                most - (try payments.askedBack(liability.touched.map(\.source), from: scope.db)))
            guard amount <= left else { throw BenefitsRefusal.alreadyAskedBack(left) }
        case .received:
            guard amount <= liability.outstanding else { throw BenefitsRefusal.wrongAmount }
        case .closed:
            let isWaiting = liability.claimsBack.contains { $0.outcome == nil }
            guard liability.outstanding == .zero, !isWaiting else {
                throw BenefitsRefusal.moneyOutstanding
            }
        }
        try scope.append([
            LiabilityEventRow(
                liability: id,
                event: Liability.Event(
                    kind: kind, on: day, amount: amount, note: note,
                    officer: scope.principal.officer))
        ])
    }

    /// Proposes that the family gives back what it has twice: 災害共済 pays the share and more.
    ///
    /// - Returns: the proposal, for a second officer.
    /// - Throws: `.unknownLiability`, `.liabilityClosed`, `.missingReason`, `.wrongAmount` (above
    ///   what the rule of the book gives for the benefits touched, less what was proposed before),
    ///   `.alreadyAskedBack` (the same benefits are asked for elsewhere), `.schemeUnset`.
    ///
    /// - Parameter payments: knows what the family is asked for elsewhere.
    @discardableResult
    public static func proposeGiveBack(
        of id: Int64, amount: Yen, explanation: String, law: BenefitLaw,
        payments: any ClaimsBack, in scope: Scope
    ) throws -> Int64 {
        let liability = try scope.openLiability(id, payments)
        guard !explanation.isEmpty else { throw BenefitsRefusal.missingReason }
        let most = try liability.leftToGiveBack(law: law)
        guard amount > .zero, amount <= most else {
            throw BenefitsRefusal.wrongAmount
        }
        let left = max(
            .zero, most - (try payments.askedBack(liability.touched.map(\.source), from: scope.db)))
        guard amount <= left else { throw BenefitsRefusal.alreadyAskedBack(left) }
        return try scope.append([
            ClaimBackRow(
                cause: .liability(id), child: liability.child, recipient: liability.recipient,
                amount: amount, explanation: explanation, proposer: scope.principal.officer)
        ])[0]
    }

    /// What a family may be asked to give back: of a school accident the part that 災害共済 pays as
    /// well; of another accident what the family itself was paid by the other party, at most all
    /// that the scheme has paid and not got from there.
    public static func mostToGiveBack(
        _ liability: Liability, law: BenefitLaw
    ) throws(BenefitsRefusal) -> Yen {
        switch liability.kind {
        case .thirdParty: return max(.zero, liability.paid - liability.received)
        case .sportsCouncil:
            guard let rule = law.sportsCouncil(liability.happenedOn.yearMonth) else {
                throw .schemeUnset("sports-council")
            }
            let cost = liability.touched.reduce(Yen.zero) { $0 + $1.totalCost }
            return rule.giveBack(totalCost: cost, paid: liability.paid)
        }
    }
}

extension Scope {
    /// An accident that is not closed; its child is named in the log.
    ///
    /// - Parameter putsRight: once a receipt was taken back, the money is recorded anew also after the
    ///   end, and so is what was agreed about it.
    fileprivate func openLiability(
        _ id: Int64, putsRight: Bool = false, _ payments: (any ClaimsBack)? = nil
    ) throws -> Liability {
        guard let known = try LiabilityBook.liability(id, from: db) else {
            throw BenefitsRefusal.unknownLiability
        }
        let liability = try payments.map { try counted(known, $0) } ?? known
        saw([liability.child, liability.recipient])
        guard !liability.isClosed || (putsRight && liability.isPutRight) else {
            throw BenefitsRefusal.liabilityClosed
        }
        return liability
    }

    /// The accident as the recoveries of the family stand.
    func counted(_ liability: Liability, _ payments: any ClaimsBack) throws -> Liability {
        try payments.counted([liability], from: db)[0]
    }

    fileprivate func month(of source: LedgerEntry.Source) throws -> YearMonth {
        let month: YearMonth? =
            switch source {
            case .claim(let id): try ClaimBook.claims([id], from: db)[id]?.treatmentMonth
            case .reimbursement(let id):
                try ReimbursementBook.cases([id], from: db)[id]?.input.treatmentMonth
            case .prior: nil
            }
        guard let month else { throw BenefitsRefusal.unknownBenefit }
        return month
    }
}
