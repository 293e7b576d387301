// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Tells a business what is tied to a number of its persons (各事務システム連携機能): by 宛名番号, only the
/// items that it is registered for. Who is unknown is missing.
public enum AnswerPeer {
    public static let operation = OperationCode.answerAddressee

    public static func perform(
        _ numbers: [AddresseeNumber], from peer: Peer, in scope: Scope
    ) throws -> [AddresseeCard] {
        try peer.check(.answer)
        let records = try AddresseeBook.records(Set(numbers).sorted(), in: scope)
        let open = records.values.filter { $0.isOpen(to: peer) }
            .sorted { $0.addressee < $1.addressee }
        scope.saw(open.map(\.addressee))
        return open.map { AddresseeCard($0, for: peer) }
    }
}

/// Answers the 中間サーバー's request for addressee data (0320008 宛名情報要求), from System 2's own store
/// and only on its request: the reason of the operation is the number of that request.
public enum AnswerIntermediateServer {
    public static let operation = OperationCode.answerIntermediate

    /// Lends each card and, where the peer is registered for it, the twelve digits of the 個人番号; the
    /// digits are wiped when `write` returns.
    /// - Returns: the integrated numbers that are not known.
    /// - Throws: `AddresseeRefusal`, `Fault(.key)`, what `write` throws.
    public static func perform(
        _ integrated: [AddresseeNumber], from peer: Peer, vault: NumberVault, in scope: Scope,
        write: (AddresseeCard, UnsafeRawBufferPointer?) throws -> Void
    ) throws -> [AddresseeNumber] {
        try peer.check(.disclose)
        let wanted = Set(integrated).sorted()
        let persons = try IdentityBook.persons(ofIntegrated: wanted, in: scope)
        let own = try AddresseeOfBusiness.all(
            Set(persons.values).sorted(), for: peer, in: scope)
        let records = try AddresseeBook.records(own.values.sorted(), in: scope)
        var unknown: [AddresseeNumber] = []
        for number in wanted {
            guard let person = persons[number], let addressee = own[person],
                let record = records[addressee]
            else {
                unknown.append(number)
                continue
            }
            scope.saw(addressee)
            let card = AddresseeCard(record, for: peer)
            let cell =
                peer.fields.contains(.individualNumber)
                ? try IdentityBook.numberCell(of: person, in: scope) : nil
            if let cell {
                try vault.withDigits(ofCell: cell.cell, person: cell.person) { digits in
                    try write(card, digits)
                }
            } else {
                try write(card, nil)
            }
        }
        return unknown
    }
}
