// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

extension ProxyReceipt.Event.Kind: SQLValueConvertible {}

struct ProxyRow: FactRow {
    static let table = "proxy_receipt"
    static let columns = [
        "child", "recipient", "treatment_month", "insurer", "mandate_on", "band", "is_multiple",
        "total_cost", "burden", "limit_amount", "expected", "scheme", "officer", "low_pay_paper",
    ]
    let child: AddresseeNumber
    let period: ProxyPeriod
    /// Which mandate of the year it is.
    let place: Int
    let mandateOn: CivilDate
    let band: String
    let isMultiple: Bool
    let lowPayPaper: String?
    let recipient: AddresseeNumber
    let insurer: String
    let sum: HighCostEstimate.Sum
    let officer: String

    init(
        mandate: Mandate, recipient: AddresseeNumber, insurer: String, estimate: HighCostEstimate,
        officer: String
    ) {
        child = mandate.child
        period = .month(mandate.month)
        place = 0
        mandateOn = mandate.mandateOn
        band = mandate.band
        isMultiple = estimate.isMultiple
        lowPayPaper = nil
        self.recipient = recipient
        self.insurer = insurer
        sum = estimate.sum
        self.officer = officer
    }

    init(
        year mandate: YearMandate, place: Int, recipient: AddresseeNumber, insurer: String,
        estimate: YearEstimate, officer: String
    ) {
        self.place = place
        child = mandate.child
        period = .year(estimate.refund.year)
        mandateOn = mandate.mandateOn
        band = mandate.band
        isMultiple = false
        lowPayPaper = mandate.lowPayPaper
        self.recipient = recipient
        self.insurer = insurer
        sum = estimate.sum
        self.officer = officer
    }

    var values: [any SQLValueConvertible] {
        [
            child, recipient, ProxyPeriodCell(period, place: place), insurer, mandateOn, band,
            isMultiple, sum.totalCost,
            sum.burden, sum.limit, sum.benefit, sum.scheme, officer, lowPayPaper,
        ]
    }
}

struct ProxyUnitRow: FactRow {
    static let table = "proxy_unit"
    static let columns = [
        "proxy_id", "child", "relation", "institution", "institution_name", "setting",
        "total_cost", "burden", "paid", "is_counted",
    ]
    let proxy: Int64
    let unit: HighCostEstimate.Unit

    var values: [any SQLValueConvertible] {
        let (child, relation): (AddresseeNumber?, String?) =
            switch unit.member {
            case .child(let child): (child, nil)
            case .other(let relation): (nil, relation)
            }
        return [
            proxy, child, relation, unit.institution, unit.institutionName, unit.setting,
            unit.totalCost, unit.burden, unit.highCost, unit.isCounted,
        ]
    }
}

struct ProxyPartRow: FactRow {
    static let table = "proxy_part"
    static let columns = ["proxy_id", "child", "treatment_month", "amount"]
    let proxy: Int64
    let part: ProxyReceipt.Part
    let period: ProxyPeriodCell

    var values: [any SQLValueConvertible] { [proxy, part.child, period, part.amount] }
}

struct ProxyEventRow: FactRow {
    static let table = "proxy_event"
    static let columns = [
        "proxy_id", "event", "event_on", "amount", "reference", "note", "officer",
    ]
    let proxy: Int64
    let event: ProxyReceipt.Event

    var values: [any SQLValueConvertible] {
        [
            proxy, event.kind, event.on, event.amount, event.reference, event.note, event.officer,
        ]
    }
}

/// A family and month that may bring a high-cost benefit and has no mandate yet.
public struct HighCostCandidate: Hashable, Sendable {
    /// The child with the largest share.
    public let child: AddresseeNumber
    /// The other children of the family with claims in the month (世帯合算).
    public let siblings: [AddresseeNumber]
    public let recipient: AddresseeNumber
    public let month: YearMonth
    /// The family's shares of the month that the city has paid.
    public let burden: Yen
    /// The newest claim of the child: what a letter about it refers to.
    public let claim: Int64
}

/// 高額療養費の代理受領.
public enum ProxyBook {
    private static let select = """
        SELECT id, child, recipient, treatment_month, insurer, mandate_on, band, is_multiple,
        total_cost, burden, limit_amount, expected, scheme, officer, low_pay_paper
        FROM proxy_receipt
        """

    /// One; `nil` where there is none.
    public static func proxy(_ id: Int64, from db: any Connection) throws -> ProxyReceipt? {
        try folded(try db.rows("\(select) WHERE id = ?", [id], read), from: db).first
    }

