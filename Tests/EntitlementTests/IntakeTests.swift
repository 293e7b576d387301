// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("申請の受付") struct IntakeTests {
    @Test("そろった申請は審査待ちになる", .measure("R-09")) func complete() throws {
        let office = try Office()
        #expect(try office.receive(office.form()).status == .checked)
    }

    @Test("保険の確認書類がない申請は保留になり、後から届けば審査待ちに戻る", .measure("R-09")) func heldAndReleased() throws {
        let office = try Office()
        let receipt = try office.receive(office.form(evidence: false))
        #expect(receipt.status == .heldChecked)
        #expect(receipt.dueOn == date("2025-05-10"))
        office.clock.stand(on: date("2025-05-11"))
        #expect(
            try office.read { try Inbox.overdueHolds(on: date("2025-05-11"), from: $0) }.count == 1)
        let report = try office.gate.perform(
            RecordInsurance.operation, by: Office.counter, for: .registration
        ) {
            try RecordInsurance.perform(
                [office.insurance(Office.child, from: "2025-04-01")], in: $0)
        }
        #expect(report.released == [receipt.id])
        #expect(try office.read { try Inbox.toExamine(from: $0) }.map(\.id) == [receipt.id])
    }

    @Test("窓口で聞いた除外事由は、見込みでも受付の後の審査でも同じく対象外にし、受付と同時に記録される")
    func exclusion() throws {
        let office = try Office()
        let child = try #require(try office.directory.person(Office.child))
        func examine(_ form: ApplicationInput) throws -> Examination {
            try office.gate.perform(.judge, by: Office.counter, for: .registration) {
                try PreviewJudgement.perform(
                    form, law: Office.law, directory: office.directory, in: $0)
            }
        }
        func known() throws -> [String] {
            try office.read { try ExclusionBook.stretches([Office.child], from: $0) }
                .values.flatMap { $0.map(\.kind) }
        }
        var form = office.form()
        #expect(try examine(form).isEligible)
        form.exclusion = ExclusionInput(
            child: Office.child, kind: .fosterPlacement, beganOn: child.born, source: "申請時の申出")
        let seen = try examine(form)
        #expect(!seen.isEligible && seen.refusals.contains { $0.because.contains("里親") })
        #expect(try known().isEmpty, "見込みは何も書かない")
        let receipt = try office.receive(form)
        #expect(try known() == ["foster-placement"])
        let later = try office.gate.perform(.judge, by: Office.counter, for: .registration) {
            try PreviewJudgement.perform(
                receipt.id, law: Office.law, directory: office.directory, in: $0)
        }
        #expect(!later.isEligible)
        #expect(later.refusals.map(\.because) == seen.refusals.map(\.because))
    }

    @Test("住民記録にない人の申請は保留になり、審査できない", .measure("R-30", "R-35")) func unknownPerson() throws {
        let office = try Office()
        let receipt = try office.receive(
            office.form(child: AddresseeNumber(value: 900_000_099)))
        #expect(receipt.status == .held)
        #expect(throws: EntitlementRefusal.notAllowed(.judge, .held)) {
            try office.propose([receipt.id])
        }
    }

    @Test("24時間を過ぎた住民記録の確認では審査できず、確認し直せばできる", .measure("R-30")) func staleCheck() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        office.clock.stand(on: date("2025-04-12"))
        #expect(throws: EntitlementRefusal.staleResidentCheck(hours: 24)) {
            try office.propose([receipt.id])
        }
        try office.gate.perform(
            CheckResidents.operation, by: Office.counter, for: .registration
        ) { scope in
            _ = try CheckResidents.perform(
                [receipt.id], directory: office.directory, in: scope)
        }
        #expect(try office.propose([receipt.id]).count == 1)
    }

    @Test("同じ児童の二つ目の申請と同じ受付番号は受け付けない", .measure("R-09")) func duplicates() throws {
        let office = try Office()
        _ = try office.receive(office.form(receipt: "R9001"))
        #expect(throws: EntitlementRefusal.openApplicationExists) {
            try office.receive(office.form())
        }
        #expect(throws: EntitlementRefusal.duplicateReceipt("R9001")) {
            try office.receive(office.form(receipt: "R9001"))
        }
    }

    @Test("説明・本人確認・聞き取りのどれが欠けても受け付けない", .measure("R-34", "R-37", "R-40", "R-42"), arguments: 0..<3)
    func evidence(_ missing: Int) throws {
        let office = try Office()
        var form = office.form()
        if missing == 0 { form.identity?.isExplained = false }
        if missing == 1 { form.identity?.method = "" }
        if missing == 2 { form.identity?.isInterviewed = false }
        let expected: [EntitlementRefusal] = [.notExplained, .identityNotChecked, .notInterviewed]
        #expect(throws: expected[missing]) { try office.receive(form) }
    }

    @Test("申請も資格もない人の保険は保存されない", .measure("R-23", "R-35")) func unlinked() throws {
        let office = try Office()
        let stranger = AddresseeNumber(value: 900_000_055)
        let report = try office.gate.perform(
            RecordInsurance.operation, by: Office.counter, for: .registration
        ) { try RecordInsurance.perform([office.insurance(stranger, from: "2025-04-01")], in: $0) }
        #expect(report.unlinked == 1)
        #expect(report.recorded == 0)
    }

    @Test("職権の受付は、本人確認も説明も要らないが、理由がなければ断り、決定は職権と記録される")
    func exOfficio() throws {
        let office = try Office()
        var form = office.form()
        form.channel = .exOfficio
        form.identity = nil
        #expect(throws: EntitlementRefusal.missingReason) { try office.receive(form) }
        form.ground = "福祉の措置で保護者が申請できない"
        let decision = try office.grant(form)
        #expect(decision.isExOfficio)
        let said = try office.read {
            try $0.rows("SELECT reason FROM application_event WHERE event = 'received'", []) {
                $0.optionalText(0)
            }
        }
        #expect(said == ["福祉の措置で保護者が申請できない"])
    }

    @Test(
        "権限のない役割は行えない",
        arguments: [
            (ReceiveApplication.operation, Role.auditor), (HoldApplication.operation, .auditor),
            (ProposeDecisions.operation, .head), (ApproveDecisions.operation, .counter),
            (SendBack.operation, .counter), (Rejudge.operation, .auditor),
            (IssueCertificates.operation, .auditor), (RecordAccount.operation, .auditor),
            (LapseEntitlement.operation, .payment), (YearEndLapse.operation, .payment),
            (ExtendEntitlements.operation, .payment),
        ])
    func permission(_ operation: OperationCode, _ role: Role) throws {
        let office = try Office()
        let who = Principal(
            officer: "U009", name: "U009", roles: [role], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(operation, by: who, for: .registration) { _ in }
        }
    }
}
