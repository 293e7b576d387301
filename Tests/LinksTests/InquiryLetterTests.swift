// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("照会書")
struct InquiryLetterTests {
    private let system2 = ScriptedSystem2()
    private static let town = InquiryCounterpart(
        name: "隣市 市民税課", postalCode: "1190002", address: "隣市西1-1")

    private func write(
        _ bench: Bench, _ request: InquiryRequest = Bench.request(),
        until due: String = "2025-05-20",
        to counterpart: InquiryCounterpart = town, there: String = "隣市東2-2",
        because reason: String = "1月1日の住所が隣市のため", by who: Principal = Bench.counter
    ) throws -> InquiryLetter {
        try bench.gate.perform(WriteInquiryLetter.operation, by: who, for: .registration) {
            try WriteInquiryLetter.perform(
                LetterRequest(request, to: counterpart, addressThere: there, dueOn: day(due)),
                because: reason, choices: system2.choices, directory: bench.directory, in: $0)
        }
    }

    private func list(_ bench: Bench, _ filter: InquiryFilter) throws -> [InquiryFile] {
        try bench.gate.perform(ListInquiries.operation, by: Bench.counter, for: .registration) {
            try ListInquiries.perform(filter, in: $0)
        }
    }

    private func answer(_ bench: Bench, _ number: String, _ answer: LetterAnswer) throws {
        try bench.gate.perform(EnterInquiryAnswer.operation, by: Bench.counter, for: .registration)
        {
            try EnterInquiryAnswer.perform(number, answer, in: $0)
        }
    }

    @Test("期限つきで発行し、遅れれば一覧に出て、督促し、出所とともに回答を入れ、確かめる")
    func whole() throws {
        let bench = try Bench()
        try bench.apply()
        let letter = try write(bench)
        #expect(letter.number == "L-2025-0000001" && letter.dueOn == day("2025-05-20"))
        #expect(letter.consent == "申請書の同意欄 R7-000001")
        #expect(try list(bench, .open).map(\.number) == [letter.number])
        #expect(try list(bench, .overdue).isEmpty)
        bench.clock.stand(on: day("2025-05-21"))
        let late = try list(bench, .overdue)
        #expect(late.map(\.number) == [letter.number] && late[0].isOverdue(on: day("2025-05-21")))
        let reminder = try bench.gate.perform(
            RemindInquiryLetter.operation, by: Bench.counter, for: .registration
        ) {
            try RemindInquiryLetter.perform(
                letter.number, to: Self.town, addressThere: "隣市東2-2", dueOn: day("2025-06-02"),
                directory: bench.directory, in: $0)
        }
        #expect(reminder.isReminder && reminder.number == letter.number)
        #expect(try list(bench, .overdue).isEmpty)
        // A letter is none of System 2's business.
        #expect(try bench.exchange(system2) == .init())
        #expect(throws: InquiryRequestRefusal.sourceMissing) {
            try answer(
                bench, letter.number,
                .answered(
                    on: day("2025-05-21"), source: " ", values: [.init(label: "所得割額", value: "0")]))
        }
        #expect(throws: InquiryRequestRefusal.sourceMissing) {
            try answer(
                bench, letter.number,
                .answered(on: day("2025-05-21"), source: "隣市税第9号", values: []))
        }
        #expect(throws: InquiryRequestRefusal.wrongDays) {
            try answer(
                bench, letter.number,
                .answered(
                    on: day("2025-06-21"), source: "隣市税第9号",
                    values: [.init(label: "所得割額", value: "0")]))
        }
        try answer(
            bench, letter.number,
            .answered(
                on: day("2025-05-20"), source: "隣市税第9号",
                values: [.init(label: "所得割額", value: "98000")]))
        #expect(throws: InquiryRequestRefusal.notALetter) {
            try answer(
                bench, letter.number,
                .refused(on: day("2025-05-21"), source: "隣市税第10号", reason: "該当なし"))
        }
        try bench.confirm(letter.number)
        let detail = try bench.inquiry(letter.number)
        #expect(
            detail.course.map(\.event) == [.requested, .reminded, .answered, .stored, .confirmed])
        #expect(detail.course[3].reason == "隣市税第9号")
        #expect(detail.result == [InquiryValue(label: "所得割額", value: "98000")])
        #expect(try list(bench, .open).isEmpty)
        #expect(try list(bench, .about(Bench.parent)).count == 1)
    }

    @Test("回答しない旨も、取りやめも、そのまま残る")
    func others() throws {
        let bench = try Bench()
        try bench.apply()
        let first = try write(bench)
        try answer(
            bench, first.number,
            .refused(on: day("2025-04-30"), source: "隣市税第9号", reason: "課税台帳に該当なし"))
        #expect(try bench.inquiry(first.number).file.status == .refused)
        #expect(try bench.inquiry(first.number).course.last?.reason == "課税台帳に該当なし（隣市税第9号）")
        let second = try write(bench)
        try bench.withdraw(second.number)
        #expect(try bench.inquiry(second.number).file.status == .withdrawn)
    }

    @Test("目録・事案・同意・期限・宛先・支援措置のどれかが欠ければ、発行しない")
    func refused() throws {
        let bench = try Bench()
        func isRefused(_ refusal: InquiryRequestRefusal, _ work: () throws -> InquiryLetter) -> Bool
        {
            do {
                _ = try work()
                return false
            } catch { return error as? InquiryRequestRefusal == refusal }
        }
        #expect(isRefused(.noOpenCase) { try write(bench) })
        try bench.apply()
        #expect(isRefused(.notInCatalogue) { try write(bench, Bench.request(item: "HEALTH")) })
        #expect(isRefused(.noConsent(.tax)) { try write(bench, Bench.request(Bench.child)) })
        #expect(isRefused(.wrongDays) { try write(bench, until: "2025-04-30") })
        #expect(
            isRefused(.counterpartMissing) {
                try write(bench, to: InquiryCounterpart(name: "", postalCode: "", address: "x"))
            })
        #expect(isRefused(.counterpartMissing) { try write(bench, there: "") })
        #expect(throws: SafeguardRefusal.reasonMissing) { try write(bench, because: " ") }
        bench.directory.change(
            Bench.child, reason: "B51", on: day("2025-04-30"), at: bench.clock.now()
        ) { $0.isProtected = true }
        #expect(isRefused(.protected) { try write(bench) })
        #expect(try bench.count("inquiry") == 0)
    }

    @Test("発行と回答の入力は窓口だけ")
    func permissions() throws {
        let bench = try Bench()
        try bench.apply()
        for role in Role.allCases where ![.counter, .system].contains(role) {
            let who = Principal(
                officer: "u900", name: "検証", roles: [role], session: "t", terminal: "t")
            #expect(throws: SafeguardRefusal.notPermitted) { try write(bench, by: who) }
            #expect(throws: SafeguardRefusal.notPermitted) {
                try bench.gate.perform(
                    EnterInquiryAnswer.operation, by: who, for: .registration
                ) { _ in }
            }
        }
    }

    @Test("照会書に、いまの住所は出ない")
    func noPresentAddress() throws {
        let bench = try Bench()
        try bench.apply()
        let letter = try write(bench)
        var words = ""
        dump(letter, to: &words)
        #expect(words.contains("隣市東2-2") && words.contains("検証 花子"))
        #expect(!words.contains("見本市中央1-1") && !words.contains("1190001"))
    }
}
