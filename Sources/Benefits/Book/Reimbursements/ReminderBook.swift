// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// Who is asked for an insurer's decision.
public enum ReminderAddressee: String, Sendable, CaseIterable, Hashable {
    case insurer, family

    /// The word on screens.
    public var wording: String {
        switch self {
        case .insurer: "保険者"
        case .family: "申請者"
        }
    }
}

extension ReminderAddressee: SQLValueConvertible {}

struct ReminderRow: FactRow {
    static let table = "insurer_reminder"
    static let columns = [
        "reimbursement_id", "asked_on", "addressee", "next_on", "note", "officer",
    ]
    let reimbursement: Int64
    let askedOn: CivilDate
    let addressee: ReminderAddressee
    let nextOn: CivilDate
    let note: String?
    let officer: String

    var values: [any SQLValueConvertible] {
        [reimbursement, askedOn, addressee, nextOn, note, officer]
    }
}

/// An application that waits for its insurer.
public struct InsurerWait: Hashable, Sendable {
    public let reimbursement: Int64
    public let receipt: String
    public let child: AddresseeNumber
    public let applicant: AddresseeNumber
    public let treatmentMonth: YearMonth
    /// Since when: applied for, or held again.
    public let since: CivilDate
    /// How often somebody was asked, and when last.
    public let asked: Int
    public let lastAsked: CivilDate?
    /// When to ask again.
    public let nextOn: CivilDate

    public func isDue(_ today: CivilDate) -> Bool { nextOn <= today }
}

/// 保険者決定待ち: what waits, and since when.
public enum ReminderBook {
    /// Applications held for their insurer's decision, the longest wait first.
    ///
    /// - Parameter days: after how many days the office asks for the first time.
    public static func waiting(
        days: Int, from db: any Connection
    ) throws -> [InsurerWait] {
        try db.rows(
            """
            SELECT r.id, r.receipt, r.child, r.applicant, r.treatment_month, r.applied_on,
            (SELECT COUNT(*) FROM insurer_reminder m WHERE m.reimbursement_id = r.id),
            (SELECT MAX(m.asked_on) FROM insurer_reminder m WHERE m.reimbursement_id = r.id),
            (SELECT MAX(m.next_on) FROM insurer_reminder m WHERE m.reimbursement_id = r.id)
            FROM reimbursement_status s JOIN reimbursement r ON r.id = s.reimbursement_id
            WHERE s.is_open = 1 AND s.status = 'held' AND s.hold_reason = ?
            ORDER BY r.applied_on, r.id
            """, [ReimbursementHold.insurerDecision]
        ) { row in
            let since = row.date(5)
            return InsurerWait(
                reimbursement: row.int64(0), receipt: row.text(1), child: row.addressee(2),
                applicant: row.addressee(3), treatmentMonth: row.yearMonth(4), since: since,
                asked: row.int(6), lastAsked: row.optionalDate(7),
                nextOn: row.optionalDate(8) ?? since.adding(days: days))
        }
    }
}
