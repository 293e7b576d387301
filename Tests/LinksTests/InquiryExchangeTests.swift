// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("情報照会の受渡し")
struct InquiryExchangeTests {
    @Test("依頼は一度だけ渡り、経過は順に届き、二度目は何も変わらない")
    func once() throws {
        let bench = try Bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        #expect(try bench.exchange(system2).handedOver == 1)
        for _ in 0..<3 { #expect(try bench.exchange(system2) == .init()) }
        #expect(system2.state.withLock { $0.submitted } == 1)
        let question = try #require(system2.state.withLock { $0.orders[number] })
        #expect(question.subject == Bench.parent && question.reason == "所得の確認")
        system2.news(number, .sent, .permitted, at: bench.clock.now())
        #expect(try bench.exchange(system2).news == 2)
        system2.news(number, .answered, at: bench.clock.now())
        #expect(try bench.exchange(system2).news == 1)
        #expect(try bench.exchange(system2).news == 0)
        #expect(try bench.inquiry(number).file.dueOn == day("2025-05-14"))
        #expect(try bench.store(number, of: system2) == .stored)
        #expect(try bench.store(number, of: system2) == .known)
        #expect(try bench.exchange(system2).news == 0)
        #expect(system2.state.withLock { $0.words } == [.stored(number)])
        let detail = try bench.inquiry(number)
        #expect(
            detail.course.map(\.event) == [
                .requested, .accepted, .sent, .permitted, .answered, .stored,
            ])
        #expect(detail.result == [InquiryValue(label: "所得割額", value: "9123456")])
        #expect(detail.file.status == .stored && detail.file.mayConfirm)
        try bench.confirm(number)
        #expect(throws: InquiryRequestRefusal.nothingToConfirm(.confirmed)) {
            try bench.confirm(number)
        }
        try bench.exchange(system2)
        #expect(system2.state.withLock { $0.words }.last == .confirmed(number))
        let told = system2.state.withLock { $0.words.count }
        try bench.exchange(system2)
        #expect(system2.state.withLock { $0.words.count } == told)
    }

    @Test("渡す前に同意が撤回されたら尋ねず、後なら結果を受け取らない")
    func consentTakenBack() throws {
        let bench = try Bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let first = try bench.request(of: system2)
        try bench.withdrawConsent(of: Bench.parent)
        #expect(try bench.exchange(system2).stopped == 1)
        #expect(system2.state.withLock { $0.submitted } == 0)
        #expect(try bench.inquiry(first).file.status == .withdrawn)
        #expect(try bench.inquiry(first).course.last?.reason?.hasPrefix("E-LNK-043") ?? false)

        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            _ = try RecordConsent.perform(
                ConsentInput(
                    .tax, about: ConsentCase(subject: Bench.parent, child: Bench.child),
                    by: Bench.parent, on: day("2025-04-30"), evidence: .paper,
                    reference: "同意書-2"), in: $0)
        }
        bench.clock.stand(on: day("2025-05-01"))
        let second = try bench.request(of: system2)
        try bench.exchange(system2)
        try bench.withdrawConsent(of: Bench.parent)
        #expect(try bench.store(second, of: system2) == .discarded)
        #expect(try bench.inquiry(second).file.status == .discarded)
        #expect(try bench.inquiry(second).result.isEmpty)
        #expect(try bench.count("inquiry_result") == 0)
        // System 2 may forget it all the same.
        try bench.exchange(system2)
        #expect(system2.state.withLock { $0.words } == [.stored(second)])
    }

    @Test("利用目的の違う結果、頼んでいない結果は保存しない")
    func foreignResults() throws {
        let bench = try Bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        #expect(throws: InquiryRequestRefusal.otherPurpose) {
            try bench.store(number, for: .benefit, of: system2)
        }
        #expect(throws: InquiryRequestRefusal.unknownInquiry) {
            try bench.store("I-2025-9999999", of: system2)
        }
        #expect(try bench.count("inquiry_result") == 0)
    }

    @Test("System 2 の断りは理由ごと残り、取りやめは相手の知るところまで進む")
    func ends() throws {
        let bench = try Bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let refused = try bench.request(of: system2)
        system2.state.withLock {
            $0.refuses[refused] = InquiryNo(code: "E-INQ-013", message: "この方は符号が未取得です。")
        }
        #expect(try bench.exchange(system2).stopped == 1)
        #expect(try bench.inquiry(refused).file.status == .refused)
        #expect(try bench.inquiry(refused).course.last?.reason == "E-INQ-013 この方は符号が未取得です。")

        // Withdrawn before System 2 heard of it.
        let early = try bench.request(of: system2)
        try bench.withdraw(early)
        try bench.withdraw(early)
        try bench.exchange(system2)
        #expect(try bench.inquiry(early).file.status == .withdrawn)
        #expect(system2.state.withLock { $0.orders[early] } == nil)

        // Withdrawn after it was sent: closed only when the other side says so.
        let late = try bench.request(of: system2)
        try bench.exchange(system2)
        system2.news(late, .sent, at: bench.clock.now())
        try bench.exchange(system2)
        try bench.withdraw(late)
        try bench.exchange(system2)
        #expect(try bench.inquiry(late).file.status == .underWay)
        #expect(
            system2.state.withLock { $0.words }
                .contains(.withdraw(late, because: "申請の取下げ")))
        system2.news(late, .withdrawn, at: bench.clock.now(), reason: "申請の取下げ")
        try bench.exchange(system2)
        #expect(try bench.inquiry(late).file.status == .withdrawn)
        #expect(throws: InquiryRequestRefusal.tooLateToWithdraw(.withdrawn)) {
            try bench.withdraw(late)
        }
        // Three that ended one way or another, and room for a new one.
        _ = try bench.request(of: system2)
    }

    @Test("結果の値は封をして置き、庫のどこにも読める形では残らない")
    func sealed() throws {
        let folder = try TemporaryFolder("inquiry-results")
        let path = folder.file("casework.sqlite").path
        let bench = try Bench(store: Stores.sqlite(at: path, body: "119997", cells: Flipped()))
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        let secret = "97531864209"
        #expect(
            try bench.store(number, [.init(label: "所得割額", value: secret)], of: system2) == .stored)
        #expect(try bench.inquiry(number).result.map(\.value) == [secret])
        try bench.store.close()
        #expect(try LeakDetector(canaries: [secret]).leaks(below: folder.url).isEmpty)
    }

    /// A seal that hides well enough for a byte scan.
    private struct Flipped: CellSeal {
        func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
            Array(text.utf8).enumerated().map {
                $0.element ^ UInt8(truncatingIfNeeded: 0x5A &+ $0.offset)
            }
        }
        func open(_ cell: [UInt8], table: String, column: String, row: Int64) -> String {
            String(
                decoding: cell.enumerated().map {
                    $0.element ^ UInt8(truncatingIfNeeded: 0x5A &+ $0.offset)
                }, as: UTF8.self)
        }
    }
}
