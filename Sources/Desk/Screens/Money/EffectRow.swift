// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// One effect in a list.
struct EffectRow: PageModel {
    let key: String
    let month: String
    let what: String
    let amount: String
    let note: String
    let isTicked: Bool
    let isTickable: Bool
    let label: String
    /// What it touches, for an officer who opens it before ticking.
    let href: String?

    /// - Parameter mayTick: whether the officer may choose; else the row says what would be done.
    init(
        _ effect: RetroactiveEffect, of child: AddresseeNumber, isTicked: Bool, mayTick: Bool,
        isUpheld: Bool = false, isLeftOut: Bool = false
    ) {
        key = effect.key
        month = Say.month(effect.month)
        what = effect.kind.wording
        amount = effect.amount > .zero ? effect.amount.grouped : "再計算"
        note =
            (isLeftOut ? "前の精算で、しないと決裁されました。" : "")
            + (isUpheld ? "過誤は認められませんでした（原審どおり）。保護者に求めるときは、明細から返還を登録してください。" : "")
            + Self.note(isPartial: effect.isPartial, kind: effect.kind)
        self.isTicked = isTicked
        isTickable = mayTick && effect.kind.canBeDone
        label = "\(Say.month(effect.month)) \(effect.kind.wording)を精算する"
        switch effect.kind {
        case .claim: href = Route.claim.path(effect.record)
        case .prior: href = Route.benefitLedger.path(child)
        case .gainedClaim: href = Route.claimError.path(effect.record)
        case .decided, .scheduled, .underWay, .paid, .gainedReimbursement:
            href = Route.reimbursement.path(effect.record)
        }
    }

    init(_ line: RetroactiveBook.Line) {
        key = ""
        month = Say.month(line.month)
        what = line.kind.wording
        amount = line.amount > .zero ? line.amount.grouped : "再計算"
        note = Self.note(isPartial: line.isPartial, kind: line.kind)
        isTicked = line.isChosen
        isTickable = false
        label = ""
        href = nil
    }

    private static func note(isPartial: Bool, kind: RetroactiveEffect.Kind) -> String {
        if isPartial { return "月の途中までは資格があります。領収書・明細書の診療日を確かめて選んでください。" }
        return kind.canBeDone ? "" : "支払処理または振込の結果の後に、もう一度起案してください。"
    }
}
