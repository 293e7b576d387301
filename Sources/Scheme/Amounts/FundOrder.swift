// SPDX-License-Identifier: Apache-2.0

/// How the high-cost limit of a claim is chosen when a national public fund pays in it.
public enum FundClass: String, Sendable, CaseIterable, Hashable {
    /// 51, 52, 54: the limit of the patient's own band.
    case bandSpecific = "band-specific"
    /// 10, 15, 16, 21 …: one band whatever the patient's own.
    case general
    /// 12 生活保護: the band of those exempt from tax.
    case publicAssistance = "public-assistance"
}

/// The order in which national public funds pay, and the class of each.
public struct FundOrder: Sendable, Hashable {
    /// 法別番号 in the order of payment.
    public let order: [String]
    /// The class of each listed number.
    public let classes: [String: FundClass]
    /// The band whose limit each class fixes; none for `bandSpecific`.
    public let bands: [FundClass: String]
}

extension Fields {
    /// Reads one dated entry of `funds`.
    func fundOrder() -> FundOrder? {
        guard let list = required("order"), let groups = required("classes") else { return nil }
        let order = list.items.map { $0.lawNumber() }
        var classes: [String: FundClass] = [:]
        var bands: [FundClass: String] = [:]
        for item in groups.items {
            let fields = item.fields(["class", "laws", "limit-band", "reading"])
            guard let group = fields.word("class", FundClass.self),
                let laws = fields.required("laws")
            else { continue }
            bands[group] = fields.optionalText("limit-band")
            for law in laws.items {
                let number = law.lawNumber()
                if !order.contains(number) {
                    law.report(.wrongForm, "order にない法別番号です: \(number)")
                }
                if classes.updateValue(group, forKey: number) != nil {
                    law.report(.doubled, "二つの区分にある法別番号です: \(number)")
                }
            }
        }
        for number in order where classes[number] == nil {
            list.report(.missing, "classes に法別 \(number) の区分を書いてください")
        }
        return FundOrder(order: order, classes: classes, bands: bands)
    }
}

extension NodeAt {
    fileprivate func lawNumber() -> String {
        let number = text ?? ""
        if !isQuoted || number.utf8.count != 2 || Int(number) == nil {
            report(.wrongForm, "法別番号は引用符で囲んだ2桁で書いてください: \(number)")
        }
        return number
    }
}
