// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Vocabulary

/// Holds the rows of the system used before against the register, our tables, and each other.
///
/// (Part of `OperationCode.viewMigration`.)
struct CheckOldSystem {
    private let rows: OldRows
    private(set) var old: OldSystem
    /// Children whose whole history is left out.
    private var outChildren: Set<AddresseeNumber> = []
    /// Recipient numbers of each child that is taken over.
    private var numbers: [AddresseeNumber: Set<String>] = [:]
    private var recipients: Set<AddresseeNumber> = []

    init(_ rows: OldRows, into old: OldSystem) {
        self.rows = rows
        self.old = old
        self.old.issues = rows.issues
    }

    mutating func run(directory: any AddresseeDirectory, db: any Connection) throws {
        let people = try directory.persons(
            Array(
                Set(rows.persons.map(\.value.number))
                    .union(rows.decisions.flatMap { [$0.value.child, $0.value.recipient] })))
        let wrongPeople = checkPersons(people)
        try checkDecisions(people, wrongPeople, db)
        old.people = people.filter { numbers[$0.key] != nil || recipients.contains($0.key) }
        takeCertificates()
        takeInsurances()
        takeBenefits()
        takeHouseholds(people)
        takeAccounts()
        takeAddresses()
        for (file, count) in rows.unread { countUnread(file, count) }
        old.issues.sort { ($0.file.rawValue, $0.line) < ($1.file.rawValue, $1.line) }
    }

    private mutating func refuse(_ file: OldFile, _ line: Int, _ problem: RowProblem) {
        old.issues.append(MigrationIssue(file, line, problem))
    }

    /// Rows that nobody could read are counted where they would have been.
    private mutating func countUnread(_ file: OldFile, _ count: Int) {
        let section: FigureKey.Section? =
            switch file {
            case .persons: nil
            case .decisions: .decisions
            case .certificates: .certificates
            case .insurances: .insurances
            case .households: .households
            case .accounts: .accounts
            case .addresses: .addresses
            case .benefits: .benefits
            }
        guard let section else { return }
        old.source.add(section, "読めない行", count)
        old.rejected.add(section, "読めない行", count)
    }

    /// - Returns: numbers that are not the person whom the old system means.
    private mutating func checkPersons(
        _ people: [AddresseeNumber: ResidentSnapshot]
    ) -> Set<AddresseeNumber> {
        var wrong: Set<AddresseeNumber> = []
        for row in rows.persons {
            guard let person = people[row.value.number] else {
                refuse(.persons, row.line, .notRegistered)
                wrong.insert(row.value.number)
                continue
            }
            let isSame =
                person.born == row.value.born
                && KanaFold.searchKey(person.kana) == KanaFold.searchKey(row.value.kana)
            if !isSame {
                refuse(.persons, row.line, .otherPerson)
                wrong.insert(row.value.number)
            }
        }
        return wrong
    }
}

extension CheckOldSystem {
    private mutating func checkDecisions(
        _ people: [AddresseeNumber: ResidentSnapshot], _ wrongPeople: Set<AddresseeNumber>,
        _ db: any Connection
    ) throws {
        let byChild = Dictionary(grouping: rows.decisions, by: \.value.child)
        let all = rows.decisions.compactMap { $0.value.recipientNumber?.digits }
        let owners = try OriginBook.owners(of: all, from: db)
        let retired = try OriginBook.retired(all, from: db)
        let taken = try OriginBook.decisions(
            called: rows.decisions.map(\.value.sourceKey), from: db)
        let here = try OriginBook.decidedHere(Array(byChild.keys), from: db)
        var holders: [String: Set<AddresseeNumber>] = [:]
        for row in rows.decisions {
            if let number = row.value.recipientNumber {
                holders[number.digits, default: []].insert(row.value.child)
            }
        }
        for (child, decisions) in byChild {
            var problems: [Int: RowProblem] = [:]
            for row in decisions {
                let decision = row.value
                let digits = decision.recipientNumber?.digits
                if people[decision.child] == nil || people[decision.recipient] == nil {
                    problems[row.line] = .notRegistered
                } else if wrongPeople.contains(decision.child)
                    || wrongPeople.contains(decision.recipient)
                {
                    problems[row.line] = .otherPerson
                } else if rows.holed.contains(child) {
                    problems[row.line] = .wholeChild
                } else if let stands = taken[decision.sourceKey], !decision.says(stands) {
                    problems[row.line] = .otherContent
                } else if here.contains(child) {
                    problems[row.line] = .decidedHere
                } else if let digits, holders[digits]?.count ?? 0 > 1 {
                    problems[row.line] = .numberTwice
                } else if let digits,
                    retired.contains(digits) || owners[digits].map({ $0 != child }) ?? false
                {
                    problems[row.line] = .numberTaken
                }
            }
            for (line, problem) in Self.gaps(decisions) where problems[line] == nil {
                problems[line] = problem
            }
            settle(child, decisions, problems)
        }
    }

    /// Takes a child over, or leaves it out with every row of it on the error list.
    private mutating func settle(
        _ child: AddresseeNumber, _ decisions: [Lined<PriorDecision>], _ problems: [Int: RowProblem]
    ) {
        let values = decisions.map(\.value).inOrder
        for value in values { old.source.add(value) }
        old.source.add(statusOf: values, on: old.cutover)
        guard problems.isEmpty else {
            for row in decisions {
                refuse(.decisions, row.line, problems[row.line] ?? .wholeChild)
                old.rejected.add(row.value)
            }
            old.rejected.add(statusOf: values, on: old.cutover)
            outChildren.insert(child)
            return
        }
        old.decisions[child] = values
        numbers[child] = Set(values.compactMap { $0.recipientNumber?.digits })
        recipients.formUnion(values.map(\.recipient))
    }

