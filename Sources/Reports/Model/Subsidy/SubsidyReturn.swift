// SPDX-License-Identifier: Apache-2.0
import Scheme
public import Vocabulary

/// Money that came back to the city for a benefit, and what of it is taken off the amount that the
/// prefecture takes up: as much as was received, at most what is left of the benefit's eligible amount.
public struct SubsidyReturn: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// 代理受領: the insurer's high-cost benefit, received for the family.
        case proxy
        /// 求償: from the third party or the sports council.
        case liability
        /// 返還: from the family, in money or by netting (充当).
        case recovery

        public var title: String {
            switch self {
            case .proxy: "代理受領（高額療養費）"
            case .liability: "求償（第三者行為・災害共済）"
            case .recovery: "返還（充当を含む）"
            }
        }

        /// In a column of a table.
        public var short: String {
            switch self {
            case .proxy: "代理受領"
            case .liability: "求償"
            case .recovery: "返還"
            }
        }
    }

    /// The benefit that the money is about, as far as the sheet counts it.
    public struct Benefit: Hashable, Sendable {
        public let month: YearMonth
        public let setting: CareSetting
        public let institution: String
    }

    public let kind: Kind
    /// The day on which it was received.
    public let on: CivilDate
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    /// `nil` where no benefit stands behind it that the sheet counts.
    public let benefit: Benefit?
    public let received: Yen
    public let deducted: Yen

    public var why: String {
        guard benefit != nil else { return "数えている診療に結び付かない（取り消した決定・過誤を含む）" }
        if deducted == .zero { return "補助の対象でない診療、または対象額の残りがない" }
        return deducted < received ? "診療の補助対象額の残りまで" : "全額"
    }

    /// What came back of one kind, added up.
    public struct Sum: Hashable, Sendable {
        public internal(set) var count = 0
        public internal(set) var received = Yen.zero
        public internal(set) var deducted = Yen.zero

        mutating func add(_ one: SubsidyReturn) {
            count += 1
            received += one.received
            deducted += one.deducted
        }
    }
}

/// Money as it came in, before it is held against what the prefecture takes up.
struct ReturnedMoney {
    /// A benefit that the city has paid.
    enum Benefit: Hashable {
        case claim(Int64)
        case reimbursement(Int64)
    }

    /// A part of the money, for the benefits that it is about.
    struct Part {
        let weight: Int
        let benefits: [Benefit]
    }

    let kind: SubsidyReturn.Kind
    let id: Int64
    let on: CivilDate
    let amount: Yen
    let child: AddresseeNumber
    let recipient: AddresseeNumber
    let parts: [Part]

    var benefits: Set<Benefit> { Set(parts.flatMap(\.benefits)) }
}

extension SubsidyReturn {
    /// Holds money against the eligible amounts of its benefits, in the order in which it came in.
    ///
    /// - Parameters:
    ///   - money: everything that touches the benefits, what came before the period included: a benefit
    ///     is taken off once.
    ///   - claims: the benefits that count, with what the prefecture's rule says of them.
    static func deduct(
        _ money: [ReturnedMoney],
        of claims: [ReturnedMoney.Benefit: (claim: SubsidyClaim, eligible: Yen)],
        in period: StatisticsPeriod
    ) -> [SubsidyReturn] {
        var left = claims.mapValues(\.eligible)
        var found: [SubsidyReturn] = []
        for one in money {
            func write(_ benefit: Benefit?, _ received: Yen, _ deducted: Yen) {
                guard one.on >= period.first.firstDay else { return }
                found.append(
                    SubsidyReturn(
                        kind: one.kind, on: one.on, child: one.child, recipient: one.recipient,
                        benefit: benefit, received: received, deducted: deducted))
            }
            let parts =
                one.parts.isEmpty ? [ReturnedMoney.Part(weight: 1, benefits: [])] : one.parts
            for (part, yen) in zip(parts, one.amount.split(by: parts.map(\.weight))) {
                let known = part.benefits.filter { claims[$0] != nil }
                guard !known.isEmpty else {
                    if yen > .zero { write(nil, yen, .zero) }
                    continue
                }
                let shares = yen.split(by: known.map { claims[$0]?.claim.paid.amount ?? 0 })
                for (benefit, share) in zip(known, shares) where share > .zero {
                    guard let claim = claims[benefit]?.claim else { continue }
                    let taken = min(share, left[benefit] ?? .zero)
                    left[benefit, default: .zero] -= taken
                    write(
                        Benefit(
                            month: claim.facts.treatmentMonth, setting: claim.setting,
                            institution: claim.institution), share, taken)
                }
            }
        }
        return found
    }
}

extension Yen {
    /// The amount by weights, to the yen: the parts add up to it. Without any weight the first has all.
    func split(by weights: [Int]) -> [Yen] {
        let total = weights.reduce(0, +)
        guard total > 0 else {
            return weights.indices.map { $0 == 0 ? self : .zero }
        }
        var (before, sum) = (0, 0)
        return weights.map { weight in
            sum += weight
            let upTo = amount * sum / total
            defer { before = upTo }
            return Yen(upTo - before)
        }
    }
}
