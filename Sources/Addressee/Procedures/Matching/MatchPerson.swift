// SPDX-License-Identifier: Apache-2.0
public import NumberGate
public import Safeguards
public import Vocabulary

/// Says who somebody is where no 宛名番号 comes (other towns, electronic applications, 住登外): only
/// number and all four items together link. Everything else waits for an officer.
public enum MatchPerson {
    public static let operation = OperationCode.matchPersons

    /// - Throws: `AddresseeRefusal`.
    public static func perform(
        number: SealedNumber?, items: FourItems, key: String? = nil, from peer: Peer,
        vault: NumberVault, in scope: Scope
    ) throws -> MatchAnswer {
        try peer.check(.match)
        let index = try number.map { try vault.blindIndex(of: $0, for: .numbering) }
        return try RequestBook.answer(
            key, of: peer.name, fingerprint: vault.fingerprint(["match"] + items.words, index),
            in: scope
        ) {
            try answer(items, index, peer, in: scope)
        }
    }

    private static func answer(
        _ items: FourItems, _ index: [UInt8]?, _ peer: Peer, in scope: Scope
    ) throws -> MatchAnswer {
        let holder = try index.flatMap { try IdentityBook.person(ofBlindIndex: $0, in: scope) }
        let doubt: MatchDoubt
        var candidates: [AddresseeNumber] = []
        if let index, let holder {
            candidates = try PersonTie.addressees(of: holder, in: scope)
            let decided = try MatchBook.decision(
                source: peer.name, addressee: nil, blindIndex: index, in: scope)
            let isDecided =
                try decided.flatMap { try IdentityBook.person(of: $0, in: scope) }
                == holder
            if try isDecided || PersonTie.agree(items, with: holder, in: scope) {
                let linked = try AddresseeOfBusiness.of(holder, for: peer, in: scope)
                if let linked {
                    scope.saw(linked)
                    return MatchAnswer(addressee: linked, doubt: nil, waitingCase: nil)
                }
            }
            doubt = .itemsDiffer
        } else {
            doubt = index == nil ? .noNumber : .unknownNumber
            candidates = try FindCandidates.ranked(items, for: peer, limit: 10, in: scope)
                .map(\.addressee)
        }
        if let answered = try MatchBook.answered(
            source: peer.name, items: items, blindIndex: index, in: scope)
        {
            if holder == nil, let chosen = answered.addressee {
                return try linked(chosen, peer, in: scope)
            }
            // 別人: asked again only when somebody has come who was not compared.
            let compared = try MatchBook.candidates(of: [answered.id], in: scope)[answered.id]
            if answered.addressee == nil, Set(candidates).isSubset(of: compared ?? []) {
                return MatchAnswer(addressee: nil, doubt: doubt, waitingCase: nil)
            }
        }
        let waiting = try QueueDoubt.perform(
            doubt, addressee: nil, items: items, index: index, candidates: candidates, from: peer,
            in: scope)
        return MatchAnswer(addressee: nil, doubt: doubt, waitingCase: waiting)
    }

    /// Whom an officer has chosen for the same question, under the number that the business uses.
    private static func linked(
        _ chosen: AddresseeNumber, _ peer: Peer, in scope: Scope
    ) throws -> MatchAnswer {
        let person = try IdentityBook.person(of: chosen, in: scope)
        let own = try person.flatMap { try AddresseeOfBusiness.of($0, for: peer, in: scope) }
        scope.saw(own ?? chosen)
        return MatchAnswer(addressee: own ?? chosen, doubt: nil, waitingCase: nil)
    }
}

/// An in-house feed that comes with a 宛名番号 (国保, 生活保護, 税): the number and the birth date must
/// say one person, so that a mistyped or re-used number is not followed.
public enum InHouseMatch {
    public enum Answer: String, Sendable, Codable {
        case same = "一致"
        case unknown = "登録なし"
        /// The number is somebody else's, or one of the two birth dates is wrong.
        case birthDiffers = "生年月日が相違"
    }

    /// What each row of the feed may be followed for.
    public static let operation = OperationCode.answerAddressee

    /// In one question for the whole stretch of a feed; a birth date that the register has corrected
    /// since agrees as the one before.
    public static func perform(
        _ rows: [(addressee: AddresseeNumber, born: CivilDate)], in scope: Scope
    ) throws -> [Answer] {
        let numbers = Set(rows.map(\.addressee)).sorted()
        let statements = try StatementBook.statements(of: numbers, in: scope)
        scope.saw(numbers.filter { statements[$0] != nil })
        return rows.map { row in
            guard let stated = statements[row.addressee], !stated.isEmpty else { return .unknown }
            return stated.contains { $0.items.born.day == row.born } ? .same : .birthDiffers
        }
    }
}
