// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 第三者行為・災害共済: the accidents of children, folded.
public enum LiabilityBook {
    private static let select = """
        SELECT id, child, recipient, kind, happened_on, reported_on, counterpart, circumstances,
        officer FROM liability
        """

    /// An accident; `nil` where there is none.
    public static func liability(
        _ id: Int64, from db: any Connection
    ) throws -> Liability? {
        try folded(try db.rows("\(select) WHERE id = ?", [id], read), from: db).first
    }

    /// The accidents of children, newest first.
    public static func liabilities(
        children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [Liability] {
        var found: [Liability] = []
        try Among.forEach("\(select) WHERE {among}", column: "child", keys: children, in: db) {
            found.append(read($0))
        }
        return try folded(found.sorted { $0.id > $1.id }, from: db)
    }

    /// Several, by id.
    static func liabilities(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Liability] {
        var found: [Liability] = []
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found.append(read($0))
        }
        return try folded(found, from: db)
    }

    /// Accidents that are not closed, oldest first; behind them those that are to be put right.
    public static func open(from db: any Connection) throws -> [Liability] {
        try folded(
            try db.rows(
                """
                \(select) WHERE NOT EXISTS (SELECT 1 FROM liability_event e
                WHERE e.liability_id = liability.id AND e.event = 'closed') ORDER BY id
                """, [], read), from: db) + putRight(from: db)
    }

    /// Accidents that are closed, of which a receipt was taken back and nothing is recorded anew.
    static func putRight(from db: any Connection) throws -> [Liability] {
        try folded(
            try db.rows(
                """
                \(select) WHERE id IN (SELECT v.liability_id FROM receipt_reversal v
                WHERE v.liability_id IS NOT NULL) AND EXISTS (SELECT 1 FROM liability_event e
                WHERE e.liability_id = liability.id AND e.event = 'closed') ORDER BY id
                """, [], read), from: db
        ).filter(\.isPutRight)
    }

    /// Accidents for which something was claimed from another party, oldest first.
    public static func assessed(from db: any Connection) throws -> [Liability] {
        try folded(
            try db.rows(
                """
                \(select) WHERE EXISTS (SELECT 1 FROM liability_event e
                WHERE e.liability_id = liability.id AND e.event <> 'closed') ORDER BY id
                """, [], read), from: db)
    }

    /// What other parties have paid to the city, receipts that were taken back left out.
    public static func received(from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(e.amount), 0) FROM liability_event e WHERE e.event = 'received'
            AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.liability_event_id = e.id)
            """, []
        ) { $0.yen(0) } ?? .zero
    }

    /// Accidents that are closed, newest first.
    public static func closed(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [Liability] {
        try folded(
            try db.rows(
                "\(select) WHERE \(isClosed) ORDER BY id DESC LIMIT ? OFFSET ?",
                [limit, skipping], read), from: db)
    }

    /// How many accidents are closed.
    public static func closedCount(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM liability WHERE \(isClosed)", []) { $0.int(0) } ?? 0
    }

    private static let isClosed = """
        EXISTS (SELECT 1 FROM liability_event e
        WHERE e.liability_id = liability.id AND e.event = 'closed')
        """

    private static func read(_ row: any Row) -> Liability {
        Liability(
            id: row.int64(0), child: row.addressee(1), recipient: row.addressee(2),
            kind: row.code(3), happenedOn: row.date(4), reportedOn: row.date(5),
            counterpart: row.text(6), circumstances: row.text(7), officer: row.text(8))
    }

    private static func folded(
        _ liabilities: [Liability], from db: any Connection
    ) throws -> [Liability] {
        guard !liabilities.isEmpty else { return [] }
        let ids = liabilities.map(\.id)
        var benefits: [Int64: [LedgerEntry.Source: Liability.Benefit]] = [:]
        try Among.forEach(
            """
            SELECT liability_id, claim_id, reimbursement_id, is_touched, total_cost, paid
            FROM liability_benefit WHERE {among} ORDER BY id
            """, column: "liability_id", keys: ids, in: db
        ) { row in
            let source: LedgerEntry.Source =
                row.optionalInt64(1).map { .claim($0) } ?? .reimbursement(row.int64(2))
            benefits[row.int64(0), default: [:]][source] = Liability.Benefit(
                source: source, isTouched: row.bool(3), totalCost: row.yen(4), paid: row.yen(5))
        }
        let marked = Set(benefits.values.flatMap(\.keys))
        let now = try LiabilityFigures.now(of: marked, from: db)
        var events: [Int64: [Liability.Event]] = [:]
        let reversals = try ReceiptReversalBook.ofLiabilities(ids, from: db)
        try Among.forEach(
            """
            SELECT liability_id, event, event_on, amount, note, officer, id FROM liability_event
            WHERE {among} ORDER BY id
            """, column: "liability_id", keys: ids, in: db
        ) { row in
            events[row.int64(0), default: []].append(
                Liability.Event(
                    kind: row.code(1), on: row.date(2), amount: row.yen(3), note: row.text(4),
                    officer: row.text(5), id: row.int64(6), reversal: reversals[row.int64(6)]))
        }
        let back = try ClaimBackBook.byLiability(ids, from: db)
        return liabilities.map { known in
            var whole = known
            whole.benefits = (benefits[known.id] ?? [:]).values.map { benefit in
                let figure = now[benefit.source]
                return Liability.Benefit(
                    source: benefit.source, isTouched: benefit.isTouched,
                    totalCost: figure?.totalCost ?? .zero, paid: figure?.paid ?? .zero)
            }.sorted { $0.source < $1.source }
            whole.events = events[known.id] ?? []
            whole.claimsBack = back[known.id] ?? []
            return whole
        }
    }
}

/// 給付の返還: proposed and decided.
public enum ClaimBackBook {
    private static let select = """
        SELECT b.id, b.liability_id, b.proxy_id, b.child, b.recipient, b.amount, b.explanation,
        b.proposer, o.outcome, o.recovery_id, o.decided_on FROM claim_back b
        LEFT JOIN claim_back_outcome o ON o.claim_back_id = b.id
        """

    /// 決裁待ち, oldest first.
    public static func pending(from db: any Connection) throws -> [ClaimBack] {
        try db.rows("\(select) WHERE o.id IS NULL ORDER BY b.id", [], read)
    }

    static func claimBack(_ id: Int64, from db: any Connection) throws -> ClaimBack? {
        try db.first("\(select) WHERE b.id = ?", [id], read)
    }

    static func byLiability(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: [ClaimBack]] {
        try grouped(ids, "b.liability_id", from: db)
    }

    static func byProxy(_ ids: [Int64], from db: any Connection) throws -> [Int64: [ClaimBack]] {
        try grouped(ids, "b.proxy_id", from: db)
    }

    private static func grouped(
        _ ids: [Int64], _ column: String, from db: any Connection
    ) throws -> [Int64: [ClaimBack]] {
        var found: [Int64: [ClaimBack]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY b.id", column: column, keys: ids, in: db
        ) { row in
            let back = read(row)
            switch back.cause {
            case .liability(let id), .proxy(let id): found[id, default: []].append(back)
            }
        }
        return found
    }

    private static func read(_ row: any Row) -> ClaimBack {
        ClaimBack(
            id: row.int64(0),
            cause: row.optionalInt64(1).map { .liability($0) } ?? .proxy(row.int64(2)),
            child: row.addressee(3), recipient: row.addressee(4), amount: row.yen(5),
            explanation: row.text(6), proposer: row.text(7), outcome: row.optionalCode(8),
            decidedOn: row.optionalDate(10), recovery: row.optionalInt64(9))
    }
}
