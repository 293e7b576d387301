// SPDX-License-Identifier: Apache-2.0
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Safeguards

@Suite("ログインを最後に見た時刻")
struct SeenSessionTests {
    /// The ways through the gate: each is one transaction with its entry.
    enum Way: CaseIterable {
        case read, write, group

        func go(_ office: StrictOffice, as officer: Principal) throws {
            let gate = office.world.gate
            switch self {
            case .read: try gate.perform(.viewHome, by: officer, for: .registration) { _ in }
            case .write:
                try gate.perform(
                    .writeMemo, by: officer, for: .registration, about: [child]
                ) { _ in }
            case .group:
                try gate.group { group in
                    try group.perform(
                        .writeMemo, by: officer, for: .registration, about: [child]
                    ) { _ in }
                }
            }
        }
    }

    private func lastSeen(_ principal: Principal, _ office: StrictOffice) throws -> Instant {
        let row = try #require(principal.sessionRow)
        return try #require(
            try office.world.store.read { try SessionBook.session(row, $0) }
        ).lastSeen
    }

    /// An officer at work whose last request is noted and not on the disk yet.
    private func atWork(_ office: StrictOffice) throws -> LoginResult {
        let login = try office.logIn("k901")
        office.world.clock.pass(60)
        _ = try office.accounts.resume(token: login.token, terminal: "窓口1")
        #expect(!office.world.gate.seen.isEmpty)
        #expect(
            try lastSeen(login.session.principal, office)
                == office.world.clock.now().adding(seconds: -60))
        return login
    }

    @Test("読取り・書込み・一括のどれも、最後に見た時刻を同じ取引で残す", .measure("R-74"), arguments: Way.allCases)
    func carried(_ way: Way) throws {
        let office = try StrictOffice()
        let officer = try atWork(office).session.principal
        try way.go(office, as: officer)
        #expect(office.world.gate.seen.isEmpty)
        #expect(try lastSeen(officer, office) == office.world.clock.now())
        #expect(try office.world.isWhole())
    }

    @Test("書けなかった取引の後も、時刻は次の取引が残す", arguments: Way.allCases)
    func failed(_ way: Way) throws {
        let office = try StrictOffice()
        let officer = try atWork(office).session.principal
        office.world.store.commitsFail.withLock { $0 = true }
        #expect(throws: Fault.self) { try way.go(office, as: officer) }
        office.world.store.commitsFail.withLock { $0 = false }
        #expect(!office.world.gate.seen.isEmpty)
        try way.go(office, as: officer)
        #expect(try lastSeen(officer, office) == office.world.clock.now())
    }

    @Test(
        "止められた職員は、見た時刻が書かれるところでも次の操作から拒まれ、ログインは生き返らない", .measure("R-51", "R-74"),
        arguments: Way.allCases)
    func revoked(_ way: Way) throws {
        let office = try StrictOffice()
        let login = try atWork(office)
        let officer = login.session.principal
        // The moment between the stop and the end of the log-ins.
        try office.world.gate.perform(
            .disableOfficer, by: office.kanri, for: .maintenance, reason: "紛失"
        ) { try OfficerBook.appendStop("k901", isStopped: true, $0) }
        #expect(throws: SafeguardRefusal.sessionExpired) { try way.go(office, as: officer) }
        // And after it, at the same moment of the clock.
        let other = try StrictOffice()
        let second = try atWork(other)
        try other.accounts.disable("k901", reason: "紛失", by: other.kanri)
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try way.go(other, as: second.session.principal)
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try other.accounts.resume(token: second.token, terminal: "窓口1")
        }
        #expect(try other.accounts.isOpen(second.session) == false)
    }
}
