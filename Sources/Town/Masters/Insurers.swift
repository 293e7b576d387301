// SPDX-License-Identifier: Apache-2.0

/// The invented insurers; every body holds 99, every check digit is right.
struct Insurer {
    enum Kind { case national, nationalSociety, kyokai, society, mutual }
    let number: String
    let name: String
    let kind: Kind

    /// 国保 goes through the federation (2), employees' insurance through the payment fund (1).
    var agency: Int {
        switch kind {
        case .national, .nationalSociety: 2
        case .kyokai, .society, .mutual: 1
        }
    }

    static let all: [Insurer] = [
        make("11999", "見本市国民健康保険", .national),
        make("11399", "検証用架空国民健康保険組合", .nationalSociety),
        make("0111990", "検証用架空協会けんぽ見本支部", .kyokai),
        make("0111991", "検証用架空協会けんぽ例示支部", .kyokai),
        make("0611990", "検証用架空見本製作所健康保険組合", .society),
        make("0611991", "検証用架空例示商事健康保険組合", .society),
        make("0611992", "検証用架空手本電機健康保険組合", .society),
        make("0611993", "検証用架空雛形運輸健康保険組合", .society),
        make("3111990", "検証用架空見本共済組合", .mutual),
        make("3411991", "検証用架空例示学校共済組合", .mutual),
    ]

    /// Employees' insurers with their weights: 協会けんぽ, societies, mutual aid.
    static let employeeChoices = [2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9]

    private static func make(_ body: String, _ name: String, _ kind: Kind) -> Insurer {
        Insurer(number: CodeDigits.checked(body), name: name, kind: kind)
    }
}
