// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Safeguards
import Testing
import Vocabulary

@Suite("名寄せとその取消")
struct MergeTests {
    /// A resident (1) and a 住登外者 without 個人番号, who turn out to be one person.
    private func office() throws -> (Window, resident: AddresseeNumber, other: AddresseeNumber) {
        let office = try Window()
        let resident = Register.addressee(1)
        _ = try office.register.receive(
            [Register.Row(addressee: resident, number: Register.number(1))], digest: "a")
        let other = try office.numberNonResident(Window.parameters()).addressee
        return (office, resident, other)
    }

    private func merge(
        _ office: Window, keeping kept: AddresseeNumber, merging merged: AddresseeNumber
    ) throws -> Int64 {
        try office.officer(.matchPersons) {
            try MergePersons.perform(
                keeping: kept, merging: merged, because: "戸籍で確認", register: office.peers, in: $0)
        }
    }

    private func history(_ office: Window, _ number: AddresseeNumber) throws -> PersonHistory {
        try office.officer(.viewAddressee) { try PersonHistory.of(number, in: $0) }
    }

    @Test("寄せると一人になり、どちらの履歴も残る。取り消すと元の二人に戻る")
    func mergeAndUndo() throws {
        let (office, resident, other) = try office()
        let before = (try history(office, resident), try history(office, other))
        #expect(before.0.integratedNumber != before.1.integratedNumber)
        let id = try merge(office, keeping: resident, merging: other)
        let both = try history(office, other)
        #expect(both.integratedNumber == before.0.integratedNumber)
        #expect(Set(both.addressees) == [resident, other])
        #expect(both.residentHistory[resident]?.count == 1)
        #expect(both.nonResidentHistory[other]?.count == 1)
        #expect(both.merges.map(\.id) == [id])
        // What was sent under the merged number comes back to the person.
        let back = try office.window.toAddressee(
            [before.1.integratedNumber], office.call(.tax))
        #expect(back.converted.map(\.to) == [other])
        try office.officer(.matchPersons) {
            try UndoMerge.perform(id, because: "別人と判明", register: office.peers, in: $0)
        }
        let after = (try history(office, resident), try history(office, other))
        #expect(after.0.integratedNumber == before.0.integratedNumber)
        #expect(after.1.integratedNumber == before.1.integratedNumber)
        #expect(after.1.addressees == [other])
        #expect(after.1.merges.first?.undoReason == "別人と判明")
        #expect(throws: AddresseeRefusal.mergeUnknown) {
            try office.officer(.matchPersons) {
                try UndoMerge.perform(id, because: "二度目", register: office.peers, in: $0)
            }
        }
        // Businesses that use one of the two are told, the 中間サーバー is not; System 1 looks again.
        let told = try office.window.notices(office.call(.tax)).map(\.kind)
        #expect(told == [.merged, .merged, .mergeUndone, .mergeUndone])
        let central = try office.window.notices(office.call(.intermediateServer)).map(\.kind)
        #expect(central == [.numbered])
        let changes = try office.register.ask {
            try ResidentBook.changes(after: 0, limit: 100, in: $0)
        }
        #expect(changes.suffix(4).map(\.reason) == ["名寄せ", "名寄せ", "名寄せ取消", "名寄せ取消"])
    }

    @Test("個人番号の違う二人、同じ人、住民を住登外者に寄せる名寄せは断る")
    func refusals() throws {
        let (office, resident, other) = try office()
        _ = try office.number(2)
        #expect(throws: AddresseeRefusal.twoNumbers) {
            try merge(office, keeping: resident, merging: Register.addressee(2))
        }
        #expect(throws: AddresseeRefusal.residentMustBeKept) {
            try merge(office, keeping: other, merging: resident)
        }
        #expect(throws: AddresseeRefusal.samePerson) {
            try merge(office, keeping: resident, merging: resident)
        }
        #expect(throws: AddresseeRefusal.unknownPerson) {
            try merge(office, keeping: resident, merging: Register.addressee(8))
        }
        #expect(try office.register.count("person_merge") == 0)
    }

    @Test("三人を続けて寄せ、間の名寄せだけを取り消しても、残りはつながったまま")
    func chain() throws {
        let (office, resident, first) = try office()
        let second = try office.numberNonResident(
            Window.parameters(name: "県外　次郎", born: "1986-06-07")
        ).addressee
        let third = try office.numberNonResident(
            Window.parameters(name: "県外　三郎", born: "1987-06-07")
        ).addressee
        _ = try merge(office, keeping: second, merging: third)
        let middle = try merge(office, keeping: first, merging: second)
        _ = try merge(office, keeping: resident, merging: first)
        #expect(try Set(history(office, third).addressees) == [resident, first, second, third])
        try office.officer(.matchPersons) {
            try UndoMerge.perform(middle, because: "別人", register: office.peers, in: $0)
        }
        #expect(try Set(history(office, third).addressees) == [second, third])
        #expect(try Set(history(office, resident).addressees) == [resident, first])
    }
}
