// SPDX-License-Identifier: Apache-2.0
import Formats
import Support

extension PortalForm {
    /// A form of any layout with every item filled, and the attachments that it asks for.
    static func whole(
        _ layout: BundleLayout
    ) throws -> (items: BundleMaker.Items, files: [(String, [UInt8])]) {
        var items: BundleMaker.Items = [(layout.mark.item, layout.mark.value)]
        for item in layout.items { items.append((item.name, value(item))) }
        let files = layout.attachments.filter(\.isRequired).map { rule in
            (rule.name.split(separator: "*").joined() + "1.pdf", BundleMaker.pdf)
        }
        return (items, files)
    }

    private static func value(_ item: LayoutColumn) -> String {
        switch item.key {
        case "stamp": return "検証用"
        case "applicant-name": return "髙橋 花子"
        case "insurer": return "06119903"
        case "institution": return "1119900010"
        default: break
        }
        switch item.type {
        case .text: return "見本"
        case .digits: return String(repeating: "9", count: item.length ?? item.longest ?? 3)
        case .date: return "2025-04-10"
        case .month: return "202504"
        case .yen, .int: return "\(item.least ?? 1)"
        case .code: return item.codes?.values.first?.code ?? ""
        case .individualNumber: return "900000000012"
        case .addressee, .insurer, .funder, .institution: return ""
        }
    }
}
