// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// One change of a person's record: what was written, when it counts from, by whom (1040).
public struct WrittenChange: Hashable, Sendable {
    /// Which part of the record was written.
    public enum Part: String, CaseIterable, Sendable {
        case decision, application, certificate, insurance, exclusion, account
        case mailing, residence, household, register, memo

        /// The wording on screens.
        public var wording: String {
            switch self {
            case .decision: "資格の決定"
            case .application: "申請の受付"
            case .certificate: "受給資格証"
            case .insurance: "健康保険"
            case .exclusion: "除外事由"
            case .account: "振込先口座"
            case .mailing: "送付先"
            case .residence: "居住地"
            case .household: "福祉世帯"
            case .register: "住民記録の控え"
            case .memo: "メモ"
            }
        }
    }

    public let part: Part
    /// The row of the fact.
    public let id: Int64
    /// 記録: when it was written.
    public let recordedAt: Instant
    /// 効力: the day from which it counts; `nil` where the fact has none.
    public let effectiveOn: CivilDate?
    /// Codes of the fact that say what it became, joined by `/`; never a name or an address.
    public let detail: String
    /// Under which operation; `nil` where this program has no such operation any more.
    public let operation: OperationCode?
    public let officer: String
}
