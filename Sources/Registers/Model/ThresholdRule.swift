// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// しきい値判断: which assessment a programme needs, by how many persons, how many handlers, and
/// whether there was a serious incident. Dated values with their source in `Kinds/thresholds.tsv`.
public struct ThresholdRule: Sendable, Hashable {
    public let from: CivilDate
    public let leastPersons: Int
    /// Only with so many handlers, or a serious incident; 0 for everybody.
    public let leastHandlers: Int
    public let result: String
    public let source: String
    public let isVerified: Bool

    /// Reads `from persons handlers result verified source`, one a line.
    static func all(tsv text: String) throws(KindProblem) -> [ThresholdRule] {
        var rules: [ThresholdRule] = []
        for (line, cells) in Deadlines.lines(text) {
            guard cells.count == 6, let from = CivilDate(iso: cells[0]),
                let persons = Int(cells[1]), let handlers = Int(cells[2])
            else { throw KindProblem(file: "thresholds", line: line, what: "読めない行です") }
            rules.append(
                ThresholdRule(
                    from: from, leastPersons: persons, leastHandlers: handlers, result: cells[3],
                    source: cells[5], isVerified: cells[4] == "verified"))
        }
        return rules
    }
}

/// What the office really is like on a day, counted by whoever holds the books.
public struct LiveCounts: Sendable, Hashable {
    /// 対象人数.
    public var persons: Int
    /// 取扱者数: officers who may log in.
    public var handlers: Int
    /// 委託先の取扱者数.
    public var vendors: Int
    /// Serious incidents of the years that the question asks for.
    public var incidents: Int

    public init(persons: Int, handlers: Int, vendors: Int, incidents: Int) {
        self.persons = persons
        self.handlers = handlers
        self.vendors = vendors
        self.incidents = incidents
    }
}

/// The answer of しきい値判断 for live counts, and where the register says something else.
public struct ThresholdAnswer: Sendable, Hashable {
    public let counts: LiveCounts
    public let result: String
    public let source: String
    /// Fields of the register whose declared band does not hold the live count.
    public let deviations: [Deviation]

    public struct Deviation: Sendable, Hashable {
        public let label: String
        public let declared: String
        public let counted: String
    }

    /// - Parameter declared: the register's entry in force; `nil` where there is none.
    public init(
        _ counts: LiveCounts, rules: [ThresholdRule], declared: RegisterValues?, on day: CivilDate
    ) {
        self.counts = counts
        let fitting = rules.filter {
            $0.from <= day && counts.persons >= $0.leastPersons
                && ($0.leastHandlers == 0 || counts.handlers >= $0.leastHandlers
                    || counts.incidents > 0)
        }.max {
            ($0.from, $0.leastPersons, $0.leastHandlers)
                < ($1.from, $1.leastPersons, $1.leastHandlers)
        }
        result = fitting?.result ?? "判断の表がありません"
        source = fitting.map { $0.source + ($0.isVerified ? "" : "（未確認）") } ?? ""
        guard let declared else {
            deviations = []
            return
        }
        func band(_ field: String, _ label: String, _ count: Int) -> Deviation? {
            guard let text = declared[field], let band = Band(text) else { return nil }
            return band.holds(count)
                ? nil : Deviation(label: label, declared: text, counted: "\(count)人")
        }
        var found = [
            band("persons", "対象人数", counts.persons),
            band("handlers", "取扱者数", counts.handlers),
            band("vendors", "委託先の取扱者数", counts.vendors),
        ].compactMap(\.self)
        if let said = declared["incidents"], said != (counts.incidents > 0 ? "発生あり" : "発生なし") {
            found.append(
                Deviation(
                    label: "重大事故", declared: said, counted: "\(counts.incidents)件"))
        }
        if let said = declared["result"], let fitting, said != fitting.result {
            found.append(Deviation(label: "しきい値判断", declared: said, counted: fitting.result))
        }
        deviations = found
    }
}

/// A band of the assessment's forms: 「10万人以上30万人未満」, 「10人未満」, 「1,000人以上」.
struct Band: Hashable {
    let least: Int
    /// `nil` has no end.
    let below: Int?

    private static var bound: Regex<(Substring, Substring, Substring, Substring)> {
        /([0-9]+)(万?)人?(以上|未満)/
    }

    init?(_ text: String) {
        var least: Int?
        var below: Int?
        let plain = text.replacing(",", with: "")
        for match in plain.matches(of: Band.bound) {
            guard let number = Int(match.1) else { return nil }
            let value = match.2.isEmpty ? number : number * 10_000
            if match.3 == "以上" { least = value } else { below = value }
        }
        guard least != nil || below != nil else { return nil }
        self.least = least ?? 0
        self.below = below
    }

    func holds(_ count: Int) -> Bool { count >= least && below.map { count < $0 } ?? true }
}
