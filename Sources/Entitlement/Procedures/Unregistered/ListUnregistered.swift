// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 未申請の対象児童の一覧の作成: residents of the age of the scheme, by the register of System 2, against the
/// entitlements: who meets the requirements as far as the registers tell and is not entitled.
///
/// Who is of the age only from a day soon on which the book widens it is listed ahead, with that day.
///
/// Health insurance of somebody who never applied is not known here and is not asked: the invitation
/// asks for it.
public enum ListUnregistered {
    public static let operation = OperationCode.inviteUnregistered

    /// How many residents are asked for at once.
    static let page = 1_000

    /// What was looked at.
    public struct Report: Hashable, Sendable {
        /// Residents of the age, today or from the day of an enlargement.
        public let residents: Int
        public let entitled: Int
        /// Somebody has applied, the office has to decide.
        public let inWork: Int
        /// Barred: 生活保護, 里親委託 ….
        public let excluded: Int
        public let unregistered: Int
        /// Every resident of the age is in one of the other numbers.
        public var isComplete: Bool {
            residents == entitled + inWork + excluded + unregistered
        }
    }

    /// Makes the list anew, as of today and of an enlargement that is near.
    ///
    /// - Parameter part: only the children born then; the rest of the list stays. A job cuts the list
    ///   into such parts, so that nobody at a desk waits for it.
    /// - Throws: `EntitlementRefusal.schemeUnset` where the book has no age limit today.
    @discardableResult
    public static func perform(
        bornIn part: EffectivePeriod? = nil, law: EligibilityLaw,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Report {
        let today = scope.today
        let ahead = law.nextAges(after: today)
        let all = try law.births(on: today, and: ahead)
        let births = part ?? all
        var counts = (residents: 0, entitled: 0, inWork: 0, excluded: 0)
        var found: [UnregisteredChild] = []
        var stays: [AddresseeNumber: String] = [:]
        var ends: [RejudgementNotice] = []
        var cursor: BirthCursor?
        // Thousands share a day of birth: the book is asked once for each day.
        var covered: [CivilDate: CivilDate?] = [:]
        while true {
            let people = try directory.residents(born: births, after: cursor, limit: page)
            // The last page may hold children that are too old by a day or two.
            let children = people.compactMap {
                person -> (person: ResidentSnapshot, on: CivilDate)? in
                let known =
                    covered[person.born]
                    ?? [today, ahead].compactMap(\.self)
                    .first { law.isOfAge(person.born, on: $0) }
                covered[person.born] = .some(known)
                return known.map { (person, $0) }
            }
            let books = try KnownChildren(
                children.map(\.person.number), law: law, on: today, from: scope.db)
            for (person, day) in children {
                counts.residents += 1
                switch books.standing(of: person, on: day) {
                case .entitled:
                    counts.entitled += 1
                    // Everybody is looked at here: of whom a stay ends, an officer is told.
                    stays[person.number] = GuardianCheck.stay(of: person, on: today)
                    ends += [
                        StayEdges.notice(of: person, on: today),
                        StayEdges.bar(of: person, law: law),
                    ].compactMap(\.self)
                    if let asked = IncomeRenewal.notice(
                        born: person.born, of: person.number, law: law, on: today)
                    {
                        ends.append(asked)
                    }
                case .inWork: counts.inWork += 1
                case .excluded: counts.excluded += 1
                case .unregistered(let child): found.append(child)
                }
            }
            guard people.count == page, let last = people.last else { break }
            cursor = BirthCursor(last)
        }
        // The oldest part clears the list of who has grown out of it.
        let isOldest = births.from.yearMonth <= all.from.yearMonth
        try UnregisteredBook.replace(
            with: found, bornFrom: isOldest ? nil : births.from,
            until: part == nil ? nil : births.until, in: scope.db)
        try GuardianBook.note(stays, at: scope.now, in: scope.db)
        try StayEdges.enqueue(ends, in: scope)
        scope.counted(found.count)
        return Report(
            residents: counts.residents, entitled: counts.entitled, inWork: counts.inWork,
            excluded: counts.excluded, unregistered: found.count)
    }

    /// The months of birth that the list of a day is made of, oldest first.
    ///
    /// - Throws: `EntitlementRefusal.schemeUnset`.
    public static func months(
        law: EligibilityLaw, on day: CivilDate
    ) throws -> [YearMonth] {
        var months: [YearMonth] = []
        var month = try law.births(on: day, and: law.nextAges(after: day)).from.yearMonth
        while month <= day.yearMonth {
            months.append(month)
            month = month.next
        }
        return months
    }
}

extension EligibilityLaw {
    /// How long ahead an enlargement is prepared: half a year.
    private static let ahead = 183

    /// The next day soon on which the book begins to say something else of the age; `nil` where none is
    /// near. Whom it covers then is listed and invited before.
    public func nextAges(after day: CivilDate) -> CivilDate? {
        let last = day.adding(days: Self.ahead)
        return book.ageLimits.values.flatMap(\.entries).map(\.from)
            .filter { day < $0 && $0 <= last }.min()
    }

