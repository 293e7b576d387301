// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 日本スポーツ振興センター (災害共済給付) pays for an accident under a school's care.
///
/// It pays the patient's share and an extra part to the parent. Where the scheme has paid the share
/// already, the family has it twice and gives it back (返納).
public struct SportsCouncilRule: Sendable, Hashable {
    /// The least total cost (10割) of one accident.
    public let leastCost: Int
    /// What is paid, in tenths of the total cost.
    public let paysTenths: Int
    /// Of these the part that is not for the patient's share.
    public let extraTenths: Int

    /// Whether it applies to an accident of so much total cost.
    public func applies(to totalCost: Yen) -> Bool { totalCost.amount >= leastCost }

    /// What it pays for a total cost; nothing below the least cost.
    public func benefit(totalCost: Yen) -> Yen {
        applies(to: totalCost) ? totalCost.part(paysTenths, of: 10) : .zero
    }

    /// What the family has to give back of what the scheme has paid.
    public func giveBack(totalCost: Yen, paid: Yen) -> Yen {
        guard applies(to: totalCost) else { return .zero }
        return min(paid, totalCost.part(paysTenths - extraTenths, of: 10))
    }

    var wording: String {
        "総医療費 \(Yen(leastCost)) 以上で\(paysTenths)割(うち\(extraTenths)割は自己負担の外)"
    }
}

extension Fields {
    /// Reads one dated entry of `sports-council`.
    func sportsCouncil() -> SportsCouncilRule? {
        let rule = SportsCouncilRule(
            leastCost: number("least-cost"), paysTenths: number("pays-tenths"),
            extraTenths: number("extra-tenths"))
        guard rule.extraTenths <= rule.paysTenths, rule.paysTenths <= 10 else {
            place.report(.wrongForm, "割合は 0 から 10(割)で、extra-tenths は pays-tenths 以下で書いてください")
            return nil
        }
        return rule
    }
}
