// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// What was ever stated of the persons who hold the 個人番号 of a stretch, to compare a row under
/// another 宛名番号 with.
///
/// (Part of `OperationCode.importResidents`.)
struct HolderStatements {
    private struct Stated: Equatable {
        let name: String
        let sex: String
        let born: CivilDate?

        init(_ name: String, _ sex: String, _ born: CivilDate?) {
            self.name = NameComparison.key(name)
            self.sex = sex
            self.born = born
        }
    }

    private let scope: Scope
    private var statements: [Int64: [Stated]] = [:]
    private var numbers: [Int64: [AddresseeNumber]] = [:]
    /// Rows of this stretch; keys are made of them only when somebody is compared.
    private var taken: [Matching.Tie: [Resident]] = [:]

    /// - Parameter persons: who is likely to be compared; others are looked up when they are.
    init(of persons: Set<Int64>, in scope: Scope) throws {
        self.scope = scope
        try load(persons)
    }

    private mutating func load(_ persons: Set<Int64>) throws {
        guard !persons.isEmpty else { return }
        let own = try IdentityBook.addressees(of: persons.sorted(), in: scope)
        let found = try StatementBook.statements(
            of: own.values.flatMap { $0 }.sorted(), in: scope)
        for person in persons {
            numbers[person] = own[person] ?? []
            statements[person] = (own[person] ?? []).flatMap { found[$0] ?? [] }
                .map { Stated($0.items.name, $0.items.sex, $0.items.born.day) }
        }
    }

    private mutating func load(_ holder: Matching.Tie) throws {
        if case .known(let person) = holder, statements[person] == nil { try load([person]) }
    }

    mutating func add(_ person: Resident, to tie: Matching.Tie) {
        taken[tie, default: []].append(person)
    }

    /// The 宛名番号 of a holder, the first tied first.
    mutating func addressees(of holder: Matching.Tie) throws -> [AddresseeNumber] {
        try load(holder)
        var found: [AddresseeNumber] = []
        if case .known(let person) = holder { found = numbers[person] ?? [] }
        for person in taken[holder] ?? [] where !found.contains(person.addressee) {
            found.append(person.addressee)
        }
        return found
    }

    /// Whether name, sex and birth date agree exactly with one statement, now or earlier.
    mutating func agree(_ person: Resident, with holder: Matching.Tie) throws -> Bool {
        try load(holder)
        let asked = Stated(person.name, person.sex, person.born)
        if case .known(let id) = holder, statements[id]?.contains(asked) ?? false { return true }
        return (taken[holder] ?? []).contains { Stated($0.name, $0.sex, $0.born) == asked }
    }
}
