// SPDX-License-Identifier: Apache-2.0
public import NumberGate
public import Safeguards
public import Vocabulary

/// The window of System 2 for its registered peers: every call goes through the gate and its log.
/// In one process it is called directly, from outside through `AddresseeService`.
///
/// (Each call names its own `OperationCode.`)
public final class PeerWindow: Sendable {
    public let register: PeerRegister
    /// 市区町村コード of this municipality.
    public let body: String
    let gate: Gate
    let vault: NumberVault
    let interfaces: InquiryInterfaces?

    /// - Parameter interfaces: the messages that are passed through; `nil` passes none.
    public init(
        gate: Gate, vault: NumberVault, register: PeerRegister, body: String,
        interfaces: InquiryInterfaces? = nil
    ) {
        self.gate = gate
        self.vault = vault
        self.register = register
        self.body = body
        self.interfaces = interfaces
    }

    /// Seals twelve digits that a peer sent, before anything else sees them.
    /// - Throws: `NumberRefusal`, `Fault(.key)`.
    public func seal(_ digits: String) throws -> SealedNumber {
        try vault.sealer.seal(try IndividualNumber(digits, check: vault.check))
    }

    /// Refuses a call that carries a 個人番号 before the digits are looked at, when the peer may not
    /// use one; the log has the refusal.
    /// - Throws: `AddresseeRefusal.peerDoesNotUseNumbers`.
    public func checkUsesNumbers(_ operation: OperationCode, _ call: PeerCall) throws {
        guard !call.peer.usesNumbers else { return }
        try perform(operation, call) { _ in throw AddresseeRefusal.peerDoesNotUseNumbers }
    }

    /// 0320001 付番依頼.
    public func number(_ request: NumberingRequest, _ call: PeerCall) throws -> NumberingAnswer {
        try perform(NumberPerson.operation, call, about: [request.addressee]) { scope in
            try NumberPerson.perform(
                request, key: call.key, from: call.peer, vault: vault, in: scope)
        }
    }

    /// 0310004 住登外者の付番依頼.
    public func numberNonResident(
        _ request: NonResidentRequest, number: SealedNumber?, _ call: PeerCall
    ) throws -> NonResidentAnswer {
        try perform(NumberNonResident.operation, call) { scope in
            try NumberNonResident.perform(
                request, number: number, key: call.key, from: call.peer, register: register,
                vault: vault, in: scope)
        }
    }

    /// 0320021 更新依頼.
    public func update(_ request: UpdateRequest, _ call: PeerCall) throws -> UpdateAnswer {
        try perform(UpdateAddressee.operation, call, about: [request.addressee]) { scope in
            try UpdateAddressee.perform(
                request, key: call.key, from: call.peer, vault: vault, in: scope)
        }
    }

    /// 削除: the business no longer uses the person.
    public func remove(
        _ addressee: AddresseeNumber, on day: CivilDate, _ call: PeerCall
    ) throws -> Bool {
        try perform(RemoveAddressee.operation, call, about: [addressee]) { scope in
            try RemoveAddressee.perform(
                addressee, on: day, key: call.key, from: call.peer, vault: vault, in: scope)
        }
    }

    /// 0310023 住民宛名番号引継ぎ: who moved out keeps the number as 住登外者.
    /// - Returns: the 履歴番号.
    public func inherit(_ addressee: AddresseeNumber, _ call: PeerCall) throws -> Int {
        try perform(InheritNumber.operation, call, about: [addressee]) { scope in
            try InheritNumber.perform(addressee, from: call.peer, in: scope)
        }
    }

    /// 0320004 検索.
    public func search(_ question: PersonQuestion, _ call: PeerCall) throws -> [AddresseeCard] {
        try perform(SearchAddressee.operation, call) { scope in
            try SearchAddressee.perform(question, from: call.peer, vault: vault, in: scope)
        }
    }

    /// 0310005/06 候補.
    public func candidates(_ items: FourItems, _ call: PeerCall) throws -> [Candidate] {
        try perform(FindCandidates.operation, call) { scope in
            try FindCandidates.perform(items, from: call.peer, in: scope)
        }
    }

