// SPDX-License-Identifier: Apache-2.0
import Scheme
public import Vocabulary

/// What a changed book would do to the claims of a month: sums, by what the amount is made of, and
/// the claims that change most. Nobody is named.
public struct ClaimsEffect: Sendable {
    /// What an amount is made of; the differences of the parts add up to the difference of the sum.
    public enum Part: String, Sendable, CaseIterable {
        case burden = "一部負担金（負担割合）"
        case highCost = "高額療養費"
        case otherFunds = "他の公費"
        case additional = "附加給付"
        case copayment = "制度の自己負担"
        case meals = "食事療養の標準負担額"
        case bound = "下限・上限（負の額にしない など）"
    }

    public struct Sum: Hashable, Sendable {
        public var claims = 0
        public var yen = 0
    }

    /// A claim that changes.
    public struct Line: Hashable, Sendable {
        public let claim: Int64
        public let month: YearMonth
        public let setting: CareSetting
        public let now: Yen
        public let then: Yen

        public var difference: Int { then.amount - now.amount }
    }

    /// Lines that are kept: those of the largest differences.
    public static let most = 200

    public internal(set) var claims = 0
    public internal(set) var changed = 0
    /// What the book in force computes today is not what was paid: the facts of a claim are not all
    /// kept (多数回), or another book was in force.
    public internal(set) var beside = 0
    /// A value is missing under the book in force, or under the changed one.
    public internal(set) var heldNow = 0
    public internal(set) var heldThen = 0
    /// In kind under one book and by reimbursement under the other.
    public internal(set) var otherRoute = 0
    /// Of the claims that both books can compute.
    public internal(set) var now = 0
    public internal(set) var then = 0
    public internal(set) var parts: [Part: Sum] = [:]
    /// Claims of children who are not entitled under the changed book, at what they are paid now.
    public internal(set) var lost = Sum()
    public internal(set) var lines: [Line] = []

    public init() {}

    public mutating func add(_ other: ClaimsEffect) {
        claims += other.claims
        changed += other.changed
        beside += other.beside
        heldNow += other.heldNow
        heldThen += other.heldThen
        otherRoute += other.otherRoute
        now += other.now
        then += other.then
        parts.merge(other.parts) { Sum(claims: $0.claims + $1.claims, yen: $0.yen + $1.yen) }
        lost = Sum(claims: lost.claims + other.lost.claims, yen: lost.yen + other.lost.yen)
        lines = Array(
            (lines + other.lines).sorted {
                (abs($1.difference), $0.claim) < (abs($0.difference), $1.claim)
            }.prefix(Self.most))
    }

    /// Takes in one claim as both books compute it.
    mutating func take(
        _ claim: RecordedClaim, isLost: Bool, now before: Computation, then after: Computation
    ) {
        claims += 1
        if before.payable != claim.paid { beside += 1 }
        if isLost {
            lost = Sum(claims: lost.claims + 1, yen: lost.yen + before.payable.amount)
        }
        if before.hold != nil { heldNow += 1 }
        if after.hold != nil { heldThen += 1 }
        if before.route != after.route { otherRoute += 1 }
        guard before.hold == nil, after.hold == nil else { return }
        now += before.payable.amount
        then += after.payable.amount
        let differences: [(Part, Int)] = [
            (.burden, after.burden.amount - before.burden.amount),
            (.highCost, before.highCost.amount - after.highCost.amount),
            (.otherFunds, before.otherFunds.amount - after.otherFunds.amount),
            (.additional, before.additionalBenefit.amount - after.additionalBenefit.amount),
            (.copayment, before.copayment.amount - after.copayment.amount),
            (.meals, after.meals.amount - before.meals.amount),
        ]
        let difference = after.payable.amount - before.payable.amount
        let rest = difference - differences.reduce(0) { $0 + $1.1 }
        for (part, yen) in differences + [(.bound, rest)] where yen != 0 {
            parts[part, default: Sum()].claims += 1
            parts[part, default: Sum()].yen += yen
        }
        guard difference != 0 else { return }
        changed += 1
        lines.append(
            Line(
                claim: claim.id, month: claim.facts.treatmentMonth, setting: claim.setting,
                now: before.payable, then: after.payable))
    }
}
