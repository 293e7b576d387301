// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Somebody who is no resident, as a business is told: a parent who lives elsewhere, a child whose
/// record another town keeps.
public struct NonResidentPerson: Sendable, Hashable {
    public let addressee: AddresseeNumber
    public let name: String
    public let kana: String
    public let alias: String
    /// 0 不明, 1 男, 2 女; empty when nothing was stated.
    public let sex: String
    public let born: BirthDate
    public let postalCode: String
    public let address: String
    public let building: String
    /// Under a protection measure (支援措置), by the register's record of the same person.
    public let isProtected: Bool
    /// Since when this counts, and its 履歴番号.
    public let effectiveOn: CivilDate
    public let historyNumber: Int
    public let recordedAt: Instant

    init(_ record: NonResidentRecord, isProtected: Bool) {
        let four = record.fourItems
        addressee = record.addressee
        name = four.name
        kana = four.kana
        alias = record.items[.alias] ?? ""
        sex = four.sex
        born = four.born
        postalCode = record.items[.postalCode] ?? ""
        address = four.address
        building = four.building
        self.isProtected = isProtected
        effectiveOn = record.effectiveOn
        historyNumber = record.historyNumber
        recordedAt = record.recordedAt
    }
}

/// Tells a business of people who are no residents, by number or by items. Residents and former
/// residents are the resident register's to tell (`ResidentBook`).
public enum NonResidentsOfBusiness {
    public static let operation = OperationCode.answerAddressee

    /// The people of these numbers; who is a resident, deleted, or reserved by another business
    /// (他業務参照不可) is missing.
    public static func people(
        _ numbers: [AddresseeNumber], for peer: Peer, in scope: Scope
    ) throws -> [AddresseeNumber: NonResidentPerson] {
        try peer.check(.answer)
        guard !numbers.isEmpty else { return [:] }
        let residents = try ResidentBook.residents(numbers, in: scope)
        let records = try NonResidentBook.newest(
            numbers.filter { residents[$0] == nil }, in: scope
        ).filter { $0.value.event != .deleted && $0.value.isOpen(to: peer) }
        let protected = try AddresseeBook.protected(records.keys.sorted(), in: scope)
        scope.saw(records.keys)
        return records.mapValues {
            NonResidentPerson($0, isProtected: protected.contains($0.addressee))
        }
    }

    /// People who match every condition, by what they are or were called, at most `limit`.
    public static func search(
        _ question: PersonQuestion, limit: Int, for peer: Peer, in scope: Scope
    ) throws -> [NonResidentPerson] {
        try peer.check(.answer)
        let numbers: [AddresseeNumber]
        if let addressee = question.addressee {
            numbers = [addressee]
        } else {
            guard question.hasItem else { return [] }
            numbers = try NonResidentSearchBook.numbers(question, limit: limit, in: scope)
        }
        let found = try people(numbers, for: peer, in: scope)
        // Nobody under a protection measure is found by guessing where they live.
        return numbers.compactMap { found[$0] }
            .filter { question.address == nil || !$0.isProtected }
    }
}

extension NonResidentRecord {
    /// Whether a peer may know that the record is there (他業務参照不可).
    func isOpen(to peer: Peer) -> Bool { !isNotForOthers || source == peer.name.rawValue }
}
