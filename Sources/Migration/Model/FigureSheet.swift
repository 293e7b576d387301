// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Scheme
import Vocabulary

/// A line of the difference report: what is counted.
public struct FigureKey: Hashable, Sendable, Comparable {
    /// 資格履歴, 資格, 証, 保険, 世帯, 口座, 送付先, 居住地, 特例, 除外事由, メモ, 給付, 返還.
    public let section: Section
    /// The year, class or status.
    public let item: String

    /// What the lines are grouped by, in this order.
    public enum Section: String, Sendable, CaseIterable {
        case decisions, entitlements, numbers, certificates, insurances, households, accounts
        case addresses, residences, exceptions, exclusions, memos, benefits, recoveries

        public var wording: String {
            switch self {
            case .decisions: "資格履歴（決定の年・結果）"
            case .entitlements: "資格の状態（切替日）"
            case .numbers: "受給者番号"
            case .certificates: "受給資格証"
            case .insurances: "保険情報"
            case .households: "福祉世帯"
            case .accounts: "口座"
            case .addresses: "送付先"
            case .residences: "居住地"
            case .exceptions: "居住の特例"
            case .exclusions: "除外事由"
            case .memos: "メモ"
            case .benefits: "給付履歴（支払年度・区分）"
            case .recoveries: "返還"
            }
        }

        fileprivate var order: Int { Section.allCases.firstIndex(of: self) ?? 0 }
    }

    public init(_ section: Section, _ item: String) {
        self.section = section
        self.item = item
    }

    public static func < (one: FigureKey, other: FigureKey) -> Bool {
        (one.section.order, one.item) < (other.section.order, other.item)
    }
}

/// A count with a sum of money.
public struct Figure: Hashable, Sendable {
    public var count = 0
    /// Yen; zero where nothing is money.
    public var yen = 0

    public init(count: Int = 0, yen: Int = 0) {
        self.count = count
        self.yen = yen
    }
}

/// Counts and sums by line.
public struct FigureSheet: Hashable, Sendable {
    public private(set) var figures: [FigureKey: Figure] = [:]

    public init() {}

    public subscript(_ key: FigureKey) -> Figure { figures[key] ?? Figure() }

    mutating func add(_ section: FigureKey.Section, _ item: String, _ count: Int, yen: Int = 0) {
        guard count != 0 || yen != 0 else { return }
        let key = FigureKey(section, item)
        figures[key, default: Figure()].count += count
        figures[key, default: Figure()].yen += yen
    }

    mutating func add(_ other: FigureSheet) {
        for (key, figure) in other.figures {
            add(key.section, key.item, figure.count, yen: figure.yen)
        }
    }

    mutating func add(_ decision: PriorDecision) {
        add(.decisions, "\(decision.decidedOn.year) \(decision.result.wording)", 1)
    }

    mutating func add(_ benefit: PriorBenefit) {
        let year = FiscalYear(of: benefit.paidOn).year
        add(.benefits, "\(year) \(benefit.channel.wording)", 1, yen: benefit.payable.amount)
    }

    /// A claim of money with what came in and its plan, each on a line of its own.
    mutating func add(_ recovery: PriorRecovery) {
        add(.recoveries, "返還", 1, yen: recovery.amount.amount)
        if recovery.paid > .zero { add(.recoveries, "納付済み", 1, yen: recovery.paid.amount) }
        for part in recovery.instalments {
            add(.recoveries, "分納の回", 1, yen: part.amount.amount)
        }
    }

    mutating func add(_ exclusion: ExclusionInput) {
        add(.exclusions, Self.wording(of: exclusion.word), 1)
    }

    mutating func add(_ memo: PriorMemo) { add(.memos, memo.importance.wording, 1) }

    /// An exclusion as the record keeps it, in the words of the office.
    private static func wording(of word: String) -> String {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        let kind = ExclusionKind(rawValue: parts.first ?? "")?.wording ?? word
        return parts.count == 2 ? "\(kind)（\(parts[1])）" : kind
    }

