// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What an officer must see about a registration although the law is met: another claimant, a
/// guardian whom the register does not know, the same child under another number, the end of a stay,
/// an exception of residence. Read in a few statements for a whole batch.
///
/// (Part of `OperationCode.proposeDecision`.)
struct CaseDoubts {
    private let claimants: [AddresseeNumber: Set<AddresseeNumber>]
    private let away: [AddresseeNumber: [ResidenceException]]
    private let same: Set<AddresseeNumber>
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let today: CivilDate

    init(
        _ files: some Collection<ApplicationFile>, people: [AddresseeNumber: ResidentSnapshot],
        in scope: Scope
    ) throws {
        let children = files.map(\.child)
        claimants = try GuardianBook.claimants(children: children, from: scope.db)
        away = try ResidenceExceptionBook.stretches(children, from: scope.db)
        same = try SameChild.suspects(children.compactMap { people[$0] }, from: scope.db)
        self.people = people
        today = scope.today
    }

    func flags(of file: ApplicationFile) -> Set<ProposalFlag> {
        var flags: Set<ProposalFlag> = []
        if !(claimants[file.child] ?? []).subtracting([file.applicant]).isEmpty {
            flags.insert(.competingClaim)
        }
        if same.contains(file.child) { flags.insert(.sameChild) }
        if away[file.child] != nil { flags.insert(.residenceException) }
        guard let child = people[file.child] else { return flags }
        if GuardianCheck.isDoubtful(people[file.applicant], of: child, on: today) {
            flags.insert(.guardianDoubt)
        }
        if let until = child.stayUntil, until <= today { flags.insert(.stayPeriod) }
        return flags
    }
}

/// 同じ児童の疑い: the same reading, birth and household under another number that is entitled or
/// applied for.
public enum SameChild {
    static func suspects(
        _ children: [ResidentSnapshot], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        Set(try pairs(children, from: db).map(\.child))
    }

    /// Children with those who may be the same child.
    static func pairs(
        _ children: [ResidentSnapshot], from db: any Connection
    ) throws -> [(child: AddresseeNumber, other: AddresseeNumber)] {
        struct Key: Hashable { let kana, household: String; let born: CivilDate }
        var wanted: [Key: [AddresseeNumber]] = [:]
        for child in children {
            guard let household = child.household, !household.isEmpty else { continue }
            wanted[
                Key(
                    kana: KanaFold.searchKey(child.kana), household: household, born: child.born),
                default: []
            ].append(child.number)
        }
        var found: [(child: AddresseeNumber, other: AddresseeNumber)] = []
        var seen: Set<[AddresseeNumber]> = []
        try Among.forEach(
            """
            SELECT p.household, p.kana_key, p.born, p.subject FROM person_snapshot p
            WHERE {among} AND EXISTS (SELECT 1 FROM application a WHERE a.child = p.subject)
            """, column: "p.household", keys: Set(wanted.keys.map(\.household)), in: db
        ) { row in
            let key = Key(kana: row.text(1), household: row.text(0), born: row.date(2))
            for child in wanted[key] ?? [] where child != row.addressee(3) {
                if seen.insert([child, row.addressee(3)]).inserted {
                    found.append((child, row.addressee(3)))
                }
            }
        }
        return found
    }
}
