// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The figures of a run beside those of the run before (前月との差).
public struct JobDifference: Hashable, Sendable {
    public let now: JobTotals
    /// `nil` where no earlier run is on record.
    public let before: JobTotals?

    public init(now: JobTotals, before: JobTotals?) {
        self.now = now
        self.before = before
    }

    public var persons: Int? { before.map { now.persons - $0.persons } }
    public var items: Int? { before.map { now.items - $0.items } }
    public var amount: Yen? { before.map { now.amount - $0.amount } }

    /// The change in whole per cent, upwards or downwards; `nil` without something before.
    static func percent(_ now: Int, _ before: Int) -> Int? {
        guard before != 0 else { return nil }
        return abs(now - before) * 100 / abs(before)
    }
}

/// One limit beyond which a run asks a second officer (停止基準).
public struct JobThreshold: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case persons, items, amount, failed
        case personsChange = "persons-change"
        case amountChange = "amount-change"

        public var title: String {
            switch self {
            case .persons: "人数"
            case .items: "件数"
            case .amount: "金額"
            case .failed: "失敗の件数"
            case .personsChange: "前回との人数の差"
            case .amountChange: "前回との金額の差"
            }
        }

        public var unit: String {
            switch self {
            case .persons: "人"
            case .items, .failed: "件"
            case .amount: "円"
            case .personsChange, .amountChange: "％"
            }
        }
    }

    public let job: String
    public let kind: Kind
    /// More than this asks.
    public let limit: Int
    public let source: String
    /// False while the municipality has not settled it.
    public let isVerified: Bool
    /// Whose table says it.
    public var origin = YearOrigin.program

    /// What of these figures goes beyond; `nil` where nothing does.
    public func exceeded(by difference: JobDifference, failed: Int) -> String? {
        let now = difference.now
        let value: Int? =
            switch kind {
            case .persons: now.persons
            case .items: now.items
            case .amount: now.amount.amount
            case .failed: failed
            case .personsChange:
                difference.before.flatMap { JobDifference.percent(now.persons, $0.persons) }
            case .amountChange:
                difference.before.flatMap {
                    JobDifference.percent(now.amount.amount, $0.amount.amount)
                }
            }
        guard let value, value > limit else { return nil }
        return
            "\(kind.title)が\(value)\(kind.unit)で、基準の\(limit)\(kind.unit)（\(origin.title)）を超えました"
    }
}
