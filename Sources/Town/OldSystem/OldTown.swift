// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Ten years of a fictional town as the system used before would hand them over: who lives there,
/// what it decided, printed and paid, and which rows are wrong on purpose.
///
/// The same seed and size give the same files on every machine.
public struct OldTown: Sendable {
    /// 切替日: the first day of the new system.
    public static let cutover = FictionalCity.day(2025, 4, 1)
    /// The first day of the oldest decisions.
    public static let begins = FictionalCity.day(2015, 4, 1)
    public static let systemName = "旧こども医療システム（架空）"

    /// Somebody whom the register of the town knows.
    public struct Resident: Sendable, Hashable {
        public let number: AddresseeNumber
        public let name: String
        public let kana: String
        public let born: CivilDate
        /// 1 or 2.
        public let sex: Int
        public let household: String
    }

    /// A row that must end on the error list, and under which number.
    public struct Planted: Sendable, Hashable {
        public let file: String
        /// The line of the file, from 1.
        public let line: Int
        public let code: String

        public init(file: String, line: Int, code: String) {
            self.file = file
            self.line = line
            self.code = code
        }
    }

    /// What must come out of the files.
    public struct Truth: Sendable {
        /// Rows of each file, without the header.
        public var rows: [String: Int] = [:]
        public var planted: [Planted] = []
        /// Children that are taken over.
        public var children: Set<AddresseeNumber> = []
        /// Recipient numbers of printed certificates, with whose they are.
        public var certificates: [String: AddresseeNumber] = [:]
        /// Certificate numbers, with whose they are.
        public var issueNumbers: [String: AddresseeNumber] = [:]
        /// Entitlements in force on the day of change-over.
        public var inForce = 0
        /// Yen of the payments that are taken over.
        public var payable = 0
        public var payments = 0
        /// Months in which a child reached the limit of 高額療養費.
        public var reached: [AddresseeNumber: Set<YearMonth>] = [:]
        public var decisions = 0
        /// Claims that are taken over, and the yen that families still owe.
        public var recoveries = 0
        public var owed = 0
    }

    public let seed: UInt64
    public let children: Int
    /// Payments of each child in a year.
    public let paymentsPerYear: Int
    /// Whether rows are wrong on purpose.
    public let plantsErrors: Bool

    public init(seed: UInt64, children: Int, paymentsPerYear: Int = 2, plantsErrors: Bool = true) {
        precondition((20...400_000).contains(children), "児童は20人から40万人までです")
        self.seed = seed
        self.children = children
        self.paymentsPerYear = paymentsPerYear
        self.plantsErrors = plantsErrors
    }
}

/// One child of the old town with everything that was decided about it.
struct OldChild {
    struct Decision {
        var key: String
        var number: String
        var kind: String
        var cause: String
        var applied: CivilDate
        var exOfficio: Bool
        var decided: CivilDate
        var effective: CivilDate
        var result: String
        var reason: String
        var from: CivilDate?
        var until: CivilDate?
    }

    let index: Int
    let resident: OldTown.Resident
    let recipient: OldTown.Resident
    var decisions: [Decision] = []

    /// Stretches in which the child was entitled, with the number it had.
    var stretches: [(number: String, from: CivilDate, until: CivilDate)] {
        var last: [String: Decision] = [:]
        var order: [String] = []
        for decision in decisions where !decision.number.isEmpty {
            if last[decision.number] == nil { order.append(decision.number) }
            last[decision.number] = decision
        }
        return order.compactMap { number in
            guard let one = last[number], let from = one.from, let until = one.until else {
                return nil
            }
            return (number, from, until)
        }
    }
}
