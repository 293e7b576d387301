// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
public import Vocabulary

/// 出納の証明: what must be equal, at any moment, computed on two ways.
///
/// Every equation covers the whole life of the books, none a fiscal year. Money crosses years: an excess of
/// one is given back from the next, a transfer comes back after its year was closed, and what is open is
/// carried over. A year has two sides only together with what was carried to it and from it, and those are
/// sums of the same facts: such a line would be true by how it is made. What a year shows is held by the sum
/// over all years (`income`), by the years that each payment names when it is written (`RefundCharge`), and
/// by the tests that a closed year stays as it was (`ClosedYearTests`, `RefundTests`).
public struct MoneyProof: Hashable, Sendable {
    /// One equation.
    public struct Line: Hashable, Sendable {
        public let title: String
        public let left: Yen
        public let right: Yen

        public var isTrue: Bool { left == right }
    }

    public let lines: [Line]
    public let balance: MoneyBalance

    public var isTrue: Bool { lines.allSatisfy(\.isTrue) }

    /// - Parameters:
    ///   - moment: as it was recorded then; `nil` is now, with what only the books of today can say.
    ///   - law: with it what came in is compared with what the accounts of income of all years show;
    ///     nothing is compared where it leaves the terms open.
    public static func load(
        asOf moment: Instant? = nil, law: FiscalLaw?, from db: any Connection
    ) throws -> MoneyProof {
        var ledger: IncomeLedger?
        if moment == nil, let law {
            do { ledger = try IncomeBook.ledger(law: law, from: db) } catch is AccountingRefusal {}
        }
        return try load(asOf: moment, income: ledger, from: db)
    }

    /// - Parameters:
    ///   - moment: as it was recorded then; `nil` is now, with what only the books of today can say.
    ///   - ledger: of the books as they stand; `nil` compares no income.
    public static func load(
        asOf moment: Instant? = nil, income ledger: IncomeLedger? = nil, from db: any Connection
    ) throws -> MoneyProof {
        let balance = try MoneyBook.balance(asOf: moment, from: db)
        let bound = moment?.microseconds ?? Int64.max
        var lines = [
            Line(title: "出納のすべての区分の合計は0円", left: balance.sum, right: .zero),
            Line(
                title: "振込データと窓口の現金 ＝ 出納から送った額", left: try handedOut(bound, db),
                right: try sent(bound, db)),
            Line(
                title: "充当：支給から差し引いた額 ＝ 返還に充てた額", left: balance[.netted],
                right: balance[.setOff]),
            Line(
                title: "返還の決定 ＝ 未収＋収納＋充当＋不納欠損", left: -balance[.reclaimable],
                right: balance[.claimed] + balance[.recovered] + balance[.setOff]
                    + balance[.lost]),
        ]
        if moment == nil {
            lines.append(
                Line(
                    title: "支給決定 ＝ 支給予定＋振込中＋支払済＋振込不能＋充当",
                    left: try decided(from: db), right: -balance[.obligation]))
        }
        lines += try excess(balance, bound, from: db)
        if moment == nil, let ledger { lines += try income(ledger, from: db) }
        return MoneyProof(lines: lines, balance: balance)
    }

    /// What came in by the books, and what the accounts of income of all years show of it (1380).
    private static func income(
        _ ledger: IncomeLedger, from db: any Connection
    ) throws -> [Line] {
        let accounts = try ledger.years.map { try ledger.account(of: $0, on: $0.firstDay) }
        func shown(_ source: IncomeSource) -> Yen {
            accounts.reduce(Yen.zero) {
                let figures = $1.figures(source)
                return $0 + figures.received + figures.restored
            }
        }
        return [
            Line(
                title: "保険者からの入金（代理受領） ＝ 各年度の収入済額",
                left: try ProxyBook.received(from: db), right: shown(.highCost)),
            Line(
                title: "相手方からの入金（求償） ＝ 各年度の収入済額",
                left: try LiabilityBook.received(from: db), right: shown(.thirdParty)),
            Line(
                title: "返還の納付と過誤納 ＝ 各年度の収入済額＋戻入",
                left: try IncomeBook.received(from: db)
                    + OverpaymentBook.total(Int64.max, from: db),
                right: shown(.returned)),
            Line(
                title: "過誤納の還付・充当 ＝ 各年度の戻出＋歳出還付", left: try RefundBook.paidOut(from: db),
                right: accounts.reduce(Yen.zero) {
                    let figures = $1.figures(.returned)
                    return $0 + figures.refunded + figures.expended
                }),
        ]
    }

    /// 過誤納: what was recorded of it, and where it went.
    private static func excess(
        _ balance: MoneyBalance, _ bound: Int64, from db: any Connection
    ) throws -> [Line] {
        [
            Line(
                title: "過誤納 ＝ 未還付＋還付中＋還付済＋充当", left: try OverpaymentBook.total(bound, from: db),
                right: balance[.excess] + balance[.refunding] + balance[.refunded]
                    + balance[.credited]),
            Line(
                title: "過誤納の充当：過誤納から出した額 ＝ ほかの返還の納付にした額", left: balance[.credited],
                right: try credited(bound, db)),
            Line(
                title: "還付の振込データと窓口の交付 ＝ 出納から送った還付の額", left: try refunded(bound, db),
                right: try sum(
                    """
                    SELECT COALESCE(SUM(amount), 0) FROM fund_posting WHERE movement = 'refund-sent'
                    AND account = 'refunding' AND recorded_at <= ?
                    """, bound, db)),
            Line(
                title: "一つの還付または過誤納より多く出ている額 ＝ 0円", left: try twice(bound, db),
                right: .zero),
        ]
    }

