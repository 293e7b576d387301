// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import NumberGate
import Safeguards
import Vocabulary

/// Ties the rows of one stretch to persons: by 宛名番号 first, then by 個人番号 with the four items.
///
/// Two facts must agree before anything is linked: who shares a number but not the birth date and
/// the name is never linked by the program (seed III-2 2(1)).
///
/// (Part of `OperationCode.importResidents`.)
struct Matching {
    private enum Tie: Hashable {
        case known(Int64)
        /// Will be numbered when the stretch is written; the value counts within the stretch.
        case new(Int)
    }

    private let vault: NumberVault
    private let scope: Scope
    private let indexes: [Int: [UInt8]]
    private let identities: [Int64: (addressee: AddresseeNumber, nameKey: String, born: CivilDate)]
    private let known: [AddresseeNumber: KnownResident]
    private var byAddressee: [AddresseeNumber: Tie]
    private var byNumber: [[UInt8]: Tie]
    private var newcomers: [(row: ResidentRow, nameKey: String)] = []
    private var newAddressees: [(Tie, AddresseeNumber)] = []
    private var newNumbers: [(Tie, SealedNumber, [UInt8])] = []

    /// - Parameter known: what the register last said of the 宛名番号 of the rows.
    init(
        _ rows: [ResidentRow], known: [AddresseeNumber: KnownResident], vault: NumberVault,
        scope: Scope
    ) throws {
        self.vault = vault
        self.known = known
        self.scope = scope
        var indexes: [Int: [UInt8]] = [:]
        for row in rows {
            guard let number = row.number else { continue }
            indexes[row.line] = try vault.blindIndex(of: number, for: .residentFeed)
        }
        self.indexes = indexes
        byAddressee = try PersonBook.persons(of: rows.map(\.person.addressee), in: scope)
            .mapValues(Tie.known)
        let known = try PersonBook.persons(
            ofBlindIndexes: rows.compactMap { indexes[$0.line] }, in: scope)
        byNumber = known.mapValues(Tie.known)
        identities = try PersonBook.identities(of: known.values.sorted(), in: scope)
    }

    /// Ties the row to a person, or says why that needs an officer.
    mutating func doubt(about row: ResidentRow) -> ResidentIntake.Doubt? {
        let index = indexes[row.line]
        let holder = index.flatMap { byNumber[$0] }
        let tie: Tie
        if let mine = byAddressee[row.person.addressee] {
            if let holder, holder != mine {
                return doubt(row, holder, "この個人番号は、別の宛名番号の方のものとして登録されています")
            }
            // The register may correct a name or a birth date, but a number under which name and
            // birth date are both others', without the person's 個人番号, was used again.
            if holder == nil, isSomebodyElse(row) {
                return ResidentIntake.Doubt(
                    line: row.line, addressee: row.person.addressee,
                    candidate: row.person.addressee,
                    why: "この宛名番号は、氏名も生年月日も違う方のものとして登録されています")
            }
            tie = mine
        } else if let holder {
            guard agrees(row, with: holder) else {
                return doubt(row, holder, "個人番号は同じですが、氏名か生年月日が登録と違います")
            }
            tie = holder
            newAddressees.append((tie, row.person.addressee))
        } else {
            tie = .new(newcomers.count)
            newcomers.append((row, NameKey.searchKey(row.person.name)))
            newAddressees.append((tie, row.person.addressee))
        }
        byAddressee[row.person.addressee] = tie
        if holder == nil, let index, let number = row.number {
            byNumber[index] = tie
            newNumbers.append((tie, number, index))
        }
        return nil
    }

    private func doubt(
        _ row: ResidentRow, _ holder: Tie, _ why: String
    ) -> ResidentIntake.Doubt {
        let candidate: AddresseeNumber? =
            switch holder {
            case .known(let person): identities[person]?.addressee
            case .new(let place): newcomers[place].row.person.addressee
            }
        return ResidentIntake.Doubt(
            line: row.line, addressee: row.person.addressee, candidate: candidate, why: why)
    }

    private func isSomebodyElse(_ row: ResidentRow) -> Bool {
        guard let known = known[row.person.addressee] else { return false }
        return known.born != row.person.born
            && known.nameKey != NameKey.searchKey(row.person.name)
    }

    private func agrees(_ row: ResidentRow, with holder: Tie) -> Bool {
        let key = NameKey.searchKey(row.person.name)
        switch holder {
        case .known(let person):
            guard let identity = identities[person] else { return false }
            return identity.born == row.person.born && identity.nameKey == key
        case .new(let place):
            return newcomers[place].row.person.born == row.person.born
                && newcomers[place].nameKey == key
        }
    }

    /// Numbers the newcomers and writes the ties.
    ///
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
        _ = try scope.facts.append(
            to: "person_number", columns: ["person_id", "cell", "blind_index"],
            rows: try newNumbers.map { tie, number, index in
                let id = person(tie)
                let cell = try vault.cell(of: number, person: id, for: .residentFeed)
                return [id.sqlValue, cell.sqlValue, index.sqlValue]
            })
        _ = try scope.facts.append(
            to: "business_use", columns: ["person_id", "business"],
            rows: newcomers.indices.map { [person(.new($0)).sqlValue, "住基".sqlValue] })
        try NoticeBook.tell(
            .numbered, of: newcomers.map(\.row.person.addressee), to: .intermediateServer,
            in: scope)
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
