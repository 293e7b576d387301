// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Oversight

@Suite("利用の説明（R-55）")
struct ExplainedAccessTests {
    private let office: Office
    private let clerk: Principal
    private let child = Office.child

    init() throws {
        office = try Office()
        clerk = office.person()
    }

    @Test("事案も理由もない人の記録は開かず、拒んだことが記録に残る", .measure("R-55"))
    func refused() throws {
        for operation in [
            OperationCode.viewPerson, .viewHousehold, .viewHistory, .viewAccounts,
            .viewApplication, .viewReimbursement, .viewComputation,
        ] {
            #expect(throws: OversightRefusal.reasonNeeded(child), "\(operation)") {
                try office.gate.perform(
                    operation, by: clerk,
                    for: operation.definition.purposes.contains(.change) ? .change : .benefit,
                    about: [child]
                ) { _ in }
            }
            #expect(try office.last().result == "refused E-OVS-001")
            #expect(try office.last().subjectCount == 1)
        }
    }

    @Test("理由を選べば開き、同じ人は同じ日にもう尋ねない。次の日はまた尋ねる", .measure("R-55"))
    func reasoned() throws {
        let reason = try #require(AccessReason.telephone.text("入院の予定"))
        try office.open(child, by: clerk, reason: reason)
        #expect(try office.mark() == .unexplained)
        #expect(try office.last().act.reason == "電話での照会：入院の予定")
        let first = try office.last().operation
        office.clock.pass(seconds: 3_600)
        try office.open(child, by: clerk, as: .viewHousehold)
        #expect(try office.mark() == .explained(by: "reason-\(first)"))
        #expect(throws: OversightRefusal.reasonNeeded(Office.stranger)) {
            try office.open(Office.stranger, by: clerk)
        }
        #expect(throws: OversightRefusal.reasonNeeded(child), "ほかの職員の理由では開かない") {
            try office.open(child, by: office.person(.counter, "k902"))
        }
        office.clock.pass(days: 1)
        #expect(throws: OversightRefusal.reasonNeeded(child)) {
            try office.open(child, by: clerk)
        }
    }

    @Test("自分が手を付けた事案の人は、家族を含めて30日のあいだ理由なしで開く", .measure("R-55"))
    func deeds() throws {
        try office.deed(child, by: clerk)
        let deed = try office.last().operation
        try office.open(child, by: clerk)
        #expect(try office.mark() == .explained(by: "operation-\(deed)"))
        try office.open(Office.mother, child, by: clerk)
        #expect(try office.mark() == .explained(by: "operation-\(deed)"), "母の画面に児童がいる")
        #expect(throws: OversightRefusal.self, "ほかの職員の事案では開かない") {
            try office.open(child, by: office.person(.counter, "k902"))
        }
        office.clock.pass(days: 29)
        try office.open(child, by: clerk)
        office.clock.pass(days: 2)
        #expect(throws: OversightRefusal.reasonNeeded(child)) {
            try office.open(child, by: clerk)
        }
    }

    @Test("拒まれた行為は、手を付けたことにならない")
    func refusedDeed() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try office.gate.perform(
                .receiveApplication, by: clerk, for: .registration, about: [child]
            ) { _ in throw Stop() }
        }
        #expect(throws: OversightRefusal.reasonNeeded(child)) {
            try office.open(child, by: clerk)
        }
    }

    @Test("一覧・検索は尋ねず、機械も尋ねず、全桁表示は理由とともに説明のない利用になる")
    func others() throws {
        try office.gate.perform(.searchPersons, by: clerk, for: .change) { $0.saw(child) }
        #expect(try office.mark() == nil)
        try office.gate.perform(.viewApplications, by: clerk, for: .change) { $0.saw(child) }
        #expect(try office.mark() == nil)
        try office.gate.perform(
            .revealAccount, by: clerk, for: .change, about: [child], reason: "口座の確認"
        ) { _ in }
        #expect(try office.mark() == .unexplained)
    }

    @Test("緊急アクセスは、その番号で説明される")
    func emergency() throws {
        let emergency = Emergency.sample(7, until: office.clock.now().adding(seconds: 600))
        let access = WatchedAccess.sample(
            .viewPerson,
            by: Principal(
                officer: "v1", name: "", roles: [.vendor], session: "t", terminal: "t",
                emergency: emergency), about: child, at: office.clock.now())
        let mark = try office.store.read { try ExplainedAccess().look(at: access, in: $0) }
        #expect(mark == .explained(by: "emergency-7"))
    }

    @Test("理由は選択肢からで、その他は言葉が要る")
    func reasons() {
        #expect(AccessReason.counter.text("") == "窓口での相談")
        #expect(AccessReason.other.text("  ") == nil)
        #expect(AccessReason.other.text(" 上司の  確認 ") == "その他：上司の 確認")
        #expect((AccessReason.other.text(String(repeating: "長", count: 999))?.count ?? 0) < 250)
    }

    @Test("所属長は、後の仕事で説明されなかったものだけを当日に見て、確かめて記録する", .measure("R-55"))
    func confirmation() throws {
        try office.open(child, by: clerk, reason: "電話での照会")
        let first = try office.last().operation
        try office.open(Office.stranger, by: clerk, reason: "窓口での相談")
        let second = try office.last().operation
        try office.deed(Office.stranger, by: clerk)
        let today = AccessBook.startOfDay(office.today())
        func waiting() throws -> [Int64] {
            try office.store.read { db in
                try AccessBook.waiting(
                    from: today, until: today.adding(seconds: 86_400), limit: 1_000, offset: 0,
                    in: db)
            }.map(\.line.operation)
        }
        #expect(try waiting() == [first], "\(second) は同じ日の受付で説明された")
        func confirm(_ access: Int64, by head: Principal, note: String?) throws {
            try office.gate.perform(.explainAccess, by: head, for: .audit, reason: note) {
                try ConfirmAccess.perform(access, .inDuty, in: $0)
            }
        }
        let head = office.person(.head, "kacho")
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try confirm(first, by: head, note: nil)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try confirm(first, by: clerk, note: "確認")
        }
        let own = Principal(
            officer: clerk.officer, name: "", roles: [.head], session: "t", terminal: "t")
        #expect(throws: OversightRefusal.ownAccess) { try confirm(first, by: own, note: "確認") }
        #expect(throws: OversightRefusal.accessUnknown) {
            try confirm(first + 90, by: head, note: "確認")
        }
        try confirm(first, by: head, note: "電話の受付票を確かめた")
        #expect(throws: OversightRefusal.alreadyConfirmed) {
            try confirm(first, by: head, note: "確認")
        }
        #expect(try waiting().isEmpty)
        #expect(try office.ledger.verify(office.store).ok)
    }
}
