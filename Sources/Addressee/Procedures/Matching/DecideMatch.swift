// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// An officer says who is meant, or that it is nobody of the candidates. Rows of the resident feed
/// that waited for it go on at once.
public enum DecideMatch {
    public static let operation = OperationCode.matchPersons

    /// A 宛名番号 of the case that belongs to nobody yet is tied at once. The 個人番号 of a peer's case
    /// was not kept: the peer asks again and is answered by the decision.
    /// - Parameters:
    ///   - addressee: the person meant; `nil` for 別人.
    ///   - register: whom a 名寄せ is told.
    /// - Throws: `AddresseeRefusal.caseUnknown`, `.decisionNeedsReason`, `.notACandidate`,
    ///   `.locked`, and those of `MergePersons`.
    @discardableResult
    public static func perform(
        case id: Int64, is addressee: AddresseeNumber?, because reason: String,
        vault: NumberVault, register: PeerRegister, in scope: Scope
    ) throws -> MatchEffect {
        guard let waiting = try MatchBook.waiting(id, in: scope) else {
            throw AddresseeRefusal.caseUnknown
        }
        guard !reason.allSatisfy(\.isWhitespace) else { throw AddresseeRefusal.decisionNeedsReason }
        var effect = MatchEffect()
        if let addressee {
            let candidates = try MatchBook.candidates(of: [id], in: scope)[id] ?? []
            guard candidates.contains(addressee) else { throw AddresseeRefusal.notACandidate }
            try LockBook.check(addressee, in: scope)
            scope.saw(addressee)
            try link(waiting, to: addressee, reason, register, &effect, in: scope)
        }
        try MatchBook.decide(id, as: addressee, reason: reason, in: scope)
        try goOn(waiting, isSame: addressee != nil, vault, &effect, in: scope)
        return effect
    }

    /// Brings the 宛名番号 of the case to the person chosen.
    private static func link(
        _ waiting: WaitingCase, to addressee: AddresseeNumber, _ reason: String,
        _ register: PeerRegister, _ effect: inout MatchEffect, in scope: Scope
    ) throws {
        guard let own = waiting.addressee,
            let person = try IdentityBook.person(of: addressee, in: scope)
        else { return }
        guard let mine = try IdentityBook.person(of: own, in: scope) else {
            try IdentityBook.tie(own, to: person, in: scope)
            scope.saw(own)
            effect.isTied = true
            return
        }
        // Both are known as persons: the same one means 名寄せ. The register's number is kept.
        guard mine != person, waiting.source == PeerName.residentRegister.rawValue else { return }
        _ = try MergePersons.perform(
            keeping: own, merging: addressee, because: reason, register: register, in: scope)
        effect.isMerged = true
    }

    /// The rows of the feed that waited for the decision.
    private static func goOn(
        _ waiting: WaitingCase, isSame: Bool, _ vault: NumberVault, _ effect: inout MatchEffect,
        in scope: Scope
    ) throws {
        let room = try WaitingRoom(vault: vault, scope: scope)
        let guests = try room.held(by: waiting.id)
        guard !guests.isEmpty else { return }
        try room.remove(guests.map(\.id))
        // Somebody else under a number that was used again: the register has to send it anew.
        if !isSame, waiting.why == .addresseeReused {
            effect.dropped = guests.count
            return
        }
        var intake = ResidentIntake(room: room, vault: vault, scope: scope)
        for guest in guests {
            if let row = guest.row { try intake.add(row) }
        }
        try intake.finish()
        effect.taken = intake.accepted
        effect.numbered = intake.numbered
        effect.askedAgain = intake.held
    }
}
