// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 高額療養費の代理受領の記録: the family's mandate, the insurer's answer, the money that comes in, and
/// what the family gives back where the insurer paid it or refused.
public enum RecordProxyReceipt {
    public static let operation = OperationCode.recordProxyReceipt

    /// Takes a mandate in, with the estimate it rests on.
    ///
    /// - Throws: `.dayInFuture`, `.childUnknown`, `.insurerNotRegistered`, `.mandateKnown`,
    ///   `.nothingExpected`; `AmountRefusal` where the book does not know month or band.
    @discardableResult
    public static func open(
        _ mandate: Mandate, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        guard mandate.mandateOn <= scope.today else { throw BenefitsRefusal.dayInFuture }
        let index = try EntitlementIndex.load(children: [mandate.child], from: scope.db)
        guard let recipient = index.entries(child: mandate.child).last?.recipient else {
            throw BenefitsRefusal.childUnknown
        }
        scope.saw([mandate.child, recipient])
        let insurance = index.insurances(child: mandate.child)
            .last { $0.period.overlaps(mandate.month.period) }
        guard let insurance else { throw BenefitsRefusal.insurerNotRegistered }
        let isKnown = try ProxyBook.exists(
            child: mandate.child, month: mandate.month, from: scope.db)
        guard !isKnown else { throw BenefitsRefusal.mandateKnown }
        let estimate = try EstimateHighCost.estimate(
            child: mandate.child, mandate.month, band: mandate.band, law: law, from: scope.db)
        guard estimate.sum.benefit > .zero else { throw BenefitsRefusal.nothingExpected }
        return try scope.append([
            ProxyRow(
                mandate: mandate, recipient: recipient, insurer: insurance.insurer,
                estimate: estimate, officer: scope.principal.officer)
        ])[0]
    }

    /// Records what the insurer answered or paid, or the end.
    ///
    /// - Throws: `.unknownProxy`, `.proxyClosed`, `.missingReason`, `.dayInFuture`, `.wrongAmount`
    ///   (no more comes in than was decided; refusing and closing are about zero yen),
    ///   `.notRequested`, `.moneyOutstanding`.
    public static func record(
        _ kind: ProxyReceipt.Event.Kind, of id: Int64, amount: Yen, on day: CivilDate,
        note: String, in scope: Scope
    ) throws {
        let proxy = try scope.openProxy(id)
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
        of id: Int64, amount: Yen, explanation: String, in scope: Scope
    ) throws -> Int64 {
        let proxy = try scope.openProxy(id)
        guard !explanation.isEmpty else { throw BenefitsRefusal.missingReason }
        guard proxy.decided != nil else { throw BenefitsRefusal.notRequested }
        let most = proxy.estimate.benefit - proxy.received - proxy.claimedBack
        guard amount > .zero, amount <= most else { throw BenefitsRefusal.wrongAmount }
        return try scope.append([
            ClaimBackRow(
                cause: .proxy(id), child: proxy.child, recipient: proxy.recipient, amount: amount,
                explanation: explanation, proposer: scope.principal.officer)
        ])[0]
    }
}

/// 保険者あて請求書の作成: what the letters to insurers ask for; each mandate is asked once.
public enum RequestFromInsurer {
    public static let operation = OperationCode.writeInsurerRequest

    /// Marks mandates as requested and answers the values of their letters.
    ///
    /// - Parameter reference: 文書番号 of the letter.
    /// - Throws: `.unknownProxy`, `.proxyClosed`, `.alreadyRequested`.
    public static func perform(
        _ ids: [Int64], reference: String, in scope: Scope
    ) throws -> [InsurerRequest] {
        let found = try ProxyBook.proxies(ids, from: scope.db)
        let proxies = try ids.once().map { id -> ProxyReceipt in
            guard let proxy = found[id] else { throw BenefitsRefusal.unknownProxy }
            guard proxy.state != .closed else { throw BenefitsRefusal.proxyClosed }
            guard proxy.state == .mandated else { throw BenefitsRefusal.alreadyRequested }
            return proxy
        }
        scope.saw(proxies.flatMap { [$0.child, $0.recipient] })
        let (today, officer) = (scope.today, scope.principal.officer)
        try scope.append(
            proxies.map {
                ProxyEventRow(
                    proxy: $0.id,
                    event: ProxyReceipt.Event(
                        kind: .requested, on: today, amount: $0.estimate.benefit,
                        reference: reference, note: "委任に基づき請求", officer: officer))
            })
        scope.counted(proxies.count)
        return proxies.map {
            InsurerRequest(
                proxy: $0.id, insurer: $0.insurer, child: $0.child, recipient: $0.recipient,
                month: $0.month, mandateOn: $0.mandateOn, band: $0.band,
                isMultiple: $0.isMultiple, totalCost: $0.estimate.totalCost,
                burden: $0.estimate.burden, limit: $0.estimate.limit, amount: $0.estimate.benefit,
                requestedOn: today)
        }
    }
}

extension Scope {
    fileprivate func openProxy(_ id: Int64) throws -> ProxyReceipt {
        guard let proxy = try ProxyBook.proxy(id, from: db) else {
            throw BenefitsRefusal.unknownProxy
        }
        saw([proxy.child, proxy.recipient])
        guard proxy.state != .closed else { throw BenefitsRefusal.proxyClosed }
        return proxy
    }
}
