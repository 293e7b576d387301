// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Payments
import Safeguards
import Vocabulary

/// 専決区分 of one run as its page shows it: who must approve, who has, whether this officer may.
struct RunApproval {
    /// Which grades the amount needs, and why.
    let words: String?
    let source: String?
    /// Who has approved so far; `nil` before anybody has.
    let given: String?
    let mayGive: Bool
    /// What an approver must know before pressing; `nil` in the plain case.
    let notice: String?

    /// - Throws: `ApprovalRulesUnusable`.
    init(_ detail: RunDetail, _ visit: Visit) throws {
        let run = detail.run
        let rules = try visit.installation.approvalRules()
        let need = rules.need(.run, detail.daySum, on: visit.today)
        let ranks = detail.consents.map(\.rank)
        let open = need.open(after: ranks)
        let officer = visit.session?.principal.officer ?? ""
        let hasGiven = detail.consents.contains { $0.officer == officer }
        let rank = rules.rank(of: officer, on: visit.today)
        mayGive =
            !hasGiven && !open.isEmpty && (try? need.open(after: ranks, and: rank)) != nil
        words =
            need.source == nil
            ? nil
            : need.slots.map(\.grade).joined(separator: "→")
                + "（同じ支払日の合計 \(detail.daySum)）"
        source = need.source.map { need.isVerified ? $0 : "\($0)（未確認）" }
        given =
            detail.consents.isEmpty
            ? nil
            : detail.consents.map {
                "\(visit.desk.name(of: $0.officer))\($0.grade.isEmpty ? "" : "（\($0.grade)）") \(Say.moment($0.at))"
            }.joined(separator: "、")
        // Below the limit by itself and above it together: it looks cut into pieces.
        let isCut = need.below.map { run.total <= $0 && detail.daySum > $0 } ?? false
        guard run.status == .proposed else {
            notice = nil
            return
        }
        if hasGiven {
            notice = "決裁しました。残りの決裁（\(open.map(\.grade).joined(separator: "・"))）を待っています。"
        } else if isCut {
            notice =
                "この支払処理だけなら下の区分ですが、同じ支払日の支払処理を合わせると \(detail.daySum) になります。合計の区分で決裁します。"
        } else if visit.may(.approveRun), run.proposer != officer, !mayGive {
            notice = "この金額の決裁には「\(open.map(\.grade).joined(separator: "・"))」以上の職が要ります。"
        } else {
            notice = nil
        }
    }
}
