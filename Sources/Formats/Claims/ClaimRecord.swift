// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One claim (レセプト1件) as it stands in the file; nothing is judged or computed here.
public struct ClaimRecord: Sendable, Hashable {
    /// The part that the insurance pays (HO).
    public struct Insurance: Sendable, Hashable {
        /// 6 or 8 digits, without filling spaces.
        public let insurer: String
        public let symbol: String
        public let number: String
        /// 診療実日数; 調剤: 処方箋受付回数.
        public let days: Int
        public let points: Int
        /// Yen, as written; `nil` where empty.
        public let copayment: Int?
        public let meals: Int
        /// Yen, the whole cost of the meals.
        public let mealsTotal: Int
    }

    /// The part that one public fund pays (KO).
    public struct Fund: Sendable, Hashable {
        /// The line of the file, from 1.
        public let line: Int
        /// 公費負担者番号, 8 digits.
        public let funder: String
        /// 受給者番号; empty for 法別30.
        public let recipient: String
        public let days: Int
        public let points: Int
        /// Yen that the patient owes under this fund; `nil` where empty.
        public let copayment: Int?
        /// Yen, 給付対象外来一部負担金.
        public let outpatientCopayment: Int?
        /// Yen, 給付対象入院一部負担金.
        public let inpatientCopayment: Int?
        public let meals: Int
        /// Yen, the whole cost of the meals.
        public let mealsTotal: Int
    }

    /// The line of its RE record, from 1.
    public let line: Int
    public let kind: ClaimKind
    /// 医療機関コード, 10 digits: prefecture, points table, number.
    public let institution: String
    public let institutionName: String
    public let billingMonth: YearMonth
    public let treatmentMonth: YearMonth
    /// レセプト種別, 4 digits.
    public let type: String
    public let isInpatient: Bool
    public let name: String
    public let kana: String
    /// 1 or 2 as written; `nil` where it is neither.
    public let sex: Sex?
    public let born: CivilDate
    /// 給付割合 in percent; 国保 and 退職 only.
    public let ratio: Int?
    public let admitted: CivilDate?
    public let insurance: Insurance?
    public let funds: [Fund]
    /// 受診日等, from the JD records.
    public internal(set) var visits = ClaimVisits()
    /// 初診 of the claim; `nil` where its records of treatment do not say it.
    public let firstVisits: Int?
    /// 枝番, two digits, from the SN record of the insurance.
    public let subNumber: String
    /// 特記事項, two digits each.
    public let notes: [String]
    /// 窓口負担額区分 of MF: 00, 01, 02.
    public let windowClass: String
    /// 一部負担金・食事療養費・生活療養費標準負担額区分.
    public let mealClass: String
    /// 診療科, two digits; empty where none.
    public let department: String
    /// 処方箋発行医療機関, 10 digits; 調剤 only.
    public let prescriber: String?
    public let prescriberName: String
    public let receiptNumber: Int
    /// カルテ番号等.
    public let chartNumber: String
    public let searchNumber: String
    /// Whether the claim carries a DPC group (BU record).
    public let isDPC: Bool

    /// Days of the insurance, else of the first fund.
    public var days: Int { insurance?.days ?? funds.first?.days ?? 0 }
    /// Points of the insurance, else of the first fund.
    public var points: Int { insurance?.points ?? funds.first?.points ?? 0 }
    public var insurer: String? { insurance?.insurer }

    /// The high-cost band that the 特記事項 name (26–30 区, 31–35 多).
    public var band: HighCostBand? {
        for (index, band) in HighCostBand.allCases.enumerated()
        where notes.contains(String(26 + index)) || notes.contains(String(31 + index)) {
            return band
        }
        return nil
    }

    /// Whether a 多数回 note stands in the claim.
    public var isMultiple: Bool { notes.contains { ("31"..."35").contains($0) } }

    /// Whether a third party caused it (特記 10).
    public var isThirdParty: Bool { notes.contains("10") }

    /// Whether the child has not begun school in the treatment month, by birth and age law.
    public var isPreschool: Bool {
        AgeLaw.isPreschool(born: born, on: treatmentMonth.firstDay)
    }
}
