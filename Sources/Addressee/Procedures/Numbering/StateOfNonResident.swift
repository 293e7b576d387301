// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Records what a business states of somebody who is no resident; of a resident nothing is kept.
///
/// (Part of `OperationCode.numberPerson` and `OperationCode.updateAddressee`.)
enum StateOfNonResident {
    /// - Parameter onlyIfNew: writes nothing when the business has stated something before.
    static func record(
        _ items: FourItems, of addressee: AddresseeNumber, on day: CivilDate, from peer: Peer,
        onlyIfNew: Bool, in scope: Scope
    ) throws -> (outcome: UpdateAnswer.Outcome, historyNumber: Int?) {
        let resident = try ResidentBook.resident(addressee, in: scope)
        if resident?.status == .resident { return (.residentDataStand, nil) }
        let last = try NonResidentBook.newest([addressee], in: scope)[addressee]
        // A former resident's own record stands until a business says something new.
        if onlyIfNew, last != nil || resident != nil { return (.unchanged, last?.historyNumber) }
        var stated = items.nonResidentItems
        if let last, last.event != .deleted {
            // What this statement does not speak of stays as it was.
            stated = last.items.merging(stated) { _, new in new }
            // An address in one line replaces the parts it was made of.
            if items.nonResidentItems[.town] != nil, items.address != last.fourItems.address {
                for part in [
                    NonResidentItem.prefecture, .city, .lot, .foreignAddress, .country,
                    .countryCode, .townCode, .municipality,
                ] { stated[part] = nil }
            } else {
                stated[.town] = last.items[.town]
            }
            if stated == last.items { return (.unchanged, last.historyNumber) }
        }
        let record = NonResidentRecord(
            addressee: addressee, historyNumber: (last?.historyNumber ?? 0) + 1,
            event: last == nil ? .numbered : .updated, source: peer.name.rawValue,
            effectiveOn: day, isNotForOthers: last?.isNotForOthers ?? false,
            officer: scope.principal.officer, officerAt: scope.now.textInJapan, items: stated,
            recordedAt: scope.now)
        try NonResidentBook.append(record, in: scope)
        return (.updated, record.historyNumber)
    }
}
