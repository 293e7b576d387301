// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What stops an entitlement for a time instead of ending it (資格の停止), where the ordinance says so.
///
/// A marriage, a death, a move and an age do not go away: they end it in every book.
public enum SuspensionReason: String, Sendable, CaseIterable, Hashable {
    case publicAssistance = "public-assistance"
    case fosterPlacement = "foster-placement"
    case facilityPlacement = "facility-placement"
    case otherSchemeLeavesZero = "other-scheme-leaves-zero"
    /// Until the next insurance is known.
    case insuranceLost = "insurance-lost"
    /// The income of the year is asked and not known.
    case incomeUnknown = "income-unknown"

    /// The reason behind an exclusion; `nil` where the exclusion always ends the entitlement.
    public init?(_ exclusion: ExclusionKind) { self.init(rawValue: exclusion.rawValue) }

    /// The word of the office.
    public var wording: String {
        switch self {
        case .publicAssistance: "生活保護"
        case .fosterPlacement: "里親・小規模住居型児童養育事業への委託"
        case .facilityPlacement: "児童福祉施設への入所"
        case .otherSchemeLeavesZero: "他の制度による助成"
        case .insuranceLost: "健康保険の喪失"
        case .incomeUnknown: "所得が分からないこと"
        }
    }
}

/// The reasons that suspend, from a day on; a book without them ends the entitlement for each of them, and
/// for income that is not known does nothing.
public struct SuspensionRules: Sendable {
    public static let none = SuspensionRules(
        rules: DatedValues(path: "suspension-of-entitlement", entries: []))

    let rules: DatedValues<Set<SuspensionReason>>

    /// Whether the book says anything.
    public var isEmpty: Bool { rules.entries.isEmpty }

    /// Whether a reason that begins on a day suspends.
    public func suspends(_ reason: SuspensionReason, on day: CivilDate) -> Bool {
        guard case .found(let reasons, _) = rules.on(day) else { return false }
        return reasons.contains(reason)
    }

    /// The article that suspends on a day.
    public func article(on day: CivilDate) -> String? {
        guard case .found(_, let entry) = rules.on(day) else { return nil }
        return entry.article
    }
}

extension BookText {
    /// Reads `suspension-of-entitlement`; a reason that nobody has looked up suspends nobody, so nothing is
    /// `unset` here.
    func suspensionRules(_ place: NodeAt?) -> SuspensionRules {
        guard let place else { return .none }
        let all = place.dated(
            ["because"], nullable: "because",
            read: { fields -> Set<SuspensionReason>? in
                let reasons = Set(fields.words("because", SuspensionReason.self))
                return reasons.isEmpty ? nil : reasons
            },
            say: { reasons in
                "停止: "
                    + SuspensionReason.allCases.filter(reasons.contains).map(\.wording)
                    .joined(separator: "・")
            })
        let isOpen = all.entries.contains { if case .unset = $0.setting { true } else { false } }
        if place.isUnset || isOpen {
            place.report(
                .wrongForm,
                "suspension-of-entitlement に unset は書けません(書かなければ停止せずに終わります)。やめる日からは because: null と書いてください"
            )
        }
        return SuspensionRules(rules: all)
    }
}
