// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// What is typed about who stands at the counter. Several stand on one page: every field has a name of
/// its own.
enum ReceiverEntry {
    static func fields(_ id: Int64, _ typed: Typed) -> [FormField] {
        [
            FormField.select(
                "receiver-\(id)", "受取人", typed,
                CashReceiver.allCases.map { ($0.rawValue, $0.wording) }, isRequired: true),
            FormField.text(
                "document-\(id)", "本人確認書類", typed, size: "middle", isRequired: true),
            FormField.text("authority-\(id)", "委任状など（代理人のとき）", typed, size: "middle"),
            FormField.text(
                "receipt-\(id)", "受領証の番号", typed, size: "short", isRequired: true),
        ].map { $0.checked([]) }
    }

    /// `nil` where no receiver was chosen.
    static func read(_ id: Int64, _ reading: inout FormReading) -> CashIdentification? {
        let receiver: CashReceiver? = reading.code(
            "receiver-\(id)", orElse: "受取人を選んでください。")
        guard let receiver else { return nil }
        let typed = reading.typed
        return CashIdentification(
            receiver: receiver, document: typed["document-\(id)"],
            authority: receiver == .agent ? typed["authority-\(id)"] : nil,
            receipt: typed["receipt-\(id)"])
    }
}
