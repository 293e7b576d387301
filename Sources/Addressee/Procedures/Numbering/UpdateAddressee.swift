// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Takes a 更新依頼 in (0320021). The resident register wins: of residents the four items of another
/// business are not kept, only that it uses the person.
public enum UpdateAddressee {
    public static let operation = OperationCode.updateAddressee

    /// - Throws: `AddresseeRefusal.unknownPerson`, `.locked`.
    public static func perform(
        _ request: UpdateRequest, key: String? = nil, from peer: Peer, vault: NumberVault,
        in scope: Scope
    ) throws -> UpdateAnswer {
        try peer.check(.update)
        let words = ["update", request.addressee.description, request.effectiveOn.description]
        return try RequestBook.answer(
            key, of: peer.name, fingerprint: vault.fingerprint(words + request.items.words, nil),
            in: scope
        ) {
            guard try IdentityBook.person(of: request.addressee, in: scope) != nil,
                try isOpen(request, to: peer, in: scope)
            else { throw AddresseeRefusal.unknownPerson }
            scope.saw(request.addressee)
            try LockBook.check(request.addressee, in: scope)
            try FlagBook.put(true, request.addressee, peer.business, in: scope)
            let result = try StateOfNonResident.record(
                request.items, of: request.addressee, on: request.effectiveOn, from: peer,
                onlyIfNew: false, in: scope)
            return UpdateAnswer(
                addressee: request.addressee, outcome: result.outcome,
                historyNumber: result.historyNumber)
        }
    }

    private static func isOpen(
        _ request: UpdateRequest, to peer: Peer, in scope: Scope
    ) throws -> Bool {
        try AddresseeBook.record(request.addressee, in: scope)?.isOpen(to: peer) ?? true
    }
}

/// A business no longer uses a person. When nobody uses a 住登外者 any more the record is closed and
/// the 中間サーバー is told; nothing is erased.
public enum RemoveAddressee {
    public static let operation = OperationCode.updateAddressee

    /// - Returns: whether the addressee is closed now; asked again under the same key, the same.
    /// - Throws: `AddresseeRefusal.unknownPerson`, `.locked`.
    @discardableResult
    public static func perform(
        _ addressee: AddresseeNumber, on day: CivilDate, key: String? = nil, from peer: Peer,
        vault: NumberVault, in scope: Scope
    ) throws -> Bool {
        try peer.check(.remove)
        let words = ["remove", addressee.description, day.description]
        return try RequestBook.answer(
            key, of: peer.name, fingerprint: vault.fingerprint(words, nil), in: scope
        ) {
            try remove(addressee, on: day, from: peer, in: scope)
        }
    }

    private static func remove(
        _ addressee: AddresseeNumber, on day: CivilDate, from peer: Peer, in scope: Scope
    ) throws -> Bool {
        guard let record = try AddresseeBook.record(addressee, in: scope),
            record.isOpen(to: peer)
        else { throw AddresseeRefusal.unknownPerson }
        scope.saw(addressee)
        try LockBook.check(addressee, in: scope)
        try FlagBook.put(false, addressee, peer.business, in: scope)
        guard try FlagBook.flags(of: addressee, in: scope).isEmpty,
            record.status != Resident.Status.resident.rawValue
        else { return false }
        try close(addressee, on: day, from: peer, in: scope)
        try NoticeBook.tell(.deleted, of: [addressee], to: .intermediateServer, in: scope)
        return true
    }

    /// Adds the closing row of a 住登外者.
    static func close(
        _ addressee: AddresseeNumber, on day: CivilDate, from peer: Peer, in scope: Scope
    ) throws {
        guard let last = try NonResidentBook.newest([addressee], in: scope)[addressee],
            last.event != .deleted
        else { return }
        try NonResidentBook.append(
            NonResidentRecord(
                addressee: addressee, historyNumber: last.historyNumber + 1, event: .deleted,
                source: peer.name.rawValue, effectiveOn: day,
                isNotForOthers: last.isNotForOthers, officer: scope.principal.officer,
                officerAt: scope.now.textInJapan, items: last.items, recordedAt: scope.now),
            in: scope)
    }
}
