// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct RecoveryRequestRow: FactRow {
    static let table = "recovery_request"
    static let columns = [
        "request_key", "recovery_id", "kind", "amount", "item_id", "basis", "agreed_on",
        "explanation", "proposer",
    ]
    let key: String
    let recovery: Int64
    /// `nil` of the claim itself.
    let act: RecoveryAct?
    let amount: Yen
    let explanation: String
    let proposer: String

    var values: [any SQLValueConvertible] {
        var item: Int64?
        var basis: WriteOffBasis?
        var agreedOn: CivilDate?
        switch act {
        case .plan(_, let day): agreedOn = day
        case .offset(let id, _, let day): (item, agreedOn) = (id, day)
        case .writeOff(let reason): basis = reason
        case .credit(_, _, _, _, let day): agreedOn = day
        case .refund, nil: break
        }
        let kind = act?.kind ?? .claim
        return [key, recovery, kind, amount, item, basis, agreedOn, explanation, proposer]
    }
}

struct InstalmentRow: FactRow {
    static let table = "recovery_instalment"
    static let columns = ["request_id", "number", "due_on", "amount"]
    let request: Int64
    let instalment: Instalment

    var values: [any SQLValueConvertible] {
        [request, instalment.number, instalment.dueOn, instalment.amount]
    }
}

struct RequestOutcomeRow: FactRow {
    static let table = "recovery_request_outcome"
    static let columns = ["request_id", "outcome", "decided_on", "approver", "reason"]
    let request: Int64
    let on: CivilDate
    let approver: String
    /// `nil` where it was approved.
    var reason: String?

    var values: [any SQLValueConvertible] {
        [request, reason == nil ? "approved" : "sent-back", on, approver, reason]
    }
}

/// 請求, 分納, 充当, 不納欠損: proposals about claims.
public enum RecoveryRequestBook {
    private static let select = """
        SELECT q.id, q.recovery_id, q.kind, q.amount, q.item_id, q.basis, q.agreed_on,
        q.explanation, q.proposer, q.recorded_at, o.outcome, o.decided_on, o.approver, o.reason
        FROM recovery_request q LEFT JOIN recovery_request_outcome o ON o.request_id = q.id
        """

    /// 決裁待ち, oldest first.
    public static func pending(from db: any Connection) throws -> [RecoveryRequest] {
        try db.rows("\(select) WHERE o.id IS NULL ORDER BY q.id", [], read)
    }

    /// Everything about a claim, oldest first.
    public static func requests(
        of recovery: Int64, from db: any Connection
    ) throws -> [RecoveryRequest] {
        try db.rows("\(select) WHERE q.recovery_id = ? ORDER BY q.id", [recovery], read)
    }

    /// The same for many claims.
    static func requests(
        ofAll recoveries: [Int64], from db: any Connection
    ) throws -> [Int64: [RecoveryRequest]] {
        var found: [Int64: [RecoveryRequest]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY q.id", column: "q.recovery_id", keys: recoveries,
            in: db
        ) { found[$0.int64(1), default: []].append(read($0)) }
        return found
    }

    /// A request by its id.
    public static func request(
        _ id: Int64, from db: any Connection
    ) throws -> RecoveryRequest? {
        try db.first("\(select) WHERE q.id = ?", [id], read)
    }

    static func request(key: String, from db: any Connection) throws -> RecoveryRequest? {
        try db.first("\(select) WHERE q.request_key = ?", [key], read)
    }

    /// The instalments of plans, by request.
    static func instalments(
        of requests: [Int64], from db: any Connection
    ) throws -> [Int64: [Instalment]] {
        var found: [Int64: [Instalment]] = [:]
        try Among.forEach(
            """
            SELECT request_id, number, due_on, amount FROM recovery_instalment
            WHERE {among} ORDER BY number
            """, column: "request_id", keys: requests, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                Instalment(number: row.int(1), dueOn: row.date(2), amount: row.yen(3)))
        }
        return found
    }

    /// How many instalments the approved plan of each claim has.
    static func plans(
        of recoveries: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        try Among.forEach(
            """
            SELECT q.recovery_id, COUNT(*) FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id AND o.outcome = 'approved'
            JOIN recovery_instalment n ON n.request_id = q.id
            WHERE {among} AND q.kind = 'plan' GROUP BY q.recovery_id, q.id ORDER BY q.id
            """, column: "q.recovery_id", keys: recoveries, in: db
        ) { found[$0.int64(0)] = $0.int(1) }
        return found
    }

    /// What payments of decisions were netted with, by decision.
    public static func netted(
        _ decisions: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Yen] {
        var found: [Int64: Yen] = [:]
        try Among.forEach(
            """
            SELECT i.decision_id, q.amount FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id AND o.outcome = 'approved'
            JOIN payment_item i ON i.id = q.item_id WHERE {among} AND q.kind = 'offset'
            """, column: "i.decision_id", keys: decisions, in: db
        ) { found[$0.int64(0), default: .zero] += $0.yen(1) }
        return found
    }

    private static func read(_ row: any Row) -> RecoveryRequest {
        RecoveryRequest(
            id: row.int64(0), recovery: row.int64(1), kind: row.code(2), amount: row.yen(3),
            item: row.optionalInt64(4), basis: row.optionalCode(5),
            agreedOn: row.optionalDate(6), explanation: row.text(7), proposer: row.text(8),
            proposedAt: row.instant(9), isApproved: row.optionalText(10).map { $0 == "approved" },
            decidedOn: row.optionalDate(11), approver: row.optionalText(12),
            reason: row.optionalText(13))
    }
}
