// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// What the claims and reimbursements of a month have left to children and their households, in the
/// order in which they were taken in or proposed: for co-payments with a limit over all institutions.
///
/// Whoever is counted later counts everybody before; what comes later changes nothing before it.
struct MonthCounts {
    /// Where a benefit stands in the order: its operation, and its place in it.
    struct Place: Comparable {
        let operation: Int64
        let id: Int64

        static func < (left: Place, right: Place) -> Bool {
            (left.operation, left.id) < (right.operation, right.id)
        }
    }

    /// A benefit that counts.
    struct Entry {
        let child: AddresseeNumber
        let recipient: AddresseeNumber
        let month: YearMonth
        /// `nil` is not in the books yet: after everything that is.
        var place: Place?
        /// The reimbursement; `nil` of a claim in kind.
        var reimbursement: Int64?
        let counted: MonthSoFar.Counted
    }

    private struct Key: Hashable {
        let person: AddresseeNumber
        let month: YearMonth
    }

    /// Whose claims count, of the months in which somebody's do.
    private let units: [YearMonth: Set<SharedLimit.Unit>]
    private var ofChild: [Key: [Entry]] = [:]
    private var ofRecipient: [Key: [Entry]] = [:]

    /// The months in which limits were reached, where a month asks for them.
    var reached: ReachedMonths

    /// Each claim stands alone.
    static let none = MonthCounts(units: [:])

    /// - Parameter back: how many months before it a month looks at, of those that do.
    init(units: [YearMonth: Set<SharedLimit.Unit>], back: [YearMonth: Int] = [:]) {
        self.units = units
        reached = ReachedMonths(back: back)
    }

    /// Whether nothing is counted at all.
    var isEmpty: Bool { units.isEmpty }

    func counts(_ month: YearMonth) -> Bool { units[month] != nil }

    /// Everybody of whom a benefit is counted.
    var children: Set<AddresseeNumber> {
        Set(ofChild.keys.map(\.person)).union(reached.children)
    }

    /// Adds a benefit after those that stand already.
    mutating func add(_ entry: Entry) {
        guard units[entry.month] != nil else { return }
        ofChild[Key(person: entry.child, month: entry.month), default: []].append(entry)
        ofRecipient[Key(person: entry.recipient, month: entry.month), default: []].append(entry)
    }

    /// What came before a claim; `nil` where its month counts nobody.
    ///
    /// - Parameters:
    ///   - place: where it stands itself; `nil` is after everything.
    ///   - reimbursement: itself, where it may be among those that are counted.
    func soFar(
        _ question: ClaimHouseholds.Question, before place: Place? = nil,
        reimbursement: Int64? = nil
    ) -> MonthSoFar? {
        guard let asked = units[question.month] else { return nil }
        let own = ofChild[Key(person: question.child, month: question.month)] ?? []
        let known =
            reimbursement.flatMap { id in own.first { $0.reimbursement == id }?.place } ?? place
        func before(_ all: [Entry]) -> [MonthSoFar.Counted] {
            all.filter { one in
                if let reimbursement, one.reimbursement == reimbursement { return false }
                guard let known else { return true }
                return one.place.map { $0 < known } ?? false
            }.map(\.counted)
        }
        let family = ofRecipient[Key(person: question.recipient, month: question.month)] ?? []
        let months = reached.before(question, place: known)
        let asksFamily = asked.contains(.household)
        return MonthSoFar(
            child: before(own), household: asksFamily ? before(family) : [],
            childReached: months.child, householdReached: asksFamily ? months.household : [])
    }
}

extension MonthCounts {
    /// Adds what a claim that passed its checks leaves.
    mutating func add(_ matched: ClaimExaminer.Matched, _ sum: Computation) {
        let claim = matched.content
        remember(
            sum, matched.entry.child, matched.entry.recipient, claim.treatmentMonth, claim.setting)
        add(
            Entry(
                child: matched.entry.child, recipient: matched.entry.recipient,
                month: claim.treatmentMonth,
                counted: MonthSoFar.Counted(
                    isInpatient: claim.setting == .inpatient, copayment: sum.copayment,
                    times: claim.days, name: claim.dataKind.wording)))
    }

    /// Adds what a reimbursement that would be paid leaves.
    mutating func add(
        _ input: ReimbursementInput, id: Int64, recipient: AddresseeNumber, _ sum: Computation
    ) {
        remember(sum, input.child, recipient, input.treatmentMonth, input.setting)
        add(
            Entry(
                child: input.child, recipient: recipient, month: input.treatmentMonth,
                reimbursement: id == 0 ? nil : id,
                counted: MonthSoFar.Counted(
                    isInpatient: input.setting == .inpatient, copayment: sum.copayment,
                    times: input.days, name: input.care.wording)))
    }

    /// Keeps the month of a benefit that left all that it may leave.
    private mutating func remember(
        _ sum: Computation, _ child: AddresseeNumber, _ recipient: AddresseeNumber,
        _ month: YearMonth, _ setting: CareSetting
    ) {
        guard !reached.isEmpty, let one = sum.reached(month, setting) else { return }
        reached.add(
            ReachedMonths.Entry(
                child: child, recipient: recipient, reached: one))
    }
}
