// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Safeguards

private enum TestRefusal: Refusal {
    case tooMany, stopped, untrained

    var code: String {
        switch self {
        case .tooMany: "E-TST-001"
        case .stopped: "E-TST-002"
        case .untrained: "E-TST-003"
        }
    }
    var message: String { "試験の断りです。" }
    var article: String? { nil }
}

/// Refuses more than two persons; marks one child as explained; remembers what it kept.
private final class Watch: AccessWatch {
    let seen = Mutex<[Int64]>([])
    let watchesMachines: Bool
    let keepsRefusing: Bool

    init(machines: Bool = false, keepsRefusing: Bool = false) {
        watchesMachines = machines
        self.keepsRefusing = keepsRefusing
    }

    func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark? {
        if access.count > 2 { throw TestRefusal.tooMany }
        return access.named == [child] ? .explained(by: "application-1") : .unexplained
    }

    func keep(
        _ access: WatchedAccess, as mark: AccessMark?, facts: FactWriter, in db: any Connection
    ) throws {
        if keepsRefusing { throw TestRefusal.tooMany }
        seen.withLock { $0.append(facts.operationID) }
    }
}

private struct StopRule: GateRule {
    func check(
        _ operation: OperationCode, by principal: Principal, at now: Instant,
        in db: any Connection
    ) throws {
        if operation == .proposeRun { throw TestRefusal.stopped }
    }
}

@Suite("関所と入口に掛ける見張り")
struct HookTests {
    @Test("見張りは、答えの前に問われ、説明の印を記録に残す", .measure("R-55"))
    func marks() throws {
        let watch = Watch()
        let world = try World(watches: [watch])
        let clerk = world.person([.counter])
        for subject in [child, sister] {
            try world.gate.perform(
                .viewPerson, by: clerk, for: .registration, about: [subject]
            ) { _ in }
        }
        try world.gate.perform(
            .writeMemo, by: clerk, for: .registration, about: [child]
        ) { scope in scope.note("memo") }
        try world.gate.perform(.viewHome, by: clerk, for: .registration) { _ in }
        #expect(
            try world.log().map(\.result) == [
                "ok | explained application-1", "ok | unexplained",
                "memo | explained application-1", "ok",
            ])
        #expect(watch.seen.withLock { $0 } == [1, 2, 3])
        #expect(try world.isWhole())
    }

    @Test("見張りが断れば、照会は答えず、書込みは何も残さず、断りだけが記録に残る", .measure("R-55"))
    func refusals() throws {
        let world = try World(watches: [Watch()])
        let clerk = world.person([.counter])
        #expect(throws: TestRefusal.tooMany) {
            try world.gate.perform(.searchPersons, by: clerk, for: .registration) { scope in
                scope.counted(3)
            }
        }
        #expect(throws: TestRefusal.tooMany) {
            try world.gate.perform(.writeMemo, by: clerk, for: .registration) { scope in
                try OfficerBook.append(
                    NewOfficer(officer: "k902", name: "見本", department: "課", roles: [.counter]),
                    scope)
                scope.counted(3)
            }
        }
        #expect(try world.store.read { try OfficerBook.isEmpty($0) })
        #expect(
            try world.log().map(\.result) == ["refused E-TST-001", "refused E-TST-001"])
    }

    @Test("数えながら断る見張り（記録と同じ取引）でも、照会は答えない", .measure("R-55"))
    func countingWatch() throws {
        let world = try World(watches: [Watch(keepsRefusing: true)])
        #expect(throws: TestRefusal.tooMany) {
            try world.gate.perform(
                .viewPerson, by: world.person([.counter]), for: .registration, about: [child]
            ) { _ in "答え" }
        }
        #expect(try world.log().map(\.result) == ["refused E-TST-001"])
        #expect(try world.isWhole())
    }

    @Test("機械の仕事は、望んだ見張りだけが見る")
    func machines() throws {
        let (people, all) = (Watch(), Watch(machines: true))
        let world = try World(watches: [people, all])
        try world.gate.perform(
            .rejudge, by: .machine("rejudge"), for: .change, about: [child]
        ) { _ in }
        #expect(people.seen.withLock { $0 }.isEmpty)
        #expect(all.seen.withLock { $0 } == [1])
    }

    @Test("書込みの前の決まりは、一括でも機械でも断る", .measure("R-45"))
    func rules() throws {
        let world = try World(rules: [StopRule()])
        for principal in [world.person([.payment]), .machine("run")] {
            #expect(throws: TestRefusal.stopped) {
                try world.gate.perform(.proposeRun, by: principal, for: .benefit) { _ in }
            }
            #expect(throws: TestRefusal.stopped) {
                try world.gate.group { group in
                    try group.perform(.repay, by: principal, for: .benefit) { _ in }
                    try group.perform(.proposeRun, by: principal, for: .benefit) { _ in }
                }
            }
        }
        #expect(try world.log().allSatisfy { $0.result == "refused E-TST-002" })
    }

    @Test("印は、結果の文から読み戻せる")
    func reading() {
        for (text, result, mark) in [
            ("ok", "ok", nil), ("ok | unexplained", "ok", AccessMark.unexplained),
            ("S3 | explained inquiry-7", "S3", .explained(by: "inquiry-7")),
            ("a | b", "a | b", nil),
        ] {
            let read = AccessMark.reading(text)
            #expect(read.result == result && read.mark == mark)
            #expect(AccessMark.adding(mark, to: result) == text)
        }
    }

    private final class Training: Admission {
        let isMissing = Mutex(true)

        func objection(
            to officer: AdmittedOfficer, on day: CivilDate, in db: any Connection
        ) throws -> (any Refusal)? {
            officer.roles.contains(.counter) && isMissing.withLock { $0 }
                ? TestRefusal.untrained : nil
        }
    }

    @Test(
        "入口の決まり（研修など）は、正しいパスワードの後にだけ働き、開いているログインも終わらせる",
        .measure("R-53"))
    func admission() throws {
        let world = try World()
        let door = Training()
        let accounts = try world.accounts(admissions: [door])
        try accounts.createFirst(
            NewOfficer(
                officer: "kanri", name: "管理", department: "情報課", roles: [.administrator]),
            password: goodPassword)
        try accounts.create(
            NewOfficer(officer: "k901", name: "窓口", department: "課", roles: [.counter]),
            password: goodPassword, mustChange: false, by: .machine("bench"))
        #expect(throws: SafeguardRefusal.unauthenticated) {
            try accounts.login(officer: "k901", password: "ちがう ことば です よ", terminal: "窓口1")
        }
        #expect(throws: TestRefusal.untrained) {
            try accounts.login(officer: "k901", password: goodPassword, terminal: "窓口1")
        }
        door.isMissing.withLock { $0 = false }
        let login = try accounts.login(
            officer: "k901", password: goodPassword, terminal: "窓口1")
        _ = try accounts.resume(token: login.token, terminal: "窓口1")
        door.isMissing.withLock { $0 = true }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.resume(token: login.token, terminal: "窓口1")
        }
        #expect(try world.log().last?.result == "grantsChanged S1")
    }
}