    /// Where the entitlements of a child's decisions stand on a day.
    mutating func add(statusOf decisions: [PriorDecision], on day: CivilDate) {
        var last: [String: PriorDecision] = [:]
        for decision in decisions.inOrder {
            decision.recipientNumber.map { last[$0.digits] = decision }
        }
        for decision in last.values {
            let isIn = decision.isLive && decision.periods.contains(day)
            add(.entitlements, isIn ? "有効" : "終了", 1)
        }
        add(.numbers, "受給者番号", last.count)
    }

    /// As text, one line each: what a slice keeps of what stood here already.
    var text: String {
        figures.sorted { $0.key < $1.key }.map { key, figure in
            [key.section.rawValue, key.item, "\(figure.count)", "\(figure.yen)"]
                .joined(separator: "\t")
        }.joined(separator: "\n")
    }

    init(text: String) {
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 4, let section = FigureKey.Section(rawValue: cells[0]),
                let count = Int(cells[2]), let yen = Int(cells[3])
            else { continue }
            add(section, cells[1], count, yen: yen)
        }
    }

    /// What the tables say.
    init(
        _ counts: PriorCounts, _ sums: [PriorBenefitSum], _ recoveries: PriorRecoverySums
    ) {
        for (key, count) in counts.decisions {
            add(.decisions, "\(key.year) \(key.other.wording)", count)
        }
        add(.entitlements, "有効", counts.inForce)
        add(.entitlements, "終了", counts.over)
        add(.numbers, "受給者番号", counts.recipientNumbers)
        add(.certificates, "証", counts.certificates)
        add(.insurances, "資格", counts.insurances)
        add(.households, "世帯員", counts.members)
        add(.accounts, "口座", counts.accounts)
        add(.addresses, "送付先", counts.mailingAddresses)
        add(.residences, "居住地", counts.residences)
        add(.exceptions, "居住の特例", counts.residenceExceptions)
        for (word, count) in counts.exclusions {
            add(.exclusions, Self.wording(of: word), count)
        }
        for (importance, count) in counts.memos { add(.memos, importance.wording, count) }
        add(.recoveries, "返還", recoveries.claims, yen: recoveries.amount)
        add(.recoveries, "納付済み", recoveries.receipts, yen: recoveries.paid)
        add(.recoveries, "分納の回", recoveries.instalments, yen: recoveries.planned)
        for sum in sums {
            add(
                .benefits, "\(sum.fiscalYear) \(sum.channel.wording)", sum.count,
                yen: sum.payable)
        }
    }
}

extension PriorDecision {
    var isLive: Bool { [.granted, .changed, .resumed].contains(result) }
}

extension [PriorDecision] {
    /// As they follow each other.
    var inOrder: [PriorDecision] {
        sorted {
            ($0.decidedOn, $0.effectiveOn, $0.sourceKey)
                < ($1.decidedOn, $1.effectiveOn, $1.sourceKey)
        }
    }
}

/// One line of the difference report.
public struct Difference: Hashable, Sendable {
    public let key: FigureKey
    public let source: Figure
    /// What the error list keeps out.
    public let rejected: Figure
    /// What stood here already.
    public let known: Figure
    public let ours: Figure

    /// Whether source less rejected and known is ours, in count and in yen.
    public var isExplained: Bool {
        source.count - rejected.count - known.count == ours.count
            && source.yen - rejected.yen - known.yen == ours.yen
    }

    /// Whether nothing is missing at all.
    public var isSame: Bool { source == ours }

    public init(
        key: FigureKey, source: Figure, rejected: Figure, known: Figure, ours: Figure
    ) {
        self.key = key
        self.source = source
        self.rejected = rejected
        self.known = known
        self.ours = ours
    }

    /// All lines of the sheets.
    static func report(
        source: FigureSheet, rejected: FigureSheet, known: FigureSheet = FigureSheet(),
        ours: FigureSheet
    ) -> [Difference] {
        Set(source.figures.keys).union(rejected.figures.keys).union(ours.figures.keys).sorted()
            .map {
                Difference(
                    key: $0, source: source[$0], rejected: rejected[$0], known: known[$0],
                    ours: ours[$0])
            }
    }
}
