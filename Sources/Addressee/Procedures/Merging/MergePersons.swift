// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 名寄せ: two numbers turn out to be one person. From now on the kept person stands for both; every
/// row of both histories stays where it is, so that the merge can be undone at any time.
public enum MergePersons {
    public static let operation = OperationCode.matchPersons

    /// - Returns: the number of the merge, by which it is undone.
    /// - Throws: `AddresseeRefusal`: unknown, locked, the same person, two 個人番号, a resident that
    ///   would not be kept.
    public static func perform(
        keeping kept: AddresseeNumber, merging merged: AddresseeNumber, because reason: String,
        register: PeerRegister, in scope: Scope
    ) throws -> Int64 {
        guard let keptPerson = try IdentityBook.person(of: kept, in: scope),
            let mergedPerson = try IdentityBook.person(of: merged, in: scope)
        else { throw AddresseeRefusal.unknownPerson }
        scope.saw([kept, merged])
        try LockBook.check(kept, in: scope)
        try LockBook.check(merged, in: scope)
        guard keptPerson != mergedPerson else { throw AddresseeRefusal.samePerson }
        let keptHasNumber = try IdentityBook.hasNumber(keptPerson, in: scope)
        if try keptHasNumber && IdentityBook.hasNumber(mergedPerson, in: scope) {
            throw AddresseeRefusal.twoNumbers
        }
        if try !isResident(kept, in: scope) && isResident(merged, in: scope) {
            throw AddresseeRefusal.residentMustBeKept
        }
        let id = try MergeBook.add(
            kept: (keptPerson, kept), merged: (mergedPerson, merged), reason: reason, in: scope)
        try MergeNotices.tell(.merged, kept, merged, register, in: scope)
        return id
    }

    private static func isResident(_ number: AddresseeNumber, in scope: Scope) throws -> Bool {
        try ResidentBook.resident(number, in: scope)?.status == .resident
    }
}

/// 名寄せの取消: the two are two again, each with its own history, merges of others untouched.
public enum UndoMerge {
    public static let operation = OperationCode.matchPersons

    /// - Throws: `AddresseeRefusal.mergeUnknown`, also when it was undone before; `.locked`.
    public static func perform(
        _ id: Int64, because reason: String, register: PeerRegister, in scope: Scope
    ) throws {
        guard let merge = try MergeBook.merge(id, in: scope), merge.undoneAt == nil else {
            throw AddresseeRefusal.mergeUnknown
        }
        scope.saw([merge.kept, merge.merged])
        try LockBook.check(merge.kept, in: scope)
        try LockBook.check(merge.merged, in: scope)
        try MergeBook.undo(id, reason: reason, in: scope)
        try MergeNotices.tell(.mergeUndone, merge.kept, merge.merged, register, in: scope)
    }
}

/// Who is told of a merge: the businesses whose flag one of the two numbers carries, and System 1,
/// which looks at the cases of both again. The 中間サーバー is not.
///
/// (Part of `OperationCode.matchPersons`.)
enum MergeNotices {
    static func tell(
        _ kind: PeerNotice.Kind, _ kept: AddresseeNumber, _ merged: AddresseeNumber,
        _ register: PeerRegister, in scope: Scope
    ) throws {
        let businesses = try FlagBook.flags(of: kept, in: scope)
            .union(FlagBook.flags(of: merged, in: scope))
        for peer in register.all
        where businesses.contains(peer.business) && peer.requests.contains(.notices)
            && peer.name != .intermediateServer
        {
            try NoticeBook.tell(kind, of: [kept, merged], to: peer.name, in: scope)
        }
        try ChangeOutbox.put(kind.rawValue, of: [kept, merged], in: scope)
    }
}

/// Everything that was ever stated of a person, under each of its numbers, and its merges.
public struct PersonHistory: Sendable {
    /// 団体内統合宛名番号 of the person kept.
    public let integratedNumber: AddresseeNumber
    public let addressees: [AddresseeNumber]
    /// By number, oldest first.
    public let residentHistory: [AddresseeNumber: [Resident]]
    public let nonResidentHistory: [AddresseeNumber: [NonResidentRecord]]
    public let merges: [PersonMerge]
    /// Which businesses use the person, by number.
    public let businesses: [AddresseeNumber: Set<Business>]
    /// Whether a 個人番号 is registered; never which.
    public let hasIndividualNumber: Bool

    /// Shown on the screen of an addressee.
    public static let operation = OperationCode.viewAddressee

    /// - Throws: `AddresseeRefusal.unknownPerson`.
    public static func of(
        _ addressee: AddresseeNumber, in scope: Scope
    ) throws -> PersonHistory {
        guard let person = try IdentityBook.person(of: addressee, in: scope),
            let own = try IdentityBook.integratedNumbers(of: [person], in: scope)[person]
        else { throw AddresseeRefusal.unknownPerson }
        let numbers = try PersonTie.addressees(of: person, in: scope)
        scope.saw(numbers)
        var residents: [AddresseeNumber: [Resident]] = [:]
        var others: [AddresseeNumber: [NonResidentRecord]] = [:]
        var businesses: [AddresseeNumber: Set<Business>] = [:]
        for number in numbers {
            businesses[number] = try FlagBook.flags(of: number, in: scope)
            residents[number] = try ResidentBook.history(of: number, in: scope)
            others[number] = try NonResidentBook.history(of: number, in: scope)
        }
        return PersonHistory(
            integratedNumber: own, addressees: numbers, residentHistory: residents,
            nonResidentHistory: others, merges: try MergeBook.merges(of: numbers, in: scope),
            businesses: businesses,
            hasIndividualNumber: try IdentityBook.hasNumber(person, in: scope))
    }
}
