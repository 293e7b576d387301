// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Links

/// 照会書 about a protected family: two officers, one paper, the measures of the day.
@Suite("支援措置の対象の照会書は二人で出す", .measure("R-10", "R-72"))
struct InquiryHoldTests {
    private let system2 = ScriptedSystem2()
    private static let town = InquiryCounterpart(
        name: "隣市 市民税課", postalCode: "1190002", address: "隣市西1-1")
    private static let there = "隣市東2-2番の隠れ家"
    private static let second = Principal(
        officer: "u77", name: "検証 二人目", roles: [.head, .counter], session: "test",
        terminal: "T7")

    private static var letter: LetterRequest {
        LetterRequest(
            Bench.request(), to: town, addressThere: there, dueOn: day("2025-05-20"))
    }

    private func hold(_ bench: Bench, by who: Principal = Bench.counter) throws -> Int64 {
        try bench.gate.perform(HoldInquiryLetter.operation, by: who, for: .registration) {
            try HoldInquiryLetter.perform(
                Self.letter, because: "前住所地の所得", choices: system2.choices,
                directory: bench.directory, in: $0)
        }
    }

    private func release(
        _ bench: Bench, _ id: Int64, isReleased: Bool = true, by who: Principal = second
    ) throws {
        try bench.gate.perform(
            ReleaseInquiryLetter.operation, by: who, for: .registration, reason: "内容を確かめた"
        ) {
            try ReleaseInquiryLetter.perform(
                id, isReleased: isReleased, directory: bench.directory, in: $0)
        }
    }

    private func write(_ bench: Bench, _ id: Int64) throws -> InquiryLetter {
        try bench.gate.perform(
            WriteReleasedInquiry.operation, by: Bench.counter, for: .registration
        ) {
            try WriteReleasedInquiry.perform(
                id, choices: system2.choices, directory: bench.directory, in: $0)
        }
    }

    private func open(_ bench: Bench) throws -> [HeldInquiry] {
        try bench.gate.perform(.viewPostings, by: Bench.counter, for: .registration) {
            try InquiryHoldBook.open(from: $0.db)
        }
    }

    private func protected() throws -> Bench {
        let bench = try Bench()
        try bench.apply()
        bench.directory.protect(
            [Bench.child], until: nil, reference: "1", by: Bench.head)
        return bench
    }

    @Test("承認の前は出ず、依頼した人は承認できず、承認の後に一通だけ出る")
    func twoOfficers() throws {
        let bench = try protected()
        let id = try hold(bench)
        #expect(throws: InquiryRequestRefusal.protected) { try write(bench, id) }
        // Whoever asked may hold the role of a head, too: still not the second person.
        let both = Principal(
            officer: Bench.counter.officer, name: "検証", roles: [.head, .counter],
            session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.sameOfficer) { try release(bench, id, by: both) }
        try release(bench, id)
        #expect(throws: ProtectionRefusal.holdSettled) { try release(bench, id) }
        #expect(try open(bench).map(\.releasedBy) == ["u77"])
        let letter = try write(bench, id)
        #expect(letter.number == "L-2025-0000001")
        #expect(throws: ProtectionRefusal.holdSettled) { try write(bench, id) }
        #expect(try open(bench).isEmpty)
    }

    @Test("承認の後に支援措置が変われば出ない。認めなければ二度と出ない")
    func measuresChange() throws {
        let bench = try protected()
        let id = try hold(bench)
        try release(bench, id)
        bench.directory.protect(
            [Bench.parent], until: nil, reference: "2", by: Bench.head)
        #expect(throws: InquiryRequestRefusal.overtaken) { try write(bench, id) }
        let second = try hold(bench)
        bench.directory.protect(
            [Bench.child], until: day("2026-03-31"), reference: "3", by: Bench.head)
        #expect(throws: InquiryRequestRefusal.overtaken) { try release(bench, second) }
        try release(bench, second, isReleased: false)
        #expect(throws: ProtectionRefusal.holdSettled) { try write(bench, second) }
    }

    private func end(_ bench: Bench, _ id: Int64) throws {
        try bench.gate.perform(
            EndOvertakenInquiry.operation, by: Bench.counter, for: .registration
        ) { try EndOvertakenInquiry.perform(id, directory: bench.directory, in: $0) }
    }

    @Test("支援措置が変わらないうちは終わりにできず、そのまま出せる。変われば終わりにできる")
    func endsOnlyWhenOvertaken() throws {
        let bench = try protected()
        let id = try hold(bench)
        #expect(throws: InquiryRequestRefusal.notOvertaken) { try end(bench, id) }
        try release(bench, id)
        #expect(throws: InquiryRequestRefusal.notOvertaken) { try end(bench, id) }
        #expect(try write(bench, id).number == "L-2025-0000001")
        #expect(throws: ProtectionRefusal.holdSettled) { try end(bench, id) }
        let other = try protected()
        let second = try hold(other)
        other.directory.protect(
            [Bench.parent], until: nil, reference: "2", by: Bench.head)
        try end(other, second)
        #expect(try open(other).isEmpty)
    }

    @Test("対象でなければ待たせず、その市での住所は庫に読める形で残らない")
    func sealedAndOnlyWhereNeeded() throws {
        let plain = try Bench()
        try plain.apply()
        #expect(throws: InquiryRequestRefusal.notProtected) { try hold(plain) }
        let bench = try protected()
        let id = try hold(bench)
        let cell = try bench.store.read { db in
            try db.first("SELECT sealed_content FROM inquiry_hold WHERE id = ?", [id]) {
                $0.blob(0)
            }
        }
        // Without keys (this bench) the seal is the zero byte alone; no other column has the words.
        #expect(cell?.first == 0)
        let others = try bench.store.read { db in
            try db.rows(
                "SELECT reason, version, officer, item_code FROM inquiry_hold", []
            ) { row in (0..<4).map { row.text($0) }.joined() }
        }
        #expect(!others.joined().contains(Self.there))
    }

    @Test("消去された古い照会の後も、照会番号は続きから付き、重ならない")
    func numbersGoOn() throws {
        let bench = try Bench()
        try bench.apply()
        func ask(_ item: String) throws -> String {
            try bench.request(Bench.request(item: item), of: system2)
        }
        let first = try ask("TAX")
        #expect(first == "I-2025-0000001")
        // A row with a high number stays, one before it is gone: counting would collide.
        let ids = try bench.store.read {
            try $0.rows("SELECT id FROM inquiry ORDER BY id", []) { $0.int64(0) }
        }
        let gone = try #require(ids.first)
        let second = try ask("INS")
        try bench.gate.perform(
            .purge, by: Bench.administrator, for: .maintenance, reason: "満了"
        ) {
            scope in
            try scope.db.execute("DELETE FROM inquiry_status WHERE inquiry_id = ?", [gone])
            try scope.facts.purge(
                "inquiry_event",
                ids: try scope.db.rows(
                    "SELECT id FROM inquiry_event WHERE inquiry_id = ? ORDER BY id DESC", [gone]
                ) { $0.int64(0) })
            try scope.facts.purge("inquiry", ids: [gone])
        }
        let third = try ask("TAX")
        #expect(second == "I-2025-0000002" && third == "I-2025-0000003")
    }
}
