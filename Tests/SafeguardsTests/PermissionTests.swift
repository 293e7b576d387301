// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("権限の表と、別に書いた答え合わせ")
struct PermissionTests {
    private static let soak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil

    /// Every set of roles that people may hold, allowed together or not, and the machine.
    private static let roleSets: [Set<Role>] = {
        let people = Role.allCases.filter { $0 != .system }
        let sets = (0..<(1 << people.count)).map { bits in
            Set(people.indices.filter { bits & (1 << $0) != 0 }.map { people[$0] })
        }
        return sets + [[.system]]
    }()

    private static let emergency = Emergency(
        number: 1, operations: Set(Emergency.askable), until: Instant(microseconds: .max))

    /// One combination asked on both sides.
    private struct Case {
        let operation: OperationCode
        let roles: Set<Role>
        let purpose: Purpose
        var record = RecordScope.ownDepartment
        var state = RecordState.open
        var isOutside = false
        var hasEmergency = false

        var ours: Permission {
            Permission(
                operation,
                by: Principal(
                    officer: "k901", name: "見本", roles: roles, session: "t", terminal: "t",
                    isOutside: isOutside,
                    emergency: hasEmergency ? PermissionTests.emergency : nil), for: purpose)
        }

        var question: PermissionOracle.Question {
            PermissionOracle.Question(
                operation: operation.rawValue, roles: roles.map(\.rawValue),
                purpose: purpose.rawValue, record: record.rawValue, state: state.rawValue,
                isOutside: isOutside, hasEmergency: hasEmergency)
        }
    }

    private func differs(_ one: Case, _ oracle: PermissionOracle) -> Bool {
        let ours = one.ours.refusal(on: one.record, in: one.state) == nil
        return ours != oracle.allows(one.question)
    }

    private func differs(_ one: Case, _ field: Field, _ oracle: PermissionOracle) -> Bool {
        one.ours.visibility(of: field, on: one.record, in: one.state).rawValue
            != oracle.sees(field.rawValue, one.question)
    }

    @Test("操作×役割の組×目的のすべてで、表と答え合わせが一致する", .measure("R-45", "R-61", "R-21"))
    func operationsRolesPurposes() throws {
        let oracle = try PermissionOracle()
        var (asked, wrong) = (0, [String]())
        for operation in OperationCode.allCases {
            for roles in Self.roleSets {
                for purpose in Purpose.allCases {
                    for isOutside in [false, true] {
                        let one = Case(
                            operation: operation, roles: roles, purpose: purpose,
                            isOutside: isOutside)
                        asked += 1
                        if differs(one, oracle) { wrong.append("\(one)") }
                    }
                }
            }
        }
        #expect(asked >= 50_000)
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("操作×役割×記録の範囲×項目×状態で、見え方が答え合わせと一致する", .measure("R-41", "R-45"))
    func recordsFieldsStates() throws {
        let oracle = try PermissionOracle()
        var (asked, wrong) = (0, [String]())
        var lots = Seeded(41)
        let states = RecordState.allCases
        for operation in OperationCode.allCases {
            let line = operation.definition
            for role in Role.allCases where Self.soak || line.roles.contains(role) {
                for purpose in Purpose.allCases where line.purposes.contains(purpose) {
                    for record in RecordScope.allCases {
                        for state in Self.soak
                            ? states : [states.randomElement(using: &lots) ?? .open]
                        {
                            let one = Case(
                                operation: operation, roles: [role], purpose: purpose,
                                record: record, state: state)
                            for field in Field.allCases {
                                asked += 1
                                if differs(one, field, oracle) { wrong.append("\(field) \(one)") }
                            }
                        }
                    }
                }
            }
        }
        #expect(asked >= 50_000)
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("くじで選んだ組合せ（全次元、緊急アクセスを含む）でも一致する", .measure("R-45", "R-32"))
    func randomCases() throws {
        let oracle = try PermissionOracle()
        var lots = Seeded(45)
        let size = Self.soak ? 1_500_000 : 20_000
        var wrong: [String] = []
        for _ in 0..<size {
            let one = Case(
                operation: OperationCode.allCases.randomElement(using: &lots) ?? .login,
                roles: Self.roleSets.randomElement(using: &lots) ?? [],
                purpose: Purpose.allCases.randomElement(using: &lots) ?? .audit,
                record: RecordScope.allCases.randomElement(using: &lots) ?? .otherBody,
                state: RecordState.allCases.randomElement(using: &lots) ?? .open,
                isOutside: Bool.random(using: &lots), hasEmergency: Bool.random(using: &lots))
            let field = Field.allCases.randomElement(using: &lots) ?? .name
            if differs(one, oracle) || differs(one, field, oracle) { wrong.append("\(one)") }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test("保守は、緊急アクセスなしには、どの人の記録にも届かない", .measure("R-32", "R-61", "R-82"))
    func vendorsSeeNobody() {
        for operation in OperationCode.allCases where operation.definition.auditsSubjects {
            for purpose in Purpose.allCases {
                let one = Case(operation: operation, roles: [.vendor], purpose: purpose)
                for record in RecordScope.allCases {
                    #expect(one.ours.refusal(on: record) != nil, "\(operation)")
                }
            }
        }
        for purpose in Purpose.allCases where purpose != .maintenance {
            #expect(
                Case(
                    operation: .viewPerson, roles: [.vendor], purpose: purpose,
                    hasEmergency: true
                ).ours.refusal() == .wrongPurpose)
        }
        // An emergency never copies, pays, decides or reveals.
        for operation in Emergency.askable {
            let line = operation.definition
            #expect(line.kind != .output && !line.needsProof && !line.needsReason)
        }
    }

    @Test("他課の職員は、許可がなければ人の記録を開けない", .measure("R-21"))
    func otherDepartments() throws {
        let world = try World()
        let outside = Principal(
            officer: "k909", name: "他課", roles: [.counter, .head], session: "t", terminal: "t",
            isOutside: true)
        for operation in OperationCode.allCases where operation.definition.auditsSubjects {
            let line = operation.definition
            guard !line.roles.isDisjoint(with: outside.roles), let purpose = line.purposes.first
            else { continue }
            #expect(throws: SafeguardRefusal.otherDepartment, "\(operation)") {
                try world.gate.perform(operation, by: outside, for: purpose, reason: "試験") { _ in }
            }
        }
        try world.gate.perform(.viewHome, by: outside, for: .registration) { _ in }
    }

    @Test("操作の途中で分かった記録の範囲と状態でも断り、何も残さない", .measure("R-45"))
    func scopeAsksTheTable() throws {
        let world = try World()
        let head = world.person([.head])
        func approve(_ record: RecordScope, _ state: RecordState) throws {
            try world.gate.perform(.approveDecision, by: head, for: .registration) { scope in
                try scope.touches(record, in: state)
            }
        }
        try approve(.ownDepartment, .proposed)
        #expect(throws: SafeguardRefusal.wrongState) { try approve(.ownDepartment, .decided) }
        #expect(throws: SafeguardRefusal.suspendedUse) { try approve(.suspendedPerson, .proposed) }
        #expect(throws: SafeguardRefusal.noSuchRecord) { try approve(.otherBody, .proposed) }
        #expect(
            try world.log().map(\.result) == [
                "ok", "refused E-SAF-026", "refused E-SAF-024", "refused E-SAF-025",
            ])
    }
}
