// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct CorrectionRow: FactRow {
    static let table = "decision_correction"
    static let columns = ["proposal_id", "history_id", "act", "reason", "preview", "officer"]
    let proposal: Int64
    let input: CorrectionInput
    let preview: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [proposal, input.decision, input.act.rawValue, input.reason, preview, officer]
    }
}

/// 訂正・取消 of decisions.
public enum CorrectionBook {
    /// Why a proposal corrects, and what; `nil` for one that does not.
    public static func correction(
        ofProposal id: Int64, from db: any Connection
    ) throws -> (act: CorrectionAct, reason: String, history: Int64)? {
        try db.first(
            "SELECT act, reason, history_id FROM decision_correction WHERE proposal_id = ?", [id]
        ) { (CorrectionAct(rawValue: $0.text(0)) ?? .correct, $0.text(1), $0.int64(2)) }
    }
}

/// Letters of decisions that were issued.
enum SentNotices {
    static func count(
        of child: AddresseeNumber, since history: Int64, from db: any Connection
    ) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM notice_issue WHERE child = ? AND history_id >= ?",
            [child, history]
        ) { $0.int(0) } ?? 0
    }
}
