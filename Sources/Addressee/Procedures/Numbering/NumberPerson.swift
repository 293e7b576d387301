// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import NumberGate
public import Safeguards
import Vocabulary

/// Numbers a person for a business (0320001 付番依頼受信, 0320002 付番): looks for the 個人番号, gives a
/// number to who has none, sets the flag of the business and tells the 中間サーバー of a new one.
///
/// The same request again gives the same answer. Nothing is linked on a doubt: number and four items
/// must agree, else an officer decides.
public enum NumberPerson {
    public static let operation = OperationCode.numberPerson

    /// - Parameter key: the peer's number of the request.
    /// - Throws: `AddresseeRefusal`.
    public static func perform(
        _ request: NumberingRequest, key: String? = nil, from peer: Peer, vault: NumberVault,
        in scope: Scope
    ) throws -> NumberingAnswer {
        try peer.check(.number)
        guard let number = request.number else { throw AddresseeRefusal.numberMissing }
        let index = try vault.blindIndex(of: number, for: .numbering)
        let words = ["number", request.addressee.description, request.effectiveOn.description]
        return try RequestBook.answer(
            key, of: peer.name,
            fingerprint: vault.fingerprint(words + request.items.words, index), in: scope
        ) {
            scope.saw(request.addressee)
            try LockBook.check(request.addressee, in: scope)
            let tie = try PersonTie.find(
                request.addressee, index: index, items: request.items, peer: peer, in: scope)
            return try write(request, tie, index, peer, vault, in: scope)
        }
    }

    private static func write(
        _ request: NumberingRequest, _ tie: PersonTie, _ index: [UInt8], _ peer: Peer,
        _ vault: NumberVault, in scope: Scope
    ) throws -> NumberingAnswer {
        let person: Int64
        var outcome = NumberingAnswer.Outcome.known
        switch tie {
        case .doubtful(let why, let candidates):
            let waiting = try QueueDoubt.perform(
                why, addressee: request.addressee, items: request.items, index: index,
                candidates: candidates, from: peer, in: scope)
            return NumberingAnswer(
                addressee: request.addressee, outcome: .waiting, integratedNumber: nil,
                waitingCase: waiting)
        case .person(let known, let needsAddressee, let needsNumber):
            person = known
            if needsAddressee { try IdentityBook.tie(request.addressee, to: known, in: scope) }
            if needsNumber { try store(request, index, known, vault, in: scope) }
        case .new:
            let new = try IdentityBook.newPerson(in: scope)
            person = new.id
            outcome = .numbered
            try IdentityBook.tie(request.addressee, to: person, in: scope)
            try store(request, index, person, vault, in: scope)
            try NoticeBook.tell(
                .numbered, of: [request.addressee], to: .intermediateServer, in: scope)
        }
        try FlagBook.put(true, request.addressee, peer.business, in: scope)
        _ = try StateOfNonResident.record(
            request.items, of: request.addressee, on: request.effectiveOn, from: peer,
            onlyIfNew: true, in: scope)
        let numbers = try IdentityBook.integratedNumbers(of: [person], in: scope)
        return NumberingAnswer(
            addressee: request.addressee, outcome: outcome, integratedNumber: numbers[person],
            waitingCase: nil)
    }

    private static func store(
        _ request: NumberingRequest, _ index: [UInt8], _ person: Int64, _ vault: NumberVault,
        in scope: Scope
    ) throws {
        guard let number = request.number else { return }
        let cell = try vault.cell(of: number, person: person, for: .numbering)
        try NumberCellBook.append([(person, cell, index)], in: scope)
    }
}
