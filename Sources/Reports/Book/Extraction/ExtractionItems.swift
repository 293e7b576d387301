// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

extension ExtractionSubject {
    /// The items of a subject in their order.
    public var items: [ExtractionItem] {
        switch self {
        case .decisions:
            Self.person("h.child", "h.recipient")
                + [
                    item("recipientNumber", "受給者番号", .text, "h.recipient_number", names: true),
                    item("born", "生年月日", .date, "h.child_born", .birthDate),
                    item("kind", "申請種別", codes(ApplicationKind.self), "h.application_kind"),
                    item("result", "決定結果", codes(DecisionResult.self), "h.result"),
                    item("applied", "申請日", .date, "h.applied_on"),
                    item("decided", "決定日", .date, "h.decided_on"),
                    item("from", "通院の始め", .date, "h.valid_from"),
                    item("until", "通院の終わりの翌日", .date, "h.valid_until"),
                    item("inpatientFrom", "入院の始め", .date, "h.inpatient_from"),
                    item("inpatientUntil", "入院の終わりの翌日", .date, "h.inpatient_until"),
                ]
        case .applications:
            Self.person("a.child", "a.applicant")
                + [
                    item("receipt", "受付番号", .text, "a.receipt", names: true),
                    item("kind", "申請種別", codes(ApplicationKind.self), "a.kind"),
                    item("applied", "申請日", .date, "a.applied_on"),
                ]
        case .claims:
            Self.person("c.child", "c.recipient")
                + [
                    item("billing", "請求年月", .month, "c.billing_month"),
                    item("treatment", "診療年月", .month, "c.treatment_month"),
                    item("dataKind", "データ区分", codes(ClaimDataKind.self), "c.data_kind"),
                    item("setting", "入院・外来", Self.settings, "c.setting"),
                    item("institution", "医療機関", .text, "c.institution", .claimDetail),
                    item("insurer", "保険者番号", .text, "c.insurer", .insurance),
                    item("days", "診療日数", .number, "c.days", .claimDetail),
                    item("points", "点数", .number, "c.points", .claimDetail),
                    item("cost", "医療費", .number, "c.total_cost", .amount),
                    item("highCost", "高額療養費", .number, "c.high_cost", .amount),
                    item("payable", "支給額", .number, ObjectionBook.stillPaid("c"), .amount),
                ]
        case .reimbursements:
            Self.person("r.child", "r.applicant")
                + [
                    item("receipt", "受付番号", .text, "r.receipt", names: true),
                    item("applied", "申請日", .date, "r.applied_on"),
                    item("billing", "請求年月", .month, "r.billing_month"),
                    item("treatment", "診療年月", .month, "r.treatment_month"),
                    item("care", "診療種別", codes(CareKind.self), "r.care"),
                    item("setting", "入院・外来", Self.settings, "r.setting"),
                    item("institution", "医療機関", .text, "r.institution", .claimDetail),
                    item("days", "診療日数", .number, "r.days", .claimDetail),
                    item("cost", "医療費", .number, "r.total_cost", .amount),
                    item("paid", "窓口で支払った額", .number, "r.self_payment", .amount),
                    item("slips", "領収書の枚数", .number, "r.receipts"),
                ]
        case .payments:
            Self.person("i.child", "i.recipient")
                + [
                    item("receipt", "受付番号", .text, "i.receipt", names: true),
                    item("treatment", "診療年月", .month, "i.treatment_month"),
                    item("decided", "決定日", .date, "i.decided_on"),
                    item("planned", "支払予定日", .date, "i.planned_on"),
                    item("state", "状態", Self.states, "s.status"),
                    item("amount", "金額", .number, "i.amount", .amount),
                ]
        }
    }

    /// `FROM … WHERE …`, the number of a row, the child and the recipient.
    var source: (from: String, id: String, child: String, recipient: String) {
        switch self {
        case .decisions:
            ("FROM entitlement_history h WHERE h.id > 0", "h.id", "h.child", "h.recipient")
        case .applications:
            ("FROM application a WHERE a.id > 0", "a.id", "a.child", "a.applicant")
        case .claims:
            (
                "FROM claim c WHERE \(ObjectionBook.notTakenBack("c"))", "c.id", "c.child",
                "c.recipient"
            )
        case .reimbursements:
            (
                """
                FROM reimbursement r WHERE r.base_id IS NULL AND NOT EXISTS
                (SELECT 1 FROM reimbursement n WHERE n.corrects_id = r.id)
                """, "r.id", "r.child", "r.applicant"
            )
        case .payments:
            (
                """
                FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id WHERE i.id > 0
                """, "i.id", "i.child", "i.recipient"
            )
        }
    }

    private static func person(_ child: String, _ recipient: String) -> [ExtractionItem] {
        [
            ExtractionItem(
                code: "child", title: "児童の宛名番号", kind: .number, field: nil, namesPerson: true,
                sql: child),
            ExtractionItem(
                code: "name", title: "児童の氏名", kind: .text, field: .name, namesPerson: true,
                sql: nil),
            ExtractionItem(
                code: "recipient", title: "受給者の宛名番号", kind: .number, field: nil,
                namesPerson: true, sql: recipient),
        ]
    }

    private func item(
        _ code: String, _ title: String, _ kind: ExtractionItem.Kind, _ sql: String,
        _ field: Field? = nil, names: Bool = false
    ) -> ExtractionItem {
        ExtractionItem(
            code: code, title: title, kind: kind, field: field, namesPerson: names, sql: sql)
    }

    private func codes<Code: OfficeCode>(_ type: Code.Type) -> ExtractionItem.Kind {
        .code(Code.allCases.map { .init(code: $0.rawValue, wording: $0.wording) })
    }

    private static let settings = ExtractionItem.Kind.code(
        CareSetting.allCases.map { .init(code: $0.rawValue, wording: $0.wording) })
    private static let states = ExtractionItem.Kind.code(
        PaymentItemStatus.allCases.map { .init(code: $0.rawValue, wording: $0.wording) })
}
