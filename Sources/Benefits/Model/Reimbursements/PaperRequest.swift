// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a held reimbursement waits for from its applicant, in the words of the letter, and until when.
public struct PaperRequest: Hashable, Sendable {
    public let missing: String
    public let dueOn: CivilDate

    /// `nil` where nothing is asked for.
    public init?(_ missing: String, until dueOn: CivilDate) {
        guard !missing.isEmpty else { return nil }
        self.missing = missing
        self.dueOn = dueOn
    }
}

extension ReimbursementHold {
    /// Why the applicant is asked, as a letter says it: nothing of what the office suspects.
    var letterWording: String {
        switch self {
        case .insurerDecision: "健康保険から支給される額を確かめるため"
        case .entitlementOpen: "受給資格を確かめるため"
        case .applicantDiffers: "申請者と受給者が違うため"
        case .recipientNumber: "申請書の受給者番号が違うため"
        case .burdenRatio: "自己負担の割合を確かめるため"
        case .account: "振込先の口座を確かめるため"
        case .liability: "けがや病気の原因を確かめるため"
        case .scheme, .doubt, .other: "申請の内容を確かめるため"
        }
    }
}
