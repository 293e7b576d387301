// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Foundation
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

/// Every edge of the table that two persons must take, with the real procedure and one person who
/// holds every role: refused each time. So the table says what the program does.
@Suite("四つの目：表の辺を実際の手続で試す", .measure("R-05", "R-08", "R-53"))
struct WorkflowEdgeTests {
    private typealias Attempt = @Sendable (EdgeOffice) throws -> Void
    private static let one = EdgeOffice.one
    private static let other = EdgeOffice.other
    private static let machine = EdgeOffice.machine

    /// Flow/step: what one person tries.
    private static let attempts: [String: [Attempt]] = [
        "pay/決裁": [
            { office in
                try office.entitle()
                try office.enter(by: one)
                try office.approve(reimbursements: office.decide(by: machine), by: one)
            },
            { office in
                try office.entitle()
                try office.enter(by: other)
                try office.approve(reimbursements: office.decide(by: one), by: one)
            },
        ],
        "pay/支払決裁": [
            { office in
                try office.decided()
                try office.approve(run: office.run(by: one), by: one)
            }
        ],
        "pay/振込データ": [
            { office in
                try office.decided()
                let run = try office.run(by: machine)
                try office.approve(run: run, by: one)
                try office.write(run: run, by: one)
            },
            { office in
                try office.decided()
                let run = try office.run(by: machine)
                try office.approve(run: run, by: one)
                try office.write(run: run, by: machine)
            },
        ],
        "account/確認": [
            { office in
                try office.entitle()
                try account(office, by: one)
                try confirm(office, by: one)
            },
            { office in
                try office.entitle()
                try account(office, by: one)
                try confirm(office, by: machine)
            },
        ],
        "account/登録": [
            { office in
                try office.entitle()
                try account(office, by: machine)
            }
        ],
        "account-with-application/決裁": [
            { office in
                try office.approve(
                    office.propose(office.receive(by: one), by: machine), by: one)
            }
        ],
        "cancel/決裁": [
            { office in
                try office.decided()
                let id = try office.act(.decideReimbursement, by: one, for: .benefit) { scope in
                    let file = try ReimbursementBook.reimbursement(receipt: "S-1", from: scope.db)
                    return try ProposeCancellation.perform(
                        file?.id ?? 0, reason: "誤り", in: scope)
                }
                _ = try office.act(.approveReimbursement, by: one, for: .benefit) {
                    try ApproveCancellation.perform(id, payments: CancelledDecisions(), in: $0)
                }
            }
        ],
        "payee/決裁": [
            { office in
                try office.decided()
                let directory = office.directory
                let days = office.days
                _ = try office.act(.scheduleMonth, by: machine, for: .benefit) {
                    try ScheduleMonth.perform(
                        day("2025-06-01").yearMonth, days: days, in: $0)
                }
                var father = try #require(try directory.person(EdgeOffice.hanako))
                father.number = AddresseeNumber(value: 920_000_002)
                directory.put(father)
                let payee = father.number
                let id = try office.act(.decideReimbursement, by: one, for: .benefit) { scope in
                    let item = try ItemBook.items(child: EdgeOffice.taro, from: scope.db).first
                    return try ProposePayeeChange.perform(
                        PayeeChangeInput(
                            item: item?.id ?? 0, payee: payee, ground: .other,
                            evidence: "届", explanation: "試し"),
                        key: "P1", directory: directory, in: scope)
                }
                _ = try office.act(.approvePayee, by: one, for: .benefit) {
                    try ApprovePayeeChange.perform(
                        id, days: days, directory: directory, in: $0)
                }
            }
        ],
        "recovery-request/決裁": [
            { office in
                try office.entitle()
                try stand(office, claim(office, by: one), by: one)
            }
        ],
        "waive/取下げ": [
            { office in
                try office.entitle()
                let id = try claim(office, by: one)
                try stand(office, id, by: other)
                try office.act(.recordRecovery, by: one, for: .benefit) {
                    try RecordRecovery.withdraw(id, key: "W1", in: $0)
                }
            }
        ],
        "entitle/決裁": [
            { office in
                try office.approve(
                    office.propose(office.receive(by: one), by: machine), by: one)
            },
            { office in
                try office.approve(office.propose(office.receive(by: other), by: one), by: one)
            },
        ],
        "lapse/決裁": [
            { office in
                try office.entitle()
                let id = try office.act(.lapse, by: one, for: .change) {
                    try LapseEntitlement.propose(
                        EdgeOffice.taro, on: day("2025-06-02"), decision: .movedOut,
                        asked: .movingOut, exOfficio: false, consequences: ConsequencesOfPayments(),
                        in: $0)
                }
                try office.approve([id], by: one)
            }
        ],
        "rejudge/確認": [
            { office in
                try office.entitle()
                let id = try office.act(.lapse, by: other, for: .change) {
                    try LapseEntitlement.propose(
                        EdgeOffice.taro, on: day("2025-06-02"), decision: .movedOut,
                        asked: .movingOut, exOfficio: false, consequences: ConsequencesOfPayments(),
                        in: $0)
                }
                // Confirming a rejudgement is no way round the head.
                _ = try office.act(.confirmRejudgement, by: one, for: .change) {
                    try ConfirmProposal.perform(id, in: $0)
                }
            }
        ],
        "grant/承認": [
            { office in
                try staff(office)
                let id = try office.accounts.proposeGrant(
                    GrantRequest(officer: "newbie", roles: [.payment]), reason: "応援", by: one)
                try office.accounts.approveGrant(id, by: one)
            },
            { office in
                try staff(office)
                let id = try office.accounts.proposeGrant(
                    GrantRequest(officer: "all1", roles: [.payment]), reason: "応援", by: other)
                try office.accounts.approveGrant(id, by: one)
            },
        ],
        "grant/申請": [
            { office in
                try staff(office)
                try office.accounts.proposeGrant(
                    GrantRequest(officer: "all1", roles: [.payment]), reason: "応援", by: one)
            }
        ],
        "passkey/確認": [
            { office in
                try staff(office)
                _ = try office.accounts.allowPasskey(of: "newbie", reason: "着任", by: one)
                try office.accounts.confirmPasskey(
                    ticket: try #require(try office.accounts.tickets(by: one).first).id, by: one)
            },
            { office in
                try staff(office)
                _ = try office.accounts.allowPasskey(of: "all1", reason: "着任", by: other)
                try office.accounts.confirmPasskey(
                    ticket: try #require(try office.accounts.tickets(by: one).first).id, by: one)
            },
        ],
        "stop/解除": [
            { office in
                let id = try office.act(.stopWork, by: one, for: .maintenance) {
                    try StopWork.perform(.all, in: $0)
                }
                try office.act(.resumeWork, by: one, for: .maintenance) {
                    try ResumeWork.perform(id, in: $0)
                }
            }
        ],
    ]

    /// Edges whose procedures are driven in the tests of their own rooms: the file that does it.
    private static let elsewhere: [String: String] = [
        "break-glass/承認": "SafeguardsTests", "export/承認": "CopyingTests",
        "purge/決裁": "RetentionTests", "legal-hold/解除": "RetentionTests",
        "register/確認": "RegistersTests", "unprotect/決裁": "EntitlementTests",
        "held-letter/承認": "EntitlementTests", "disclose/決定": "RegistersTests",
        "protect/決裁": "EntitlementTests", "decision-rule/承認": "EntitlementTests",
        "retroactive/決裁": "PaymentsTests",
        "cash/支払決裁": "PaymentsTests", "cash/交付": "PaymentsTests",
        "expenditure/決裁": "PaymentsTests", "insurer-rule/決裁": "EntitlementTests",
        "migrate/決裁": "MigrationTests", "succession/決裁": "EntitlementTests",
    ]
    private static let refusals: Set<String> = [
        "E-SAF-009", "E-PAY-027", "E-ENT-017", "E-SAF-006",
    ]

    @Test("二人の要るどの辺も、すべての役割を持つ一人には断られる")
    func everyEdge() throws {
        for (edge, tries) in Self.attempts.sorted(by: { $0.key < $1.key }) {
            for attempt in tries {
                let office = try EdgeOffice()
                do {
                    try attempt(office)
                    Issue.record("\(edge)：一人でできました")
                } catch let refusal as any Refusal {
                    #expect(Self.refusals.contains(refusal.code), "\(edge)：\(refusal.code)")
                }
            }
        }
    }

    @Test("表の辺は、ここか、それぞれの部屋の試験で試されている")
    func everyEdgeIsTried() throws {
        for flow in Workflow.all {
            for step in flow.steps
            where !step.notBy.isEmpty || step.countsPersons || step.notByBeneficiary {
                let edge = "\(flow.id)/\(step.name)"
                if let room = Self.elsewhere[edge] {
                    #expect(try Self.mentionsRefusal(room), "\(edge)：\(room)に断りの試験がありません")
                } else {
                    #expect(Self.attempts[edge] != nil, "\(edge)を試すものがありません")
                }
            }
        }
    }

    /// Whether the tests of a room expect that one person is refused.
    private static func mentionsRefusal(_ room: String) throws -> Bool {
        let folder = EdgeOffice.root.appending(path: "Tests/\(room)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            if text.contains("sameOfficer") || text.contains("ownConfirmation") { return true }
        }
        return false
    }

    /// A claim that is registered by hand.
    private static func claim(_ office: EdgeOffice, by who: Principal) throws -> Int64 {
        try office.act(.recordRecovery, by: who, for: .benefit) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: EdgeOffice.taro, recipient: EdgeOffice.hanako, item: nil,
                    amount: Yen(1_000), reason: .wrong, explanation: "誤り"),
                key: "R1", in: $0)
        }
    }

    /// Decides that a claim stands.
    private static func stand(
        _ office: EdgeOffice, _ claim: Int64, by who: Principal
    ) throws {
        let law = office.recoveryLaw
        try office.act(.approveRecovery, by: who, for: .benefit) { scope in
            let request = try RecoveryRequestBook.requests(of: claim, from: scope.db).first
            try ApproveRecoveryAct.perform(request?.id ?? 0, law: law, in: scope)
        }
    }

    private static func account(_ office: EdgeOffice, by who: Principal) throws {
        _ = try office.act(.changeAccount, by: who, for: .change) {
            try RecordAccount.perform(
                AccountInput(
                    bank: "9001", branch: "001", type: .ordinary, number: "9666666",
                    holderKana: "ケンショウ ハナコ"), of: EdgeOffice.hanako,
                directory: office.directory, in: $0)
        }
    }

    private static func confirm(_ office: EdgeOffice, by who: Principal) throws {
        try office.act(.approveAccount, by: who, for: .change) { scope in
            let waiting = try AccountConfirmations.waiting(from: scope.db).map(\.use)
            try ConfirmAccounts.perform(waiting, in: scope)
        }
    }

    private static func staff(_ office: EdgeOffice) throws {
        try office.accounts.createFirst(
            try NewOfficer(
                officer: "all1", name: "検証 一郎", department: "課", roles: [.administrator]),
            password: "naniwa-kusa-2041")
        for name in ["all2", "newbie"] {
            try office.accounts.create(
                try NewOfficer(
                    officer: name, name: "検証 次郎", department: "課", roles: [.counter]),
                password: "naniwa-kusa-2041", by: .machine("user-add"))
        }
    }
}
