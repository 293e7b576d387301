// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 県補助 of a period: what the city paid, what of it the prefecture's rule takes up, by month and
/// setting; each number leads to its claims.
public struct SubsidyReport: Hashable, Sendable {
    /// What is counted of one month and setting, or of all.
    public struct Line: Hashable, Sendable {
        public internal(set) var claims = 0
        public internal(set) var paid = Yen.zero
        public internal(set) var eligibleClaims = 0
        public internal(set) var eligible = Yen.zero
        public internal(set) var overAge = 0
        public internal(set) var nothingLeft = 0
        public internal(set) var held = 0
        /// What is taken off for money that came back, in the months in which it was received.
        public internal(set) var returns: [SubsidyReturn.Kind: SubsidyReturn.Sum] = [:]

        /// What is taken off in all.
        public var deducted: Yen { returns.values.reduce(.zero) { $0 + $1.deducted } }
        /// 差引補助対象額; below zero in a month in which more came back than was paid.
        public var net: Yen { eligible - deducted }

        /// How many claims a number counts.
        public func count(_ figure: Figure) -> Int {
            switch figure {
            case .claims: claims
            case .eligible: eligibleClaims
            case .age: overAge
            case .nothing: nothingLeft
            case .held: held
            }
        }

        mutating func add(_ one: SubsidyReturn) { returns[one.kind, default: .init()].add(one) }

        mutating func add(_ answer: SubsidyAnswer, paid amount: Yen) {
            claims += 1
            paid += amount
            eligible += answer.eligible
            switch answer.reason {
            case .eligible: eligibleClaims += 1
            case .age: overAge += 1
            case .nothingLeft: nothingLeft += 1
            case .held: held += 1
            }
        }
    }

    /// What the numbers of a line count.
    public enum Figure: String, CaseIterable, Sendable {
        case claims, eligible, age, nothing, held

        public var title: String {
            switch self {
            case .claims: "助成した請求"
            case .eligible: "補助の対象"
            case .age: "対象の年齢でない"
            case .nothing: "控除の後に残りがない"
            case .held: "計算できない"
            }
        }

        func takes(_ reason: SubsidyAnswer.Reason) -> Bool {
            switch (self, reason) {
            case (.claims, _), (.eligible, .eligible), (.age, .age), (.nothing, .nothingLeft),
                (.held, .held):
                true
            default: false
            }
        }
    }

    public struct Row: Hashable, Sendable {
        public let month: YearMonth
        public let setting: CareSetting
        public let line: Line
    }

    public let period: StatisticsPeriod
    /// The title of the prefecture's book.
    public let title: String
    public let rows: [Row]
    public let bySetting: [CareSetting: Line]
    public let total: Line
    /// The share in words, with its source; `nil` where the book does not know it.
    public let share: String?
    /// The subsidy of the whole, of what is left after the money that came back; `nil` without a share.
    public let subsidy: Yen?
    public let income: String
    /// Values of the book that no source at hand confirms: shown beside every number.
    public let unconfirmed: [String]
    /// Digest of the prefecture's book.
    public let book: String
    public let asOf: Instant
}

/// One claim behind a number of the report.
public struct SubsidyLine: Hashable, Sendable {
    public let mark: StatisticsMark
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let place: StatisticsPlace
    public let month: YearMonth
    public let setting: CareSetting
    public let institution: String
    public let paid: Yen
    public let answer: SubsidyAnswer
    /// Whose data stand behind the answer besides.
    let family: Set<AddresseeNumber>
}
