// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Vocabulary

/// One claim of the parallel month as the system used before settled it.
public struct OldResult: Hashable, Sendable {
    /// Its number there.
    public let number: String
    public let key: MonthResult.Key
    public let burden: Yen
    public let highCost: Yen
    public let additionalBenefit: Yen
    public let payable: Yen
    /// Why it sent the claim back; `nil` where it paid.
    public let refused: String?
}

/// One claim of the parallel month on which both systems do not agree, and why.
public struct MonthDifference: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case amount, onlyOld, onlyOurs

        public var wording: String {
            switch self {
            case .amount: "金額が違う"
            case .onlyOld: "旧システムだけが支払う"
            case .onlyOurs: "このシステムだけが支払う"
            }
        }
    }

    public let kind: Kind
    public let key: MonthResult.Key
    /// The number in the old system; `nil` where it has none.
    public let number: String?
    /// Whose recipient number it is; `nil` where it is nobody's here.
    public internal(set) var child: AddresseeNumber?
    public let claim: Int64?
    public let old: Yen
    public let ours: Yen
    /// What the difference comes from; empty where the parts are the same and the result is not.
    public let explanation: String
    /// How this system reckoned, where nothing else tells.
    public internal(set) var steps: [String] = []

    /// Whether the parts of both sides tell where the difference comes from.
    public var isClear: Bool { !explanation.isEmpty }
}

/// What differs about one child of the parallel month, over all its claims.
public struct MonthChild: Hashable, Sendable {
    public let recipientNumber: String
    /// `nil` where the number is nobody's here.
    public let child: AddresseeNumber?
    public let differences: Int
    /// What each system pays for the claims that differ.
    public let old: Yen
    public let ours: Yen
    /// What the differences come from, each once.
    public let reasons: [String]
    /// Differences that nothing explains.
    public let unexplained: Int
}

/// A parallel month: the payables of both systems side by side.
public struct MonthComparison: Sendable {
    public let month: YearMonth
    /// Claims that both pay the same.
    public internal(set) var same = 0
    /// Claims that both refuse.
    public internal(set) var bothRefused = 0
    public internal(set) var oldCount = 0
    public internal(set) var ourCount = 0
    public internal(set) var oldTotal = 0
    public internal(set) var ourTotal = 0
    public internal(set) var differences: [MonthDifference] = []

    /// Differences that nothing explains: a person must look at them.
    public var unexplained: Int { differences.count { !$0.isClear } }

    init(month: YearMonth) { self.month = month }

    /// The children about whom something differs, those that a person must look at first.
    public var children: [MonthChild] {
        Dictionary(grouping: differences, by: \.key.recipientNumber).map { number, mine in
            var reasons: [String] = []
            for reason in mine.map(\.explanation)
            where !reason.isEmpty && !reasons.contains(reason) {
                reasons.append(reason)
            }
            return MonthChild(
                recipientNumber: number, child: mine.lazy.compactMap(\.child).first,
                differences: mine.count, old: mine.reduce(.zero) { $0 + $1.old },
                ours: mine.reduce(.zero) { $0 + $1.ours }, reasons: reasons,
                unexplained: mine.count { !$0.isClear })
        }.sorted {
            ($1.unexplained, $0.recipientNumber) < ($0.unexplained, $1.recipientNumber)
        }
    }

    /// Holds both sides against each other.
    static func of(
        _ old: [OldResult], _ ours: [MonthResult], in month: YearMonth
    ) -> MonthComparison {
        var answer = MonthComparison(month: month)
        let paid = ours.filter { $0.refused == nil }
        answer.oldCount = old.count { $0.refused == nil }
        answer.ourCount = paid.count
        answer.oldTotal = old.filter { $0.refused == nil }.reduce(0) { $0 + $1.payable.amount }
        answer.ourTotal = paid.reduce(0) { $0 + $1.payable.amount }
        var waiting = Dictionary(grouping: ours, by: \.key)
        for theirs in old {
            let mine =
                waiting[theirs.key]?.isEmpty == false
                ? waiting[theirs.key]?.removeFirst() : nil
            answer.compare(theirs, mine)
        }
        for rest in waiting.values.flatMap(\.self) where rest.refused == nil {
            answer.differences.append(
                MonthDifference(
                    kind: .onlyOurs, key: rest.key, number: nil, child: rest.child,
                    claim: rest.claim, old: .zero, ours: rest.payable,
                    explanation: "旧システムの結果にこの明細書がない"))
        }
        answer.differences.sort {
            ($0.kind.rawValue, $0.key.recipientNumber, $0.key.treatmentMonth, $0.number ?? "")
                < ($1.kind.rawValue, $1.key.recipientNumber, $1.key.treatmentMonth, $1.number ?? "")
        }
        return answer
    }

    private mutating func compare(_ theirs: OldResult, _ mine: MonthResult?) {
        guard let mine, mine.refused == nil else {
            guard theirs.refused == nil else {
                bothRefused += 1
                return
            }
            add(
                .onlyOld, theirs, mine,
                mine?.refused.map { "このシステムではエラー：\($0)" } ?? "この明細書は取り込まれていない")
            return
        }
        if let why = theirs.refused {
            add(.onlyOurs, theirs, mine, "旧システムは返戻した（\(why)）")
        } else if theirs.payable == mine.payable {
            same += 1
        } else {
            add(.amount, theirs, mine, Self.explain(theirs, mine))
        }
    }

    private mutating func add(
        _ kind: MonthDifference.Kind, _ theirs: OldResult, _ mine: MonthResult?, _ why: String
    ) {
        differences.append(
            MonthDifference(
                kind: kind, key: theirs.key, number: theirs.number, child: mine?.child,
                claim: mine?.claim, old: kind == .onlyOurs ? .zero : theirs.payable,
                ours: mine?.payable ?? .zero, explanation: why))
    }

    /// The first part of the reckoning in which both differ.
    private static func explain(_ theirs: OldResult, _ mine: MonthResult) -> String {
        let parts: [(String, Yen, Yen)] = [
            ("一部負担金", theirs.burden, mine.burden),
            ("高額療養費", theirs.highCost, mine.highCost),
            ("附加給付", theirs.additionalBenefit, mine.additionalBenefit),
        ]
        return parts.filter { $0.1 != $0.2 }.map {
            "\($0.0)が違う（旧 \($0.1)、このシステム \($0.2)）"
        }.joined(separator: "、")
    }
}
