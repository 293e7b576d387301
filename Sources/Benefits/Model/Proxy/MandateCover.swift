// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One child of a mandate with the benefits of its month that the insurer's part rests on, as the books
/// stand now.
public struct MandateCover: Hashable, Sendable {
    public let proxy: ProxyReceipt
    public let child: AddresseeNumber
    /// Without what was too small to count, and what the system used before has paid.
    public let benefits: [LedgerEntry]

    /// What of yen of the whole mandate falls to this child; those of all children add up to it.
    public func part(of yen: Yen) -> Yen {
        let place = proxy.parts.firstIndex { $0.child == child }
        return place.map { yen.divided(by: proxy.parts.map(\.amount))[$0] } ?? .zero
    }
}

extension Yen {
    /// This sum by weights; the parts add up to it, whatever is cut off.
    public func divided(by weights: [Yen]) -> [Yen] {
        let total = weights.reduce(0) { $0 + $1.amount }
        guard total > 0 else { return weights.map { _ in .zero } }
        var (weight, given) = (0, 0)
        return weights.map { part in
            weight += part.amount
            let through = amount * weight / total
            defer { given = through }
            return Yen(through - given)
        }
    }
}
