// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What System 2 knows now under a 宛名番号, resident or not. Law of precedence (0320003): the
/// resident register speaks for residents; what businesses state counts for everybody else.
enum AddresseeBook {
    /// The records; whoever shows one names it for the log.
    static func records(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> [AddresseeNumber: AddresseeRecord] {
        let persons = try PersonBook.persons(of: numbers, in: scope)
        let integrated = try IdentityBook.integratedNumbers(
            of: Set(persons.values).sorted(), in: scope)
        let residents = try ResidentBook.residents(numbers, in: scope)
        let others = try NonResidentBook.newest(numbers, in: scope)
        let ahead = try ProtectionBook.inForce(others.keys, in: scope)
        var found: [AddresseeNumber: AddresseeRecord] = [:]
        for number in numbers {
            guard let person = persons[number], let own = integrated[person] else { continue }
            found[number] = record(
                residents[number], others[number], person: person, own,
                isProtected: ahead[number] != nil)
        }
        return found
    }

    static func record(
        _ number: AddresseeNumber, in scope: Scope
    ) throws -> AddresseeRecord? {
        try records([number], in: scope)[number]
    }

    /// Whether a peer may know that a number is there; `nil` is an officer of System 2.
    static func isOpen(
        _ number: AddresseeNumber, to peer: Peer?, in scope: Scope
    ) throws -> Bool {
        guard let peer else { return true }
        return try record(number, in: scope)?.isOpen(to: peer) ?? true
    }

    private static func record(
        _ resident: Resident?, _ other: NonResidentRecord?, person: Int64, _ own: AddresseeNumber,
        isProtected: Bool
    ) -> AddresseeRecord? {
        let other = other?.event == .deleted ? nil : other
        if let resident {
            // A statement of a business counts only once the register has let the person go.
            guard resident.status != .resident, let other,
                other.effectiveOn >= resident.effectiveOn
            else { return AddresseeRecord(resident, person: person, own) }
            return AddresseeRecord(other, person: person, own, isProtected: resident.isProtected)
        }
        return other.map { AddresseeRecord($0, person: person, own, isProtected: isProtected) }
    }

    /// Of these 宛名番号 those whose person is under a protection measure (支援措置), whichever number
    /// of the person the measure came with.
    static func protected(
        _ numbers: [AddresseeNumber], in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let persons = try PersonBook.persons(of: numbers, in: scope)
        let own = try IdentityBook.addressees(of: Set(persons.values).sorted(), in: scope)
        let all = Set(own.values.joined()).union(numbers).sorted()
        let ahead = try ProtectionBook.inForce(all, in: scope)
        let residents = try ResidentBook.residents(all, in: scope)
        // Of residents the measures ahead are applied already.
        func isProtected(_ number: AddresseeNumber) -> Bool {
            residents[number].map(\.isProtected) ?? (ahead[number] != nil)
        }
        return Set(
            numbers.filter { number in
                isProtected(number)
                    || (persons[number].flatMap { own[$0] } ?? []).contains(where: isProtected)
            })
    }
}

extension AddresseeRecord {
    init(_ resident: Resident, person: Int64, _ own: AddresseeNumber) {
        self.init(
            addressee: resident.addressee, person: person, integratedNumber: own,
            origin: .residentRegister, items: FourItems(resident), alias: resident.alias,
            postalCode: resident.postalCode, household: resident.household,
            relationship: resident.relationship, status: resident.status.rawValue,
            isProtected: resident.isProtected, reservedFor: nil)
    }

    init(
        _ other: NonResidentRecord, person: Int64, _ own: AddresseeNumber, isProtected: Bool
    ) {
        self.init(
            addressee: other.addressee, person: person, integratedNumber: own,
            origin: .business, items: other.fourItems, alias: other.items[.alias] ?? "",
            postalCode: other.items[.postalCode] ?? "", household: "", relationship: "",
            status: Resident.Status.nonResident.rawValue, isProtected: isProtected,
            reservedFor: other.isNotForOthers ? other.source : nil)
    }

    /// Whether a peer may know that the record is there (他業務参照不可).
    func isOpen(to peer: Peer) -> Bool { reservedFor == nil || reservedFor == peer.name.rawValue }
}
