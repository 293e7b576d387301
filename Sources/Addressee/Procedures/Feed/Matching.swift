// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import NumberGate
import Safeguards
import Vocabulary

/// Ties the rows of one stretch to persons: by 宛名番号 first, then by 個人番号 with the items that the
/// register does not change lightly.
///
/// Two facts must agree before anything is linked: who shares a number but not name, sex and birth
/// date is never linked by the program (seed III-2 2(1)). What an officer has decided counts.
///
/// (Part of `OperationCode.importResidents`.)
struct Matching {
    private let vault: NumberVault
    private let scope: Scope
    private let known: [AddresseeNumber: KnownResident]
    private var holders: HolderStatements
    private var questions: MatchQuestions
    private var latest: [AddresseeNumber: Resident] = [:]
    private var byAddressee: [AddresseeNumber: Tie]
    private var byNumber: [[UInt8]: Tie]
    private var newcomers: [AddresseeNumber] = []
    private var newAddressees: [(Tie, AddresseeNumber)] = []
    private var newNumbers: [(Tie, RowNumber)] = []

    /// - Parameter known: what the register last said of the 宛名番号 of the rows.
    init(
        _ rows: [ResidentRow], known: [AddresseeNumber: KnownResident], vault: NumberVault,
        scope: Scope
    ) throws {
        self.vault = vault
        self.known = known
        self.scope = scope
        let numbers = rows.map(\.person.addressee)
        let persons = try PersonBook.persons(of: numbers, in: scope)
        byAddressee = persons.mapValues(Tie.known)
        let indexes = rows.compactMap { $0.number?.index }
        let numbered = try PersonBook.persons(ofBlindIndexes: indexes, in: scope)
        byNumber = numbered.mapValues(Tie.known)
        // Only who comes under a new 宛名番号, or under somebody else's, is compared.
        let strange = rows.compactMap { row -> Int64? in
            guard let index = row.number?.index, let holder = numbered[index],
                persons[row.person.addressee] != holder
            else { return nil }
            return holder
        }
        holders = try HolderStatements(of: Set(strange), in: scope)
        questions = try MatchQuestions(of: numbers, indexes: indexes, in: scope)
    }

    /// Ties the row to a person, or says why that needs an officer.
    mutating func judge(_ row: ResidentRow) throws -> Judgement {
        let addressee = row.person.addressee
        let index = row.number?.index
        let holder = index.flatMap { byNumber[$0] }
        var isNumberFollowed = holder == nil
        let tie: Tie
        if let mine = byAddressee[addressee] {
            if let holder, holder != mine {
                guard questions.isDifferent(row, .numberOfAnother) else {
                    return doubt(row, .numberOfAnother, try holders.addressees(of: holder))
                }
                isNumberFollowed = false
            }
            // The register may correct a name or a birth date, but a number under which name and
            // birth date are both others', without the person's 個人番号, was used again.
            if holder == nil, isSomebodyElse(row.person), !questions.isSame(row, .addresseeReused) {
                return doubt(row, .addresseeReused, [addressee])
            }
            tie = mine
        } else if let open = questions.openCase(ofUnknown: addressee) {
            // Who this is waits for an officer: nobody is numbered meanwhile.
            return .doubtful(open)
        } else if let holder {
            if try questions.isSame(row, .itemsDiffer) || holders.agree(row.person, with: holder) {
                tie = holder
            } else if questions.isDifferent(row, .itemsDiffer) {
                tie = newcomer(addressee)
                isNumberFollowed = false
            } else {
                return doubt(row, .itemsDiffer, try holders.addressees(of: holder))
            }
            newAddressees.append((tie, addressee))
        } else {
            tie = newcomer(addressee)
            newAddressees.append((tie, addressee))
        }
        byAddressee[addressee] = tie
        if isNumberFollowed, let number = row.number {
            byNumber[number.index] = tie
            newNumbers.append((tie, number))
        }
        remember(row.person, tie)
        return .certain
    }

    private mutating func newcomer(_ addressee: AddresseeNumber) -> Tie {
        newcomers.append(addressee)
        return .new(newcomers.count - 1)
    }

    private mutating func remember(_ person: Resident, _ tie: Tie) {
        holders.add(person, to: tie)
        if let before = latest[person.addressee], before.changeNumber > person.changeNumber {
            return
        }
        latest[person.addressee] = person
    }

    private func doubt(
        _ row: ResidentRow, _ why: MatchDoubt, _ candidates: [AddresseeNumber]
    ) -> Judgement {
        .doubtful(
            Doubt(
                why: why, candidates: candidates,
                openCase: questions.openCase(of: row, why)))
    }

    /// Opens a case for a doubt; the next row with the same doubt finds it.
    mutating func open(_ doubt: Doubt, about row: ResidentRow) throws -> Int64 {
        let id = try MatchBook.add(
            source: .residentRegister, addressee: row.person.addressee, why: doubt.why,
            items: FourItems(row.person),
            isProtected: try row.person.isProtected
                || !AddresseeBook.protected(
                    doubt.candidates + [row.person.addressee], in: scope
                ).isEmpty, blindIndex: row.number?.index, candidates: doubt.candidates, in: scope)
        questions.opened(id, doubt.why, about: row)
        return id
    }

    private func isSomebodyElse(_ person: Resident) -> Bool {
        let key = NameKey.searchKey(person.name)
        if let last = latest[person.addressee] {
            return last.born != person.born && NameKey.searchKey(last.name) != key
        }
        guard let known = known[person.addressee] else { return false }
        return known.born != person.born && known.nameKey != key
    }

    /// Numbers the newcomers and writes the ties.
    ///
    /// - Parameter nextSerial: the serial after the highest integrated number in use.
    /// - Returns: how many persons were numbered.
    func write(nextSerial: inout Int64) throws -> Int {
        let numbers = newcomers.map { _ in Matching.integratedNumber(&nextSerial) }
        let ids = try scope.facts.append(
            to: "person", columns: ["integrated_number"], rows: numbers.map { [$0.sqlValue] })
        func person(_ tie: Tie) -> Int64 {
            switch tie {
            case .known(let id): return id
            case .new(let place):
                guard let ids else { preconditionFailure("newcomers have been written") }
                return ids.lowerBound + Int64(place)
            }
        }
        _ = try scope.facts.append(
            to: "person_addressee", columns: ["person_id", "addressee"],
            rows: newAddressees.map { [person($0.0).sqlValue, $0.1.sqlValue] })
        try vault.prepare(newNumbers.map { person($0.0) })
        try NumberCellBook.append(
            try newNumbers.map { tie, number in
                let id = person(tie)
                return (id, try vault.cell(of: number, person: id), number.index)
            }, in: scope)
        _ = try scope.facts.append(
            to: "business_use", columns: ["person_id", "business"],
            rows: newcomers.indices.map { [person(.new($0)).sqlValue, "住基".sqlValue] })
        try NoticeBook.tell(.numbered, of: newcomers, to: .intermediateServer, in: scope)
        return newcomers.count
    }

    /// The next number whose check digit exists: serials without one are skipped, none is reused.
    private static func integratedNumber(_ serial: inout Int64) -> Int64 {
        while true {
            defer { serial += 1 }
            if let number = AddresseeNumber(serial: serial) { return number.value }
        }
    }
}
