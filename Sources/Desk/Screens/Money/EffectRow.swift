// SPDX-License-Identifier: Apache-2.0
import Benefits
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
        amount = Self.amount(effect.amount, of: effect)
        note =
            Self.insurers(effect)
            + (isLeftOut ? "前の精算で、しないと決裁されました。" : "")
            + (isUpheld ? "過誤は認められませんでした（原審どおり）。保護者に求めるときは、明細から返還を登録してください。" : "")
            + Self.findings(effect) + Self.note(isPartial: effect.isPartial, kind: effect.kind)
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

    /// - Parameter now: the same effect as it is known now, while nothing is decided.
    init(_ line: RetroactiveBook.Line, now: RetroactiveEffect? = nil) {
        key = ""
        month = Say.month(line.month)
        what = line.kind.wording
        // Once decided, a gain of nothing stays one: nothing is still to come.
        amount =
            now == nil && !line.kind.isLoss && line.amount == .zero
            ? "—" : Self.amount(line.amount, of: now)
        note =
            (now.map(Self.insurers) ?? "")
            + (line.amount > .zero ? "" : now.map(Self.findings) ?? "")
            + Self.note(isPartial: line.isPartial, kind: line.kind)
        isTicked = line.isChosen
        isTickable = false
        label = ""
        href = nil
    }

    private static func note(isPartial: Bool, kind: RetroactiveEffect.Kind) -> String {
        if isPartial { return "月の途中までは資格があります。領収書・明細書の診療日を確かめて選んでください。" }
        return kind.canBeDone ? "" : "支払処理または振込の結果の後に、もう一度起案してください。"
    }

    /// - Parameter effect: as it is known now; `nil` once it is decided.
    private static func amount(_ yen: Yen, of effect: RetroactiveEffect?) -> String {
        if yen > .zero || effect?.byInsurer != nil { return yen.grouped }
        switch effect?.finding {
        case .fault: return "エラー"
        case .hold: return "保留"
        case .refused: return "不支給"
        case nil: return effect?.kind.isLoss == false ? yen.grouped : "再計算"
        }
    }

    /// What stands against paying what the entitlement covers again.
    private static func findings(_ effect: RetroactiveEffect) -> String {
        switch effect.finding {
        case .fault(let fault):
            "再判定してもエラーが残ります（\(fault.code)）。\(fault.message)エラー一覧で補正または返戻をしてください。"
        case .hold(let hold): "再審査は保留になります（\(hold.wording)）。"
        case .refused(let reason): "再審査でも支給されません（\(reason.wording)）。"
        case nil: ""
        }
    }

    private static func insurers(_ effect: RetroactiveEffect) -> String {
        guard let part = effect.byInsurer else { return "" }
        let what = "高額療養費の受領分 \(part.amount)は保険者との精算です（代理受領 K\(part.proxy)）。"
        switch effect.kind {
        case .paid: return what + "返還の額からは引いてあります。"
        case .claim: return what + "過誤では医療機関から全額が戻るので、保険者が受領分の返還を求めることがあります。"
        default: return what
        }
    }
}

/// A mandate behind a settlement for the past, with the way to it.
struct MandateEffectRow: PageModel {
    let href: String
    let name: String
    let amount: String

    static func rows(_ plan: RetroactivePlan?) -> [MandateEffectRow] {
        (plan?.mandates ?? []).map {
            MandateEffectRow(
                href: Route.proxy.path($0.proxy), name: "代理受領 K\($0.proxy)",
                amount: $0.amount.description)
        }
    }
}
