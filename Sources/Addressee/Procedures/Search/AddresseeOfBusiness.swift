// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Which of a person's 宛名番号 a business means: the one it has flagged, else the resident register's,
/// else the only one.
///
/// (Part of `OperationCode.convertNumbers` and `OperationCode.matchPersons`.)
enum AddresseeOfBusiness {
    /// - Returns: `nil` where several numbers are possible.
    static func of(
        _ person: Int64, for peer: Peer, in scope: Scope
    ) throws -> AddresseeNumber? {
        try all([person], for: peer, in: scope)[person]
    }

    static func all(
        _ persons: [Int64], for peer: Peer, in scope: Scope
    ) throws -> [Int64: AddresseeNumber] {
        let addressees = try IdentityBook.addressees(of: persons, in: scope)
        let numbers = addressees.values.flatMap { $0 }.sorted()
        let flagged = try FlagBook.flagged(numbers, for: peer.business, in: scope)
        let records = try AddresseeBook.records(numbers, in: scope)
        return addressees.compactMapValues { own in
            let open = own.filter { records[$0]?.isOpen(to: peer) ?? true }
            let mine = open.filter(flagged.contains)
            if mine.count == 1 { return mine[0] }
            let residents = (mine.isEmpty ? open : mine).filter {
                records[$0]?.origin == .residentRegister
            }
            if residents.count == 1 { return residents[0] }
            let living = residents.filter {
                records[$0]?.status == Resident.Status.resident.rawValue
            }
            if living.count == 1 { return living[0] }
            return open.count == 1 ? open[0] : nil
        }
    }
}
