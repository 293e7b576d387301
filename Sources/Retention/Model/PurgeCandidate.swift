// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The cases of one kind of one person that become due on one day: the unit that is listed,
/// released and erased.
public struct RetentionUnit: Hashable, Sendable, Comparable {
    public let retention: String
    public let kind: CaseKind
    /// Only of kind `row`: the table.
    public let table: String
    /// 0: a record of nobody.
    public let subject: AddresseeNumber
    /// The first day on which it may be erased.
    public let dueOn: CivilDate

    public static func < (left: RetentionUnit, right: RetentionUnit) -> Bool {
        // A person's units stand together.
        if left.subject != right.subject { return left.subject < right.subject }
        if left.retention != right.retention { return left.retention < right.retention }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.table != right.table { return left.table < right.table }
        return left.dueOn < right.dueOn
    }
}

/// A unit whose period is over.
public struct PurgeCandidate: Sendable {
    public let unit: RetentionUnit
    /// The start event that decided: the latest of its cases.
    public let startOn: CivilDate
    /// Numbers of the cases, ascending.
    public let cases: [Int64]
    /// Why it is kept nevertheless; `nil`: it may be erased.
    public let stop: RetentionStop?
}

/// Why records whose period is over are kept (消去しない理由), in order of precedence.
public enum RetentionStop: String, CaseIterable, Sendable, Comparable {
    case hold, disclosure, application, rejudgement, proposal, reimbursement, objection
    case payment, recovery, electronic, inquiry, hub, matching, waiting, business

    public var title: String {
        switch self {
        case .hold: "消去の停止"
        case .disclosure: "開示等の請求の対応中"
        case .application: "申請が完結していない"
        case .rejudgement: "再判定待ち"
        case .proposal: "決裁待ち"
        case .reimbursement: "償還払いが完結していない"
        case .objection: "申立の結果待ち"
        case .payment: "未払の支給がある"
        case .recovery: "返還が終わっていない（時効前）"
        case .electronic: "電子申請が完結していない"
        case .inquiry: "照会が終わっていない"
        case .hub: "PMHへ送信中"
        case .matching: "名寄せの判断待ち"
        case .waiting: "住民異動の反映待ち"
        case .business: "業務で利用中"
        }
    }

    public static func < (left: RetentionStop, right: RetentionStop) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
