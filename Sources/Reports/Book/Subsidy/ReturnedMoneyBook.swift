// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// What came back to the city for benefits, from the books of 給付 and 支払.
enum ReturnedMoneyBook {
    /// Everything that was received until a day, in the order of the days; only what is of use for
    /// those of the period: the same benefits.
    static func money(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [ReturnedMoney] {
        let all = try
            (proxies(period.last.lastDay, from: db)
            + liabilities(period.last.lastDay, from: db)
            + recoveries(period.last.lastDay, from: db))
            .sorted { ($0.on, $0.kind.rawValue, $0.id) < ($1.on, $1.kind.rawValue, $1.id) }
        let now = all.filter { $0.on >= period.first.firstDay }
        let touched = now.reduce(into: Set()) { $0.formUnion($1.benefits) }
        return all.filter {
            $0.on >= period.first.firstDay || !$0.benefits.isDisjoint(with: touched)
        }
    }

    private struct Receipt {
        let id: Int64
        /// The mandate, accident or claim that it is about.
        let owner: Int64
        let on: CivilDate
        let amount: Yen
        let child: AddresseeNumber
        let recipient: AddresseeNumber

        /// From the first six columns of a row.
        init(_ row: any Row) {
            id = row.int64(0)
            owner = row.int64(1)
            on = row.date(2)
            amount = row.yen(3)
            child = row.addressee(4)
            recipient = row.addressee(5)
        }

        func money(
            _ kind: SubsidyReturn.Kind, _ parts: [ReturnedMoney.Part]?
        ) -> ReturnedMoney {
            ReturnedMoney(
                kind: kind, id: id, on: on, amount: amount, child: child, recipient: recipient,
                parts: parts ?? [])
        }
    }

    private static func proxies(
        _ last: CivilDate, from db: any Connection
    ) throws -> [ReturnedMoney] {
        let receipts = try db.rows(
            """
            SELECT e.id, e.proxy_id, e.event_on, e.amount, p.child, p.recipient
            FROM proxy_event e JOIN proxy_receipt p ON p.id = e.proxy_id
            WHERE e.event = 'received' AND e.event_on <= ? AND e.amount > 0
            AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.proxy_event_id = e.id)
            """, [last]
        ) { Receipt($0) }
        let parts = try proxyParts(Set(receipts.map(\.owner)), from: db)
        return receipts.map { $0.money(.proxy, parts[$0.owner]) }
    }

    private static func liabilities(
        _ last: CivilDate, from db: any Connection
    ) throws -> [ReturnedMoney] {
        let receipts = try db.rows(
            """
            SELECT e.id, e.liability_id, e.event_on, e.amount, l.child, l.recipient
            FROM liability_event e JOIN liability l ON l.id = e.liability_id
            WHERE e.event = 'received' AND e.event_on <= ? AND e.amount > 0
            AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.liability_event_id = e.id)
            """, [last]
        ) { Receipt($0) }
        let parts = try liabilityParts(Set(receipts.map(\.owner)), from: db)
        return receipts.map { $0.money(.liability, parts[$0.owner]) }
    }

    /// Money from the family, and what was netted against a payment that was due (充当).
    private static func recoveries(
        _ last: CivilDate, from db: any Connection
    ) throws -> [ReturnedMoney] {
        var benefits: [Int64: ReturnedMoney.Benefit] = [:]
        let receipts = try db.rows(
            """
            SELECT m.id, r.id, m.received_on, m.amount, r.child, r.recipient, r.claim_id,
            COALESCE(b.base_id, b.id) FROM (
                SELECT e.id, e.recovery_id, e.event_on AS received_on, e.amount
                FROM recovery_event e WHERE e.event = 'received' AND NOT EXISTS
                    (SELECT 1 FROM recovery_reversal v WHERE v.event_id = e.id)
                UNION ALL
                SELECT q.id, q.recovery_id, o.decided_on, q.amount FROM recovery_request q
                JOIN recovery_request_outcome o ON o.request_id = q.id
                WHERE q.kind = 'offset' AND o.outcome = 'approved') m
            JOIN recovery r ON r.id = m.recovery_id
            LEFT JOIN payment_item i ON i.id = r.item_id AND NOT EXISTS
                (SELECT 1 FROM reimbursement_cancellation_outcome c
                WHERE c.approval_id = i.decision_id)
            LEFT JOIN reimbursement b ON b.id = i.reimbursement_id
            WHERE m.received_on <= ? AND m.amount > 0
            """, [last]
        ) { row in
            let receipt = Receipt(row)
            if let claim = row.optionalInt64(6) {
                benefits[receipt.owner] = .claim(claim)
            } else if let form = row.optionalInt64(7) {
                benefits[receipt.owner] = .reimbursement(form)
            }
            return receipt
        }
        let back = try claimsBack(Set(receipts.map(\.owner)), from: db)
        return receipts.map { receipt in
            let one = benefits[receipt.owner].map {
                [ReturnedMoney.Part(weight: 1, benefits: [$0])]
            }
            return receipt.money(.recovery, one ?? back[receipt.owner])
        }
    }

    /// The benefits of what is claimed back because of an accident or of a refused request.
    private static func claimsBack(
        _ recoveries: Set<Int64>, from db: any Connection
    ) throws -> [Int64: [ReturnedMoney.Part]] {
        var ofLiability: [Int64: Int64] = [:]
        var ofProxy: [Int64: Int64] = [:]
        try Among.forEach(
            """
            SELECT o.recovery_id, b.liability_id, b.proxy_id FROM claim_back b
            JOIN claim_back_outcome o ON o.claim_back_id = b.id WHERE {among}
            """, column: "o.recovery_id", keys: recoveries, in: db
        ) { row in
            ofLiability[row.int64(0)] = row.optionalInt64(1)
            ofProxy[row.int64(0)] = row.optionalInt64(2)
        }
        let liability = try liabilityParts(Set(ofLiability.values), from: db)
        let proxy = try proxyParts(Set(ofProxy.values), from: db)
        return ofLiability.compactMapValues { liability[$0] }
            .merging(ofProxy.compactMapValues { proxy[$0] }) { first, _ in first }
    }

    /// What an accident touches, by accident; the newest word about a benefit counts.
    private static func liabilityParts(
        _ ids: Set<Int64>, from db: any Connection
    ) throws -> [Int64: [ReturnedMoney.Part]] {
        var touched: [Int64: [ReturnedMoney.Benefit: Bool]] = [:]
        try Among.forEach(
            """
            SELECT liability_id, claim_id, reimbursement_id, is_touched FROM liability_benefit
            WHERE {among} ORDER BY id
            """, column: "liability_id", keys: ids, in: db
        ) { row in
            let benefit: ReturnedMoney.Benefit =
                row.optionalInt64(1).map { .claim($0) } ?? .reimbursement(row.int64(2))
            touched[row.int64(0), default: [:]][benefit] = row.bool(3)
        }
        return touched.mapValues { benefits in
            [
                ReturnedMoney.Part(
                    weight: 1, benefits: benefits.filter(\.value).keys.sorted())
            ]
        }
    }

    /// The children of a mandate, each with what of the benefit falls to it, by mandate.
    private static func proxyParts(
        _ ids: Set<Int64>, from db: any Connection
    ) throws -> [Int64: [ReturnedMoney.Part]] {
        struct Part { let child: AddresseeNumber, months: [YearMonth], weight: Int }
        // A mandate for a year of the yearly cap is about the months under the insurer that it asks.
        let proxies = try ProxyBook.proxies(ids, from: db)
        let covered = try ProxyBook.months(of: proxies.values, from: db)
        let parts = proxies.mapValues { proxy in
            proxy.parts.map { part in
                Part(
                    child: part.child, months: (covered[proxy.id]?[part.child] ?? []).sorted(),
                    weight: part.amount.amount)
            }
        }
        let all = parts.values.joined()
        let touched = all.flatMap(\.months)
        guard let first = touched.min(), let last = touched.max() else { return [:] }
        let benefits = try benefits(
            of: Set(all.map(\.child)), in: first...last, from: db)
        return parts.mapValues { parts in
            parts.map { part in
                ReturnedMoney.Part(
                    weight: part.weight,
                    benefits: part.months.flatMap {
                        benefits[ChildMonth(child: part.child, month: $0)] ?? []
                    })
            }
        }
    }

    private struct ChildMonth: Hashable {
        let child: AddresseeNumber
        let month: YearMonth
    }

    /// What children have had in each month of treatment.
    private static func benefits(
        of children: Set<AddresseeNumber>, in months: ClosedRange<YearMonth>,
        from db: any Connection
    ) throws -> [ChildMonth: [ReturnedMoney.Benefit]] {
        var found: [ChildMonth: [ReturnedMoney.Benefit]] = [:]
        func key(_ row: any Row) -> ChildMonth {
            ChildMonth(child: row.addressee(0), month: row.yearMonth(1))
        }
        try Among.forEach(
            """
            SELECT child, treatment_month, id FROM claim
            WHERE {among} AND treatment_month >= ? AND treatment_month <= ? ORDER BY id
            """, column: "child", keys: children, in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { found[key($0), default: []].append(.claim($0.int64(2))) }
        try Among.forEach(
            """
            SELECT child, treatment_month, id FROM reimbursement
            WHERE {among} AND treatment_month >= ? AND treatment_month <= ?
            AND base_id IS NULL ORDER BY id
            """, column: "child", keys: children, in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { found[key($0), default: []].append(.reimbursement($0.int64(2))) }
        return found
    }
}

extension ReturnedMoney.Benefit: Comparable {
    private var order: (Int, Int64) {
        switch self {
        case .claim(let id): (0, id)
        case .reimbursement(let id): (1, id)
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.order < right.order }
}
