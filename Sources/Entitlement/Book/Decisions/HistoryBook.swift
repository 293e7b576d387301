// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension DecisionCause: SQLValueConvertible {}

/// The decisions of one child under one recipient number, oldest first; never empty.
public struct Strand: Sendable {
    public internal(set) var decisions: [EntitlementDecision]

    /// Where the entitlement stands now.
    public var state: EntitlementState { decisions[decisions.count - 1] }
    /// The newest decision that let it go on, or suspended it.
    var lastStanding: EntitlementState { decisions.last { $0.isStanding } ?? state }
}

struct HistoryRow: FactRow {
    static let table = "entitlement_history"
    static let columns = [
        "child", "recipient", "child_born", "application_kind", "application_reason",
        "applied_on", "ex_officio", "cause_on", "decided_on", "result", "reason",
        "recipient_number", "valid_from", "valid_until", "inpatient_from", "inpatient_until",
        "effective_on", "application_id", "proposal_id", "judgement_id",
        "proposer_operation_id", "proposer", "approver", "cause", "scheme",
    ]
    let proposal: PendingProposal
    let decidedOn: CivilDate
    let recipientNumber: String?
    let approver: String

    var values: [any SQLValueConvertible] {
        let draft = proposal.draft
        return [
            draft.child, draft.recipient, draft.childBorn, draft.applicationKind,
            draft.applicationReason, draft.appliedOn, draft.isExOfficio, draft.causeOn,
            decidedOn, draft.result, draft.reason, recipientNumber,
            draft.periods.outpatient?.from, draft.periods.outpatient?.until,
            draft.periods.inpatient?.from, draft.periods.inpatient?.until, draft.effectiveOn,
            draft.applicationID, proposal.id, draft.judgementID, proposal.operation,
            proposal.proposer, approver, draft.cause, draft.scheme,
        ]
    }
}

/// 資格履歴: every decision that was ever made.
public enum HistoryBook {
    private static let select = """
        SELECT h.id, h.recorded_at, h.operation_id, h.child, h.recipient, h.child_born,
        h.application_kind, h.application_reason, h.applied_on, h.ex_officio, h.cause_on,
        h.decided_on, h.result, h.reason, h.recipient_number, h.valid_from, h.valid_until,
        h.inpatient_from, h.inpatient_until, h.effective_on, h.application_id, h.proposal_id,
        h.judgement_id, h.proposer, h.approver, h.cause, h.scheme
        FROM entitlement_history h
        """

    /// All decisions about children, oldest first, as recorded until a moment.
    public static func decisions(
        children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [EntitlementDecision]] {
        var found: [AddresseeNumber: [EntitlementDecision]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND h.recorded_at <= ? ORDER BY h.id", column: "h.child",
            key: 3, ids: children?.ids, in: db, arguments: [Instant.bound(moment)]
        ) { found[$0.addressee(3), default: []].append(read($0)) }
        return found
    }

    /// The strands of each child in the order of their numbers being given out; refusals have none.
    public static func strands(
        children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [Strand]] {
        try decisions(children: children, asOf: moment, from: db).mapValues { decisions in
            var order: [String] = []
            var byNumber: [String: [EntitlementDecision]] = [:]
            for decision in decisions {
                guard let number = decision.recipientNumber else { continue }
                if byNumber[number] == nil { order.append(number) }
                byNumber[number, default: []].append(decision)
            }
            return order.compactMap { number in
                byNumber[number].map { Strand(decisions: $0) }
            }
        }
    }

    /// Decisions by id.
    public static func decisions(
        ids: [Int64], from db: any Connection
    ) throws -> [Int64: EntitlementDecision] {
        var found: [Int64: EntitlementDecision] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "h.id", key: 0, ids: ids, in: db) {
            let decision = read($0)
            found[decision.id] = decision
        }
        return found
    }

    /// Decisions recorded after one id, oldest first: for who follows this area's news.
    public static func decisions(
        after id: Int64, limit: Int, from db: any Connection
    ) throws -> [EntitlementDecision] {
        try db.rows("\(select) WHERE h.id > ? ORDER BY h.id LIMIT ?", [id, limit], read)
    }

    /// How many decisions were recorded on the days of a period.
    public static func count(
        from first: CivilDate, through last: CivilDate, in db: any Connection
    ) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM entitlement_history WHERE recorded_at >= ? AND recorded_at < ?
            """, [CaseFlow.start(of: first), CaseFlow.start(of: last.next)]
        ) { $0.int(0) } ?? 0
    }

    /// Decisions that were recorded on the days of a period, newest first.
    public static func decisions(
        from first: CivilDate, through last: CivilDate, limit: Int, skipping: Int,
        in db: any Connection
    ) throws -> [EntitlementDecision] {
        try db.rows(
            """
            \(select) WHERE h.recorded_at >= ? AND h.recorded_at < ?
            ORDER BY h.recorded_at DESC, h.id DESC LIMIT ? OFFSET ?
            """, [CaseFlow.start(of: first), CaseFlow.start(of: last.next), limit, skipping], read)
    }

    /// Children whose newest decision names one of these persons as recipient.
    static func children(
        ofRecipients recipients: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            "SELECT recipient, child FROM entitlement_history WHERE {among}",
            column: "recipient", key: 0, ids: recipients.ids, in: db
        ) { found.insert($0.addressee(1)) }
        return found
    }

    /// Serials given out so far, those of erased entitlements included.
    static func usedSerials(from db: any Connection) throws -> Set<Int> {
        var found: Set<Int> = []
        try db.forEachRow(
            """
            SELECT serial FROM recipient_number_assignment
            UNION ALL SELECT serial FROM retired_recipient_number
            """, []
        ) { found.insert($0.int(0)) }
        return found
    }

    static func read(_ row: any Row) -> EntitlementDecision {
        return EntitlementDecision(
            id: row.int64(0), recordedAt: row.instant(1), operation: row.int64(2),
            child: row.addressee(3), recipient: row.addressee(4), childBorn: row.date(5),
            applicationKind: row.code(6), applicationReason: row.code(7),
            appliedOn: row.date(8), isExOfficio: row.bool(9), causeOn: row.optionalDate(10),
            decidedOn: row.date(11), result: row.code(12), reason: row.code(13),
            recipientNumber: row.optionalText(14),
            periods: row.periods(15),
            effectiveOn: row.date(19), applicationID: row.optionalInt64(20),
            proposalID: row.int64(21), judgementID: row.optionalInt64(22),
            proposer: row.text(23), approver: row.text(24), cause: row.code(25),
            scheme: row.optionalText(26))
    }
}

struct NumberAssignmentRow: FactRow {
    static let table = "recipient_number_assignment"
    static let columns = ["serial", "recipient_number", "child", "history_id"]
    let number: RecipientNumber
    let child: AddresseeNumber
    let history: Int64

    var values: [any SQLValueConvertible] { [number.serial, number, child, history] }
}
