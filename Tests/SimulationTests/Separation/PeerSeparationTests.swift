// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Foundation
import NumberGate
import Office
import Support
import Testing
import Vocabulary

/// 区分管理 at the window of System 2: what the peers of one city ask with numbers of the other is
/// answered like numbers that nobody has.
@Suite("二つの団体の区分管理: システム2の窓口", .serialized)
struct PeerSeparationTests {
    /// The questions that take a 宛名番号 or a 団体内統合宛名番号.
    private enum Question: CaseIterable {
        case answer, toIntegrated, toAddressee, disclose, searchAddressee, searchIntegrated, lock
    }

    private func ask(
        _ question: Question, _ number: AddresseeNumber, at office: Installation, _ peer: Peer
    ) -> String {
        let window = office.peers
        let call = PeerCall(peer, reason: "検証のため", key: UUID().uuidString)
        let answer: Result<String, any Error> = Result {
            switch question {
            case .answer: "\(try window.answer([number], call))"
            case .toIntegrated: "\(try window.toIntegrated([number], call))"
            case .toAddressee: "\(try window.toAddressee([number], call))"
            case .disclose:
                "\(try window.disclose([number], call) { card, _ in Issue.record("\(card)") })"
            case .searchAddressee:
                "\(try window.search(PersonQuestion(addressee: number), call))"
            case .searchIntegrated:
                "\(try window.search(PersonQuestion(integratedNumber: number), call))"
            case .lock: "\(try window.lock(number, call))"
            }
        }
        let text: String
        switch answer {
        case .success(let value): text = value
        case .failure(let refusal as any Refusal): text = refusal.code
        case .failure(let error): text = "\(error)"
        }
        return text.replacingOccurrences(of: number.description, with: "…")
            .replacingOccurrences(of: String(number.value), with: "…")
    }

    @Test("一方にしかない宛名番号・統合宛名番号を、他方のどの相手先が尋ねても、ない番号と同じ答えになる")
    func foreignNumbersAreUnknown() async throws {
        let towns = try await TwoTowns.shared.value
        let mine = Set(try numbers(towns.smaller))
        let foreign = try numbers(towns.larger).filter { !mine.contains($0) }
        let own = Set(try integrated(Array(mine), towns.smaller))
        let others = try integrated(foreign, towns.larger).filter { !own.contains($0) }
        #expect(foreign.count > 50 && others.count > 20)
        // Another test's reading of the ids would stand in the log between the two counts.
        _ = try await KnownIds.ofBoth.value
        let before = try towns.larger.entries()
        let never = try #require(
            (99_000_000..<99_000_100).lazy.compactMap { AddresseeNumber(serial: $0) }.first)
        var asked = 0
        for peer in towns.smaller.office.peers.register.all {
            for question in Question.allCases {
                let nobody = ask(question, never, at: towns.smaller.office, peer)
                for number in chosen(foreign) + chosen(others) {
                    asked += 1
                    #expect(
                        ask(question, number, at: towns.smaller.office, peer) == nobody,
                        "\(peer.name) \(question) \(number)")
                }
            }
        }
        #expect(asked > 100)
        print("soak: 区分管理、システム2の相手先に \(asked) 回、答え 0")
        #expect(try towns.larger.entries() == before)
    }

    @Test("一方の住民の個人番号で、他方の誰も見つからない")
    func foreignIndividualNumbers() async throws {
        let towns = try await TwoTowns.shared.value
        let digits = try CanaryTown.numbers(of: towns.larger.town)
        let before = try towns.larger.entries()
        let peer = try #require(towns.smaller.office.peers.register.peer(.welfare))
        var found = 0
        for text in TwoTowns.isSoak ? digits : Array(digits.prefix(60)) {
            let window = towns.smaller.office.peers
            let call = PeerCall(peer, reason: "検証のため", key: UUID().uuidString)
            let question = PersonQuestion(number: try window.seal(text))
            found += (try? window.search(question, call).count) ?? 0
        }
        #expect(found == 0)
        #expect(try towns.larger.entries() == before)
    }

    private func chosen(_ all: [AddresseeNumber]) -> [AddresseeNumber] {
        guard !TwoTowns.isSoak, all.count > 3 else { return all }
        return [all[0], all[all.count / 2], all[all.count - 1]]
    }

    private func numbers(_ city: TwoTowns.City) throws -> [AddresseeNumber] {
        Set(try city.office.directory.changes(after: 0, limit: .max).map(\.number)).sorted()
    }

    private func integrated(
        _ numbers: [AddresseeNumber], _ city: TwoTowns.City
    ) throws -> [AddresseeNumber] {
        let peer = try #require(city.office.peers.register.peer(.welfare))
        return try city.office.peers.toIntegrated(
            numbers, PeerCall(peer, reason: "検証のため", key: UUID().uuidString)
        ).converted.map(\.to)
    }
}
