// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// What judging one application answered.
public struct JudgedApplication: Sendable {
    public let id: Int64
    public let child: AddresseeNumber
    public let judgementID: Int64
    public let examination: Examination
    /// Whether the applicant is known to earn less than the other parent.
    let earnsLess: Bool
    /// What the book asks of a recipient.
    let tests: RecipientTests
}

/// 審査: applies the book to applications and stores every finding.
public enum JudgeApplications {
    public static let operation = OperationCode.proposeDecision

    /// Judges applications; each needs a fresh matching resident check.
    ///
    /// - Returns: the answers in the order of the ids.
    public static func perform(
        _ ids: [Int64], law: EligibilityLaw, directory: any AddresseeDirectory,
        terms: IntakeTerms, in scope: Scope
    ) throws -> [Result<JudgedApplication, EntitlementRefusal>] {
        let files = try ApplicationBook.files(ids, from: scope.db)
        let checks = try ApplicationBook.residentChecks(ids, from: scope.db)
        let numbers = files.values.flatMap { [$0.child, $0.applicant] }
        scope.saw(numbers)
        let children = files.values.map(\.child)
        let people = try directory.persons(numbers)
        let insurances = try InsuranceBook.stretches(children, from: scope.db)
        let exclusions = try ExclusionBook.stretches(children, from: scope.db)
        let away = try ResidenceExceptionBook.stretches(children, from: scope.db)
        let incomes = try HouseholdIncomes(
            of: files.values.map { ($0.child, $0.applicant) }, people: people, law: law,
            directory: directory, in: scope)
        var answers: [Result<(ApplicationFile, Examination), EntitlementRefusal>] = []
        for id in ids {
            do throws(EntitlementRefusal) {
                guard let file = files[id] else { throw .unknownApplication }
                _ = try ApplicationCourse.decide(.judge, at: file.status)
                // A notification grants nothing: it is carried out (届出の処理).
                guard file.kind == .registration else {
                    throw .notAllowed(.judge, file.status)
                }
                try isFresh(checks[id] ?? [:], terms, scope.now)
                guard let child = people[file.child] else { throw .unknownPerson }
                var facts = SubjectFacts(
                    person: child, insurances: insurances[file.child] ?? [],
                    exclusions: exclusions[file.child] ?? [], isMarried: file.isMarried)
                facts.apply(away[file.child] ?? [], of: law.book)
                facts.incomes = incomes[file.child]
                facts.recipient = people[file.applicant].map { RecipientFacts($0, of: child) }
                let examination = law.examine(
                    facts, today: scope.today, applied: file.appliedOn, reason: file.reason,
                    causeOn: file.causeOn)
                if !examination.isEligible, let name = examination.unset.first {
                    throw .schemeUnset(name)
                }
                // Nobody is refused for living elsewhere, or taken in for living here, while the book
                // leaves open the exception that could turn it.
                if let counts = examination.restsOnResidence,
                    let name = facts.openResidence(on: examination.on, against: counts)
                {
                    throw .schemeUnset(name)
                }
                // Not refused: what is missing is asked for first (保留).
                if let open = examination.open { throw open }
                answers.append(.success((file, examination)))
            } catch {
                answers.append(.failure(error))
            }
        }
        return try store(
            answers, people: people, incomes: incomes, tests: law.book.recipientTests, in: scope)
    }

    private static func isFresh(
        _ checks: [ResidentCheck.Part: (result: ResidentCheck.Result, at: Instant)],
        _ terms: IntakeTerms, _ now: Instant
    ) throws(EntitlementRefusal) {
        for part in ResidentCheck.Part.allCases {
            guard let check = checks[part], check.result == .match else { throw .noResidentCheck }
            if terms.isStale(checkedAt: check.at, now: now) {
                throw .staleResidentCheck(hours: terms.residentCheckHours)
            }
        }
    }

    private static func store(
        _ answers: [Result<(ApplicationFile, Examination), EntitlementRefusal>],
        people: [AddresseeNumber: ResidentSnapshot], incomes: HouseholdIncomes,
        tests: RecipientTests, in scope: Scope
    ) throws -> [Result<JudgedApplication, EntitlementRefusal>] {
        let judged = answers.compactMap { try? $0.get() }
        let judgementIDs = try scope.append(
            judged.map {
                JudgementRow(
                    application: $0.id, child: $0.child, examination: $1, cause: .application)
            })
        try scope.append(
            zip(judged, judgementIDs).flatMap { FindingRow.rows($0.1.judgement, id: $1) })
        try scope.keep(
            judged.flatMap { file, _ in
                [file.child, file.applicant].compactMap { number in
                    people[number].map { PersonSnapshotRow(person: $0, application: file.id) }
                }
            })
        scope.counted(judged.count)
        var next = judgementIDs.makeIterator()
        return answers.map { answer in
            answer.map { file, examination in
                JudgedApplication(
                    id: file.id, child: file.child, judgementID: next.next() ?? 0,
                    examination: examination,
                    earnsLess: incomes[file.child]?.recipientEarnsLess ?? false,
                    tests: tests)
            }
        }
    }
}

extension Examination {
    /// Where the child must count as living for the answer to hold; `nil` where it fails for another
    /// reason whatever that is.
    fileprivate var restsOnResidence: ResidenceExceptionRule.Counts? {
        if isEligible { return .resident }
        return refusals.contains { $0.rule == .residence } ? .nonResident : nil
    }
}
