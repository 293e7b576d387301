// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 高額療養費の代理受領の記録: the family's mandate, the insurer's answer, the money that comes in, and
/// what the family gives back where the insurer paid it or refused.
public enum RecordProxyReceipt {
    public static let operation = OperationCode.recordProxyReceipt

    /// Takes a mandate in, with the estimate it rests on. It covers all children of the family under
    /// the same insurance.
    ///
    /// - Throws: `.dayInFuture`, `.childUnknown`, `.insurerNotRegistered`, `.householdWrong`,
    ///   `.mandateKnown`, `.nothingExpected`; `AmountRefusal` where the book does not know month or
    ///   band.
    @discardableResult
    public static func open(
        _ mandate: Mandate, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        guard mandate.mandateOn <= scope.today else { throw BenefitsRefusal.dayInFuture }
        guard mandate.others.allSatisfy(\.isPossible) else { throw BenefitsRefusal.householdWrong }
        let family = try InsuredFamily(
            of: mandate.child, in: mandate.month, book: law.book.national, from: scope.db)
        scope.saw(family.children + [family.recipient])
        let isKnown = try family.children.contains {
            try ProxyBook.exists(child: $0, .month(mandate.month), from: scope.db)
        }
        guard !isKnown, let insurance = family.insurance[mandate.child] else {
            throw BenefitsRefusal.mandateKnown
        }
        let estimate = try EstimateHighCost.estimate(
            family, mandate.month, band: mandate.band, others: mandate.others, law: law,
            from: scope.db)
        guard estimate.sum.benefit > .zero else { throw BenefitsRefusal.nothingExpected }
        return try scope.keep(
            ProxyRow(
                mandate: mandate, recipient: family.recipient, insurer: insurance.insurer,
                estimate: estimate, officer: scope.principal.officer),
            units: estimate.units, parts: estimate.parts)
    }

    /// Records what the insurer answered or paid, or the end.
    ///
    /// - Throws: `.unknownProxy`, `.proxyClosed`, `.missingReason`, `.dayInFuture`, `.wrongAmount`
    ///   (no more comes in than was decided; refusing and closing are about zero yen),
    ///   `.notRequested`, `.moneyOutstanding`.
    public static func record(
        _ kind: ProxyReceipt.Event.Kind, of id: Int64, amount: Yen, on day: CivilDate,
        note: String, payments: any ClaimsBack, in scope: Scope
    ) throws {
        let proxy = try scope.openProxy(
            id, putsRight: [.decided, .refused, .received].contains(kind), payments)
        guard !note.isEmpty else { throw BenefitsRefusal.missingReason }
        guard day <= scope.today else { throw BenefitsRefusal.dayInFuture }
        let isRequested = proxy.events.contains { $0.kind == .requested }
        switch kind {
        case .requested: throw BenefitsRefusal.notRequested
        case .decided:
            guard isRequested else { throw BenefitsRefusal.notRequested }
            guard amount > .zero else { throw BenefitsRefusal.wrongAmount }
        case .refused:
            guard isRequested else { throw BenefitsRefusal.notRequested }
            guard amount == .zero else { throw BenefitsRefusal.wrongAmount }
        case .received:
            guard proxy.decided != nil else { throw BenefitsRefusal.notRequested }
            guard amount > .zero, amount <= proxy.outstanding else {
                throw BenefitsRefusal.wrongAmount
            }
        case .closed:
            guard amount == .zero else { throw BenefitsRefusal.wrongAmount }
            let isWaiting = proxy.claimsBack.contains { $0.outcome == nil }
            guard !isWaiting, proxy.decided == nil || proxy.outstanding == .zero else {
                throw BenefitsRefusal.moneyOutstanding
            }
        }
        try scope.append([
            ProxyEventRow(
                proxy: id,
                event: ProxyReceipt.Event(
                    kind: kind, on: day, amount: amount, reference: nil, note: note,
                    officer: scope.principal.officer))
        ])
    }

    /// Proposes that the family gives back what the city advanced: the insurer has paid the family,
    /// or has refused for a reason that lies with it.
    ///
    /// - Throws: `.unknownProxy`, `.proxyClosed`, `.missingReason`, `.notRequested`, `.wrongAmount`
    ///   (above the estimate less what came in and was proposed before).
    @discardableResult
    public static func proposeGiveBack(
        of id: Int64, amount: Yen, explanation: String, payments: any ClaimsBack, in scope: Scope
    ) throws -> Int64 {
        let proxy = try scope.openProxy(id, payments)
        guard !explanation.isEmpty else { throw BenefitsRefusal.missingReason }
        guard proxy.decided != nil else { throw BenefitsRefusal.notRequested }
        guard amount > .zero, amount <= proxy.leftToGiveBack else {
            throw BenefitsRefusal.wrongAmount
        }
        return try scope.append([
            ClaimBackRow(
                cause: .proxy(id), child: proxy.child, recipient: proxy.recipient, amount: amount,
                explanation: explanation, proposer: scope.principal.officer)
        ])[0]
    }
}

extension Scope {
    /// Writes a mandate down with the units that its estimate rests on and what falls to each child.
    func keep(
        _ mandate: ProxyRow, units: [HighCostEstimate.Unit], parts: [AddresseeNumber: Yen]
    ) throws -> Int64 {
        let id = try append([mandate])[0]
        try append(units.map { ProxyUnitRow(proxy: id, unit: $0) })
        try append(
            parts.sorted { $0.key < $1.key }.filter { $0.value > .zero }.map {
                ProxyPartRow(
                    proxy: id, part: ProxyReceipt.Part(child: $0.key, amount: $0.value),
                    period: ProxyPeriodCell(mandate.period, place: mandate.place))
            })
        return id
    }

    /// The mandate as the recoveries of the family stand.
    func counted(_ proxy: ProxyReceipt, _ payments: any ClaimsBack) throws -> ProxyReceipt {
        try payments.counted([proxy], from: db)[0]
    }

    /// - Parameter putsRight: once a receipt was taken back, the money is recorded anew also after the
    ///   end, and so is the decision that it followed.
    func openProxy(
        _ id: Int64, putsRight: Bool = false, _ payments: any ClaimsBack
    ) throws -> ProxyReceipt {
        guard let known = try ProxyBook.proxy(id, from: db) else {
            throw BenefitsRefusal.unknownProxy
        }
        let proxy = try counted(known, payments)
        saw(proxy.people)
        guard proxy.state != .closed || (putsRight && proxy.isPutRight) else {
            throw BenefitsRefusal.proxyClosed
        }
        return proxy
    }
}
