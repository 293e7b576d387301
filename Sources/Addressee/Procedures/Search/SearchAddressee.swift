// SPDX-License-Identifier: Apache-2.0
public import NumberGate
public import Safeguards
public import Vocabulary

/// How addressee data are looked for: by one of the three numbers, or by items.
public struct PersonQuestion: Sendable {
    public var addressee: AddresseeNumber?
    public var integratedNumber: AddresseeNumber?
    public var number: SealedNumber?
    public var name: String?
    public var kana: String?
    public var born: CivilDate?
    public var address: String?

    public init(
        addressee: AddresseeNumber? = nil, integratedNumber: AddresseeNumber? = nil,
        number: SealedNumber? = nil, name: String? = nil, kana: String? = nil,
        born: CivilDate? = nil, address: String? = nil
    ) {
        self.addressee = addressee
        self.integratedNumber = integratedNumber
        self.number = number
        self.name = name
        self.kana = kana
        self.born = born
        self.address = address
    }
}

extension PersonQuestion {
    /// Whether the items narrow anything down: a name of signs alone has an empty key, and an empty
    /// key is the beginning of every name.
    var hasItem: Bool {
        let keys = [
            name.map { NameKey.searchKey($0) }, kana.map { KanaFold.searchKey($0) },
            address.map { AddressKey($0).key.filter { !"%_".contains($0) } },
        ].compactMap(\.self)
        return keys.allSatisfy { !$0.isEmpty } && (!keys.isEmpty || born != nil)
    }
}

/// Searches addressee data (0320004). Whoever asks says why; who asked, whom the answer showed and
/// why stand in the log before the answer leaves.
public enum SearchAddressee {
    public static let operation = OperationCode.searchAddressee

    /// For a peer: only its items.
    /// - Throws: `AddresseeRefusal.peerDoesNotUseNumbers` before anything is looked up.
    public static func perform(
        _ question: PersonQuestion, limit: Int = 100, from peer: Peer, vault: NumberVault,
        in scope: Scope
    ) throws -> [AddresseeCard] {
        try peer.check(.search, byNumber: question.number != nil)
        return try records(question, limit: limit, for: peer, vault: vault, in: scope)
            .map { AddresseeCard($0, for: peer) }
    }

    /// For an officer of a peer: masked.
    public static func performMasked(
        _ question: PersonQuestion, limit: Int = 100, on behalf: Peer, vault: NumberVault,
        in scope: Scope
    ) throws -> [MaskedCard] {
        try behalf.check(.search, byNumber: question.number != nil)
        return try records(question, limit: limit, for: behalf, vault: vault, in: scope)
            .map { MaskedCard($0, to: scope.principal) }
    }

    private static func records(
        _ question: PersonQuestion, limit: Int, for peer: Peer, vault: NumberVault,
        in scope: Scope
    ) throws -> [AddresseeRecord] {
        let numbers = try numbers(question, limit: limit, vault: vault, in: scope)
        let records = try AddresseeBook.records(Array(numbers.prefix(limit)), in: scope)
        let shown = numbers.compactMap { records[$0] }.filter {
            // Nobody under a protection measure is found by guessing where they live.
            $0.isOpen(to: peer) && !(question.address != nil && $0.isProtected)
        }
        scope.saw(shown.map(\.addressee))
        scope.counted(shown.count)
        return shown
    }

    private static func numbers(
        _ question: PersonQuestion, limit: Int, vault: NumberVault, in scope: Scope
    ) throws -> [AddresseeNumber] {
        if let addressee = question.addressee { return [addressee] }
        if let number = question.integratedNumber {
            let person = try IdentityBook.persons(ofIntegrated: [number], in: scope)[number]
            return try person.map { try PersonTie.addressees(of: $0, in: scope) } ?? []
        }
        if let number = question.number {
            let index = try vault.blindIndex(of: number, for: .numbering)
            let person = try IdentityBook.person(ofBlindIndex: index, in: scope)
            return try person.map { try PersonTie.addressees(of: $0, in: scope) } ?? []
        }
        let conditions: [ResidentQuery] = [
            question.name.map { .name(NameKey.searchKey($0)) },
            question.kana.map { .kana(KanaFold.searchKey($0)) },
            question.born.map { .born($0) }, question.address.map { .address($0) },
        ].compactMap(\.self)
        guard question.hasItem else { throw AddresseeRefusal.questionTooWide }
        let residents = try ResidentBook.search(conditions, limit: limit, in: scope)
            .map(\.addressee)
        let others = try NonResidentSearchBook.numbers(question, limit: limit, in: scope)
        let known = Set(residents)
        return residents + others.filter { !known.contains($0) }
    }
}
