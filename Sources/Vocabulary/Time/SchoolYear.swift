// SPDX-License-Identifier: Apache-2.0

/// The school year (学年) that a child belongs to by age: 未就学, 小1–6, 中1–3, 高1–3相当.
public enum SchoolYear: Hashable, Sendable {
    case preschool
    case elementary(Int)
    case juniorHigh(Int)
    /// By age only: compulsory school has ended.
    case highSchoolAge(Int)

    /// `nil` before birth and after the fiscal year in which 18 is reached.
    ///
    /// - Parameters:
    ///   - born: who is born on 1 April belongs to the older year (学校教育法17条, 年齢計算ニ関する法律).
    ///   - day: the fiscal year of the day counts.
    public init?(born: CivilDate, on day: CivilDate) {
        guard day >= born else { return nil }
        let entered = FiscalYear(of: AgeLaw.fiscalYearEnd(ofAge: 6, born: born)).year
        switch FiscalYear(of: day).year - entered {
        case ...0: self = .preschool
        case let grade where grade <= 6: self = .elementary(grade)
        case let grade where grade <= 9: self = .juniorHigh(grade - 6)
        case let grade where grade <= 12: self = .highSchoolAge(grade - 9)
        default: return nil
        }
    }

    /// 未就学, 小1 … 高3相当.
    public var text: String {
        switch self {
        case .preschool: "未就学"
        case .elementary(let grade): "小\(grade)"
        case .juniorHigh(let grade): "中\(grade)"
        case .highSchoolAge(let grade): "高\(grade)相当"
        }
    }

    /// 未就学, 小1 … 高3相当; `nil` before birth and after.
    public static func text(born: CivilDate, on day: CivilDate) -> String? {
        SchoolYear(born: born, on: day)?.text
    }
}
