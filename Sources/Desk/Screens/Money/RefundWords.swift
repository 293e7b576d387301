// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// What a decision about an excess is about, as the head and the paper see it: the excess, the way or the
/// other claim, and what pays.
enum RefundWords {
    struct Line {
        let title: String
        let text: String
    }

    static func lines(
        _ refund: Refund, of excesses: [Overpayment], law: RecoveryLaw, today: CivilDate
    ) -> [Line] {
        let excess = excesses.first { $0.id == refund.overpayment }
        var lines = [Line(title: "方法", text: refund.way.wording)]
        if let excess {
            lines.append(
                Line(
                    title: "過誤納",
                    text: "\(Say.short(excess.receivedOn)) \(excess.slip) \(excess.amount)"))
        }
        if let target = refund.target {
            lines.append(
                Line(
                    title: "充てる返還",
                    text: "返還 \(target)へ・根拠 \(refund.basis?.wording ?? "")"))
        }
        if let payout = refund.payout {
            lines.append(
                Line(
                    title: "科目", text: "\(Say.short(payout.paidOn)) \(words(payout.charge))"))
        } else if refund.isApproved != false, refund.cancellation == nil, let excess,
            let charge = try? law.charge(of: excess, paidOn: today)
        {
            lines.append(Line(title: "科目（今日支払うとき）", text: words(charge)))
        }
        if let cancellation = refund.cancellation {
            lines.append(Line(title: "取消しの理由", text: cancellation.reason))
        }
        return lines
    }

    private static func words(_ charge: RefundCharge) -> String {
        "\(charge.side.wording)・\(Wareki.text(charge.year))・\(charge.account)"
    }
}
