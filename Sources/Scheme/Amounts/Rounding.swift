// SPDX-License-Identifier: Apache-2.0

/// How an amount is rounded (端数処理): to which unit and which way.
public struct Rounding: Sendable, Hashable {
    /// The ways of the laws.
    public enum Way: String, Sendable, CaseIterable {
        /// 切捨て
        case cut
        /// 四捨五入: half goes up.
        case halfUp = "half-up"
        /// 五捨五超入: exactly half goes down, as where the other party's part goes up.
        case halfDown = "half-down"
        /// 切上げ
        case up
    }

    public let unit: Int
    public let way: Way

    /// The rounded value of `numerator / denominator`, for values of zero and more.
    @inline(__always)
    func apply(_ numerator: Int, over denominator: Int = 1) -> Int {
        let step = unit * denominator
        switch way {
        case .cut: return numerator / step * unit
        case .halfUp: return (2 * numerator + step) / (2 * step) * unit
        case .halfDown: return (2 * numerator + step - 1) / (2 * step) * unit
        case .up: return (numerator + step - 1) / step * unit
        }
    }

    var wording: String {
        let name: PhraseName =
            switch way {
            case .cut: .cut
            case .halfUp: .halfUp
            case .halfDown: .halfDown
            case .up: .up
            }
        return name.said(String(unit))
    }
}

extension Fields {
    /// Reads `unit` and `way`.
    func rounding() -> Rounding? {
        guard let way = word("way", Rounding.Way.self) else { return nil }
        let unit = number("unit")
        guard unit > 0 else {
            place.report(.wrongForm, "unit は1以上で書いてください")
            return nil
        }
        return Rounding(unit: unit, way: way)
    }
}
