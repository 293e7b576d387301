// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What the scheme leaves to the patient (制度の一部負担金).
public enum CopaymentRule: Sendable, Hashable {
    /// The kinds by the words of a book.
    enum Kind: String, CaseIterable {
        case none
        case perVisit = "per-visit"
        case perDay = "per-day"
        case perMonthAndInstitution = "per-month-per-institution"
    }

    case none
    /// Yen a visit, at most `times` visits and `monthCap` yen a month at one institution.
    case perVisit(yen: Int, times: Int?, monthCap: Int?)
    /// Yen a day, at most `days` days and `monthCap` yen a month at one institution.
    case perDay(yen: Int, days: Int?, monthCap: Int?)
    /// Yen a month at one institution.
    case perMonthAndInstitution(yen: Int)

    var wording: String {
        switch self {
        case .none: "なし"
        case .perVisit(let yen, let times, let cap):
            "1回 \(Yen(yen))" + CopaymentRule.caps(times, "回", cap)
        case .perDay(let yen, let days, let cap):
            "1日 \(Yen(yen))" + CopaymentRule.caps(days, "日", cap)
        case .perMonthAndInstitution(let yen): "1か月1医療機関 \(Yen(yen))"
        }
    }

    private static func caps(_ times: Int?, _ unit: String, _ cap: Int?) -> String {
        (times.map { "、月\($0)\(unit)まで" } ?? "") + (cap.map { "、月 \(Yen($0)) まで" } ?? "")
    }
}

extension Fields {
    /// Reads the amount of an entry of `copayment`, or of one of its cases.
    func copaymentRule() -> CopaymentRule? {
        guard let kind = word("kind", CopaymentRule.Kind.self) else { return nil }
        let times = optionalNumber("times")
        let cap = optionalNumber("month-cap")
        switch kind {
        case .none: return CopaymentRule.none
        case .perVisit: return .perVisit(yen: number("yen"), times: times, monthCap: cap)
        case .perDay: return .perDay(yen: number("yen"), days: times, monthCap: cap)
        case .perMonthAndInstitution: return .perMonthAndInstitution(yen: number("yen"))
        }
    }
}
