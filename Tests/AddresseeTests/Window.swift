// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import NumberGate
import Safeguards
import Vocabulary

/// System 2 with its window open: peers of the standard register, and a few fictional people.
final class Window: Sendable {
    let register: Register
    let window: PeerWindow
    let peers: PeerRegister

    init(store: (any Store)? = nil, peers: PeerRegister? = nil) throws {
        register = try Register(store: store)
        self.peers = try peers ?? PeerRegister.standard()
        window = PeerWindow(
            gate: register.gate, vault: register.vault, register: self.peers, body: "119997",
            interfaces: try InquiryInterfaces.standard())
    }

    func peer(_ name: PeerName) throws -> Peer {
        guard let peer = peers.peer(name) else { throw AddresseeRefusal.notRegisteredForRequest }
        return peer
    }

    func call(
        _ name: PeerName = .tax, key: String? = nil, reason: String? = "課税の照会",
        terminal: String = "local"
    ) throws -> PeerCall {
        PeerCall(try peer(name), terminal: terminal, reason: reason, key: key)
    }

    /// The four items of the n-th fictional person.
    static func items(_ place: Int) -> FourItems {
        FourItems(
            name: "検証　\(kanji(place))", kana: "ケンショウ　ハナコ", sex: "2",
            born: .known(CivilDate(year: 1990, month: 1 + place % 12, day: 1 + place % 28) ?? day),
            address: "埼玉県見本市中央\(1 + place % 9)丁目\(1 + place % 50)番\(1 + place % 20)号")
    }

    static let day = CivilDate(dayNumber: 20_000)

    private static func kanji(_ place: Int) -> String {
        String(String(place).compactMap { $0.wholeNumberValue.map { Array("〇一二三四五六七八九")[$0] } })
    }

    /// A 付番依頼 of the n-th person under the n-th number.
    func number(
        _ place: Int, as addressee: Int? = nil, items: FourItems? = nil,
        from peer: PeerName = .tax, key: String? = nil
    ) throws -> NumberingAnswer {
        try window.number(
            NumberingRequest(
                number: try window.seal(Register.number(place)),
                addressee: Register.addressee(addressee ?? place),
                items: items ?? Window.items(place), effectiveOn: Window.day),
            call(peer, key: key))
    }

    /// Something an officer does in System 2.
    func officer<R>(
        _ operation: OperationCode, roles: Set<Role> = [.counter], id: String = "k901",
        purpose: Purpose = .addressing, reason: String? = "窓口での確認",
        _ body: (Scope) throws -> R
    ) throws -> R {
        let clerk = Principal(
            officer: id, name: "窓口 一郎", roles: roles, session: "t", terminal: id)
        return try register.gate.perform(
            operation, by: clerk, for: purpose, reason: reason, body)
    }

    /// What an officer decides about a case.
    @discardableResult
    func decide(
        _ id: Int64, _ addressee: AddresseeNumber?, because reason: String = "届出の写しで確認",
        roles: Set<Role> = [.counter]
    ) throws -> MatchEffect {
        try officer(.matchPersons, roles: roles) {
            try DecideMatch.perform(
                case: id, is: addressee, because: reason, vault: register.vault,
                register: peers, in: $0)
        }
    }

    /// A case as an officer sees it.
    func sight(_ id: Int64, roles: Set<Role> = [.counter]) throws -> MatchCase {
        try officer(.viewMatches, roles: roles) { try ShowMatchCase.perform(case: id, in: $0) }
    }

    /// The work queue.
    func queue() throws -> [MatchCaseLine] {
        try officer(.viewMatches) { try ListMatchCases.perform(in: $0) }
    }

    /// The parameters of 付番API for a person outside the city.
    static func parameters(
        name: String = "県外　太郎", born: String = "1985-06-07", task: String = "0"
    ) -> [String: String] {
        [
            "shorikubun": task, "shikuchosonkodo": "119997", "gyomuid": "010",
            "sosashaid": "z901", "sosanengappi": "2025-04-01", "sosajikoku": "09:30:00",
            "shimei": name, "shimei_furigana": "ケンガイ　タロウ", "seibetsu": "1",
            "seinengappi": born, "jusho_todofuken": "埼玉県", "jusho_shikugunchosonmei": "隣町",
            "jusho_choaza": "西一丁目", "jusho_banchigohyoki": "２番３号",
        ]
    }

    func numberNonResident(
        _ parameters: [String: String], number: Int? = nil, from peer: PeerName = .tax,
        key: String? = nil
    ) throws -> NonResidentAnswer {
        try window.numberNonResident(
            try NonResidentRequest(parameters: parameters, body: "119997"),
            number: try number.map { try window.seal(Register.number($0)) }, call(peer, key: key))
    }
}
