// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// In kind or reimbursement: paid at the window, outside the area, or at the threshold.
extension ClaimSettling {
    /// - Parameter share: the patient's share after high cost and funds, before 附加給付.
    @inline(__always)
    mutating func chooseRoute(share: Int) {
        if claim.paid >= 0 {
            sum.route = .reimbursement
            return
        }
        guard isInArea() else { return }
        sum.used.insert(.switchRule)
        guard let rule = law.switching else {
            sum.holds.insert(.switchRule)
            return
        }
        sum.used.insert(.rounding)
        let amount =
            rule.amount == .receipt ? share : (law.counterRounding?.apply(share) ?? share)
        let switches = rule.compare == .orMore ? amount >= rule.yen : amount > rule.yen
        sum.route = switches ? .reimbursement : .inKind
        if switches {
            if Trace.writes {
                trace.write(Step(rule.wording, amount, article: law.articles.switching))
            }
        }
    }

    /// Whether the institution is in the in-kind area; sets the route where it is not.
    private mutating func isInArea() -> Bool {
        guard claim.institution != 0 else { return true }
        sum.used.insert(.inKindArea)
        guard let area = law.area else {
            sum.holds.insert(.inKindArea)
            return false
        }
        var isUndecided = false
        for place in area {
            switch place {
            case .prefecture:
                if claim.institution / 100_000_000 == UInt64(law.prefecture) { return true }
            case .municipality:
                if claim.municipality == law.municipality { return true }
                if claim.municipality == 0 { isUndecided = true }
            case .institution(let code):
                if claim.institution == code { return true }
            case .named:
                // The name has no code to compare with; only its prefecture can be ruled out.
                if claim.institution / 100_000_000 == UInt64(law.prefecture) { isUndecided = true }
            }
        }
        if isUndecided, claim.institution / 100_000_000 == UInt64(law.prefecture) {
            sum.holds.insert(.institutionPlace)
            return false
        }
        if Trace.writes { trace.write(Step("現物給付の区域外のため償還払い", sum.rest, article: nil)) }
        sum.route = .reimbursement
        return false
    }
}