    /// All that are not closed, oldest first; behind them those that have ended, of which a receipt was
    /// taken back and nothing is recorded anew.
    public static func open(from db: any Connection) throws -> [ProxyReceipt] {
        let putRight = try folded(
            try db.rows(
                """
                \(select) WHERE id IN (SELECT v.proxy_id FROM receipt_reversal v
                WHERE v.proxy_id IS NOT NULL) AND EXISTS (SELECT 1 FROM proxy_event e
                WHERE e.proxy_id = proxy_receipt.id AND e.event = 'closed') ORDER BY id
                """, [], read), from: db
        ).filter(\.isPutRight)
        return try folded(
            try db.rows(
                """
                \(select) WHERE NOT EXISTS (SELECT 1 FROM proxy_event e
                WHERE e.proxy_id = proxy_receipt.id AND e.event = 'closed') ORDER BY id
                """, [], read), from: db) + putRight
    }

    /// All that the insurer has decided about, oldest first.
    public static func assessed(from db: any Connection) throws -> [ProxyReceipt] {
        try folded(
            try db.rows(
                """
                \(select) WHERE EXISTS (SELECT 1 FROM proxy_event e WHERE e.proxy_id = proxy_receipt.id
                AND e.event IN ('decided', 'refused', 'received')) ORDER BY id
                """, [], read), from: db)
    }

