// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Puts a person whom nothing ties for certain into the work queue; the same question once only.
///
/// (Part of `OperationCode.numberPerson` and `OperationCode.matchPersons`.)
enum QueueDoubt {
    static func perform(
        _ why: MatchDoubt, addressee: AddresseeNumber?, items: FourItems, index: [UInt8]?,
        candidates: [AddresseeNumber], from peer: Peer, in scope: Scope
    ) throws -> Int64 {
        if let open = try MatchBook.open(
            source: peer.name, addressee: addressee, items: items, blindIndex: index, in: scope)
        {
            return open
        }
        let concerned = candidates + (addressee.map { [$0] } ?? [])
        return try MatchBook.add(
            source: peer.name, addressee: addressee, why: why, items: items,
            isProtected: try !AddresseeBook.protected(concerned, in: scope).isEmpty,
            blindIndex: index, candidates: candidates, in: scope)
    }
}
