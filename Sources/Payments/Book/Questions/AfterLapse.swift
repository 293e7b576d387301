// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
public import Entitlement
public import Safeguards
public import Vocabulary

/// What 支払 answers about an earlier end of entitlements: payments for treatment after it, behind
/// what 給付 answers about claims and decisions that are not scheduled; each yen once.
///
/// A treatment month that begins before the lapse and reaches beyond it is named too: only the
/// receipt tells the day.
public struct ConsequencesOfPayments: Consequences {
    private let benefits: @Sendable (Set<Int64>) -> any Consequences

    /// With 給付 as it is.
    public init() { benefits = { BenefitsAfterLapse(without: $0) } }

    /// - Parameter benefits: who answers for claims and decisions.
    init(benefits: any Consequences) { self.benefits = { _ in benefits } }

    public func afterLapse(
        _ lapses: [AddresseeNumber: CivilDate], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]] {
        guard let first = lapses.values.min() else { return [:] }
        let items = try ItemBook.items(
            children: Array(lapses.keys), from: first.yearMonth, in: db)
        let claimed = try RecoveryBook.claimed(items: items.map(\.id), from: db)
        var answers = try benefits(Set(items.map(\.decision))).afterLapse(lapses, in: db)
        for item in items {
            guard let lapse = lapses[item.child], item.treatmentMonth.lastDay >= lapse else {
                continue
            }
            let open = item.amount - (claimed[item.id] ?? .zero)
            guard open > .zero, let answer = consequence(item, open: open, lapse: lapse) else {
                continue
            }
            answers[item.child, default: []].append(answer)
        }
        for (child, benefits) in try PriorBenefitBook.among(
            children: Array(lapses.keys), from: db)
        {
            for benefit in benefits where benefit.payable > .zero {
                guard let lapse = lapses[child], benefit.treatmentMonth.lastDay >= lapse else {
                    continue
                }
                answers[child, default: []].append(consequence(benefit, lapse: lapse))
            }
        }
        return answers
    }

    private func consequence(_ benefit: PriorBenefit, lapse: CivilDate) -> Consequence {
        let isWhole = benefit.treatmentMonth.firstDay >= lapse
        let doubt = isWhole ? "" : "消滅日を含む月です。旧システムの診療日を確認してください。"
        return Consequence(
            kind: .paidAfterLapse, month: benefit.treatmentMonth, amount: benefit.payable,
            text:
                "\(Wareki.text(benefit.treatmentMonth))診療分 \(benefit.payable)を前のシステムで支払済みです。\(doubt)返還を検討してください。"
        )
    }

    /// What is scheduled or in a run nobody wrote yet, to whom the child's recipient was before.
    public func afterRecipientChange(
        _ moves: [AddresseeNumber: RecipientMove], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]] {
        let items = try ItemBook.items(
            children: Array(moves.keys), from: YearMonth(monthNumber: 12), in: db)
        var answers: [AddresseeNumber: [Consequence]] = [:]
        for item in items {
            guard let move = moves[item.child], item.recipient == move.from,
                item.status.waitsForBank
            else { continue }
            answers[item.child, default: []].append(
                Consequence(
                    kind: .scheduledToOther, month: item.treatmentMonth, amount: item.amount,
                    text:
                        "\(Wareki.text(item.plannedOn))の\(item.status.wording) \(item.amount)は前の受給者の口座への支払です(申請書番号\(item.receiptText))。\(advice(item.status))"
                ))
        }
        return answers
    }

    /// What becomes of it when the notification is taken in.
    private func advice(_ status: PaymentItemStatus) -> String {
        switch status {
        case .scheduled: "届出を受け付けると保留になります。"
        case .held: "保留中です。だれに支払うかを確かめるまで解除しないでください。"
        default: "変わるまで支払わないでください。"
        }
    }

    public func hold(_ ends: [AddresseeNumber: RecipientEnd], in scope: Scope) throws {
        try HoldForRecipient.perform(ends, in: scope)
    }

    private func consequence(
        _ item: PaymentItem, open: Yen, lapse: CivilDate
    ) -> Consequence? {
        let isWhole = item.treatmentMonth.firstDay >= lapse
        let month = Wareki.text(item.treatmentMonth)
        let doubt = isWhole ? "" : "消滅日を含む月です。領収書の診療日を確認してください。"
        switch item.status {
        case .paid, .sent:
            return Consequence(
                kind: .paidAfterLapse, month: item.treatmentMonth, amount: open,
                text: "\(month)診療分 \(open)を支払済みです(申請書番号\(item.receiptText))。\(doubt)返還を検討してください。")
        case .scheduled, .held, .extracted, .returned:
            return Consequence(
                kind: .claimAfterLapse, month: item.treatmentMonth, amount: open,
                text:
                    "\(month)診療分 \(open)の支給予定があります(申請書番号\(item.receiptText))。\(doubt)保留または取消を検討してください。"
            )
        case .rescheduled, .cancelled:
            return nil
        }
    }
}