    /// The births that may be of the age on a day, or on another one that is near.
    ///
    /// - Throws: `.schemeUnset` where the first day has no age.
    func births(
        on day: CivilDate, and later: CivilDate?
    ) throws(EntitlementRefusal) -> EffectivePeriod {
        let now = try births(on: day)
        guard let later, let then = try? births(on: later) else { return now }
        return EffectivePeriod(from: min(now.from, then.from), until: now.until)
    }

    /// The births that may be of the age of the scheme on a day, a little wide.
    ///
    /// - Throws: `.schemeUnset`.
    func births(on day: CivilDate) throws(EntitlementRefusal) -> EffectivePeriod {
        guard case .found? = book.ageLimits[.outpatient]?.on(day) else {
            throw .schemeUnset("eligible-child.age-limit")
        }
        // Some years too wide is right: everybody found is asked about by the book itself.
        var from = day
        while isOfAge(from, on: day) { from = from.adding(days: -365) }
        return EffectivePeriod(from: from, until: day.next)
    }

    /// Whether the age rule of the book is met, in out-patient or in-patient care.
    func isOfAge(_ born: CivilDate, on day: CivilDate) -> Bool {
        born <= day && byAge(born, on: day).isEligible
    }

    /// What the book gives a child of this day of birth for its age alone: income is asked of those who
    /// apply.
    func byAge(_ born: CivilDate, on day: CivilDate) -> Examination {
        answer(
            SubjectFacts(
                born: born, residence: EffectivePeriod(from: born),
                insurances: [
                    InsuranceStretch(
                        insurer: "", insurerName: "", period: EffectivePeriod(from: born),
                        insuredName: nil, symbol: nil, number: nil, subNumber: nil, band: nil,
                        operation: 0)
                ], exclusions: [], isMarried: false, incomes: .notAsked), on: day, applied: nil,
            event: nil)
    }
}

/// What the books of System 1 say of children, read once for a page of them.
private struct KnownChildren {
    enum Standing {
        case entitled, inWork, excluded
        case unregistered(UnregisteredChild)
    }

    private let strands: [AddresseeNumber: [Strand]]
    private let newest: [AddresseeNumber: ApplicationStatus]
    private let exclusions: [AddresseeNumber: [ExclusionStretch]]
    private let away: [AddresseeNumber: [ResidenceException]]
    private let law: EligibilityLaw
    private let today: CivilDate

    init(
        _ children: [AddresseeNumber], law: EligibilityLaw, on today: CivilDate,
        from db: any Connection
    ) throws {
        self.law = law
        self.today = today
        strands = try HistoryBook.strands(children: children, from: db)
        newest = try ApplicationBook.newestRegistrations(children, from: db)
        exclusions = try ExclusionBook.stretches(children, from: db).mapValues(law.excluding)
        away = try ResidenceExceptionBook.stretches(children, from: db)
    }

    /// - Parameter day: from which the child is of the age: today, or that of an enlargement.
    func standing(of person: ResidentSnapshot, on day: CivilDate) -> Standing {
        let mine = strands[person.number] ?? []
        if mine.contains(where: { $0.state.isStanding && $0.state.periods.reaches(day) }) {
            return .entitled
        }
        let application = newest[person.number]
        if application?.isOpen ?? false { return .inWork }
        let barred = (exclusions[person.number] ?? []) + notCounted(person)
        if barred.contains(where: { $0.period.contains(day) }) { return .excluded }
        let facts = SubjectFacts(person: person, insurances: [], exclusions: [], isMarried: false)
        if law.stayBars(facts, on: day) { return .excluded }
        return .unregistered(
            UnregisteredChild(
                child: person.number, guardian: person.likelyGuardian,
                why: why(mine, application, barred, on: day),
                eligibleFrom: day > today
                    ? day : max(person.residentFrom ?? person.born, person.born),
                born: person.born, foundOn: today, invitedOn: nil, invitations: 0))
    }

    /// Days on which the child lives here and another city pays (住所地特例).
    private func notCounted(_ person: ResidentSnapshot) -> [ExclusionStretch] {
        guard let exceptions = away[person.number] else { return [] }
        var facts = SubjectFacts(
            person: person, insurances: [], exclusions: [], isMarried: false)
        facts.apply(exceptions, of: law.book)
        return facts.notCounted.map {
            ExclusionStretch(kind: ExclusionKind.facilityPlacement.rawValue, period: $0)
        }
    }

    private func why(
        _ strands: [Strand], _ application: ApplicationStatus?, _ barred: [ExclusionStretch],
        on day: CivilDate
    ) -> UnregisteredReason {
        if day > today { return .enlarged }
        if barred.contains(where: { $0.period.until.map { $0 <= today } ?? false }) {
            return .exclusionEnded
        }
        if let last = strands.last?.state {
            return last.reason == .reachedAge ? .enlarged : .ended
        }
        switch application {
        case .withdrawn: return .withdrawn
        case .refused: return .refused
        default: return .neverApplied
        }
    }
}

extension ResidentSnapshot {
    /// To whom an invitation goes: the mother or the father as the register names them. Who of the
    /// household it is otherwise, nobody can tell from here.
    fileprivate var likelyGuardian: AddresseeNumber? { mother ?? father }
}
