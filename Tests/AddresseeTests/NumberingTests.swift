// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import NumberGate
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("付番依頼")
struct NumberingTests {
    @Test("未登録の人に付番し、業務のフラグを立て、中間サーバーに一度だけ知らせる", .measure("R-13"))
    func newPerson() throws {
        let office = try Window()
        let first = try office.number(1)
        #expect(first.outcome == .numbered)
        #expect(try #require(first.integratedNumber).hasValidCheckDigit)
        let again = try office.number(1)
        #expect(again.outcome == .known && again.integratedNumber == first.integratedNumber)
        let flags = try office.register.ask {
            try FlagBook.flags(of: Register.addressee(1), in: $0)
        }
        #expect(flags.map(\.id) == ["010"])
        let notices = try office.window.notices(office.call(.intermediateServer))
        #expect(notices.map(\.kind) == [.numbered])
        #expect(notices.map(\.addressee) == [Register.addressee(1)])
        #expect(try #require(notices.first).cause > 0)
        try office.window.confirm(
            through: notices[0].position, office.call(.intermediateServer))
        #expect(try office.window.notices(office.call(.intermediateServer)).isEmpty)
    }

    @Test("検査数字のない連番は飛ばし、番号は重ならない")
    func serialsWithoutDigitAreSkipped() throws {
        let office = try Window()
        let numbers = try (0..<30).map { try office.number($0).integratedNumber?.value ?? 0 }
        #expect(Set(numbers).count == 30)
        #expect(numbers.allSatisfy { AddresseeNumber(value: $0).hasValidCheckDigit })
        // Serial 6 has no check digit (remainder 1).
        #expect(!numbers.contains { $0 / 10 == 6 })
        #expect(numbers == numbers.sorted())
    }

    @Test("同じ依頼番号の同じ依頼は同じ答え、違う依頼は断る")
    func sameKey() throws {
        let office = try Window()
        let first = try office.number(1, key: "T-0001")
        let persons = try office.register.count("person")
        #expect(try office.number(1, key: "T-0001") == first)
        #expect(try office.register.count("person") == persons)
        #expect(throws: AddresseeRefusal.keyReused) { try office.number(2, key: "T-0001") }
        // The key belongs to the peer.
        #expect(try office.number(1, from: .welfare, key: "T-0001").outcome == .known)
    }

    @Test("同じ人の別の宛名番号は、個人番号と4情報がすべて合うときだけつなぐ")
    func secondNumberOfAPerson() throws {
        let office = try Window()
        let first = try office.number(1)
        var spelled = Window.items(1)
        spelled.address = "見本市中央２－２－２"
        spelled.name = "検証 一"
        let linked = try office.number(1, as: 50, items: spelled, from: .welfare)
        #expect(linked.integratedNumber == first.integratedNumber && linked.outcome == .known)
        var other = Window.items(1)
        other.born = .known(Window.day)
        let waiting = try office.number(1, as: 51, items: other)
        #expect(waiting.outcome == .waiting && waiting.integratedNumber == nil)
        #expect(try office.register.count("person_addressee") == 2)
        // The same doubt is one case, however often it is asked.
        #expect(try office.number(1, as: 51, items: other).waitingCase == waiting.waitingCase)
        #expect(try office.register.count("match_case") == 1)
    }

    @Test("別の人の個人番号、別の個人番号を持つ宛名番号は、つながずに確認待ちにする")
    func foreignNumbers() throws {
        let office = try Window()
        _ = try office.number(1)
        _ = try office.number(2)
        #expect(try office.number(1, as: 2).outcome == .waiting)
        #expect(try office.number(3, as: 2, items: Window.items(2)).outcome == .waiting)
        #expect(try office.register.count("person_number") == 2)
        #expect(try office.register.count("match_case") == 2)
    }

    @Test("確認待ちを職員が同一人と決めると、次の付番依頼は付番済になる")
    func decided() throws {
        let office = try Window()
        let first = try office.number(1)
        var typo = Window.items(1)
        typo.name = "検証　壱"
        let waiting = try office.number(1, as: 7, items: typo)
        let id = try #require(waiting.waitingCase)
        #expect(try office.queue().map(\.id) == [id])
        let shown = try office.sight(id)
        #expect(shown.why == .itemsDiffer)
        #expect(shown.candidates.map(\.addressee) == [Register.addressee(1)])
        let line = shown.candidates[0].lines.first { $0.item == .name }
        #expect(line?.verdict == .differs && line?.registered.description == "検証　一")
        #expect(throws: AddresseeRefusal.notACandidate) {
            try office.decide(id, Register.addressee(9))
        }
        #expect(throws: AddresseeRefusal.decisionNeedsReason) {
            try office.decide(id, Register.addressee(1), because: "　")
        }
        try office.decide(id, Register.addressee(1))
        let after = try office.number(1, as: 7, items: typo)
        #expect(after.outcome == .known && after.integratedNumber == first.integratedNumber)
        #expect(throws: AddresseeRefusal.caseUnknown) {
            try office.decide(id, nil)
        }
    }

    @Test("8つの接続が同時に同じ人々を依頼しても、番号は一人に一つで、答えはいつも同じ", .measure("R-13"))
    func concurrent() throws {
        let office = try Window()
        let size = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" ? 20_000 : 40
        let requests = size * 10
        let answers = Answers()
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for step in stride(from: thread, to: requests, by: 8) {
                // A fixed stride visits everybody from every thread in another order.
                let person = (step / 8 * 7 + thread * 13) % size
                let peer: PeerName = step % 2 == 0 ? .tax : .welfare
                answers.add(person, Result { try office.number(person, from: peer) })
            }
        }
        #expect(answers.failures.isEmpty, "\(answers.failures.prefix(3))")
        #expect(answers.numbers.count == size)
        #expect(answers.numbers.values.allSatisfy { $0.count == 1 })
        #expect(Set(answers.numbers.values.joined()).count == size)
        #expect(answers.firsts == size)
        #expect(try office.register.count("person") == size)
        #expect(try office.register.count("person_number") == size)
    }

    @Test("付番できない職員と、理由のない検索は断られる")
    func permission() throws {
        let office = try Window()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.officer(.numberPerson, roles: [.payment]) { _ in }
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try office.window.search(
                PersonQuestion(name: "検証"), office.call(.tax, reason: nil))
        }
    }
}

/// What eight threads were told.
private final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var numbers: [Int: Set<Int64>] = [:]
    private(set) var failures: [String] = []
    private(set) var firsts = 0

    func add(_ person: Int, _ result: Result<NumberingAnswer, any Error>) {
        lock.withLock {
            switch result {
            case .success(let answer):
                numbers[person, default: []].insert(answer.integratedNumber?.value ?? 0)
                if answer.outcome == .numbered { firsts += 1 }
            case .failure(let error): failures.append("\(error)")
            }
        }
    }
}
