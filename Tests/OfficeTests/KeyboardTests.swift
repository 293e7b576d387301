// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Office

@Suite("キーの割当て")
struct KeyboardTests {
    @Test("何も決めなければ標準の割当てで、二つを入れ替えると、その二つだけが替わる")
    func swapped() throws {
        #expect(try KeyTable([:]) == .standard && KeyTable.standard.text.isEmpty)
        let table = try KeyTable([.candidates: "F8", .next: "F4"])
        #expect(table.key(of: .candidates) == "F8" && table.key(of: .next) == "F4")
        #expect(table.key(of: "F12") == "F12" && table.key(of: "Escape") == "Escape")
        #expect(table.text == "F4=F8 F8=F4")
        #expect(KeyTable(text: table.text) == table)
        #expect(KeyTable(text: "F4=F8") == nil)
    }

    @Test("一つのキーに二つの働きは割り当てられず、どれとどれかを言う")
    func shared() {
        #expect(throws: KeyboardRefusal.sharedKey("F12", .calculate, .commit)) {
            try KeyTable([.calculate: "F12"])
        }
        // A key that one has left is free for another.
        #expect(throws: Never.self) { try KeyTable([.calculate: "F12", .commit: "F9"]) }
        #expect(throws: KeyboardRefusal.sharedKey("*", .cellAbove, .thousands)) {
            try KeyTable([.cellAbove: "*", .thousands: "*"])
        }
    }

    @Test("表にないキーは割り当てられず、＋と000だけは「なし」にできる")
    func unknown() throws {
        #expect(throws: KeyboardRefusal.unknownKey(.commit, "Enter")) {
            try KeyTable([.commit: "Enter"])
        }
        #expect(throws: KeyboardRefusal.unknownKey(.commit, "")) { try KeyTable([.commit: ""]) }
        let none = try KeyTable([.cellAbove: "", .thousands: ""])
        #expect(none.key(of: .cellAbove).isEmpty && KeyTable(text: none.text) == none)
    }

    @Test("案内の文のキーの名は、いまの割当てに読み替える")
    func worded() throws {
        let table = try KeyTable([.commit: "F9", .calculate: "F12", .help: "Shift+F1"])
        #expect(table.worded("F9 で計算し、F12 で登録") == "F12 で計算し、F9 で登録")
        #expect(table.worded("F1 と F10") == "Shift+F1 と F10")
        #expect(KeyTable.standard.worded("F12") == "F12")
    }

    @Test("割当ては管理者だけが変えられ、断られたときは前のまま残る。開き直しても同じである")
    func kept() throws {
        let rehearsal = try Rehearsal()
        let office = try Installation.create(rehearsal.settings())
        let (admin, clerk) = (officer("kanri", .administrator), officer("uketsuke", .counter))
        try office.keyboard.change([.candidates: "F8", .next: "F4"], by: admin)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.keyboard.change([:], by: clerk)
        }
        #expect(throws: KeyboardRefusal.self) {
            try office.keyboard.change([.commit: "F1"], by: admin)
        }
        #expect(office.keyboard.table.text == "F4=F8 F8=F4")
        try office.keyboard.change(enterMoves: false, by: clerk)
        #expect(!office.keyboard.enterMoves("uketsuke") && office.keyboard.enterMoves("kanri"))
        #expect(try office.keyboard.history().map(\.officer) == ["kanri"])
        try office.close()
        let again = try Installation.open(rehearsal.settings())
        #expect(again.keyboard.table.text == "F4=F8 F8=F4")
        #expect(!again.keyboard.enterMoves("uketsuke"))
        try again.keyboard.change([:], by: admin)
        try again.keyboard.change(enterMoves: true, by: clerk)
        #expect(again.keyboard.table.isStandard && again.keyboard.enterMoves("uketsuke"))
        try again.close()
    }

    private func officer(_ name: String, _ role: Role) -> Principal {
        Principal(
            officer: name, name: "検証 \(name)", roles: [role], session: "bench", terminal: "検証")
    }
}