    /// Changes before a grant, and two grants that are in force at once.
    private static func gaps(_ decisions: [Lined<PriorDecision>]) -> [Int: RowProblem] {
        var problems: [Int: RowProblem] = [:]
        var open: [String: EntitlementPeriods] = [:]
        let ordered = decisions.sorted {
            ($0.value.decidedOn, $0.value.effectiveOn, $0.value.sourceKey)
                < ($1.value.decidedOn, $1.value.effectiveOn, $1.value.sourceKey)
        }
        for row in ordered {
            guard let digits = row.value.recipientNumber?.digits else { continue }
            let isGrant = row.value.result == .granted
            if !isGrant, open[digits] == nil {
                problems[row.line] = .noGrant
                continue
            }
            if isGrant {
                let meets = open.contains { number, periods in
                    number != digits && periods.meets(row.value.periods)
                }
                if meets { problems[row.line] = .inForceTwice }
            }
            open[digits] = row.value.periods
        }
        return problems
    }
}

extension PriorDecision {
    /// Whether a decision that stands here under the same number says the same.
    fileprivate func says(_ stands: EntitlementDecision) -> Bool {
        stands.child == child && stands.recipient == recipient && stands.result == result
            && stands.decidedOn == decidedOn && stands.effectiveOn == effectiveOn
            && stands.recipientNumber == recipientNumber?.digits && stands.periods == periods
    }
}

extension EntitlementPeriods {
    /// Whether a day is inside both, out-patient or in-patient.
    fileprivate func meets(_ other: EntitlementPeriods) -> Bool {
        func both(_ one: EffectivePeriod?, _ two: EffectivePeriod?) -> Bool {
            guard let one, let two else { return false }
            return one.overlaps(two)
        }
        return both(outpatient, other.outpatient) || both(inpatient, other.inpatient)
    }
}

// What belongs to children and recipients that are taken over.
extension CheckOldSystem {
    private mutating func takeCertificates() {
        for row in rows.certificates {
            old.source.add(.certificates, "証", 1)
            let problem: RowProblem? =
                numbers[row.value.child].map {
                    $0.contains(row.value.recipientNumber.digits) ? nil : .foreignNumber
                } ?? childProblem(row.value.child)
            if let problem {
                refuse(.certificates, row.line, problem)
                old.rejected.add(.certificates, "証", 1)
            } else {
                old.certificates[row.value.child, default: []].append(row.value)
            }
        }
    }

    private func childProblem(_ child: AddresseeNumber) -> RowProblem {
        outChildren.contains(child) ? .wholeChild : .noChild
    }

    private mutating func takeInsurances() {
        for row in rows.insurances {
            old.source.add(.insurances, "資格", 1)
            var problem: RowProblem? =
                numbers[row.value.child] == nil ? childProblem(row.value.child) : nil
            if problem == nil, !row.value.insurer.hasValidCheckDigit { problem = .insurer }
            if let problem {
                refuse(.insurances, row.line, problem)
                old.rejected.add(.insurances, "資格", 1)
            } else {
                old.insurances[row.value.child, default: []].append(row.value)
            }
        }
    }

    private mutating func takeBenefits() {
        for row in rows.benefits {
            old.source.add(row.value)
            let problem: RowProblem? =
                numbers[row.value.child].map {
                    $0.contains(row.value.recipientNumber) ? nil : .foreignNumber
                } ?? childProblem(row.value.child)
            if let problem {
                refuse(.benefits, row.line, problem)
                old.rejected.add(row.value)
            } else {
                old.benefits[row.value.child, default: []].append(row.value)
            }
        }
    }

    private mutating func takeHouseholds(_ people: [AddresseeNumber: ResidentSnapshot]) {
        for row in rows.households {
            old.source.add(.households, "世帯員", 1)
            let isOurs =
                recipients.contains(row.value.recipient)
                && row.value.member != row.value.recipient
                && (numbers[row.value.member] != nil || people[row.value.member] != nil)
            if isOurs {
                old.members[row.value.recipient, default: []].append(row.value)
            } else {
                refuse(.households, row.line, .noRecipient)
                old.rejected.add(.households, "世帯員", 1)
            }
        }
    }

    private mutating func takeAccounts() {
        for row in rows.accounts {
            old.source.add(.accounts, "口座", 1)
            let account = try? CheckedAccount(row.value.input)
            if let account, recipients.contains(row.value.recipient) {
                old.accounts[row.value.recipient, default: []].append(
                    PriorAccount(
                        recipient: row.value.recipient, account: account,
                        period: row.value.period))
            } else {
                refuse(.accounts, row.line, account == nil ? .account : .noRecipient)
                old.rejected.add(.accounts, "口座", 1)
            }
        }
    }

    private mutating func takeAddresses() {
        for row in rows.addresses {
            old.source.add(.addresses, "送付先", 1)
            if recipients.contains(row.value.subject) || numbers[row.value.subject] != nil {
                old.addresses[row.value.subject, default: []].append(row.value)
            } else {
                refuse(.addresses, row.line, .noRecipient)
                old.rejected.add(.addresses, "送付先", 1)
            }
        }
    }
}
