// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Database
public import Vocabulary

/// 代理受領と返還: of each benefit that mandates cover what the scheme has paid, what the insurer pays of
/// it, and what families were asked for. What an insurer pays for a month of a child falls to its
/// benefits by what the scheme has paid for each.
public enum InsurersPartBook {
    /// By benefit; those that no mandate covers are left out.
    public static func parts(
        children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [LedgerEntry.Source: InsurersPart] {
        let proxies = try BenefitClaimsBack().counted(
            ProxyBook.mandates(of: children, from: db), from: db)
        let known = Set(children)
        let covers = try ProxyBook.covers(proxies, from: db).filter { known.contains($0.child) }
        guard !covers.isEmpty else { return [:] }
        let standing = try Standing.load(covers, from: db)
        var found: [LedgerEntry.Source: InsurersPart] = [:]
        for cover in covers {
            let rows = cover.benefits.compactMap { standing.benefits[$0.source] }
            let paid = rows.map(\.paid)
            let whole = cover.part(of: cover.proxy.fromInsurer + cover.proxy.claimedBack)
            let most = paid.reduce(.zero, +)
            for (row, amount) in zip(rows, min(whole, most).divided(by: paid)) {
                // A month and its year may both have a mandate: what they bring is added up.
                let before = found[row.source]
                found[row.source] = InsurersPart(
                    proxy: before?.proxy ?? cover.proxy.id, source: row.source, paid: row.paid,
                    asked: row.asked, amount: min(row.paid, amount + (before?.amount ?? .zero)))
            }
        }
        return found
    }

    /// What a changed entitlement touches, with the insurer's part of it; of what was paid to the family it
    /// is taken off.
    static func applied(
        to effects: [RetroactiveEffect], of children: some Sequence<AddresseeNumber>,
        from db: any Connection
    ) throws -> [RetroactiveEffect] {
        guard effects.contains(where: { $0.kind != .prior }) else { return effects }
        let parts = try parts(children: children, from: db)
        guard !parts.isEmpty else { return effects }
        return effects.map { effect in
            let source: LedgerEntry.Source? =
                switch effect.kind {
                case .claim: .claim(effect.record)
                case .decided, .scheduled, .underWay, .paid: .reimbursement(effect.record)
                case .prior, .gainedClaim, .gainedReimbursement: nil
                }
            guard let part = source.flatMap({ parts[$0] }), part.amount > .zero else {
                return effect
            }
            var with = effect
            with.byInsurer = part
            if effect.kind == .paid { with.amount = max(.zero, effect.amount - part.amount) }
            return with
        }
    }

    /// What came in by mandates above what the scheme has paid and not got back otherwise, be it by another
    /// mandate of the same benefits: the insurer may claim it. Where several mandates bring too much it is
    /// said of the last one, so that the sums may be added up. Mandates with nothing of the kind are left
    /// out.
    public static func mayGoBack(
        _ proxies: [ProxyReceipt], from db: any Connection
    ) throws -> [Int64: Yen] {
        let asked = proxies.filter { $0.received > .zero }
        guard !asked.isEmpty else { return [:] }
        return try balance(asked, from: db) { other, own in
            // The year counts what the benefit of each month has left.
            (other.period.isYear ? 1 : 0, other.id) < (own.period.isYear ? 1 : 0, own.id)
                ? other.received + other.claimedBack : .zero
        }.compactMapValues { parts in
            let yen = parts.reduce(Yen.zero) { $0 + min($1.received, max(Yen.zero, -$1.left)) }
            return yen > .zero ? yen : nil
        }
    }

    /// What the scheme has paid for the benefits of a mandate and has not got back by any way; below zero
    /// where more came back or is asked for. What other mandates of the same benefits bring or are to bring
    /// is not the family's to give back.
    static func left(under proxy: ProxyReceipt, from db: any Connection) throws -> Yen {
        let parts = try balance([proxy], from: db) { other, _ in
            other.fromInsurer + other.claimedBack
        }
        return (parts[proxy.id] ?? []).reduce(.zero) { $0 + $1.left }
    }

    /// Child by child: what came in of the insurer, and what the scheme has paid and not got back; below
    /// zero where more came back.
    ///
    /// - Parameter taken: what of another mandate of the same children counts before one.
    private static func balance(
        _ asked: [ProxyReceipt], from db: any Connection,
        taken: (_ other: ProxyReceipt, _ own: ProxyReceipt) -> Yen
    ) throws -> [Int64: [(received: Yen, left: Yen)]] {
        let ids = Set(asked.map(\.id))
        let all = try BenefitClaimsBack().counted(
            ProxyBook.mandates(of: asked.flatMap { $0.parts.map(\.child) }, from: db), from: db)
        let covers = try ProxyBook.covers(all, from: db)
        let standing = try Standing.load(covers, from: db)
        let ofChild = Dictionary(grouping: covers, by: \.child)
        var found: [Int64: [(received: Yen, left: Yen)]] = [:]
        for cover in covers where ids.contains(cover.proxy.id) {
            let received = cover.part(of: cover.proxy.received)
            let back = cover.part(of: cover.proxy.claimedBack)
            let own = Set(cover.benefits.map(\.source))
            let others = (ofChild[cover.child] ?? []).filter { $0.proxy.id != cover.proxy.id }
                .reduce(Yen.zero) {
                    $0 + standing.share(of: taken($1.proxy, cover.proxy), $1, among: own)
                }
            let left = cover.benefits.compactMap { standing.benefits[$0.source] }
                .reduce(Yen.zero) { $0 + $1.paid - $1.asked }
            found[cover.proxy.id, default: []].append((received, left - others - received - back))
        }
        return found
    }
}

/// What the scheme has paid for benefits, and what families were asked for of them.
private struct Standing {
    struct Benefit {
        let source: LedgerEntry.Source
        let paid: Yen
        let asked: Yen
    }