    /// What insurers have paid to the city by all mandates, receipts that were taken back left out.
    public static func received(from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(e.amount), 0) FROM proxy_event e WHERE e.event = 'received'
            AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.proxy_event_id = e.id)
            """, []
        ) { $0.yen(0) } ?? .zero
    }

    /// Several, by id.
    public static func proxies(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ProxyReceipt] {
        var found: [ProxyReceipt] = []
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found.append(read($0))
        }
        return Dictionary(
            try folded(found, from: db).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    static func exists(
        child: AddresseeNumber, _ period: ProxyPeriod, from db: any Connection
    ) throws -> Bool {
        for table in ["proxy_receipt", "proxy_part"] {
            let found = try db.first(
                "SELECT id FROM \(table) WHERE child = ? AND treatment_month = ?", [child, period]
            ) { $0.int64(0) }
            if found != nil { return true }
        }
        return false
    }

    /// Children and months of mandates that the insurer granted, by its newest word: what the city
    /// received in the family's stead counts towards 多数回 as well. A year's refund reached no limit.
    static func forEachGranted(
        children: some Sequence<AddresseeNumber>, before month: YearMonth,
        from db: any Connection, _ body: (AddresseeNumber, YearMonth) -> Void
    ) throws {
        let children = Array(children)
        func granted(_ proxy: String) -> String {
            """
            {among} AND p.treatment_month < ? AND p.treatment_month LIKE '____-__' AND (SELECT e.event FROM proxy_event e
            WHERE e.proxy_id = \(proxy) AND e.event IN ('decided', 'refused')
            ORDER BY e.id DESC LIMIT 1) = 'decided'
            """
        }
        for select in [
            "SELECT p.child, p.treatment_month FROM proxy_part p WHERE \(granted("p.proxy_id"))",
            // Before 世帯合算 a mandate was about one child and had no parts.
            """
            SELECT p.child, p.treatment_month FROM proxy_receipt p WHERE \(granted("p.id"))
            AND NOT EXISTS (SELECT 1 FROM proxy_part q WHERE q.proxy_id = p.id)
            """,
        ] {
            try Among.forEach(
                select, column: "p.child", keys: children, in: db, arguments: [month]
            ) { body($0.addressee(0), $0.yearMonth(1)) }
        }
    }

    /// The units that mandates rest on, as they stood when they were taken in.
    public static func units(
        of proxies: [Int64], from db: any Connection
    ) throws -> [Int64: [HighCostEstimate.Unit]] {
        var found: [Int64: [HighCostEstimate.Unit]] = [:]
        try Among.forEach(
            """
            SELECT proxy_id, child, relation, institution, institution_name, setting, total_cost,
            burden, paid, is_counted FROM proxy_unit WHERE {among} ORDER BY id
            """, column: "proxy_id", keys: proxies, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                HighCostEstimate.Unit(
                    member: row.optionalAddressee(1).map { .child($0) }
                        ?? .other(row.optionalText(2) ?? ""),
                    institution: row.text(3), institutionName: row.text(4), setting: row.code(5),
                    totalCost: row.yen(6), burden: row.yen(7), highCost: row.yen(8), sources: [],
                    isCounted: row.bool(9)))
        }
        return found
    }

    /// Families whose claims in kind of a billing month leave shares of at least a limit, without a
    /// mandate yet: what the lowest limit of the month's table says. The shares of all children of a
    /// recipient are added up.
    public static func candidates(
        billed month: YearMonth, least: Yen, from db: any Connection
    ) throws -> [HighCostCandidate] {
        struct Family: Hashable {
            let recipient: AddresseeNumber
            let month: YearMonth
        }
        var order: [Family] = []
        var found: [Family: [(child: AddresseeNumber, burden: Yen, claim: Int64)]] = [:]
        try db.forEachRow(
            """
            SELECT c.child, c.recipient, c.treatment_month,
            SUM(c.burden - c.other_funds - c.high_cost), MAX(c.id) FROM claim c
            JOIN (SELECT f.recipient AS family, f.treatment_month AS month FROM claim f
                WHERE f.billing_month = ? GROUP BY f.recipient, f.treatment_month
                HAVING SUM(f.burden - f.other_funds - f.high_cost) >= ?) h
            ON h.family = c.recipient AND h.month = c.treatment_month
            WHERE c.billing_month = ? AND \(ObjectionBook.notTakenBack("c"))
            AND NOT EXISTS (SELECT 1 FROM proxy_receipt p
                WHERE p.child = c.child AND p.treatment_month = c.treatment_month)
            AND NOT EXISTS (SELECT 1 FROM proxy_part p
                WHERE p.child = c.child AND p.treatment_month = c.treatment_month)
            GROUP BY c.child, c.recipient, c.treatment_month
            ORDER BY c.treatment_month, c.child
            """, [month, least, month]
        ) { row in
            let family = Family(recipient: row.addressee(1), month: row.yearMonth(2))
            if found[family] == nil { order.append(family) }
            found[family, default: []].append((row.addressee(0), row.yen(3), row.int64(4)))
        }
        return order.compactMap { family in
            let children = (found[family] ?? []).filter { $0.burden > .zero }
            let sum = children.reduce(Yen.zero) { $0 + $1.burden }
            guard sum >= least, let lead = children.max(by: { $0.burden < $1.burden }) else {
                return nil
            }
            return HighCostCandidate(
                child: lead.child,
                siblings: children.map(\.child).filter { $0 != lead.child },
                recipient: family.recipient, month: family.month, burden: sum, claim: lead.claim)
        }
    }

    private static func read(_ row: any Row) -> ProxyReceipt {
        ProxyReceipt(
            id: row.int64(0), child: row.addressee(1), recipient: row.addressee(2),
            period: period(row, 3), insurer: row.text(4), mandateOn: row.date(5),
            estimate: HighCostEstimate.Sum(
                totalCost: row.yen(8), burden: row.yen(9), limit: row.yen(10),
                benefit: row.yen(11), scheme: row.text(12)),
            band: row.text(6), isMultiple: row.bool(7), officer: row.text(13),
            lowPayPaper: row.optionalText(14))
    }

    private static func period(_ row: any Row, _ index: Int) -> ProxyPeriod {
        ProxyPeriod(text: row.text(index)) ?? .month(row.yearMonth(index))
    }

    private static func folded(
        _ proxies: [ProxyReceipt], from db: any Connection
    ) throws -> [ProxyReceipt] {
        guard !proxies.isEmpty else { return [] }
        let ids = proxies.map(\.id)
        var events: [Int64: [ProxyReceipt.Event]] = [:]
        let reversals = try ReceiptReversalBook.ofProxies(ids, from: db)
        try Among.forEach(
            """
            SELECT proxy_id, event, event_on, amount, reference, note, officer, id FROM proxy_event
            WHERE {among} ORDER BY id
            """, column: "proxy_id", keys: ids, in: db
        ) { row in
            events[row.int64(0), default: []].append(
                ProxyReceipt.Event(
                    kind: row.code(1), on: row.date(2), amount: row.yen(3),
                    reference: row.optionalText(4), note: row.text(5), officer: row.text(6),
                    id: row.int64(7), reversal: reversals[row.int64(7)]))
        }
        var parts: [Int64: [ProxyReceipt.Part]] = [:]
        try Among.forEach(
            "SELECT proxy_id, child, amount FROM proxy_part WHERE {among} ORDER BY id",
            column: "proxy_id", keys: ids, in: db
        ) { row in
            parts[row.int64(0), default: []].append(
                ProxyReceipt.Part(child: row.addressee(1), amount: row.yen(2)))
        }
        let back = try ClaimBackBook.byProxy(ids, from: db)
        return proxies.map { known in
            var whole = known
            whole.events = events[known.id] ?? []
            // Before 世帯合算 a mandate was about one child.
            whole.parts =
                parts[known.id]
                ?? [ProxyReceipt.Part(child: known.child, amount: known.estimate.benefit)]
            whole.claimsBack = back[known.id] ?? []
            return whole
        }
    }
}
