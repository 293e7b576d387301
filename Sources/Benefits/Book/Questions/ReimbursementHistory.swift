// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One event in the history of a reimbursement.
public struct ReimbursementHappening: Hashable, Sendable {
    /// 受付, 通知, 保留, 保留解除, 起案, 差戻し, 決裁, 取下げ, 決定の取消し.
    public let wording: String
    public let hold: ReimbursementHold?
    public let note: String?
    /// What the applicant is asked for, of a hold.
    public let asked: PaperRequest?
    public let officer: String
    public let at: Instant
}

/// Everything about one reimbursement, for its page.
public struct ReimbursementFileView: Sendable {
    public let file: ReimbursementCase
    public let letters: [InsurerLetter]
    public let decisions: [ReimbursementDecision]
    /// Oldest first; the newest is the one a decision rests on.
    public let computations: [StoredComputation]
    public let history: [ReimbursementHappening]

    /// What the last hold asked the applicant for.
    public var asked: PaperRequest? { history.last { $0.hold != nil }?.asked }

    /// Collects it; `nil` where there is none.
    public static func load(
        _ id: Int64, from db: any Connection
    ) throws -> ReimbursementFileView? {
        guard let file = try ReimbursementBook.cases([id], from: db)[id] else { return nil }
        return ReimbursementFileView(
            file: file, letters: try ReimbursementBook.letters([id], from: db)[id] ?? [],
            decisions: try ReimbursementDecisionBook.decisions(of: id, from: db),
            computations: try Explanations.reimbursement(id, from: db),
            history: try history(id, from: db))
    }

    private static func history(
        _ id: Int64, from db: any Connection
    ) throws -> [ReimbursementHappening] {
        try db.rows(
            """
            SELECT event, hold_reason, note, officer, recorded_at, missing_papers, due_on
            FROM reimbursement_event WHERE reimbursement_id = ? ORDER BY id
            """, [id]
        ) { row in
            let event: ReimbursementEvent = row.code(0)
            return ReimbursementHappening(
                wording: event.wording, hold: row.optionalCode(1), note: row.optionalText(2),
                asked: row.optionalText(5).flatMap { PaperRequest($0, until: row.date(6)) },
                officer: row.text(3), at: row.instant(4))
        }
    }
}

extension ReimbursementEvent {
    fileprivate var wording: String {
        switch self {
        case .received: "受付"
        case .letter: "保険者の通知"
        case .held: "保留"
        case .released: "保留解除"
        case .proposed: "起案"
        case .sentBack: "差戻し"
        case .approved: "決裁"
        case .withdrawn: "取下げ"
        case .cancelled: "決定の取消し"
        }
    }
}