    /// What is tied to these numbers.
    public func answer(_ numbers: [AddresseeNumber], _ call: PeerCall) throws -> [AddresseeCard] {
        try perform(AnswerPeer.operation, call) { scope in
            try AnswerPeer.perform(numbers, from: call.peer, in: scope)
        }
    }

    /// Whose number and four items these are.
    public func match(
        number: SealedNumber?, items: FourItems, _ call: PeerCall
    ) throws -> MatchAnswer {
        try perform(MatchPerson.operation, call) { scope in
            try MatchPerson.perform(
                number: number, items: items, key: call.key, from: call.peer, vault: vault,
                in: scope)
        }
    }

    /// 宛名番号 to 団体内統合宛名番号.
    public func toIntegrated(_ numbers: [AddresseeNumber], _ call: PeerCall) throws -> Conversion {
        try perform(ConvertNumbers.operation, call) { scope in
            try ConvertNumbers.toIntegrated(numbers, from: call.peer, in: scope)
        }
    }

    /// 団体内統合宛名番号 to the 宛名番号 of the business.
    public func toAddressee(_ numbers: [AddresseeNumber], _ call: PeerCall) throws -> Conversion {
        try perform(ConvertNumbers.operation, call) { scope in
            try ConvertNumbers.toAddressee(numbers, for: call.peer, in: scope)
        }
    }

    /// Passes a message of the inquiry through, its numbers exchanged.
    public func relay(
        _ message: [UInt8], of interface: String, _ direction: RelayDirection, _ call: PeerCall
    ) throws -> RelayedMessage {
        try perform(RelayMessage.operation, call) { scope in
            guard let interfaces else { throw RelayRefusal.interfaceNotPassed }
            return try RelayMessage.perform(
                message, of: interface, direction, interfaces: interfaces, from: call.peer,
                in: scope)
        }
    }

    /// 0320008 宛名情報要求. The digits are lent to `write` and wiped.
    /// - Returns: the numbers that are not known.
    public func disclose(
        _ numbers: [AddresseeNumber], _ call: PeerCall,
        write: (AddresseeCard, UnsafeRawBufferPointer?) throws -> Void
    ) throws -> [AddresseeNumber] {
        try perform(AnswerIntermediateServer.operation, call) { scope in
            try AnswerIntermediateServer.perform(
                numbers, from: call.peer, vault: vault, in: scope, write: write)
        }
    }

    /// 排他: begins and ends the editing of a person.
    public func lock(_ addressee: AddresseeNumber, _ call: PeerCall) throws -> EditLock {
        try perform(LockAddressee.operation, call, about: [addressee]) { scope in
            try call.peer.check(.lock)
            return try LockAddressee.perform(addressee, from: call.peer, in: scope)
        }
    }

    public func unlock(_ addressee: AddresseeNumber, _ call: PeerCall) throws {
        try perform(UnlockAddressee.operation, call, about: [addressee]) { scope in
            try call.peer.check(.lock)
            try UnlockAddressee.perform(
                addressee, key: call.key, from: call.peer, vault: vault, in: scope)
        }
    }

    /// What waits for the peer, and that it was taken over.
    public func notices(_ call: PeerCall) throws -> [PeerNotice] {
        try perform(FetchNotices.operation, call) { scope in
            try FetchNotices.perform(from: call.peer, in: scope)
        }
    }

    public func confirm(through position: Int64, _ call: PeerCall) throws {
        try perform(ConfirmNotices.operation, call) { scope in
            try ConfirmNotices.perform(through: position, from: call.peer, in: scope)
        }
    }

    private func perform<R>(
        _ operation: OperationCode, _ call: PeerCall, about subjects: [AddresseeNumber] = [],
        _ body: (Scope) throws -> R
    ) throws -> R {
        try gate.perform(
            operation, by: call.peer.principal(terminal: call.terminal), for: call.purpose,
            about: subjects, reason: call.reason, body)
    }
}
