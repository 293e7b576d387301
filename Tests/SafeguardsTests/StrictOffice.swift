// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Safeguards

let goodPassword = "あさひ まつば しらなみ つばめ"

/// An office as a municipality runs it: roles by two officers. An administrator and a head have
/// been let in, a clerk waits for whatever a test does with him.
struct StrictOffice {
    let world: World
    let accounts: Accounts
    /// Officers as they stand in open log-ins of the wiring; the roles are those they hold.
    let kanri: Principal
    let kacho: Principal
    let kanri2: Principal

    init(
        _ day: String = "2025-06-02", rules: AccountRules = AccountRules(),
        admissions: [any Admission] = []
    ) throws {
        world = try World(day)
        accounts = try world.accounts(rules: rules, admissions: admissions)
        func person(_ officer: String, _ role: Role) -> Principal {
            Principal(
                officer: officer, name: officer, roles: [role], session: "t", terminal: "管理1")
        }
        kanri = person("kanri", .administrator)
        kacho = person("kacho", .head)
        kanri2 = person("kanri2", .administrator)
        // As on a new machine: the first administrator is made there, the second person too.
        try register("kanri", [.administrator], by: .machine("user-add"))
        try register("kacho", [.head], by: .machine("user-add"))
        try approveLast(by: kanri)
        try register("kanri2", [.administrator], by: kanri)
        try approveLast(by: kacho)
        try register("k901", [.counter], by: kanri)
        try approveLast(by: kacho)
    }

    func register(
        _ officer: String, _ roles: Set<Role>, department: String = "子ども福祉課",
        vendor: VendorStanding? = nil, by administrator: Principal
    ) throws {
        try accounts.create(
            NewOfficer(
                officer: officer, name: officer, department: department, roles: roles,
                vendor: vendor),
            password: goodPassword, mustChange: false, by: administrator)
    }

    func approveLast(by second: Principal) throws {
        let waiting = try accounts.grantProposals(by: kanri)
        try accounts.approveGrant(try #require(waiting.last).id, by: second)
    }

    func roles(of officer: String) throws -> Set<Role> {
        let day = world.clock.now().dayInJapan
        return try world.store.read { try OfficerBook.roles(of: officer, on: day, $0) }
    }

    func logIn(_ officer: String, terminal: String = "窓口1") throws -> LoginResult {
        try accounts.login(officer: officer, password: goodPassword, terminal: terminal)
    }
}
