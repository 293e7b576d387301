// SPDX-License-Identifier: Apache-2.0

/// The lists that codes come from; the raw value is the part of the address.
enum CodeList: String, CaseIterable {
    case bank, branch, insurer, institution, postal

    var title: String {
        switch self {
        case .bank: "金融機関"
        case .branch: "店舗"
        case .insurer: "保険者"
        case .institution: "医療機関"
        case .postal: "郵便番号"
        }
    }

    /// What may be typed to find one.
    var hint: String {
        switch self {
        case .postal: "郵便番号の初めの数字、市区町村名、町域名"
        case .insurer: "保険者番号の初めの数字、名称"
        default: "コードの初めの数字、カナ、名称"
        }
    }

    /// The list behind a field of this name; fields of several children end with a number.
    static func of(field name: String) -> CodeList? {
        switch name {
        case "bank": .bank
        case "branch": .branch
        case "institution", "prescriber": .institution
        case "postal-code", "postal": .postal
        default:
            if name == "insurer" || name.wholeMatch(of: /insurer-[0-9]+/) != nil {
                .insurer
            } else {
                name.hasSuffix("-postal") ? .postal : nil
            }
        }
    }

    /// Lets a field name its code, show the candidates, and fill the address or the name.
    func attach(to field: inout FormField) {
        field.candidates = Route.codeCandidates.path(rawValue)
        switch self {
        case .bank:
            field.lookup = field.lookup ?? Route.lookCode.path() + "?list=\(rawValue)"
        case .insurer:
            field.lookup = field.lookup ?? Route.lookCode.path() + "?list=\(rawValue)"
            // 「insurer-7」の名称は「insurer-name-7」
            if field.name.hasPrefix("insurer") {
                field.fills = "insurer-name" + field.name.dropFirst("insurer".count)
            }
        case .branch:
            field.lookup = field.lookup ?? Route.lookCode.path() + "?list=branch"
            field.narrowedBy = "bank"
        case .institution:
            field.lookup = field.lookup ?? Route.lookInstitution.path()
        case .postal:
            field.fills =
                field.name.hasPrefix("postal")
                ? "address" : field.name.dropLast("postal".count) + "address"
        }
    }
}
