// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What a run is asked to do: for which day or month, and what an officer typed besides.
public struct JobOrder: Hashable, Codable, Sendable {
    /// The code of the job in the year.
    public var job: String
    /// The day or the month that the run is for, as ISO; a job runs once for it by itself.
    public var occasion: String
    /// What the job needs besides, by its own names.
    public var values: [String: String]

    public init(job: String, occasion: String, values: [String: String] = [:]) {
        self.job = job
        self.occasion = occasion
        self.values = values
    }

    /// The occasion as a day; a month is its first day.
    /// - Throws: `JobRefusal.occasionUnreadable`.
    public func day() throws(JobRefusal) -> CivilDate {
        if let day = CivilDate(iso: occasion) { return day }
        if let month = YearMonth(iso: occasion) { return month.firstDay }
        throw .occasionUnreadable(occasion)
    }

    /// The month of the occasion.
    /// - Throws: `JobRefusal.occasionUnreadable`.
    public func month() throws(JobRefusal) -> YearMonth { try day().yearMonth }
}

/// What is to be done, phase by phase: keys of rows in ascending order, never of persons.
public struct JobPlan: Sendable {
    public struct Phase: Sendable {
        /// 「判定」「印刷」 …, as the progress shows it.
        public let title: String
        public let keys: [Int64]

        public init(_ title: String, _ keys: [Int64]) {
            self.title = title
            self.keys = keys.sorted()
        }
    }

    public let phases: [Phase]

    public init(_ phases: [Phase]) { self.phases = phases }

    /// A plan of one phase.
    public init(_ title: String, _ keys: [Int64]) { phases = [Phase(title, keys)] }

    public var total: Int { phases.reduce(0) { $0 + $1.keys.count } }
}

/// What a run moved: added up step by step and compared with the run before.
public struct JobTotals: Hashable, Sendable {
    public var persons = 0
    public var items = 0
    public var amount = Yen.zero
    /// Items that an earlier run had done.
    public var known = 0

    public init(persons: Int = 0, items: Int = 0, amount: Yen = .zero, known: Int = 0) {
        self.persons = persons
        self.items = items
        self.amount = amount
        self.known = known
    }

    public static func + (one: JobTotals, other: JobTotals) -> JobTotals {
        JobTotals(
            persons: one.persons + other.persons, items: one.items + other.items,
            amount: one.amount + other.amount, known: one.known + other.known)
    }
}

/// An item that could not be done.
public struct JobFailure: Hashable, Sendable {
    public let key: Int64
    /// The stable code of the refusal.
    public let code: String
    public let message: String
    /// Where it is mended: the beginning of an address of the desk, `/applications/12`.
    public let place: String

    public init(key: Int64, _ refusal: any Refusal, place: String) {
        self.key = key
        code = refusal.code
        message = refusal.message
        self.place = place
    }

    public init(key: Int64, code: String, message: String, place: String) {
        self.key = key
        self.code = code
        self.message = message
        self.place = place
    }
}

/// What one step did.
public struct JobOutcome: Sendable {
    public var totals: JobTotals
    public var failures: [JobFailure]

    public init(_ totals: JobTotals, failures: [JobFailure] = []) {
        self.totals = totals
        self.failures = failures
    }
}

/// One kind of scheduled work: says what is to be done, and does a batch of it in one transaction.
///
/// A key that is done already is left out and counted as known; a key that cannot be done is
/// answered as a failure and does not hold up the others. What is thrown ends the run at the step
/// before.
public protocol JobWork: Sendable {
    /// The code of the job in the year.
    var code: String { get }
    /// Under which every step is carried out; whoever starts the run must be allowed it.
    var operation: OperationCode { get }
    var purpose: Purpose { get }
    /// What is counted: 件, 人, 通.
    var unit: String { get }
    /// Keys of one step: what is lost at most when the power goes.
    var batch: Int { get }
    /// Whether the figures of a trial are needed before anything is done.
    var needsTrial: Bool { get }

    /// What is to be done now; cheap, and names no person.
    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan

    /// Does a batch of a phase.
    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome
}

extension JobWork {
    public var unit: String { "件" }
    public var batch: Int { 500 }
    public var needsTrial: Bool { true }
}
