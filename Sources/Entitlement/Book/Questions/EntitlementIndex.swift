// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Entitlements and insurances in memory, to match a month of claims without a query a claim.
public struct EntitlementIndex: Sendable {
    /// One strand of entitlement: a child under one recipient number.
    public struct Entry: Hashable, Sendable {
        public let child: AddresseeNumber
        public let recipient: AddresseeNumber
        public let recipientNumber: String
        public let born: CivilDate
        public let outpatient: EffectivePeriod?
        public let inpatient: EffectivePeriod?
        /// The newest decision.
        public let historyID: Int64
        let result: DecisionResult
        let effectiveOn: CivilDate
        /// 停止: days within the periods that are not covered; the last one may be open.
        public internal(set) var gaps: [EffectivePeriod] = []
        /// The first day of an open suspension that a release on its way may give back.
        let releasedFrom: CivilDate?
        /// 制度の拡大: periods of one kind of care that had ended before a new one began, while the other went
        /// on under the same number.
        public internal(set) var earlier = Earlier()

        /// Out-patient and in-patient.
        public struct Earlier: Hashable, Sendable {
            var outpatient: [EffectivePeriod] = []
            var inpatient: [EffectivePeriod] = []
        }

        public var isSuspended: Bool { result == .suspended }

        /// Whether something holds of a period of a kind of care.
        private func isAny(
            inpatient isInpatient: Bool, where holds: (EffectivePeriod) -> Bool
        ) -> Bool {
            (isInpatient ? inpatient : outpatient).map(holds) ?? false
                || (isInpatient ? earlier.inpatient : earlier.outpatient).contains(where: holds)
        }

        /// Whether the entitlement covers a day.
        public func isEntitled(on day: CivilDate, inpatient isInpatient: Bool) -> Bool {
            isAny(inpatient: isInpatient) { $0.contains(day) }
                && !gaps.contains { $0.contains(day) }
        }

        /// Whether it covers any day of a month.
        public func isEntitled(in month: YearMonth, inpatient isInpatient: Bool) -> Bool {
            guard isAny(inpatient: isInpatient, where: { $0.overlaps(month.period) }) else {
                return false
            }
            return gaps.isEmpty || !days(in: month, inpatient: isInpatient).isEmpty
        }

        /// The days of a month that it covers.
        public func days(in month: YearMonth, inpatient isInpatient: Bool) -> MonthDays {
            gaps.reduce(into: daysOfPeriods(in: month, inpatient: isInpatient)) {
                $0.subtract(MonthDays($1, in: month))
            }
        }

        /// The days of a month within its periods, be it suspended on them.
        func daysOfPeriods(in month: YearMonth, inpatient isInpatient: Bool) -> MonthDays {
            var days = (isInpatient ? inpatient : outpatient).map { MonthDays($0, in: month) } ?? []
            for period in isInpatient ? earlier.inpatient : earlier.outpatient {
                days.formUnion(MonthDays(period, in: month))
            }
            return days
        }
    }

    /// A stretch of insurance of a child.
    public typealias Insurance = InsuranceStretch

    /// In the order of the recipient numbers being given out.
    public let entries: [Entry]
    private let byNumber: [String: Int]
    private let byChild: [AddresseeNumber: [Int]]
    private let insuranceByChild: [AddresseeNumber: [Insurance]]
    /// Which insurers are one and the same, and from when.
    public let successions: DatedSuccessions

    /// Loads what was recorded until a moment; `nil` is everything.
    public static func load(
        asOf moment: Instant? = nil, children: [AddresseeNumber]? = nil,
        from db: any Connection
    ) throws -> EntitlementIndex {
        EntitlementIndex(
            entries: try EntryBook.entries(children: children, asOf: moment, from: db),
            insurances: try InsuranceBook.stretches(children, asOf: moment, from: db),
            successions: try SuccessionBook.dated(asOf: moment, from: db))
    }

    /// Loads the children to whom recipient numbers were given, with everything of theirs.
    public static func load(
        numbers: some Sequence<String>, from db: any Connection
    ) throws -> EntitlementIndex {
        let entries = try EntryBook.entries(numbers: numbers, from: db)
        guard !entries.isEmpty else { return EntitlementIndex(entries: [], insurances: [:]) }
        return EntitlementIndex(
            entries: entries,
            insurances: try InsuranceBook.stretches(
                Set(entries.map(\.child)).sorted(), asOf: nil, from: db),
            successions: try SuccessionBook.dated(from: db))
    }

    /// Entitlements as the system used before has left them, without what was decided here since.
    public static func takenOver(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> EntitlementIndex {
        EntitlementIndex(
            entries: try EntryBook.takenOver(children: children, from: db), insurances: [:])
    }

    /// Nobody's.
    public static let empty = EntitlementIndex(entries: [], insurances: [:])

    init(
        entries: [Entry], insurances: [AddresseeNumber: [Insurance]],
        successions: DatedSuccessions = .none
    ) {
        self.entries = entries
        self.successions = successions
        var byNumber: [String: Int] = [:]
        var byChild: [AddresseeNumber: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            byNumber[entry.recipientNumber] = index
            byChild[entry.child, default: []].append(index)
        }
        self.byNumber = byNumber
        self.byChild = byChild
        insuranceByChild = insurances
    }

    /// The entitlement of a recipient number.
    public func entry(number: String) -> Entry? { byNumber[number].map { entries[$0] } }

    /// All entitlements a child ever had.
    public func entries(child: AddresseeNumber) -> [Entry] {
        (byChild[child] ?? []).map { entries[$0] }
    }

    /// The days of a month on which a child is entitled, under whichever number.
    public func days(
        of child: AddresseeNumber, in month: YearMonth, inpatient isInpatient: Bool
    ) -> MonthDays {
        (byChild[child] ?? []).reduce(into: []) { days, place in
            days.formUnion(entries[place].days(in: month, inpatient: isInpatient))
        }
    }

    /// The insurances of a child by day of acquisition.
    public func insurances(child: AddresseeNumber) -> [Insurance] {
        insuranceByChild[child] ?? []
    }
}
