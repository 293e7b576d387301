// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("権限の付与（二人）と取消し")
struct GrantTests {
    @Test("登録だけでは何の役割もなく、二人目の承認で働けるようになる", .measure("R-51", "R-45"))
    func twoOfficers() throws {
        let office = try StrictOffice()
        try office.register("k902", [.payment], by: office.kanri)
        #expect(try office.roles(of: "k902").isEmpty)
        #expect(throws: SafeguardRefusal.notPermitted) { try office.logIn("k902") }
        #expect(throws: SafeguardRefusal.sameOfficer) { try office.approveLast(by: office.kanri) }
        try office.approveLast(by: office.kacho)
        #expect(try office.roles(of: "k902") == [.payment])
        _ = try office.logIn("k902")
        #expect(try office.world.isWhole())
    }

    @Test("一人で役割を与える道はない（変更・再開・機械・本人・受ける人の承認）", .measure("R-45"))
    func noSinglePath() throws {
        let office = try StrictOffice()
        #expect(throws: SafeguardRefusal.secondOfficerNeeded) {
            try office.accounts.setRoles([.head], of: "k901", by: office.kanri)
        }
        try office.accounts.disable("k901", reason: "休職", by: office.kanri)
        #expect(throws: SafeguardRefusal.secondOfficerNeeded) {
            try office.accounts.enable("k901", reason: "復職", by: office.kanri)
        }
        #expect(throws: SafeguardRefusal.secondOfficerNeeded) {
            try office.register("k903", [.head], by: .machine("user-add"))
        }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.accounts.proposeGrant(
                GrantRequest(officer: "kanri", roles: [.head]), reason: "兼務", by: office.kanri)
        }
        let id = try office.accounts.proposeGrant(
            GrantRequest(officer: "kacho", roles: [.head, .counter]), reason: "兼務",
            by: office.kanri)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.accounts.approveGrant(id, by: office.kacho)
        }
        for role in [Role.counter, .payment, .auditor, .vendor, .system] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try office.accounts.approveGrant(id, by: office.world.person([role]))
            }
        }
        #expect(try office.roles(of: "kacho") == [.head])
    }

    @Test("承認は一度だけ。却下・取下げの後は働かず、再申請は前の申請を取り下げる")
    func once() throws {
        let office = try StrictOffice()
        func propose(_ roles: Set<Role>) throws -> Int64 {
            try office.accounts.proposeGrant(
                GrantRequest(officer: "k901", roles: roles), reason: "異動", by: office.kanri)
        }
        let first = try propose([.payment])
        let second = try propose([.counter, .payment])
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.approveGrant(first, by: office.kacho)
        }
        try office.accounts.approveGrant(second, by: office.kacho)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.approveGrant(second, by: office.kacho)
        }
        let third = try propose([.head])
        try office.accounts.refuseGrant(third, by: office.kacho)
        #expect(throws: SafeguardRefusal.wrongState) {
            try office.accounts.approveGrant(third, by: office.kacho)
        }
        #expect(throws: SafeguardRefusal.noSuchRecord) {
            try office.accounts.approveGrant(99, by: office.kacho)
        }
        #expect(try office.roles(of: "k901") == [.counter, .payment])
    }

    @Test("両立しない役割は、申請も承認もできない", .measure("R-45"))
    func incompatible() throws {
        let office = try StrictOffice()
        for roles: Set<Role> in [
            [.counter, .head, .payment], [.administrator, .auditor],
            [.counter, .head, .payment, .auditor],
        ] {
            #expect(throws: SafeguardRefusal.incompatibleRoles) {
                try office.accounts.proposeGrant(
                    GrantRequest(officer: "k901", roles: roles), reason: "兼務", by: office.kanri)
            }
            #expect(throws: SafeguardRefusal.incompatibleRoles) {
                try NewOfficer(officer: "k9", name: "n", department: "課", roles: roles)
            }
        }
        for other in Role.allCases where other != .vendor && other != .system {
            #expect(throws: SafeguardRefusal.vendorInvalid) {
                try office.accounts.proposeGrant(
                    GrantRequest(
                        officer: "k901", roles: [.vendor, other],
                        vendor: VendorStanding(contract: "R7-1", employer: "架空システム")),
                    reason: "保守", by: office.kanri)
            }
        }
    }

    @Test("権限は年度の終わりに切れ、より長い期間は申請できない", .measure("R-51"))
    func expiry() throws {
        let office = try StrictOffice()
        let login = try office.logIn("k901")
        let far = try #require(CivilDate(iso: "2027-04-02"))
        #expect(throws: SafeguardRefusal.grantInvalid) {
            try office.accounts.proposeGrant(
                GrantRequest(officer: "k901", roles: [.counter], until: far), reason: "更新",
                by: office.kanri)
        }
        let last = try #require(CivilDate(iso: "2026-03-31"))
        let now = office.world.clock.now().dayInJapan
        office.world.clock.pass(Int64(now.days(until: last)) * 86_400)
        _ = try office.logIn("k901")
        office.world.clock.pass(86_400)
        #expect(throws: SafeguardRefusal.notPermitted) { try office.logIn("k901") }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: login.token, terminal: "窓口1")
        }
    }

    @Test("退職者は、依頼の登録の次の操作から拒まれ、だれが・いつ受け・いつ済んだかが残る", .measure("R-51"))
    func revocation() throws {
        let office = try StrictOffice()
        let login = try office.logIn("k901")
        let world = office.world
        let clerk = login.session.principal
        try world.gate.perform(.viewPerson, by: clerk, for: .registration, about: [child]) { _ in }
        let today = world.clock.now().dayInJapan
        try office.accounts.requestRevocation(
            of: "k901", receivedOn: today.previous, reason: "退職", by: office.kacho)
        // The very next operation of the open log-in, in the same moment.
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try world.gate.perform(
                .viewPerson, by: clerk, for: .registration, about: [child]
            ) { _ in }
        }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.accounts.resume(token: login.token, terminal: "窓口1")
        }
        #expect(throws: SafeguardRefusal.unauthenticated) { try office.logIn("k901") }
        let request = try #require(try office.accounts.revocations(by: office.kanri).first)
        #expect(request.requester == "kacho" && request.receivedOn == today.previous)
        #expect(request.outcome == "停止" && request.doneAt == request.requestedAt)
        // To come back is a grant like any other.
        try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter]), reason: "再任用", by: office.kanri)
        #expect(throws: SafeguardRefusal.unauthenticated) { try office.logIn("k901") }
        try office.approveLast(by: office.kacho)
        _ = try office.logIn("k901")
        #expect(try world.isWhole())
    }

    @Test("停止の記録と同時の操作も、ログインの終わりを待たずに拒まれる", .measure("R-51"))
    func stopAlone() throws {
        let office = try StrictOffice()
        let clerk = try office.logIn("k901").session.principal
        try office.world.gate.perform(
            .disableOfficer, by: office.kanri, for: .maintenance, reason: "紛失"
        ) { try OfficerBook.appendStop("k901", isStopped: true, $0) }
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try office.world.gate.perform(.viewPerson, by: clerk, for: .registration) { _ in }
        }
    }

    @Test("先の日の依頼は、その日になれば誰も何もしなくても拒まれ、その前なら取り消せる", .measure("R-51"))
    func laterRevocation() throws {
        let office = try StrictOffice()
        let today = office.world.clock.now().dayInJapan
        let day = today.adding(days: 3)
        #expect(throws: SafeguardRefusal.revocationInvalid) {
            try office.accounts.requestRevocation(
                of: "k901", receivedOn: today.next, reason: "退職", by: office.kacho)
        }
        let first = try office.accounts.requestRevocation(
            of: "k901", receivedOn: today, effectiveOn: day, reason: "退職", by: office.kacho)
        _ = try office.logIn("k901")
        try office.accounts.withdrawRevocation(first, reason: "取りやめ", by: office.kacho)
        try office.accounts.requestRevocation(
            of: "k901", receivedOn: today, effectiveOn: day, reason: "退職", by: office.kacho)
        office.world.clock.pass(3 * 86_400)
        #expect(throws: SafeguardRefusal.unauthenticated) { try office.logIn("k901") }
        #expect(try office.accounts.carryOutRevocations() == 1)
        #expect(try office.accounts.carryOutRevocations() == 0)
        #expect(
            try office.accounts.revocations(by: office.kanri).map(\.outcome) == ["停止", "取消"])
    }

    @Test("人事の名簿にない利用者を挙げる。停止した人と保守は挙げない", .measure("R-51"))
    func leavers() throws {
        let office = try StrictOffice()
        try office.register(
            "hoshu1", [.vendor], vendor: VendorStanding(contract: "R7-1", employer: "架空"),
            by: office.kanri)
        try office.approveLast(by: office.kacho)
        let staff = ["ＫＡＮＲＩ", "kacho", "kanri2", "k777"]
        #expect(
            try office.accounts.unlisted(in: staff, by: office.kacho).map(\.officer) == ["k901"])
        try office.accounts.disable("k901", reason: "退職", by: office.kanri)
        #expect(try office.accounts.unlisted(in: staff, by: office.kacho).isEmpty)
    }

    @Test("他課への付与は、許可の印がなければ人の記録に届かない", .measure("R-21"))
    func departments() throws {
        let office = try StrictOffice(rules: AccountRules(departments: ["子ども福祉課"]))
        try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter], department: "税務課"),
            reason: "異動", by: office.kanri)
        try office.approveLast(by: office.kacho)
        func look() throws {
            let clerk = try office.logIn("k901").session.principal
            try office.world.gate.perform(.viewPerson, by: clerk, for: .registration) { _ in }
        }
        #expect(throws: SafeguardRefusal.otherDepartment) { try look() }
        try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter], crossesDepartment: true),
            reason: "応援", by: office.kanri)
        try office.approveLast(by: office.kacho)
        try look()
        try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.counter]), reason: "応援の終わり",
            by: office.kanri)
        try office.approveLast(by: office.kacho)
        #expect(throws: SafeguardRefusal.otherDepartment) { try look() }
    }
}
