// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where nothing is paid at the window (現物給付の区域).
public enum InKindPlace: Sendable, Hashable {
    /// The whole prefecture of the municipality.
    case prefecture
    /// The municipality itself.
    case municipality
    /// One institution by its ten-digit code.
    case institution(code: UInt64)
    /// An institution that public text names without a code: a claim cannot be compared with it.
    case named(String)

    var wording: String {
        switch self {
        case .prefecture: "県内"
        case .municipality: "市内"
        case .institution(let code): padded(Int(code), 10)
        case .named(let name): name
        }
    }
}

/// The threshold that switches a month at one institution to reimbursement.
public struct SwitchRule: Sendable, Hashable {
    public enum Compare: String, Sendable, CaseIterable {
        /// 以上
        case orMore = "or-more"
        /// 超える
        case moreThan = "more-than"
    }

    /// Which sum is compared.
    public enum Amount: String, Sendable, CaseIterable {
        /// The month's claim to the yen.
        case receipt
        /// What the window collects, rounded as windows round.
        case window
    }

    /// What is added up before comparing.
    public enum Unit: String, Sendable, CaseIterable {
        case institution, month, setting
    }

    public let yen: Int
    public let compare: Compare
    public let amount: Amount
    public let per: [Unit]
    /// Whether a pharmacy's claim is added to the clinic that prescribed.
    public let pharmacy: Pharmacy

    /// With whom a pharmacy's claim is added up.
    public enum Pharmacy: String, Sendable, CaseIterable {
        case alone
        case withPrescriber = "with-prescriber"
    }

    /// Whether a sum switches the month to reimbursement.
    public func switches(_ sum: Yen) -> Bool {
        compare == .orMore ? sum.amount >= yen : sum.amount > yen
    }

    var wording: String {
        let sum = amount == .receipt ? "レセプトの額" : "窓口の額"
        let usual = Set(per) == Set(Unit.allCases) && pharmacy == .alone
        return
            "\(usual ? "" : units)\(sum)が \(Yen(yen)) \(compare == .orMore ? "以上" : "を超える")とき償還払い"
    }

    /// What is added up, where it is not the usual month, institution and setting.
    private var units: String {
        (per.contains(.institution) ? "1医療機関" : "全医療機関の合計")
            + (per.contains(.setting) ? "・入外別" : "・入外合算")
            + (pharmacy == .withPrescriber ? "・調剤は処方元に合算" : "") + "の"
    }
}

extension Fields {
    /// Reads `where` of one dated entry of `in-kind.area`: a word or a list.
    func inKindArea() -> [InKindPlace]? {
        guard let value = required("where") else { return nil }
        let items = value.isList ? value.items : [value]
        return items.compactMap { item in
            switch item.text {
            case "prefecture": return .prefecture
            case "municipality": return .municipality
            case let text? where item.isQuoted && text.utf8.count == 10:
                if let code = UInt64(text) { return .institution(code: code) }
                return .named(text)
            case let text? where item.isQuoted && !text.isEmpty: return .named(text)
            default:
                item.report(
                    .wrongForm, "prefecture、municipality、または引用符で囲んだ医療機関で書いてください")
                return nil
            }
        }
    }

    /// Reads one dated entry of `in-kind.switch-to-reimbursement`.
    func switchRule() -> SwitchRule? {
        let units = words("per", SwitchRule.Unit.self)
        guard let compare = word("compare", SwitchRule.Compare.self),
            let amount = word("amount", SwitchRule.Amount.self)
        else { return nil }
        if !units.contains(.month) {
            place.report(.wrongForm, "per には month が必要です(月をまたぐ合計は計算できません)")
        }
        let pharmacy = has("pharmacy") ? word("pharmacy", SwitchRule.Pharmacy.self) : .alone
        return SwitchRule(
            yen: number("at"), compare: compare, amount: amount, per: units,
            pharmacy: pharmacy ?? .alone)
    }
}
