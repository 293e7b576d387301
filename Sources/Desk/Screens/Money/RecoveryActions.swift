// SPDX-License-Identifier: Apache-2.0
import Payments
import Safeguards
import Vocabulary

/// What may be done with a claim next, by its state and the rights of the officer.
struct RecoveryActions: PageModel {
    let mayAct: Bool
    /// Money may come in for a claim that was decided about, also more than it owes.
    let mayReceive: Bool
    let receive: String
    let receiveFields: [FormField]
    let demand: String
    let act: String
    let planFields: [FormField]
    let offsetFields: [FormField]
    let hasPayments: Bool
    let lossFields: [FormField]

    init(_ found: RecoveryScreen.Reading, _ visit: Visit, _ problems: [FormProblem]) {
        let recovery = found.file.recovery
        let typed = visit.form
        mayAct = recovery.outstanding > .zero && visit.may(.recordRecovery)
        mayReceive = !recovery.isProposed && visit.may(.recordRecovery)
        receive = Route.recordReceipt.path(recovery.id)
        demand = Route.demandPayment.path(recovery.id)
        act = Route.proposeRecoveryAct.path(recovery.id)
        receiveFields = [
            FormField.text("amount", "納付された額（円）", typed, size: "short", isRequired: true),
            .date("on", "領収日", typed, hint: nil, isRequired: true),
            .text(
                "slip", "納付書の番号", typed, hint: "同じ番号は二度記録しません。残りを超えた分は過誤納になります",
                size: "middle", isRequired: recovery.outstanding == .zero),
            .select(
                "another", "同じ番号、同じ日の同じ額が記録済みのとき", typed,
                [("", "同じ納付は記録しない"), ("yes", "別の納付（同じ納付書の二度の納付など）")]),
        ].map { $0.checked(problems) }
        planFields = [
            FormField.text("count", "回数", typed, size: "short", isRequired: true),
            .date("first", "第1回の納期限", typed, hint: "以後は毎月の同じ日", isRequired: true),
            .date("signed", "誓約の日", typed, hint: nil, isRequired: true),
            .text("plan-why", "説明", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
        hasPayments = !found.payments.isEmpty
        offsetFields = [
            FormField.select(
                "item", "充てる支給", typed,
                found.payments.map {
                    (
                        String($0.id),
                        "\($0.receiptText) \(Say.month($0.treatmentMonth)) \($0.amount)（\($0.status.wording)）"
                    )
                }, isRequired: true),
            .text("offset-amount", "充当する額（円）", typed, size: "short", isRequired: true),
            .date("agreed", "本人の申出の日", typed, hint: nil, isRequired: true),
            .text("offset-why", "説明", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
        lossFields = [
            FormField.select(
                "basis", "事由", typed,
                WriteOffBasis.allCases.map { ($0.rawValue, $0.wording) }, isRequired: true),
            .text("loss-why", "説明", typed, size: "long", isRequired: true),
        ].map { $0.checked(problems) }
    }
}
