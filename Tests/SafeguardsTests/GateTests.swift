// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Safeguards

@Suite("ただ一つの入口")
struct GateTests {
    @Test("権限がなければ本体は動かず、断った記録が残る", .measure("R-45"))
    func refusedBodyDoesNotRun() throws {
        let world = try World()
        var ran = false
        #expect(throws: SafeguardRefusal.notPermitted) {
            try world.gate.perform(
                .viewPerson, by: world.person([.auditor]), for: .registration, about: [child]
            ) { _ in ran = true }
        }
        #expect(!ran)
        let expected = LogLine(
            code: "viewPerson", officer: "k901", session: "t", result: "refused E-SAF-006",
            subjects: 1)
        #expect(try world.log() == [expected])
        #expect(try world.isWhole())
    }

    @Test("目的が違う・理由がない・理由が空白だけの操作は断る", .measure("R-02", "R-28"))
    func purposeAndReason() throws {
        let world = try World()
        let head = world.person([.head])
        #expect(throws: SafeguardRefusal.wrongPurpose) {
            try world.gate.perform(.viewPerson, by: head, for: .statistics) { _ in }
        }
        for reason in [nil, "", "  　"] {
            #expect(throws: SafeguardRefusal.reasonMissing) {
                try world.gate.perform(
                    .sendBackDecision, by: head, for: .registration, reason: reason
                ) { _ in }
            }
        }
        try world.gate.perform(
            .sendBackDecision, by: head, for: .registration, reason: "書類の不足"
        ) { _ in }
        #expect(
            try world.log().map(\.result) == [
                "refused E-SAF-007", "refused E-SAF-008", "refused E-SAF-008", "refused E-SAF-008",
                "ok",
            ])
    }

    @Test("照会は、見た人の全員を記録してから答える", .measure("R-54", "R-85g"))
    func readsAreLogged() throws {
        let world = try World()
        let answer = try world.gate.perform(
            .viewHousehold, by: world.person([.counter]), for: .registration, about: [child]
        ) { scope in
            scope.saw(sister)
            return "世帯"
        }
        #expect(answer == "世帯")
        #expect(try world.log().map(\.subjects) == [2])
    }

    @Test("記録が書けなければ、照会にも断りにも答えない", .measure("R-54", "R-85g"))
    func noLogNoAnswer() throws {
        let world = try World()
        world.store.writesFail.withLock { $0 = true }
        var ran = false
        #expect(throws: Fault.self) {
            try world.gate.perform(
                .viewPerson, by: world.person([.counter]), for: .registration, about: [child]
            ) { _ in ran = true }
        }
        #expect(ran)
        #expect(throws: Fault.self) {
            try world.gate.perform(
                .viewPerson, by: world.person([.auditor]), for: .registration
            ) { _ in }
        }
        world.store.writesFail.withLock { $0 = false }
        #expect(try world.log().isEmpty)
    }

    @Test("同じ鍵の書込みは一度だけ行い、二度目は前の操作番号を答える")
    func idempotency() throws {
        let world = try World()
        let payer = world.person([.payment])
        var runs = 0
        for _ in 0..<3 {
            do {
                try world.gate.perform(.repay, by: payer, for: .benefit, once: "9-1") { _ in
                    runs += 1
                }
            } catch let refusal as SafeguardRefusal {
                #expect(refusal == .alreadyDone(operation: 1))
            }
        }
        #expect(runs == 1)
        try world.gate.perform(.proposeRun, by: payer, for: .benefit, once: "9-1") { _ in
            runs += 1
        }
        #expect(runs == 2)
        #expect(try world.isWhole())
    }

    @Test("本体が断れば何も書かれず、鍵も使われず、断りの記録だけが残る")
    func refusedBodyLeavesNothing() throws {
        let world = try World()
        let admin = world.person([.administrator])
        let new = try NewOfficer(
            officer: "k902", name: "見本　太郎", department: "子ども福祉課", roles: [.counter])
        #expect(throws: SafeguardRefusal.officerInvalid) {
            try world.gate.perform(
                .manageOfficers, by: admin, for: .maintenance, once: "a"
            ) { scope in
                try OfficerBook.append(new, scope)
                throw SafeguardRefusal.officerInvalid
            }
        }
        #expect(try world.store.read { try OfficerBook.isEmpty($0) })
        try world.gate.perform(.manageOfficers, by: admin, for: .maintenance, once: "a") {
            try OfficerBook.append(new, $0)
        }
        #expect(try world.log().map(\.result) == ["refused E-SAF-018", "ok"])
        #expect(try world.isWhole())
    }

    @Test("一括は全部か無か。断られた操作の名で記録が残る")
    func groups() throws {
        let world = try World()
        let machine = Principal.machine("import")
        let count = try world.gate.group { group in
            for number in 0..<50 {
                try group.perform(
                    .numberPerson, by: machine, for: .addressing,
                    about: [AddresseeNumber(value: 900_000 + Int64(number))]
                ) { _ in }
            }
            return 50
        }
        #expect(count == 50)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try world.gate.group { group in
                try group.perform(.numberPerson, by: machine, for: .addressing) { _ in }
                try group.perform(.approveRun, by: machine, for: .benefit) { _ in }
            }
        }
        let log = try world.log()
        #expect(log.count == 51)
        #expect(log.last?.code == "approveRun")
        #expect(log.last?.result == "refused E-SAF-006")
        #expect(try world.isWhole())
    }

    @Test("別の糸で行っても同じ答えと記録になる")
    func async() async throws {
        let world = try World()
        let answer = try await world.gate.performAsync(
            .viewPerson, by: world.person([.counter]), for: .registration, about: [child]
        ) { scope in scope.today.description }
        #expect(answer == "2025-06-02")
        #expect(try world.log().count == 1)
    }
}
