// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// When something was written down: the operation, whose numbers rise, and its day.
public struct Recording: Hashable, Sendable {
    public let operation: Int64
    public let on: CivilDate

    public init(operation: Int64, on: CivilDate) {
        self.operation = operation
        self.on = on
    }
}

/// 調定の経過: what another one owes the city and has paid, change by change as it was written down. What
/// is written down later adds to it and rewrites nothing, so that the account of a closed year stays.
public struct IncomeCourse: Sendable {
    /// A change of what is owed (調定額).
    public struct Change: Hashable, Sendable {
        /// Its own day: of the word or of the decision, else the one on which it was written down.
        public let on: CivilDate
        public let recorded: Recording
        /// Below zero where less is owed than before.
        public let amount: Yen
    }

    public struct Receipt: Hashable, Sendable {
        public let on: CivilDate
        public let amount: Yen
        public let recorded: Recording
        /// When it was taken back, where it was.
        public let reversed: Recording?

        public init(on: CivilDate, amount: Yen, recorded: Recording, reversed: Recording?) {
            self.on = on
            self.amount = amount
            self.recorded = recorded
            self.reversed = reversed
        }
    }

    /// What counts of a recovery from an operation on: of one that was withdrawn what came in.
    public struct Counted: Hashable, Sendable {
        public let recorded: Recording
        public let amount: Yen

        public init(recorded: Recording, amount: Yen) {
            self.recorded = recorded
            self.amount = amount
        }
    }

    /// Of the mandate or the accident.
    public let id: Int64
    public let changes: [Change]
    public let receipts: [Receipt]
}

/// What an operation did to a case.
struct IncomeStep {
    var on: CivilDate
    let recorded: Recording
    /// Somebody has said what is owed: it stands in the course also where it changes nothing.
    var isWord: Bool

    /// The changes of what is owed, each on its day.
    static func changes(
        _ steps: [IncomeStep], _ owed: (_ after: Int64) -> Yen
    ) -> [IncomeCourse.Change] {
        var once: [Int64: IncomeStep] = [:]
        for step in steps {
            // What has a day of its own says it for everything that was written down with it.
            guard let known = once[step.recorded.operation] else {
                once[step.recorded.operation] = step
                continue
            }
            if known.on == known.recorded.on { once[step.recorded.operation]?.on = step.on }
            if step.isWord { once[step.recorded.operation]?.isWord = true }
        }
        var before = Yen.zero
        return once.sorted { $0.key < $1.key }.compactMap { operation, step in
            let now = owed(operation)
            let change = now - before
            before = now
            guard step.isWord || change != .zero else { return nil }
            return IncomeCourse.Change(on: step.on, recorded: step.recorded, amount: change)
        }
    }
}

/// What was written down about a case with another one who owes.
protocol IncomeEvent {
    var id: Int64 { get }
    var on: CivilDate { get }
    var amount: Yen { get }
    var reversal: ReceiptReversal? { get set }
    var isReceipt: Bool { get }
    /// Somebody has said what is owed.
    var isWord: Bool { get }
}

extension Liability.Event: IncomeEvent {
    var isReceipt: Bool { kind == .received }
    var isWord: Bool { kind == .claimed || kind == .agreed }
}

extension ProxyReceipt.Event: IncomeEvent {
    var isReceipt: Bool { kind == .received }
    var isWord: Bool { kind == .decided || kind == .refused }
}

/// When everything about some cases was written down.
struct CaseRecordings {
    /// By event.
    var events: [Int64: Recording] = [:]
    /// By receipt that was taken back.
    var reversals: [Int64: Recording] = [:]
    /// By claim on the family.
    var proposals: [Int64: Recording] = [:]
    var outcomes: [Int64: Recording] = [:]
    /// By recovery, in the order in which it was written down.
    var counted: [Int64: [IncomeCourse.Counted]] = [:]

    func isKnown(_ recorded: Recording?, after operation: Int64) -> Bool {
        recorded.map { $0.operation <= operation } ?? false
    }

    /// The events as they stood after an operation.
    func known<Event: IncomeEvent>(_ all: [Event], after operation: Int64) -> [Event] {
        all.filter { isKnown(events[$0.id], after: operation) }.map { event in
            var known = event
            if !isKnown(reversals[event.id], after: operation) { known.reversal = nil }
            return known
        }
    }

