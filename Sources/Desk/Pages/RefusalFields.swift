// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Which field of a form a refusal of an area is about, so that its message leads there. A refusal that
/// is about the whole form, or about something that no field says, stands in no row.
enum RefusalFields {
    /// By code: the names that forms give the field, the nearest first.
    static let table: [String: [String]] = [
        // 資格
        "E-ENT-001": ["receipt"], "E-ENT-004": ["explained"],
        "E-ENT-005": ["seen", "number-check"],
        "E-ENT-006": ["interviewed"], "E-ENT-007": ["applicant"], "E-ENT-008": ["applied"],
        "E-ENT-009": ["applicant", "member", "child"],
        "E-ENT-015": [
            "reason", "back-reason", "hold-reason", "resume-reason", "end-reason", "why", "note",
        ],
        "E-ENT-016": ["due", "look-again"], "E-ENT-022": ["on", "day", "last"],
        "E-ENT-023": ["insurer", "new"], "E-ENT-024": ["lost"], "E-ENT-025": ["holder"],
        "E-ENT-026": ["account-number", "bank"], "E-ENT-028": ["member", "applicant"],
        "E-ENT-029": ["number"], "E-ENT-030": ["from"], "E-ENT-036": ["exclusion", "residence"],
        "E-ENT-037": ["income", "levy", "year"], "E-ENT-038": ["recipient", "applicant"],
        // 書類・特例・専決
        "E-CAS-003": ["file"], "E-CAS-004": ["file"], "E-CAS-007": ["identity", "documents"],
        "E-CAS-008": ["documents", "identity"], "E-CAS-011": ["from"],
        "E-CAS-017": ["evidence", "on"], "E-CAS-018": ["began", "from"],
        "E-CAS-020": ["from", "on", "day"], "E-CAS-022": ["began", "residence"],
        // 審査請求・承継・支援措置
        "E-APL-001": ["received"], "E-APL-002": ["late"], "E-APL-006": ["note"],
        "E-SUC-001": ["new"], "E-SUC-002": ["old"], "E-SUC-003": ["new"],
        "E-PRT-003": ["from"], "E-PRT-004": ["end-reason"],
        // 記録
        "E-REC-003": ["last", "until", "lost"], "E-REC-004": ["member"],
        "E-REC-005": ["from", "on"],
        "E-REC-006": ["member"], "E-REC-007": ["postal-code", "postal"],
        "E-REC-008": ["address", "name"], "E-REC-009": ["text"], "E-REC-010": ["text"],
        "E-REC-011": ["until"], "E-REC-013": ["from"], "E-REC-014": ["deduct"],
        "E-REC-015": ["account-number"],
        // 給付
        "E-BEN-010": ["month"], "E-BEN-011": ["funder"], "E-BEN-012": ["recipient", "child"],
        "E-BEN-013": ["recipient"], "E-BEN-014": ["month", "days"], "E-BEN-016": ["insurer"],
        "E-BEN-017": ["insurer"], "E-BEN-018": ["born"], "E-BEN-020": ["points"],
        "E-BEN-022": ["institution"], "E-BEN-027": ["fund-points"], "E-BEN-037": ["on"],
        "E-BEN-041": [
            "reason", "back-reason", "slip-reason", "cancel-reason", "cancel-back-reason",
            "withdraw-reason", "hold-note", "explanation", "note",
        ],
        "E-BEN-045": ["additional"], "E-BEN-046": ["applied"], "E-BEN-047": ["slip-day", "month"],
        "E-BEN-048": ["applicant"], "E-BEN-049": ["slip-cost", "cost"],
        "E-BEN-050": ["institution"], "E-BEN-054": ["amount"],
        "E-BEN-060": ["slip-paid", "additional", "amount"], "E-BEN-065": ["days", "slip-day"],
        "E-BEN-067": ["institution"], "E-BEN-070": ["offset"], "E-BEN-071": ["offset"],
        "E-BEN-072": ["billed"],
        "E-BEN-082": ["happened", "reported", "event-day", "mandate", "on"],
        "E-BEN-083": ["next"], "E-BEN-084": ["reported"], "E-BEN-085": ["child"],
        "E-BEN-094": ["band"], "E-BEN-112": ["reference"], "E-BEN-113": ["due"],
        "E-BEN-114": ["insurer-name", "insurer-address"], "E-BEN-122": ["give-back"],
        "E-BEN-125": ["hold-due"], "E-BEN-126": ["amount"],
        "E-BEN-160": ["month"], "E-BEN-161": ["paper"], "E-BEN-162": ["lowpay"],
        "E-BEN-163": ["band"],
        // 支払・返還・会計
        "E-PAY-004": ["reason", "pay-reason", "why"],
        "E-PAY-005": ["pay-on", "day"], "E-PAY-006": ["pay-on", "day", "month"],
        "E-PAY-014": ["file"], "E-PAY-015": ["file"], "E-PAY-016": ["file"], "E-PAY-017": ["file"],
        "E-PAY-019": ["amount", "paid"], "E-PAY-055": ["count"], "E-PAY-056": ["count"],
        "E-PAY-057": ["signed", "agreed"], "E-PAY-059": ["offset-amount"],
        "E-PAY-060": ["basis"], "E-PAY-082": ["amount"], "E-PAY-084": ["document"],
        "E-PAY-095": ["payee"], "E-PAY-096": ["payee"], "E-PAY-097": ["payee"],
        "E-PAY-098": ["item"], "E-PAY-099": ["item"], "E-PAY-100": ["item"],
        "E-PAY-103": ["pay-receipts"], "E-PAY-115": ["amount"], "E-PAY-116": ["slip", "amount"],
        "E-PAY-121": ["excess-amount", "credit-amount"], "E-PAY-135": ["another"],
        "E-PAY-136": ["slip"],
        // 照会・電子申請・同意
        "E-LNK-022": ["giver"], "E-LNK-023": ["given-on"], "E-LNK-024": ["reference"],
        "E-LNK-040": ["matter"], "E-LNK-041": ["matter"], "E-LNK-043": ["matter"],
        "E-LNK-046": ["due"], "E-LNK-047": ["counterpart"], "E-LNK-048": ["number"],
        "E-LNK-054": ["ask-reason", "return-reason", "withdraw-note"], "E-LNK-055": ["ask-due"],
        "E-LNK-056": ["applicant", "child"], "E-LNK-082": ["source"], "E-LNK-083": ["person"],
        // 宛名
        "E-ADR-003": ["who", "kept", "merged"], "E-ADR-029": ["merged"], "E-ADR-030": ["merged"],
        "E-ADR-032": ["kept"], "E-ADR-036": ["name"], "E-ADR-047": ["reason"],
        "E-ADR-901": ["number"], "E-ADR-902": ["number"],
        // 帳票・複製・保存・移行・点検
        "E-LTR-001": ["dated"], "E-LTR-002": ["code"],
        "E-LTR-009": ["pull-reason", "reason", "why"], "E-LTR-010": ["code"],
        "E-CPY-003": ["item"], "E-CPY-004": ["item"], "E-CPY-005": ["class"],
        "E-CPY-006": ["recipient"], "E-CPY-007": ["recipient"], "E-CPY-008": ["key"],
        "E-CPY-009": ["until"], "E-CPY-015": ["carrier", "medium"], "E-CPY-016": ["medium"],
        "E-CPY-022": ["ceiling"], "E-CPY-024": ["name"],
        "E-RET-009": ["reason"], "E-RET-011": ["subject"],
        "E-MIG-031": ["reason"], "E-MIG-032": ["name"], "E-MIG-033": ["cutover"],
        "E-OVS-002": ["reason"], "E-OVS-006": ["findings", "note"], "E-OVS-007": ["from"],
        "E-OVS-008": ["relation-subject", "subject"],
        "E-REP-011": ["last"], "E-REP-012": ["last"],
    ]

    /// The field of the form that was sent, where the table names one that the form has.
    static func field(of refusal: any Refusal, in form: Typed) -> String? {
        field(of: refusal.code, in: form)
    }

    /// The same by the code alone.
    static func field(of code: String, in form: Typed) -> String? {
        table[code]?.first { form.has($0) }
    }
}

extension FormProblem {
    /// What an area of the office refuses, at the field of the form that it is about; about the form as
    /// a whole where it is about none.
    init(_ refusal: any Refusal, in form: Typed) {
        self.init(
            RefusalFields.field(of: refusal, in: form), "\(refusal.message)［\(refusal.code)］")
    }
}

extension Page {
    /// The page as it was drawn, with no message that leads to a field it does not have: such a one
    /// leads to the beginning of the page.
    func leading(_ text: String) -> String {
        problems.compactMap(\.field).filter { !text.contains("id=\"\($0)\"") }
            .reduce(text) { text, field in
                text.replacing("<li><a href=\"#\(field)\">", with: "<li><a href=\"#main\">")
            }
    }
}
