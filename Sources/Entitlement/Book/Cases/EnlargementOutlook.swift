// SPDX-License-Identifier: Apache-2.0
public import Database
import Scheme
public import Vocabulary

/// 制度の拡大の見込み: whom an enlargement of the scheme concerns, from one reading of the history: the trial,
/// its list and the real run ask this.
public struct EnlargementOutlook: Sendable {
    /// Somebody who is entitled, or suspended, up to the day, and whom the book of the day covers for
    /// longer, or of whom it leaves open whether it does.
    struct Standing: Sendable {
        let strand: Strand
        /// The kinds of care that the book would lengthen, or of which it says nothing.
        let settings: [CareSetting]
        /// An officer set the end of the entitlement: the program does not move it.
        let isCorrected: Bool

        var state: EntitlementState { strand.state }
    }

    /// On which the enlargement is in force.
    public let day: CivilDate
    /// In the order of the record.
    let standing: [Standing]
    /// The ends of entitlement after which children are taken in again, in the order of the record.
    public let ended: [EntitlementState]

    /// The newest decisions of those who are entitled.
    public var extended: [EntitlementState] { standing.map(\.state) }
    public var isEmpty: Bool { standing.isEmpty && ended.isEmpty }

    /// - Parameters:
    ///   - day: on which the enlargement is in force.
    ///   - children: a part of the plan: a job cuts it into steps; `nil` is everybody.
    public init(
        from day: CivilDate, among children: [AddresseeNumber]? = nil, law: EligibilityLaw,
        in db: any Connection
    ) throws {
        self.day = day
        let strands = try HistoryBook.strands(children: children, from: db).values
        var ages = AgesOfBook(law)
        standing = strands.compactMap { mine in
            guard let strand = mine.last, strand.state.isStanding,
                strand.state.periods.reaches(day.previous)
            else { return nil }
            let settings = ages.moved(strand.state, on: day)
            guard !settings.isEmpty else { return nil }
            return Standing(
                strand: strand, settings: settings,
                isCorrected: strand.hasOwnEnd { ages.isEnd(of: $0) })
        }.sorted { $0.state.id < $1.state.id }
        ended = strands.compactMap { mine -> EntitlementState? in
            guard let state = mine.last?.state, state.result == .lapsed,
                state.reason == .reachedAge, state.effectiveOn <= day,
                !mine.contains(where: { $0.state.isStanding && $0.state.periods.reaches(day) }),
                ages.on(day, born: state.childBorn).isEligible
            else { return nil }
            return state
        }.sorted { $0.id < $1.id }
    }
}

/// What the book says of ages. Thousands share a day of birth: it is asked once for each.
private struct AgesOfBook {
    private struct Key: Hashable {
        let born: CivilDate
        let day: CivilDate
    }

    private let law: EligibilityLaw
    private var known: [Key: Examination] = [:]

    init(_ law: EligibilityLaw) { self.law = law }

    mutating func on(_ day: CivilDate, born: CivilDate) -> Examination {
        let key = Key(born: born, day: day)
        if let answer = known[key] { return answer }
        let answer = law.byAge(born, on: day)
        known[key] = answer
        return answer
    }

    /// Whether a decision ends where the age of the book of its own day does.
    mutating func isEnd(of decision: EntitlementDecision) -> Bool {
        let answer = on(decision.decidedOn, born: decision.childBorn)
        return CareSetting.allCases.allSatisfy { setting in
            guard let mine = decision.periods[setting], mine.runs(after: decision.decidedOn) else {
                return true
            }
            return mine.until == answer.periods[setting]?.until
        }
    }

    /// The kinds of care whose period the book of a day lengthens, or of which it says nothing.
    mutating func moved(_ state: EntitlementState, on day: CivilDate) -> [CareSetting] {
        let answer = on(day, born: state.childBorn)
        let target = state.periods.extended(by: answer.periods, from: day)
        return CareSetting.allCases.filter {
            target[$0] != state.periods[$0] || !answer.judgement[$0].unset.isEmpty
        }
    }
}

extension Strand {
    /// Whether the end was set by a correction, to another day than the age of the book.
    ///
    /// Where a correction only moved the beginning, took a wrong end of the entitlement back or put the
    /// end right to the age, or to what was judged before, nobody has chosen a day.
    fileprivate func hasOwnEnd(unless isAge: (EntitlementDecision) -> Bool) -> Bool {
        let now = state.periods.ends
        return zip(decisions, decisions.dropFirst()).contains { before, correction in
            before.isStanding && correction.isCorrection && before.periods.ends != now
                && correction.periods.ends == now && !isAge(correction)
                && !decisions.prefix { $0.id != correction.id }.contains {
                    !$0.isCorrection && $0.periods.ends == now
                }
        }
    }
}

extension EntitlementDecision {
    fileprivate var isCorrection: Bool { reason == .correctedGrant }
}

extension EntitlementPeriods {
    fileprivate var ends: [CivilDate?] { [outpatient?.until, inpatient?.until] }

    subscript(setting: CareSetting) -> EffectivePeriod? {
        switch setting {
        case .outpatient: outpatient
        case .inpatient: inpatient
        }
    }
}
