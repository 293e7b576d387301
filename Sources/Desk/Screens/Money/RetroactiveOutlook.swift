// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Payments
import Vocabulary

/// What a head looks at before deciding a settlement for the past, besides its rows: the decision about
/// the entitlement that it follows, what of it is left undone, what cannot be known by the machine, and
/// whether it still fits.
struct RetroactiveOutlook {
    let items: [Item]
    let warnings: [String]

    /// - Parameters:
    ///   - now: what is touched as of now; `nil` once it is decided.
    ///   - decisions: all about the child's entitlement, oldest first.
    init(
        _ proposal: RetroactiveProposal, _ lines: [RetroactiveBook.Line], now: RetroactivePlan?,
        decisions: [EntitlementDecision]
    ) {
        items =
            Self.decision(proposal.history, decisions)
            + Self.amounts(
                lines, letters: now?.letters(of: Set(lines.filter(\.isChosen).map(\.key))))
        // Once it is decided there is nothing left to look at.
        guard let now else {
            warnings = []
            return
        }
        var warnings: [String] = []
        if now.digest != proposal.digest {
            warnings.append("起案の後に、資格・レセプト・支払のどれかが変わりました。決裁しても実行されません。差し戻してください。")
        }
        let partial = lines.count { $0.isPartial && $0.isChosen }
        if partial > 0 {
            warnings.append("月の途中まで資格のある診療が\(partial)件選ばれています。診療日の確かめを起案者に聞いてください。")
        }
        let mandates = now.mandates.reduce(Yen.zero) { $0 + $1.amount }
        if mandates > .zero {
            warnings.append("高額療養費の受領分 \(mandates)は保険者との精算です。保護者の返還には入っていません。保険者が返還を求めることがあります。")
        }
        let waiting = lines.count { !$0.kind.canBeDone }
        if waiting > 0 {
            warnings.append("支払処理中の\(waiting)件は、この決裁では動きません。結果の後に、もう一度の起案が要ります。")
        }
        let faulty = Set(now.effects.filter(\.isInVain).map(\.key))
        let inVain = lines.count { $0.isChosen && $0.amount == .zero && faulty.contains($0.key) }
        if inVain > 0 {
            warnings.append("再判定してもエラーが残る現物給付が\(inVain)件選ばれています。決裁しても取り込まれず、エラー一覧に残ります。")
        }
        if !lines.contains(where: \.isChosen) {
            warnings.append("何も精算しないで閉じる起案です。決裁すると、資格がまた変わるまで「精算が要る児童」に出ません。")
        }
        let left = lines.count { !$0.isChosen && $0.kind.canBeDone }
        if left > 0 { warnings.append("起案者が選ばなかったものが\(left)件あります（下の表の「しない」）。") }
        self.warnings = warnings
    }

    /// The decision it follows, and the difference to the one before.
    private static func decision(
        _ history: Int64, _ decisions: [EntitlementDecision]
    ) -> [Item] {
        guard let decision = decisions.first(where: { $0.id == history }) else { return [] }
        let before = decisions.last {
            $0.id < history && $0.recipientNumber == decision.recipientNumber
        }
        let was = before.map { Say.periods($0.periods) } ?? "なし"
        return [
            Item(
                "資格の決定",
                "\(Say.date(decision.decidedOn)) \(decision.result.wording)（\(decision.reason.wording)）"
            ),
            Item("有効期間", "\(was) → \(Say.periods(decision.periods))"),
        ]
    }

    private static func amounts(
        _ lines: [RetroactiveBook.Line], letters: [(title: String, count: Int)]?
    ) -> [Item] {
        func sum(_ kinds: Set<RetroactiveEffect.Kind>) -> Yen {
            lines.filter { $0.isChosen && kinds.contains($0.kind) }
                .reduce(.zero) { $0 + $1.amount }
        }
        let left = lines.filter { !$0.isChosen }
        var items = [
            Item("うち保護者の返還", "\(sum([.paid, .prior]))"), Item("うち医療機関への過誤", "\(sum([.claim]))"),
        ]
        let prior = sum([.prior])
        if prior > .zero { items.append(Item("うち前のシステムの給付の返還", "\(prior)")) }
        func again(_ kind: RetroactiveEffect.Kind, _ title: String, _ when: String) {
            let count = lines.count { $0.isChosen && $0.kind == kind }
            if count > 0 { items.append(Item(title, "\(sum([kind]))（\(count)件。\(when)）")) }
        }
        again(.gainedClaim, "うち現物給付の再判定", "決裁で取り込みます")
        again(.gainedReimbursement, "うち償還払いの再審査", "再審査の決定の後に支払います")
        if !left.isEmpty {
            let yen = left.reduce(Yen.zero) { $0 + $1.amount }
            items.append(Item("しないもの", "\(left.count)件 \(yen)"))
        }
        if let letters, !letters.isEmpty {
            items.append(
                Item("続く通知", letters.map { "\($0.title) \($0.count)通" }.joined(separator: "、")))
        }
        return items
    }
}
