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
        /// One row, and how much of what is counted it is: a file has many claims.
        public struct Item: Sendable, Hashable {
            public let key: Int64
            public let weight: Int

            public init(key: Int64, weight: Int = 1) {
                self.key = key
                self.weight = weight
            }
        }

        /// 「判定」「印刷」 …, as the progress shows it.
        public let title: String
        public let items: [Item]
        /// How many items are one step; `nil` where their weight says it.
        public let atOnce: Int?

        public var keys: [Int64] { items.map(\.key) }
        public var total: Int { items.reduce(0) { $0 + $1.weight } }

        public init(_ title: String, _ keys: [Int64]) {
            self.init(title, items: keys.map { Item(key: $0) })
        }

        public init(_ title: String, items: [Item], atOnce: Int? = nil) {
            self.title = title
            self.items = items.sorted { $0.key < $1.key }
            self.atOnce = atOnce
        }

        /// The same with other items.
        func with(_ items: [Item]) -> Phase { Phase(title, items: items, atOnce: atOnce) }
    }

    public let phases: [Phase]

    public init(_ phases: [Phase]) { self.phases = phases }

    /// A plan of one phase.
    public init(_ title: String, _ keys: [Int64]) { phases = [Phase(title, keys)] }

    public var total: Int { phases.reduce(0) { $0 + $1.total } }
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
    /// What must be durable before the step is; it repeats after a power cut. Never of a trial.
    public var beforehand: (@Sendable (Scope, JobRun) throws -> Void)?
    /// What is tidied away once the step is durable; never of a trial.
    public var afterwards: (@Sendable () -> Void)?

    public init(
        _ totals: JobTotals, failures: [JobFailure] = [],
        beforehand: (@Sendable (Scope, JobRun) throws -> Void)? = nil,
        afterwards: (@Sendable () -> Void)? = nil
    ) {
        self.totals = totals
        self.failures = failures
        self.beforehand = beforehand
        self.afterwards = afterwards
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
    /// The purpose of one order, where the order says it.
    func purpose(of order: JobOrder) -> Purpose
    /// What is counted: 件, 人, 通.
    var unit: String { get }
    /// The weight of one step, at which it is closed: what is lost at most when the power goes.
    var batch: Int { get }
    /// Whether the figures of a trial are needed before anything is done. Without them the thresholds
    /// are asked of the list before anything is done, and of every step before it is durable.
    var needsTrial: Bool { get }
    /// Whether a screen of its own hands over what is to be done; the calendar then only shows it,
    /// and several may stand one behind the other.
    var hasOwnScreen: Bool { get }

    /// What is to be done now; cheap, and names no person.
    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan

    /// Does a batch of a phase.
    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome

    /// What is compared with the thresholds of work that has no trial, after a step and before it is
    /// durable.
    ///
    /// - Parameters:
    ///   - now: all steps so far, with this one.
    ///   - before: the run of an earlier occasion.
    func compared(
        _ order: JobOrder, now: JobTotals, before: JobTotals?, in scope: Scope
    ) throws -> JobDifference

    /// The same, telling how much of the batch is dealt with: for the progress alone.
    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], told: (Int) -> Void, in scope: Scope
    ) throws -> JobOutcome
}

extension JobWork {
    public var unit: String { "件" }
    public var batch: Int { 500 }
    public var needsTrial: Bool { true }
    public var hasOwnScreen: Bool { false }

    public func purpose(of order: JobOrder) -> Purpose { purpose }

    public func compared(
        _ order: JobOrder, now: JobTotals, before: JobTotals?, in scope: Scope
    ) throws -> JobDifference { JobDifference(now: now, before: before) }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], told: (Int) -> Void, in scope: Scope
    ) throws -> JobOutcome { try step(order, phase: phase, keys: keys, in: scope) }
}

/// Work that goes through gates of its own, in as many transactions as it needs: the erasure, that
/// also works in System 2. A step may be repeated after a power cut, and must then find done what is
/// done. It knows no trial.
public protocol OutsideWork: JobWork {
    typealias Steps = (_ phase: Int, _ keys: [Int64], _ told: (Int) -> Void) throws -> JobOutcome

    /// Begins to work on a run, in this process: what is returned is called step by step.
    func open(_ order: JobOrder, by worker: Principal, reason: String) throws -> Steps
}

extension OutsideWork {
    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome { throw JobRefusal.noTrial }
}
