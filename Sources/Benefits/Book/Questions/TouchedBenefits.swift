// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What a changed entitlement may touch of one or several children: claims that stand, decisions
/// that stand, errors that wait.
public struct TouchedBenefits: Sendable {
    /// A decision about a reimbursement that a head approved and nobody cancelled.
    public struct Decision: Hashable, Sendable {
        /// The approval: the key under which 支払 knows it.
        public let id: Int64
        public let reimbursement: Int64
        public let receipt: String
        public let child: AddresseeNumber
        public let recipient: AddresseeNumber
        public let treatmentMonth: YearMonth
        public let setting: CareSetting
        /// The days that the receipts name; `nil` where one of them names none.
        public let visits: MonthDays?
        /// Zero of a refusal.
        public let payable: Yen
        /// 却下理由; only of a refusal.
        public let reason: ReimbursementReason?
    }

    /// A claim of the error list that was refused for want of an entitlement, and waits.
    public struct Refused: Hashable, Sendable {
        public let id: Int64
        public let child: AddresseeNumber
        public let treatmentMonth: YearMonth
        public let setting: CareSetting
        /// 受診日 under our fund, else under the insurance; `nil` where the claim did not say them.
        public let visits: MonthDays?
    }

    /// A payment of the system used before (移行): nothing of it is claimed or decided here.
    public struct Prior: Hashable, Sendable {
        public let id: Int64
        public let child: AddresseeNumber
        /// To whose number it was paid, as the decisions taken over name them.
        public let recipient: AddresseeNumber
        public let treatmentMonth: YearMonth
        public let setting: CareSetting
        public let payable: Yen
    }

    /// Accepted claims that nobody has contested.
    public let claims: [Claim]
    public let decisions: [Decision]
    public let refused: [Refused]
    public let prior: [Prior]

    /// Reads it in five statements, whatever the number of children.
    public static func load(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> TouchedBenefits {
        let contested = try contested(children, from: db)
        let claims = try ClaimBook.claims(
            children: children, from: YearMonth(monthNumber: 12), in: db
        ).values.flatMap(\.self).filter { !contested.contains($0.id) }.sorted { $0.id < $1.id }
        return TouchedBenefits(
            claims: claims, decisions: try decisions(children, from: db),
            refused: try refused(children, from: db), prior: try prior(children, from: db))
    }

    /// Claims with an objection that waits or was accepted.
    private static func contested(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            """
            SELECT o.claim_id, o.result FROM claim_objection o JOIN claim c ON c.id = o.claim_id
            WHERE {among} ORDER BY o.id
            """, column: "c.child", keys: children, in: db
        ) { row in
            let result: ObjectionResult = row.code(1)
            switch result {
            case .pending, .accepted: found.insert(row.int64(0))
            case .partlyAccepted, .upheld, .withdrawn: found.remove(row.int64(0))
            }
        }
        return found
    }

    private static func decisions(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> [Decision] {
        var found: [Decision] = []
        try Among.forEach(
            """
            SELECT a.id, p.reimbursement_id, r.receipt, p.child, p.recipient, r.treatment_month,
            r.setting, p.payable, p.reason, \(ReceiptDays.mask("r")) FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN reimbursement r ON r.id = p.reimbursement_id
            WHERE {among} AND a.outcome = 'approved' AND NOT EXISTS
            (SELECT 1 FROM reimbursement_cancellation_outcome c WHERE c.approval_id = a.id)
            AND NOT EXISTS (SELECT 1 FROM reimbursement_approval n
                JOIN reimbursement_proposal q ON q.id = n.proposal_id
                WHERE q.reimbursement_id = p.reimbursement_id AND n.outcome = 'approved'
                AND n.id > a.id)
            ORDER BY a.id
            """, column: "p.child", keys: children, in: db
        ) { row in
            found.append(
                Decision(
                    id: row.int64(0), reimbursement: row.int64(1), receipt: row.text(2),
                    child: row.addressee(3), recipient: row.addressee(4),
                    treatmentMonth: row.yearMonth(5), setting: row.code(6),
                    visits: row.optionalMonthDays(9), payable: row.yen(7),
                    reason: row.optionalCode(8)))
        }
        return found.sorted { $0.id < $1.id }
    }

    private static func refused(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> [Refused] {
        let reasons: [ObjectionReason] = [.notEntitled, .outsidePeriod]
        var found: [Refused] = []
        try Among.forEach(
            """
            SELECT e.id, e.child, e.treatment_month, e.setting, COALESCE(
            (SELECT f.visit_days FROM claim_error_fund f
            JOIN entitlement_history h ON h.recipient_number = f.recipient_number
            WHERE f.error_id = e.id AND h.child = e.child LIMIT 1), e.visit_days)
            FROM claim_error e WHERE {among} AND e.reason IN (?, ?) AND e.treatment_month IS NOT NULL
            AND e.setting IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM claim_error_outcome o WHERE o.error_id = e.id) ORDER BY e.id
            """, column: "e.child", keys: children, in: db, arguments: reasons
        ) { row in
            found.append(
                Refused(
                    id: row.int64(0), child: row.addressee(1), treatmentMonth: row.yearMonth(2),
                    setting: row.code(3), visits: row.optionalMonthDays(4)))
        }
        return found.sorted { $0.id < $1.id }
    }

    private static func prior(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> [Prior] {
        var found: [Prior] = []
        try Among.forEach(
            """
            SELECT b.id, b.child, (SELECT h.recipient FROM entitlement_history h
                JOIN entitlement_origin o ON o.history_id = h.id
                WHERE h.child = b.child AND h.recipient_number = b.recipient_number
                ORDER BY h.id DESC LIMIT 1), b.treatment_month, b.setting, b.payable
            FROM prior_benefit b WHERE {among} AND b.payable > 0 ORDER BY b.id
            """, column: "b.child", keys: children, in: db
        ) { row in
            guard let recipient = row.optionalAddressee(2) else { return }
            found.append(
                Prior(
                    id: row.int64(0), child: row.addressee(1), recipient: recipient,
                    treatmentMonth: row.yearMonth(3), setting: row.code(4), payable: row.yen(5)))
        }
        return found.sorted { $0.id < $1.id }
    }
}