    private(set) var benefits: [LedgerEntry.Source: Benefit] = [:]

    /// What of yen of a whole mandate falls to some benefits of a child, by what the scheme has paid for
    /// each benefit that the mandate covers.
    func share(of yen: Yen, _ cover: MandateCover, among some: Set<LedgerEntry.Source>) -> Yen {
        guard yen > .zero else { return .zero }
        let rows = cover.benefits.compactMap { benefits[$0.source] }
        let paid = rows.map(\.paid)
        let whole = min(cover.part(of: yen), paid.reduce(.zero, +))
        return zip(rows, whole.divided(by: paid)).reduce(.zero) {
            some.contains($1.0.source) ? $0 + $1.1 : $0
        }
    }

    static func load(_ covers: [MandateCover], from db: any Connection) throws -> Standing {
        let entries = covers.flatMap(\.benefits)
        let claims = entries.compactMap(\.source.claim)
        let back = try ObjectionBook.takenBack(claims: claims, from: db)
        let asked = try RecoveryBook.asked(inKind: claims, from: db)
        let payments = try PaidForms.load(entries.compactMap(\.source.reimbursement), from: db)
        var found = Standing()
        for entry in entries {
            let benefit: Benefit
            switch entry.source {
            case .claim(let id):
                benefit = Benefit(
                    source: entry.source,
                    paid: max(.zero, (entry.payable ?? .zero) - (back[id] ?? .zero)),
                    asked: asked[id]?.amount ?? .zero)
            case .reimbursement(let id):
                let form = payments[id]
                benefit = Benefit(
                    source: entry.source, paid: entry.payable ?? form?.paid ?? .zero,
                    asked: form?.asked ?? .zero)
            case .prior: continue
            }
            found.benefits[entry.source] = benefit
        }
        return found
    }
}

/// What was paid for forms and what is claimed back of it: of the decision that stands; where none does,
/// of the last one that was paid.
private enum PaidForms {
    private struct Item {
        let id: Int64
        let decision: Int64
        let amount: Yen
        let isPaid: Bool
        let isCancelled: Bool
    }

    static func load(
        _ forms: [Int64], from db: any Connection
    ) throws -> [Int64: (paid: Yen, asked: Yen)] {
        var items: [Int64: [Item]] = [:]
        try Among.forEach(
            """
            SELECT i.reimbursement_id, i.id, i.decision_id, i.amount, s.status,
            (SELECT COUNT(*) FROM reimbursement_cancellation_outcome x
                WHERE x.approval_id = i.decision_id)
            FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id
            WHERE {among} ORDER BY i.id
            """, column: "i.reimbursement_id", keys: forms, in: db
        ) { row in
            items[row.int64(0), default: []].append(
                Item(
                    id: row.int64(1), decision: row.int64(2), amount: row.yen(3),
                    isPaid: row.text(4) == PaymentItemStatus.paid.rawValue,
                    isCancelled: row.int(5) > 0))
        }
        let decisions = items.compactMapValues { rows in
            (rows.last { !$0.isCancelled } ?? rows.last { $0.isPaid } ?? rows.last)?.decision
        }
        let claimed = try RecoveryBook.claimed(
            items: items.values.flatMap { $0.map(\.id) }, from: db)
        let netted = try RecoveryRequestBook.netted(decisions.values, from: db)
        let backNetted = try RecoveryBook.claims(cancelled: decisions.values, from: db)
            .mapValues { $0.filter { $0.item == nil }.reduce(Yen.zero) { $0 + $1.counted } }
        return decisions.reduce(into: [:]) { found, form in
            let mine = (items[form.key] ?? []).filter { $0.decision == form.value }
            let paid = mine.filter(\.isPaid).reduce(Yen.zero) { $0 + $1.amount }
            let asked = mine.reduce(Yen.zero) { $0 + (claimed[$1.id] ?? .zero) }
            found[form.key] = (
                paid + (netted[form.value] ?? .zero), asked + (backNetted[form.value] ?? .zero)
            )
        }
    }
}
