// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which statuses of residence (在留資格), and how long a stay, the scheme covers.
///
/// A book without such a rule asks nothing of it. The statuses are words of the register: the feed
/// has no codes for them.
public struct StayRule: Sendable, Hashable {
    /// What a stay that has ended means: a renewal may have been asked for, or be on its way to the
    /// register.
    public enum AfterExpiry: String, Sendable, CaseIterable {
        /// An officer looks; it bars nobody.
        case look
        /// Nobody knows until the register tells of the renewal: an application waits.
        case hold
        /// Not covered from the day after.
        case exclude

        var wording: String {
            switch self {
            case .look: "満了の後は職員が確かめる"
            case .hold: "満了の後は更新が住民記録に届くまで保留"
            case .exclude: "満了の翌日から対象外"
            }
        }
    }

    /// Statuses that are not covered: 短期滞在.
    public let excluded: [String]
    /// The only statuses that are covered; empty where the book does not say it so.
    public let only: [String]
    /// From the first day of living in the city to the last day of the stay, at least so many months.
    public let leastMonths: Int?
    /// Statuses whose stay has no end: 永住者.
    public let withoutEnd: [String]
    public let afterExpiry: AfterExpiry

    var wording: String {
        var parts: [String] = []
        if !excluded.isEmpty { parts.append("在留資格が\(excluded.joined(separator: "、"))の子は対象外") }
        if !only.isEmpty { parts.append("在留資格が\(only.joined(separator: "、"))の子だけが対象") }
        if let leastMonths {
            let open = withoutEnd.isEmpty ? "" : "(\(withoutEnd.joined(separator: "、"))を除く)"
            parts.append("市内に住み始めた日から在留期間の満了日まで\(leastMonths)か月以上\(open)")
        }
        return (parts + [afterExpiry.wording]).joined(separator: "。")
    }
}

/// What the register says of the stay of a child who is no national; never kept in System 1, asked
/// when it is judged.
public struct StayFacts: Sendable, Hashable {
    /// 在留資格 as the register writes it; `nil` where it says none (経過滞在 after birth, a gap).
    public var status: String?
    /// 在留期間満了日, the last day; `nil` where the register says none.
    public var until: CivilDate?
    /// The day from which the register says this status; `nil` where nobody knows.
    public var since: CivilDate?

    public init(status: String?, until: CivilDate?, since: CivilDate? = nil) {
        self.status = status
        self.until = until
        self.since = since
    }
}

/// What the rule answers for one day.
enum StayVerdict: Hashable {
    case met
    case barred(because: String, by: Cause)
    /// Something would have to be known first, in words.
    case unknown(String)

    enum Cause { case status, length, expiry }
}

extension StayRule {
    func verdict(
        _ stay: StayFacts, livingFrom first: CivilDate?, on day: CivilDate
    ) -> StayVerdict {
        // What the register says now it says from that day on: it bars no day before.
        if stay.status != nil, let since = stay.since, day < since { return .met }
        if let status = stay.status {
            if Self.holds(excluded, status) {
                return .barred(because: FindingName.statusExcluded.said(status), by: .status)
            }
            if !only.isEmpty, !Self.holds(only, status) {
                return .barred(because: FindingName.statusNotListed.said(status), by: .status)
            }
        }
        if let until = stay.until, day > until {
            switch afterExpiry {
            case .look: break
            case .hold: return .unknown(PhraseName.renewalOfStay.said(Wareki.text(until)))
            case .exclude:
                return .barred(
                    because: FindingName.stayExpired.said(Wareki.text(until)), by: .expiry)
            }
        }
        if stay.status == nil, !excluded.isEmpty || !only.isEmpty {
            return .unknown(PhraseName.statusOfStay.plain)
        }
        return length(of: stay, livingFrom: first)
    }

    private func length(of stay: StayFacts, livingFrom first: CivilDate?) -> StayVerdict {
        guard let leastMonths, let first else { return .met }
        if let status = stay.status, Self.holds(withoutEnd, status) { return .met }
        guard let until = stay.until else { return .unknown(PhraseName.endOfStay.plain) }
        let month = first.yearMonth.adding(months: leastMonths)
        let wanted = min(month.firstDay.adding(days: first.day - 1), month.lastDay)
        guard until < wanted else { return .met }
        return .barred(
            because: FindingName.stayTooShort.said(
                Wareki.text(first), Wareki.text(until), String(leastMonths)), by: .length)
    }

    /// Widths and spaces are no difference.
    private static func holds(_ words: [String], _ status: String) -> Bool {
        let key = NameKey.searchKey(status)
        return words.contains { NameKey.searchKey($0) == key }
    }
}

extension Fields {
    /// Reads one value of `stay`.
    func stayRule() -> StayRule? {
        guard let after = word("after-expiry", StayRule.AfterExpiry.self) else { return nil }
        let rule = StayRule(
            excluded: texts("excluded"), only: texts("only"),
            leastMonths: optionalNumber("least-months"), withoutEnd: texts("without-end"),
            afterExpiry: after)
        if rule.excluded.isEmpty, rule.only.isEmpty, rule.leastMonths == nil {
            place.report(.missing, "excluded(対象外)、only(対象)、least-months(月数)のどれかを書いてください")
        }
        if !rule.excluded.isEmpty, !rule.only.isEmpty {
            place.report(.wrongForm, "excluded と only は一つの行に両方は書けません")
        }
        return rule
    }
}

extension BookText {
    static let stayKeys = ["excluded", "only", "least-months", "without-end", "after-expiry"]

    /// Reads `stay`; `after-expiry: null` ends the rule.
    func stayRule(_ place: NodeAt?, article: String) -> DatedValues<StayRule>? {
        place?.dated(
            Self.stayKeys, article: article, nullable: "after-expiry", read: { $0.stayRule() },
            say: \.wording)
    }
}
