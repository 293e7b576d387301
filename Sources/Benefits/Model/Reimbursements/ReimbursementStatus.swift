// SPDX-License-Identifier: Apache-2.0

/// Where a reimbursement stands.
public enum ReimbursementStatus: String, Sendable, CaseIterable {
    /// Waits to be examined.
    case received
    case held
    /// A decision is proposed and waits for the second officer.
    case proposed
    /// 支給 or 一部支給 is decided.
    case paid
    /// 不支給 is decided.
    case notPaid = "not-paid"
    case withdrawn

    /// Whether somebody still has to act.
    public var isOpen: Bool {
        switch self {
        case .received, .held, .proposed: true
        case .paid, .notPaid, .withdrawn: false
        }
    }

    /// The wording on screens.
    public var wording: String {
        switch self {
        case .received: "審査待ち"
        case .held: "保留"
        case .proposed: "決裁待ち"
        case .paid: "支給決定"
        case .notPaid: "不支給決定"
        case .withdrawn: "取下げ"
        }
    }
}

/// Why a reimbursement waits (保留理由).
public enum ReimbursementHold: String, Sendable, CaseIterable {
    /// 保険者決定待ち: the high-cost or additional benefit is not decided.
    case insurerDecision = "insurer-decision"
    /// 資格確認中: an application for the child, or the release of its suspension, is still open.
    case entitlementOpen = "entitlement-open"
    /// The applicant is not the recipient of the entitlement.
    case applicantDiffers = "applicant-differs"
    /// The recipient number on the form is not the child's.
    case recipientNumber = "recipient-number"
    /// The share on the receipt is not the one that follows from the age.
    case burdenRatio = "burden-ratio"
    /// The book leaves a value open.
    case scheme
    /// 口座不備.
    case account
    /// 第三者行為・災害共済: an accident of the child is on record.
    case liability = "third-party"
    /// 二重疑い.
    case doubt
    /// 補正待ち and whatever else an officer writes.
    case other

    /// The wording on screens.
    public var wording: String {
        switch self {
        case .insurerDecision: "保険者決定待ち"
        case .entitlementOpen: "資格確認中"
        case .applicantDiffers: "申請者と受給者の相違"
        case .recipientNumber: "受給者番号の相違"
        case .burdenRatio: "自己負担割合の相違"
        case .scheme: "制度の値が未設定"
        case .account: "口座不備"
        case .liability: "第三者行為・災害共済の確認"
        case .doubt: "二重疑い"
        case .other: "補正待ち"
        }
    }
}

/// Why a reimbursement is not paid (却下理由).
public enum ReimbursementReason: String, Sendable, CaseIterable {
    /// Applied for after the last day.
    case timeBarred = "time-barred"
    /// The child has never been entitled.
    case notEntitled = "no-entitlement"
    /// Treatment before or after the entitlement.
    case outsidePeriod = "outside-period"
    /// Paid in kind, or as another reimbursement.
    case duplicate
    /// Insurer and funds leave nothing.
    case nothingLeft = "nothing-left"
    /// Services that the health insurance does not cover.
    case notInsured = "not-insured"
    /// 災害共済給付, or another party, pays.
    case otherPays = "other-pays"
    /// What was asked for did not come in time.
    case papersMissing = "papers-missing"
    /// Another reason, in the officer's words.
    case other

    /// The wording on letters and screens.
    public var wording: String {
        switch self {
        case .timeBarred: "申請の期限を過ぎているため"
        case .notEntitled: "受給資格がないため"
        case .outsidePeriod: "診療が受給資格の有効期間の外であるため"
        case .duplicate: "同じ診療について既に助成しているため"
        case .nothingLeft: "保険者等の給付により自己負担が残らないため"
        case .notInsured: "健康保険の対象とならない費用であるため"
        case .otherPays: "災害共済給付または第三者の負担の対象であるため"
        case .papersMissing: "必要な書類が期限までにそろわなかったため"
        case .other: "その他の理由"
        }
    }
}
