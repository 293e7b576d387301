// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Safeguards
import Testing
import Vocabulary

@Suite("同じ依頼が二度来たとき")
struct RepeatedRequestTests {
    @Test("付番APIの同じ依頼は、依頼番号がなくても同じ答えになり、二度付番しない")
    func standardAPI() throws {
        let office = try Window()
        // Without a birth date no four items agree: only the request itself tells it is the same.
        var parameters = Window.parameters()
        parameters["seinengappi"] = nil
        parameters["seinengappi_fushofuragu"] = "1"
        parameters["seinengappi_fushohyoki"] = "昭和六十年頃"
        let first = try office.numberNonResident(parameters)
        #expect(try office.numberNonResident(parameters) == first)
        #expect(try office.register.count("person") == 1)
        // A second later it is another request.
        parameters["sosajikoku"] = "09:30:01"
        #expect(try office.numberNonResident(parameters) != first)
    }

    @Test("削除と編集の終了は、同じ依頼番号なら二度目も同じ答えで、何も起きない")
    func removal() throws {
        let office = try Window()
        let number = try office.numberNonResident(Window.parameters()).addressee
        let call = try office.call(.tax, key: "D-1")
        #expect(try office.window.remove(number, on: Window.day, call))
        let rows = try office.register.count("nonresident_fact")
        #expect(try office.window.remove(number, on: Window.day, call))
        #expect(try office.register.count("nonresident_fact") == rows)
        #expect(try office.register.count("peer_notice") == 1)
        #expect(throws: AddresseeRefusal.unknownPerson) {
            try office.window.remove(number, on: Window.day, office.call(.tax, key: "D-2"))
        }
        #expect(throws: AddresseeRefusal.keyReused) {
            try office.window.remove(Register.addressee(1), on: Window.day, call)
        }
        _ = try office.number(1)
        _ = try office.window.lock(Register.addressee(1), office.call(.tax))
        let end = try office.call(.tax, key: "U-1")
        try office.window.unlock(Register.addressee(1), end)
        try office.window.unlock(Register.addressee(1), end)
        #expect(throws: AddresseeRefusal.lockNotHeld) {
            try office.window.unlock(Register.addressee(1), office.call(.tax, key: "U-2"))
        }
    }

    @Test("同じ依頼番号を32の接続が同時に送っても、行われるのは一度だけ")
    func concurrent() throws {
        let office = try Window()
        let lock = NSLock()
        nonisolated(unsafe) var answers: Set<AddresseeNumber> = []
        nonisolated(unsafe) var failures = 0
        DispatchQueue.concurrentPerform(iterations: 32) { _ in
            do {
                let answer = try office.numberNonResident(Window.parameters(), key: "Z-1")
                _ = lock.withLock { answers.insert(answer.addressee) }
            } catch {
                lock.withLock { failures += 1 }
            }
        }
        #expect(answers.count == 1 && failures == 0)
        #expect(try office.register.count("person") == 1)
    }
}
