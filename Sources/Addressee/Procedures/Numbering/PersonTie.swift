// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Whose a 個人番号 and a 宛名番号 are together, when both are stated with the four items.
///
/// (Part of `OperationCode.numberPerson`.)
enum PersonTie {
    /// Known; what is missing of the two is added.
    case person(Int64, needsAddressee: Bool, needsNumber: Bool)
    case new
    case doubtful(MatchDoubt, [AddresseeNumber])

    static func find(
        _ addressee: AddresseeNumber, index: [UInt8], items: FourItems, peer: Peer,
        in scope: Scope
    ) throws -> PersonTie {
        let holder = try IdentityBook.person(ofBlindIndex: index, in: scope)
        let mine = try IdentityBook.person(of: addressee, in: scope)
        let decided = try MatchBook.decision(
            source: peer.name, addressee: addressee, blindIndex: index, in: scope)
        let decidedPerson = try decided.flatMap { try IdentityBook.person(of: $0, in: scope) }
        switch (holder, mine) {
        case (let holder?, let mine?) where holder == mine:
            return .person(mine, needsAddressee: false, needsNumber: false)
        case (let holder?, .some):
            return .doubtful(.numberOfAnother, try addressees(of: holder, in: scope))
        case (let holder?, nil):
            guard try decidedPerson == holder || agree(items, with: holder, in: scope) else {
                return .doubtful(.itemsDiffer, try addressees(of: holder, in: scope))
            }
            return .person(holder, needsAddressee: true, needsNumber: false)
        case (nil, let mine?):
            guard try !IdentityBook.hasNumber(mine, in: scope) else {
                return .doubtful(.personHasAnotherNumber, [addressee])
            }
            guard try decidedPerson == mine || agree(items, with: mine, in: scope) else {
                return .doubtful(.itemsDiffer, [addressee])
            }
            return .person(mine, needsAddressee: false, needsNumber: true)
        case (nil, nil):
            return .new
        }
    }

    /// Whether the four items agree exactly with one statement about the person, now or earlier.
    static func agree(_ items: FourItems, with person: Int64, in scope: Scope) throws -> Bool {
        let asked = ComparableItems(items)
        return try StatementBook.statements(ofPerson: person, in: scope)
            .contains { asked.agrees(with: ComparableItems($0.items)) }
    }

    static func addressees(of person: Int64, in scope: Scope) throws -> [AddresseeNumber] {
        try IdentityBook.addressees(of: [person], in: scope)[person] ?? []
    }
}
