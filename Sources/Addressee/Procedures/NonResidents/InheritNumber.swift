// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Who moves out and is still needed by a business keeps the 住民宛名番号 as 住登外者 (0310023
/// 住民宛名番号引継ぎ): no second number for one person.
public enum InheritNumber {
    public static let operation = OperationCode.numberPerson

    /// The record begins as the register let the person go, at the address moved to.
    /// - Returns: the 履歴番号.
    /// - Throws: `AddresseeRefusal.unknownPerson`, `.isResident`, `.isDead`, `.locked`.
    @discardableResult
    public static func perform(
        _ addressee: AddresseeNumber, from peer: Peer, in scope: Scope
    ) throws -> Int {
        try peer.check(.numberNonResident)
        guard let resident = try ResidentBook.resident(addressee, in: scope) else {
            throw AddresseeRefusal.unknownPerson
        }
        switch resident.status {
        case .resident: throw AddresseeRefusal.isResident
        case .dead: throw AddresseeRefusal.isDead
        case .movedOut, .nonResident: break
        }
        try LockBook.check(addressee, in: scope)
        let last = try NonResidentBook.newest([addressee], in: scope)[addressee]
        if let last, last.event != .deleted, last.effectiveOn >= resident.effectiveOn {
            try FlagBook.put(true, addressee, peer.business, in: scope)
            return last.historyNumber
        }
        var items = FourItems(resident).nonResidentItems
        if !resident.movedTo.isEmpty {
            items[.town] = resident.movedTo
            items[.building] = nil
        }
        if !resident.alias.isEmpty { items[.alias] = resident.alias }
        let next = (last?.historyNumber ?? 0) + 1
        try NonResidentBook.append(
            NonResidentRecord(
                addressee: addressee, historyNumber: next, event: .inherited,
                source: peer.name.rawValue, effectiveOn: resident.effectiveOn,
                isNotForOthers: false, officer: scope.principal.officer,
                officerAt: scope.now.textInJapan, items: items, recordedAt: scope.now),
            in: scope)
        try FlagBook.put(true, addressee, peer.business, in: scope)
        return next
    }
}

/// A 住登外者 has become a resident under a number of the resident register: the record of the 住登外者
/// is closed and the two are one person.
public enum JoinResident {
    public static let operation = OperationCode.matchPersons

    /// - Throws: `AddresseeRefusal`.
    public static func perform(
        nonResident: AddresseeNumber, resident: AddresseeNumber, because reason: String,
        from peer: Peer, register: PeerRegister, in scope: Scope
    ) throws {
        guard let last = try NonResidentBook.newest([nonResident], in: scope)[nonResident],
            last.event != .deleted
        else { throw AddresseeRefusal.notANonResident }
        guard let person = try IdentityBook.person(of: resident, in: scope) else {
            throw AddresseeRefusal.unknownPerson
        }
        if try IdentityBook.person(of: nonResident, in: scope) != person {
            _ = try MergePersons.perform(
                keeping: resident, merging: nonResident, because: reason, register: register,
                in: scope)
        }
        try RemoveAddressee.close(nonResident, on: scope.today, from: peer, in: scope)
        try NoticeBook.tell(.deleted, of: [nonResident], to: .intermediateServer, in: scope)
    }
}
