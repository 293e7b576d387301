// SPDX-License-Identifier: Apache-2.0
public import Press
import Safeguards
import Scheme
public import Vocabulary

/// What a letter about the payments of one run to one recipient says: 支給決定と支払, or 振込不能.
public struct PaymentNotice: Sendable {
    /// The kinds of letter.
    public enum Kind: String, Sendable, CaseIterable {
        case payment, returned

        /// The title of the letter.
        public var title: String {
            switch self {
            case .payment: "こども医療費支給決定通知書兼支払通知書"
            case .returned: "こども医療費の振込ができなかったことのお知らせ"
            }
        }
    }

    /// One payment of the letter.
    struct Line: Sendable {
        let record: PaymentRecord
        let childName: String
        /// How the amount was computed; empty where it is not known.
        let steps: [Step]
    }

    public let kind: Kind
    public let envelope: EnvelopeID
    public let run: PaymentRun
    public let recipient: AddresseeNumber
    let lines: [Line]
    /// One of the family is protected: neither clinic nor bank branch is told.
    let hidesPlaces: Bool
    let address: PrintableAddress
    let issuedOn: CivilDate

    /// Yen of all payments of the letter.
    public var total: Yen { lines.reduce(.zero) { $0 + $1.record.item.amount } }
    /// The payments that the letter is about.
    public var items: [Int64] { lines.map(\.record.item.id) }

    /// The letter for the press. 教示 is a sample text until the city has confirmed it.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        Letter(
            envelope: envelope, address: address, sender: sender, date: Wareki.text(issuedOn),
            title: kind.title, paragraphs: opening,
            facts: [FactTable(rows: summary)] + lines.map { $0.table(hidesPlaces: hidesPlaces) },
            computation: computation, notes: notes, instruction: instruction, desk: desk)
    }

    private var opening: [String] {
        switch kind {
        case .payment: ["申請のあったこども医療費について、次のとおり支給することを決定し、お支払いします。"]
        case .returned:
            [
                "こども医療費を次の口座に振り込みましたが、金融機関から戻されたため、お支払いできていません。",
                "お手数ですが、振込先口座の変更届を下の担当に出してください。届出の後の支払日にもう一度振り込みます。",
            ]
        }
    }

    private var summary: [FactTable.Row] {
        var rows = [
            FactTable.Row(kind == .payment ? "支給額" : "金額", total.description, isMain: true),
            FactTable.Row(
                kind == .payment ? "支払予定日" : "振り込んだ日", Wareki.text(run.paymentDay)),
        ]
        if let first = lines.first?.record, let account = first.account {
            rows.append(FactTable.Row("支払方法", first.item.method.wording))
            rows.append(FactTable.Row("振込先", account.words(hidesPlaces: hidesPlaces)))
        }
        if kind == .returned, let reason = lines.first?.record.returned {
            rows.append(FactTable.Row("戻された理由", reason.wording))
        }
        return rows
    }

    private var computation: ComputationTable? {
        guard kind == .payment, lines.contains(where: { !$0.steps.isEmpty }) else { return nil }
        let steps = lines.flatMap { line in
            let head = lines.count > 1 ? [ComputationTable.Step(line.record.item.heading, nil)] : []
            return head
                + line.steps.map {
                    ComputationTable.Step($0.label, $0.amount, article: $0.article ?? "")
                }
        }
        return ComputationTable(steps: steps, total: ComputationTable.Step("支給額", total))
    }

    private var notes: [String] {
        switch kind {
        case .payment: ["振込先の口座番号は、末尾の2桁だけを記載しています。"]
        case .returned: ["この通知と行き違いに届出を済ませたときは、ご容赦ください。"]
        }
    }

    private var instruction: Instruction? {
        guard kind == .payment else { return nil }
        return Instruction(
            paragraphs: [
                "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、市長に対して審査請求をすることができます。",
                "この決定の取消しの訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、市を被告として提起することができます。",
            ], isSample: true)
    }
}

extension PaymentNotice.Line {
    /// The box of one payment.
    fileprivate func table(hidesPlaces: Bool) -> FactTable {
        let item = record.item
        return FactTable(
            title: item.heading,
            rows: [
                FactTable.Row("対象児童", childName, isName: true),
                FactTable.Row("診療年月", Wareki.text(item.treatmentMonth)),
                FactTable.Row("医療機関等", hidesPlaces ? "（省略）" : item.institutionName),
                FactTable.Row("決定年月日", Wareki.text(item.decidedOn)),
                FactTable.Row("支給額", item.amount.description),
            ])
    }
}

extension PaymentItem {
    /// The heading of its box.
    fileprivate var heading: String { "申請書番号 \(receiptText)" }
}

extension PaymentRecord.Account {
    /// Bank, branch, type and the masked number, as a letter shows them.
    fileprivate func words(hidesPlaces: Bool) -> String {
        let bank = hidesPlaces ? ["登録の口座"] : [bankName, branchName, type.wording]
        return (bank + [number.description]).filter { !$0.isEmpty }.joined(separator: " ")
    }
}
