// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// Holds the rows of the system used before against the register, our tables, and each other.
///
/// (Part of `OperationCode.viewMigration`.)
struct CheckOldSystem {
    let rows: OldRows
    var old: OldSystem
    /// Children whose whole history is left out.
    var outChildren: Set<AddresseeNumber> = []
    /// Recipient numbers of each child that is taken over.
    var numbers: [AddresseeNumber: Set<String>] = [:]
    var recipients: Set<AddresseeNumber> = []

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
        takeResidences()
        takeExceptions()
        takeExclusions()
        takeMemos()
        try takeRecoveries(db)
        for (file, count) in rows.unread { countUnread(file, count) }
        old.issues.sort { ($0.file.rawValue, $0.line) < ($1.file.rawValue, $1.line) }
    }

    mutating func refuse(_ file: OldFile, _ line: Int, _ problem: RowProblem) {
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
            case .residences: .residences
            case .exceptions: .exceptions
            case .exclusions: .exclusions
            case .memos: .memos
            case .recoveries, .instalments: .recoveries
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