    /// The steps of events: said or received, and taken back.
    func steps(_ all: [some IncomeEvent]) -> [IncomeStep] {
        all.flatMap { event in
            let said = events[event.id].map {
                IncomeStep(
                    on: event.isReceipt ? $0.on : event.on, recorded: $0, isWord: event.isWord)
            }
            let back = reversals[event.id].map {
                IncomeStep(on: $0.on, recorded: $0, isWord: false)
            }
            return [said, back].compactMap(\.self)
        }
    }

    func receipts(_ all: [some IncomeEvent]) -> [IncomeCourse.Receipt] {
        all.filter(\.isReceipt).compactMap { event in
            events[event.id].map {
                IncomeCourse.Receipt(
                    on: event.on, amount: event.amount, recorded: $0,
                    reversed: reversals[event.id])
            }
        }
    }

    /// The claims on the family as they stood after an operation.
    func claimsBack(_ backs: [ClaimBack], after operation: Int64) -> [ClaimBack] {
        backs.filter { isKnown(proposals[$0.id], after: operation) }.map { back in
            let isDecided = isKnown(outcomes[back.id], after: operation)
            var known = ClaimBack(
                id: back.id, cause: back.cause, child: back.child, recipient: back.recipient,
                amount: back.amount, explanation: back.explanation, proposer: back.proposer,
                outcome: isDecided ? back.outcome : nil,
                decidedOn: isDecided ? back.decidedOn : nil,
                recovery: isDecided ? back.recovery : nil)
            let counted = known.recovery.flatMap { recovery in
                self.counted[recovery]?.last { $0.recorded.operation <= operation }
            }
            if let counted { known.counted = counted.amount }
            return known
        }
    }

    /// The steps of claims on the family: proposed, decided, and the end of their recoveries.
    func steps(_ backs: [ClaimBack]) -> [IncomeStep] {
        backs.flatMap { back in
            let ends = back.recovery.flatMap { counted[$0] } ?? []
            let days =
                [proposals[back.id], outcomes[back.id]].compactMap(\.self) + ends.map(\.recorded)
            return days.map { IncomeStep(on: $0.on, recorded: $0, isWord: false) }
        }
    }
}

/// What the scheme has paid for a benefit, as it changed.
struct PaidCourse {
    /// Before everything that was written down about it.
    var first: Yen = .zero
    /// It was taken back as a whole.
    var isGone = false
    var steps: [(recorded: Recording, amount: Yen)] = []

    func paid(after operation: Int64) -> Yen {
        steps.last { $0.recorded.operation <= operation }?.amount ?? first
    }
}

/// A word of a clerk about a benefit of an accident.
struct BenefitMark {
    let source: LedgerEntry.Source
    let isTouched: Bool
    let recorded: Recording
}

extension Liability {
    /// The accident as it stood after each operation, in yen that the other party owes.
    func course(
        _ recorded: CaseRecordings, marks: [BenefitMark],
        paid: [LedgerEntry.Source: PaidCourse]
    ) -> IncomeCourse {
        func known(after operation: Int64) -> Liability {
            var known = self
            known.events = recorded.known(events, after: operation)
            known.claimsBack = recorded.claimsBack(claimsBack, after: operation)
            var touched: [LedgerEntry.Source: Bool] = [:]
            for mark in marks where mark.recorded.operation <= operation {
                touched[mark.source] = mark.isTouched
            }
            known.benefits = touched.map { source, isTouched in
                Benefit(
                    source: source, isTouched: isTouched, totalCost: .zero,
                    paid: paid[source]?.paid(after: operation) ?? .zero)
            }
            return known
        }
        let benefits =
            marks.map(\.recorded)
            + Set(marks.map(\.source)).flatMap { paid[$0]?.steps.map(\.recorded) ?? [] }
        return IncomeCourse(
            id: id,
            changes: IncomeStep.changes(
                recorded.steps(events) + recorded.steps(claimsBack)
                    + benefits.map { IncomeStep(on: $0.on, recorded: $0, isWord: false) }
            ) { known(after: $0).assessed },
            receipts: recorded.receipts(events))
    }
}

extension ProxyReceipt {
    /// The mandate as it stood after each operation, in yen that the insurer owes.
    func course(_ recorded: CaseRecordings) -> IncomeCourse {
        func known(after operation: Int64) -> ProxyReceipt {
            var known = self
            known.events = recorded.known(events, after: operation)
            known.claimsBack = recorded.claimsBack(claimsBack, after: operation)
            return known
        }
        return IncomeCourse(
            id: id,
            changes: IncomeStep.changes(
                recorded.steps(events) + recorded.steps(claimsBack)
            ) { known(after: $0).assessed ?? .zero },
            receipts: recorded.receipts(events))
    }
}
