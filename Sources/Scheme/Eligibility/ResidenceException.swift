// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Ways in which a child's home and the city that pays may part (居住の特例).
public enum ResidenceExceptionKind: String, Sendable, CaseIterable, Hashable {
    /// 就学のため市外に住む.
    case studyAway = "study-away"
    /// 市外の施設に入所して住所を移した (住所地特例: the city it came from pays).
    case facilityOutside = "facility-outside"
    /// 他の市町村から市内の施設に入所した (住所地特例: the other city pays).
    case facilityInside = "facility-inside"
    /// 保護者が市外に住み、子だけが市内に住む, or the other way round.
    case apartFromGuardian = "apart-from-guardian"

    public var wording: String {
        switch self {
        case .studyAway: "就学のため市外に住む子の特例"
        case .facilityOutside: "市外の施設に入所した子の特例(住所地特例)"
        case .facilityInside: "他の市町村から市内の施設に入所した子の特例(住所地特例)"
        case .apartFromGuardian: "保護者と離れて住む子の特例"
        }
    }
}

/// What a city says of one kind.
public struct ResidenceExceptionRule: Sendable, Hashable {
    public enum Counts: String, Sendable, CaseIterable {
        case resident
        case nonResident = "non-resident"
    }

    public let kind: ResidenceExceptionKind
    /// Whether the child counts as living in the city.
    public let counts: Counts
    /// Codes of `residence-paper` (`Schemes/national/case-papers.tsv`) that must be seen.
    public let papers: [String]
    /// After so many months the papers are asked for again; `nil` never.
    public let confirmEvery: Int?

    public var wording: String {
        var text = kind.wording + (counts == .resident ? "は市内に住むものとする" : "は市内に住まないものとする")
        if let confirmEvery { text += "(\(confirmEvery)か月ごとに書類を確かめる)" }
        return text
    }
}

extension Fields {
    func residenceException() -> ResidenceExceptionRule? {
        guard let kind = word("kind", ResidenceExceptionKind.self),
            let counts = word("counts", ResidenceExceptionRule.Counts.self)
        else { return nil }
        return ResidenceExceptionRule(
            kind: kind, counts: counts, papers: texts("papers"),
            confirmEvery: optionalNumber("confirm-every-months"))
    }
}

extension BookText {
    /// Reads `residence-exceptions`: a list over time of each kind.
    func residenceExceptions(
        _ place: NodeAt?
    ) -> [ResidenceExceptionKind: DatedValues<ResidenceExceptionRule>] {
        guard let place else { return [:] }
        let all = place.dated(
            ["kind", "counts", "papers", "confirm-every-months"], nullable: "counts",
            sameDayAllowed: true, read: { $0.residenceException() }, say: \.wording,
            name: { $0.residenceKind?.wording })
        if place.isUnset {
            let nothing = DatedValues<ResidenceExceptionRule>(path: place.path, entries: [])
            return Dictionary(
                uniqueKeysWithValues: ResidenceExceptionKind.allCases.map { ($0, nothing) })
        }
        // An abolished or an unset entry has no rule of its own: its kind stands in the book.
        let kinds = place.residenceKinds(besides: all)
        var rules: [ResidenceExceptionKind: DatedValues<ResidenceExceptionRule>] = [:]
        for kind in ResidenceExceptionKind.allCases {
            let entries = all.entries.filter { kinds[$0.path] == kind }
            guard !entries.isEmpty else { continue }
            if Set(entries.map(\.from)).count != entries.count {
                place.report(.doubled, "「\(kind.rawValue)」に同じ開始日の規定が二つあります")
            }
            rules[kind] = DatedValues(path: "\(place.path)(\(kind.rawValue))", entries: entries)
        }
        return rules
    }
}

extension NodeAt {
    /// The kind that an entry of `residence-exceptions` is about.
    fileprivate var residenceKind: ResidenceExceptionKind? {
        plainText(of: "kind").flatMap(ResidenceExceptionKind.init(rawValue:))
    }

    /// The kinds of the entries by their paths. Where a rule stands the kind was read with it; of
    /// the others, one that names no kind is a problem of the book, not an entry of nobody.
    fileprivate func residenceKinds(
        besides read: DatedValues<ResidenceExceptionRule>
    ) -> [String: ResidenceExceptionKind] {
        let open = Set(
            read.entries.filter { if case .set = $0.setting { false } else { true } }.map(\.path))
        var kinds: [String: ResidenceExceptionKind] = [:]
        for item in items {
            if let kind = item.residenceKind {
                kinds[item.path] = kind
            } else if open.contains(item.path) {
                let known = ResidenceExceptionKind.allCases.map(\.rawValue).joined(separator: "、")
                item.report(.wrongForm, "廃止・未設定の行にも、どの特例か(kind)を書いてください: \(known)")
            }
        }
        return kinds
    }
}

extension SchemeBook {
    /// What the book says of a kind on a day; `.none` where the city knows no such exception.
    public func residenceException(
        _ kind: ResidenceExceptionKind, on day: CivilDate
    ) -> Lookup<ResidenceExceptionRule> {
        residenceExceptions[kind]?.on(day) ?? .none
    }

    /// What the book says of a kind over a period: its rules with the days on which they are in force.
    /// Days on which it is abolished, or on which nobody knows, are in none.
    public func residenceExceptions(
        _ kind: ResidenceExceptionKind, in period: EffectivePeriod
    ) -> [InForce<ResidenceExceptionRule>] {
        residenceExceptions[kind]?.inForce(in: period) ?? []
    }

    /// The days of a period on which the book leaves a kind unset, with the value that is missing.
    public func openResidenceExceptions(
        _ kind: ResidenceExceptionKind, in period: EffectivePeriod
    ) -> [(path: String, period: EffectivePeriod)] {
        residenceExceptions[kind]?.unset(in: period) ?? []
    }

    /// The first days inside a period on which the book begins to say something else of a kind.
    public func residenceExceptionEdges(
        _ kind: ResidenceExceptionKind, in period: EffectivePeriod
    ) -> [CivilDate] {
        (residenceExceptions[kind]?.entries ?? []).map(\.from)
            .filter { $0 > period.from && period.contains($0) }
    }

    /// The kinds that the book has or had; an abolished one may still have to be ended or corrected.
    public var residenceExceptionKinds: [ResidenceExceptionKind] {
        ResidenceExceptionKind.allCases.filter { kind in
            residenceExceptions[kind]?.entries.contains {
                if case .set = $0.setting { true } else { false }
            } ?? false
        }
    }
}
