// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 保険区分 of a claim or a reimbursement, by the insurer's number; the names are unverified.
public enum InsuranceKind: String, Sendable, CaseIterable {
    case national = "国保"
    case retired = "退職"
    case association = "協会けんぽ"
    case seamen = "船員"
    case society = "組合"
    case mutualAid = "共済"
    case elderly = "後期高齢"
    case other = "その他"
    /// No insurance: public funds alone.
    case publicFundsOnly = "公費単独"

    /// The kind of an insurer's number; `nil` or empty is a claim without insurance.
    public init(insurer: String?) {
        guard let insurer, !insurer.isEmpty else {
            self = .publicFundsOnly
            return
        }
        guard insurer.utf8.count == 8 else {
            self = .national
            return
        }
        switch insurer.prefix(2) {
        case "01": self = .association
        case "02": self = .seamen
        case "06": self = .society
        case "31", "32", "33", "34": self = .mutualAid
        case "39": self = .elderly
        case "67": self = .retired
        default: self = .other
        }
    }

    /// Which examining body handles its claims: the federation for 国保, else the payment fund.
    var claimSource: ClaimSource {
        switch self {
        case .national, .retired, .elderly: .federation
        case .association, .seamen, .society, .mutualAid, .other, .publicFundsOnly: .paymentFund
        }
    }
}
