// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("権限一覧")
struct PermissionListTests {
    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private func line(
        _ officer: String, on day: CivilDate, _ office: StrictOffice
    ) throws -> PermissionLine? {
        try office.accounts.permissions(on: day, by: office.world.person([.auditor]))
            .first { $0.officer == officer }
    }

    @Test("ある日の一覧は、その日の終わりの役割で、後の変更・停止・登録は入らない", .measure("R-45", "R-52"))
    func asOfADay() throws {
        let office = try StrictOffice()
        let (first, clock) = (try day("2025-06-02"), office.world.clock)
        clock.pass(10 * 86_400)
        _ = try office.accounts.proposeGrant(
            GrantRequest(officer: "k901", roles: [.payment], department: "会計課"), reason: "異動",
            by: office.kanri)
        try office.approveLast(by: office.kacho)
        try office.register("k902", [.counter], by: office.kanri)
        #expect(try line("k901", on: first, office)?.roles.keys.map(\.self) == [.counter])
        #expect(try line("k901", on: first, office)?.department == "子ども福祉課")
        let now = try #require(try line("k901", on: day("2025-06-12"), office))
        #expect(now.roles.keys.map(\.self) == [.payment] && now.department == "会計課")
        #expect(try line("k902", on: first, office) == nil, "まだ登録されていない")
        #expect(try line("k902", on: day("2025-06-12"), office)?.roles.isEmpty == true)
        // Stopped from the 20th on, as was asked on the 12th.
        _ = try office.accounts.requestRevocation(
            of: "k901", receivedOn: day("2025-06-12"), effectiveOn: day("2025-06-20"),
            reason: "退職", by: office.kacho)
        clock.pass(10 * 86_400)
        #expect(try line("k901", on: day("2025-06-19"), office)?.isStopped == false)
        #expect(try line("k901", on: day("2025-06-20"), office)?.isStopped == true)
        #expect(try line("k901", on: day("2025-06-20"), office)?.may(.viewClaims) == false)
        #expect(try line("k901", on: day("2025-06-19"), office)?.may(.viewClaims) == true)
        #expect(throws: SafeguardRefusal.wrongState) {
            try line("k901", on: day("2025-06-23"), office)
        }
    }

    @Test("不在時代理は代理と示し、期間の前と後には付かない", .measure("R-45"))
    func deputies() throws {
        let office = try StrictOffice()
        let id = try office.accounts.proposeDelegation(
            to: "k901", from: try day("2025-06-09"), until: try day("2025-06-14"),
            reason: "出張", by: office.kacho)
        try office.accounts.confirmDelegation(id, by: office.kanri)
        office.world.clock.pass(20 * 86_400)
        for (iso, lent) in [("2025-06-08", false), ("2025-06-09", true), ("2025-06-14", false)] {
            let line = try #require(try line("k901", on: day(iso), office))
            #expect(line.isDeputy == lent && line.may(.approveDecision) == lent, "\(iso)")
        }
        #expect(try line("kacho", on: day("2025-06-09"), office)?.isDeputy == false)
    }

    @Test("一覧の答えは関所の答えと、どの操作・役割・所属でも同じである", .measure("R-21", "R-45"))
    func sameAsTheGate() throws {
        let office = try StrictOffice(rules: AccountRules(departments: ["子ども福祉課"]))
        try office.register("zei1", [.counter], department: "税務課", by: office.kanri)
        try office.approveLast(by: office.kacho)
        let today = office.world.clock.now().dayInJapan
        let lines = try office.accounts.permissions(on: today, by: office.kanri)
        #expect(lines.map(\.officer) == ["k901", "kacho", "kanri", "kanri2", "zei1"])
        #expect(lines.filter(\.isOutside).map(\.officer) == ["zei1"])
        for line in lines {
            let principal = Principal(
                officer: line.officer, name: line.name, roles: Set(line.roles.keys),
                session: "t", terminal: "窓口1", isOutside: line.isOutside)
            for operation in OperationCode.allCases {
                let open = operation.definition.purposes.contains {
                    Permission(operation, by: principal, for: $0).refusal() == nil
                }
                #expect(line.may(operation) == open, "\(line.officer) \(operation)")
            }
        }
    }

    @Test("一覧は、決裁者・管理者・監査だけに開く", .measure("R-45"))
    func readers() throws {
        let office = try StrictOffice()
        let today = office.world.clock.now().dayInJapan
        for role in [Role.counter, .payment, .vendor, .system] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try office.accounts.permissions(on: today, by: office.world.person([role]))
            }
        }
        for role in [Role.head, .administrator, .auditor] {
            #expect(
                try office.accounts.permissions(on: today, by: office.world.person([role]))
                    .count == 4)
        }
    }
}
