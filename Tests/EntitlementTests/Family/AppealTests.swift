// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("審査請求")
struct AppealTests {
    private let national = Office.law.book.national

    private func receive(
        _ office: Office, received: String, known: String = "2025-04-20",
        decided: String = "2025-04-10", late: String? = nil, by who: Principal = Office.counter
    ) throws -> Int64 {
        try office.gate.perform(RecordAppeal.operation, by: who, for: .registration) {
            try RecordAppeal.perform(
                AppealInput(
                    child: Office.child, appellant: Office.parent, against: "見子福第1号",
                    decidedOn: date(decided), knownOn: date(known), receivedOn: date(received),
                    lateReason: late), national: national, office: .weekdays, in: $0)
        }
    }

    private func note(
        _ office: Office, _ id: Int64, _ event: AppealEvent, on day: String,
        _ words: String = "見子福第2号"
    ) throws {
        try office.gate.perform(RecordAppeal.operation, by: Office.counter, for: .registration) {
            try RecordAppeal.note(event, on: date(day), note: words, of: id, in: $0)
        }
    }

    private func rule(
        _ office: Office, _ id: Int64, _ ruling: AppealRuling, on day: String, by who: Principal,
        hands: [any DecisionHands] = [EntitlementHands()]
    ) throws {
        try office.gate.perform(DecideAppeal.operation, by: who, for: .registration) {
            try DecideAppeal.perform(
                ruling, on: date(day), note: "裁決書 第1号", of: id, hands: hands, in: $0)
        }
    }

    @Test("期間の最後の日は受け付け、翌日は正当な理由がなければ断る")
    func deadline() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-01"))
        let id = try receive(office, received: "2025-07-22", known: "2025-04-22")
        let appeal = try #require(try office.read { try AppealBook.appeal(id, from: $0) })
        #expect(appeal.lastDay == date("2025-07-22") && !appeal.isLate && appeal.isOpen)
        #expect(throws: AppealRefusal.late(date("2025-07-22"))) {
            try receive(office, received: "2025-07-23", known: "2025-04-22")
        }
        let late = try receive(
            office, received: "2025-07-23", known: "2025-04-22", late: "入院していたため")
        #expect(try office.read { try AppealBook.appeal(late, from: $0) }?.isLate ?? false)
        #expect(throws: AppealRefusal.daysReversed) {
            try receive(office, received: "2025-04-19")
        }
        #expect(throws: AppealRefusal.daysReversed) {
            try receive(office, received: "2025-08-02")
        }
    }

    @Test(
        "末日が閉庁日なら、次に開く日まで受け付ける(土曜・日曜・年末年始)",
        arguments: [
            // 20 July 2025 is a Sunday, 19 a Saturday; 1 January opens again on Monday the 5th.
            ("2025-04-20", "2025-07-21", "2025-07-22"),
            ("2025-04-19", "2025-07-21", "2025-07-22"),
            ("2025-10-01", "2026-01-05", "2026-01-06"),
        ])
    func closedDays(_ known: String, _ last: String, _ next: String) throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2026-02-01"))
        let id = try receive(office, received: last, known: known)
        let appeal = try #require(try office.read { try AppealBook.appeal(id, from: $0) })
        #expect(appeal.lastDay == date(last) && !appeal.isLate)
        #expect(throws: AppealRefusal.late(date(last))) {
            try receive(office, received: next, known: known)
        }
    }

    @Test("ほかの課の決定(支給・返還など)に関わった職員と、受け付けた職員は、裁決を記録できない")
    func otherAreas() throws {
        struct Paid: DecisionHands {
            func hands(
                ofChild child: AddresseeNumber, decidedOn day: CivilDate?,
                from db: any Connection
            ) throws -> Set<String> {
                child == Office.child && day == date("2025-05-15")
                    ? [Office.otherHead.officer] : []
            }
        }
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-30"))
        let paid = try receive(
            office, received: "2025-06-01", known: "2025-05-20", decided: "2025-05-15")
        let areas: [any DecisionHands] = [EntitlementHands(), Paid()]
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(office, paid, .upheld, on: "2025-06-25", by: Office.otherHead, hands: areas)
        }
        // Who decided the entitlement, on another day, decided nothing that is contested here.
        try rule(office, paid, .upheld, on: "2025-06-25", by: Office.head, hands: areas)
        // Nobody knows a decision of that day: whoever ever decided about the child stays away.
        let unknown = try receive(
            office, received: "2025-06-01", known: "2025-05-20", decided: "2025-05-16")
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(office, unknown, .upheld, on: "2025-06-25", by: Office.head, hands: areas)
        }
        try rule(office, unknown, .upheld, on: "2025-06-25", by: Office.otherHead, hands: areas)
        // Whoever received it does not rule on it.
        let received = try receive(
            office, received: "2025-05-01", by: Office.both)
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(office, received, .dismissed, on: "2025-06-25", by: Office.both)
        }
    }

    @Test("経過は受付から裁決まで残り、決裁した人は裁決を記録できず、裁決の後は足せない")
    func course() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-30"))
        let id = try receive(office, received: "2025-05-01")
        try note(office, id, .explanation, on: "2025-05-20")
        #expect(throws: AppealRefusal.missingNote) {
            try note(office, id, .hearing, on: "2025-06-01", "")
        }
        #expect(throws: AppealRefusal.missingNote) {
            try note(office, id, .ruled, on: "2025-06-01")
        }
        #expect(throws: AppealRefusal.daysReversed) {
            try note(office, id, .hearing, on: "2025-04-30")
        }
        try note(office, id, .consultation, on: "2025-06-10")
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(office, id, .upheld, on: "2025-06-25", by: Office.head)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try rule(office, id, .upheld, on: "2025-06-25", by: Office.counter)
        }
        try rule(office, id, .upheld, on: "2025-06-25", by: Office.otherHead)
        let appeal = try #require(try office.read { try AppealBook.appeal(id, from: $0) })
        #expect(appeal.steps.map(\.event) == [.explanation, .consultation, .ruled])
        #expect(!appeal.isOpen && appeal.ruling == .upheld && appeal.standing.contains("認容"))
        #expect(throws: AppealRefusal.over) { try note(office, id, .hearing, on: "2025-06-26") }
        #expect(throws: AppealRefusal.unknown) { try note(office, 999, .hearing, on: "2025-06-26") }
        // The decision stands until it is corrected.
        #expect(try office.state().isLive)
    }

    @Test("続いている審査請求は、その子と請求人の事案として数え、終われば数えない")
    func isCase() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-30"))
        func open(_ who: AddresseeNumber) throws -> String? {
            try office.read { try CasesOfPersons.open([who], from: $0) }
        }
        #expect(try open(Office.child) == nil)
        let id = try receive(office, received: "2025-05-01")
        #expect(try open(Office.child) == "appeal-\(id)")
        #expect(try open(Office.parent) == "appeal-\(id)")
        #expect(try open(Office.sister) == nil)
        try note(office, id, .withdrawn, on: "2025-05-10")
        #expect(try open(Office.child) == nil)
    }

    @Test("資格のない人の審査請求は受けず、審査請求を見られない役割には断る")
    func refusals() throws {
        let office = try Office()
        #expect(throws: EntitlementRefusal.notLinked) {
            try receive(office, received: "2025-04-10", known: "2025-04-10")
        }
        try office.grant()
        let auditor = Principal(
            officer: "U009", name: "U009", roles: [.auditor], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try receive(office, received: "2025-04-10", known: "2025-04-10", by: auditor)
        }
    }
}
