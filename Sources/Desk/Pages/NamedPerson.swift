// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// A person of System 2 in a row of a list: name, number, and what must not be overlooked.
struct NamedPerson: PageModel {
    let name: String
    let number: String
    let href: String
    let flags: [Flag]

    init(
        _ number: AddresseeNumber, _ people: [AddresseeNumber: ResidentSnapshot],
        for reader: Principal
    ) {
        let person = people[number]
        name = person.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）"
        self.number = number.description
        href = Route.person.path(number)
        flags = person.map { Flag.about($0) } ?? []
    }

    /// A party outside the register, to whom a letter goes.
    /// - Parameter isFree: nobody of the family is protected; else the name may give a place away.
    init(_ party: OutsideParty, isFree: Bool, href: String) {
        name = Say.place(party.name, isProtected: !isFree)
        number = ""
        self.href = href
        flags = []
    }
}
