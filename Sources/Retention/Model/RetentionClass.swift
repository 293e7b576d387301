// SPDX-License-Identifier: Apache-2.0

/// What happens to the records of a class in the end (保存区分の扱い).
public enum RetentionEnd: String, CaseIterable, Sendable {
    /// Erased when the period is over, by list, two officers and a certificate.
    case erase
    /// Holds no person: counts, digests, editions.
    case evidence
    /// The log: unreadable when the key of its month is destroyed.
    case log
    /// Of use while something runs; it goes by itself.
    case state
    /// Officers and terminals.
    case staff
    /// Public masters.
    case official
    /// A number that is never given out again, and nothing else.
    case tombstone

    public var title: String {
        switch self {
        case .erase: "期間が過ぎたら消去"
        case .evidence: "証跡として残す（人を含まない）"
        case .log: "操作記録（月の鍵の廃棄）"
        case .state: "作業用（用が済めば消える）"
        case .staff: "職員の記録"
        case .official: "公のマスタ"
        case .tombstone: "墓標（番号だけ）"
        }
    }
}

/// From when the years are counted (起算). Each has its query in `Book/Cases`.
public enum StartEvent: String, CaseIterable, Sendable {
    case lapse = "資格消滅の日"
    case lastPayment = "最後の決定・支払の日"
    case lastTie = "最後の関係が終わった日"
    case inquiryOver = "照会が終わった日"
    case applicationOver = "電子申請が終わった日"
    case recorded = "記録の日"
    /// Of the log: all entries of a month end together.
    case monthEnd = "記録の月の末日"
    case leftTheCity = "住民でなく利用業務もなくなった日"
}

/// A retention class (保存期間の区分) as the city's rules name it. Every number is data.
public struct RetentionClass: Hashable, Sendable {
    public let id: String
    /// `nil`: the class is used in both systems.
    public let system: RetentionSystem?
    public let title: String
    public let end: RetentionEnd
    /// Of classes that are erased, and of the log.
    public let term: RetentionTerm?
    public let start: StartEvent?
    /// The rule that the years come from.
    public let source: String
    /// Whether the rule has been seen; guesses are marked.
    public let isVerified: Bool
}
