// SPDX-License-Identifier: Apache-2.0
import Payments
import Safeguards
import Vocabulary

/// What is typed about an excess (過誤納): that it was recorded wrongly, that a receipt is one, and what is
/// to be done with it.
enum ExcessEntry {
    struct Step {
        let done: String
        let body: @Sendable (Scope) throws -> Void
    }

    /// A step about an excess or a receipt of a claim; `nil` where the form is about something else.
    static func read(
        _ reading: inout FormReading, of recovery: Int64, law: FiscalLaw
    ) -> Step? {
        let typed = reading.typed
        switch typed["act"] {
        case "excess-back":
            guard let id = Int64(typed["excess"]) else { return nil }
            let why = reading.text("excess-why-\(id)", orElse: "取消しの理由を入力してください。")
            return Step(done: "excessreversed") {
                try ReverseOverpayment.perform(id, reason: why, in: $0)
            }
        case "refund-cancel":
            guard let id = Int64(typed["refund"]) else { return nil }
            let why = reading.text("refund-why-\(id)", orElse: "取消しの理由を入力してください。")
            return Step(done: "refundcancelled") {
                try CancelRefund.perform(id, reason: why, law: law, in: $0)
            }
        case "excess-known":
            guard let id = Int64(typed["receipt"]) else { return nil }
            let slip = reading.text("known-slip-\(id)", orElse: "納付書の番号を入力してください。")
            let why = reading.text("known-why-\(id)", orElse: "過誤納とする理由を入力してください。")
            return Step(done: "excessknown") {
                try RecognizeOverpayment.perform(
                    id, of: recovery, slip: slip, reason: why, in: $0)
            }
        default: return nil
        }
    }

    /// The refund or the set-off that is proposed.
    static func act(_ reading: inout FormReading) -> (act: RecoveryAct, why: String)? {
        let typed = reading.typed
        let isCredit = typed["act"] == "credit"
        let name = isCredit ? "credit" : "excess"
        let excess = Int64(typed["\(name)-of"])
        if excess == nil { reading.wrong("\(name)-of", "過誤納を選んでください。") }
        let amount = AmountEntry.read(typed["\(name)-amount"])
        if amount == nil { reading.wrong("\(name)-amount", "額を数字で入力してください。") }
        let why = reading.text("\(name)-why", orElse: "説明を入力してください。")
        if isCredit {
            let target = Int64(typed["credit-to"])
            if target == nil { reading.wrong("credit-to", "充てる返還を選んでください。") }
            let basis: CreditBasis? = reading.code("credit-basis", orElse: "根拠を選んでください。")
            let agreed =
                basis == .consent ? reading.date("credit-agreed", "本人の同意の日") : nil
            guard let excess, let amount, let target, let basis else { return nil }
            return (.credit(of: excess, amount, to: target, basis, agreedOn: agreed), why)
        }
        let way: RefundWay? = reading.code("excess-way", orElse: "還付の方法を選んでください。")
        guard let excess, let amount, let way else { return nil }
        return (.refund(of: excess, amount, way), why)
    }
}