    /// What left the house more than once, or above its excess: the postings of each payout fit even then.
    private static func twice(_ bound: Int64, _ db: any Connection) throws -> Yen {
        let live = """
            p.recorded_at <= ? AND NOT EXISTS (SELECT 1 FROM refund_result s
                WHERE s.payout_id = p.id AND s.outcome = 'returned')
            """
        let ofRequest = try sum(
            """
            SELECT COALESCE(SUM(x.surplus), 0) FROM (SELECT SUM(p.amount) - MAX(q.amount) AS surplus
                FROM refund_payout p JOIN recovery_request q ON q.id = p.request_id
                WHERE \(live) GROUP BY q.id HAVING SUM(p.amount) > MAX(q.amount)) x
            """, bound, db)
        let ofExcess = try sum(
            """
            SELECT COALESCE(SUM(x.surplus), 0) FROM (SELECT SUM(p.amount) - MAX(e.amount) AS surplus
                FROM refund_payout p JOIN recovery_refund f ON f.request_id = p.request_id
                JOIN overpayment e ON e.id = f.overpayment_id
                WHERE \(live) GROUP BY e.id HAVING SUM(p.amount) > MAX(e.amount)) x
            """, bound, db)
        return ofRequest + ofExcess
    }

    /// What files of refunds and the counter have handed out, of the payouts that are still kept: those of
    /// claims that were erased go with their postings.
    private static func refunded(_ bound: Int64, _ db: any Connection) throws -> Yen {
        try sum(
            """
            SELECT COALESCE(SUM(amount), 0) FROM refund_payout
            WHERE way <> 'credit' AND recorded_at <= ?
            """, bound, db)
    }

    /// What receipts of other claims say of excesses that were set off; of a claim that was erased what
    /// was set off against it.
    private static func credited(_ bound: Int64, _ db: any Connection) throws -> Yen {
        try sum(
            """
            SELECT COALESCE(SUM(CASE WHEN r.id IS NULL THEN p.amount ELSE e.amount END), 0)
            FROM refund_payout p JOIN recovery_refund f ON f.request_id = p.request_id
            LEFT JOIN recovery r ON r.id = f.target_id
            LEFT JOIN recovery_event e ON e.event_key = 'credit-' || p.request_id
                AND e.event = 'received' AND e.recovery_id = f.target_id
            WHERE p.way = 'credit' AND p.recorded_at <= ?
            """, bound, db)
    }

    /// What files for banks and vouchers of an open counter say.
    private static func handedOut(_ bound: Int64, _ db: any Connection) throws -> Yen {
        let files = try sum(
            "SELECT COALESCE(SUM(total), 0) FROM transfer_file WHERE recorded_at <= ?", bound, db)
        let cash = try sum(
            """
            SELECT COALESCE(SUM(v.amount), 0) FROM cash_voucher v WHERE EXISTS
            (SELECT 1 FROM payment_run_event e WHERE e.run_id = v.run_id
                AND e.event = 'written' AND e.recorded_at <= ?)
            """, bound, db)
        return files + cash
    }

    private static func sent(_ bound: Int64, _ db: any Connection) throws -> Yen {
        try sum(
            """
            SELECT COALESCE(SUM(amount), 0) FROM money_posting
            WHERE movement = 'sent' AND account = 'transit' AND recorded_at <= ?
            """, bound, db)
    }

    /// What standing decisions oblige the city to pay, of those that are in a schedule; and what
    /// fallen ones had paid already.
    private static func decided(from db: any Connection) throws -> Yen {
        let standing = try StandingAmounts.byDecision(from: db)
        var sum = Yen.zero
        try db.forEachRow(
            """
            SELECT i.decision_id, SUM(CASE WHEN p.account = 'obligation' THEN -p.amount ELSE 0 END)
            FROM payment_item i JOIN money_posting p ON p.item_id = i.id GROUP BY i.decision_id
            """, []
        ) { row in
            sum += standing[row.int64(0)] ?? row.yen(1)
        }
        let fallen = try netted(outside: Set(standing.keys), from: db)
        return sum + fallen
    }

    /// What fallen decisions had paid by netting.
    private static func netted(
        outside standing: Set<Int64>, from db: any Connection
    ) throws -> Yen {
        var sum = Yen.zero
        try db.forEachRow(
            """
            SELECT i.decision_id, q.amount FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id AND o.outcome = 'approved'
            JOIN payment_item i ON i.id = q.item_id WHERE q.kind = 'offset'
            """, []
        ) { row in
            if !standing.contains(row.int64(0)) { sum += row.yen(1) }
        }
        return sum
    }

    private static func sum(
        _ sql: String, _ bound: Int64, _ db: any Connection
    ) throws -> Yen {
        try db.first(sql, [bound]) { $0.yen(0) } ?? .zero
    }
}
