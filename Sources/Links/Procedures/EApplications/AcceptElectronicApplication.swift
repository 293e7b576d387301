// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 電子申請の受付: it becomes an ordinary application of the 受付簿, or a reimbursement case, and is
/// examined and decided as any other. Nothing is granted here.
public enum AcceptElectronicApplication {
    public static let operation = OperationCode.decideElectronicApplication

    /// - Parameters:
    ///   - banks: the list of banks to copy names from; `nil` leaves the names empty.
    ///   - reimbursements: the window for forms of payment; `nil` refuses them.
    /// - Throws: `ElectronicRefusal`; what the ordinary window refuses; then nothing has changed.
    public static func perform(
        _ id: Int64, _ acceptance: Acceptance, directory: any AddresseeDirectory,
        terms: IntakeTerms, banks: (any BankList)? = nil,
        reimbursements: (any ReimbursementWindow)? = nil, in scope: Scope
    ) throws -> AcceptanceReceipt {
        guard let application = try ElectronicBook.application(id, from: scope.db) else {
            throw ElectronicRefusal.unknownApplication
        }
        let move = try ElectronicMove(.accept, application, note: acceptance.reason)
        scope.saw([acceptance.applicant, acceptance.child])
        let form = ElectronicForm(try ElectronicBook.items(of: id, from: scope.db))
        let people = try directory.persons([acceptance.applicant, acceptance.child])
        try checkReason(application, acceptance, form, people)
        try recordChoice(application, acceptance, in: scope)
        let receipt: AcceptanceReceipt
        if let kind = application.procedure.kind {
            receipt = try AcceptanceReceipt(
                ReceiveApplication.perform(
                    try input(application, kind, form, acceptance), directory: directory,
                    terms: terms, banks: banks, in: scope))
        } else {
            guard let reimbursements else {
                throw ElectronicRefusal.procedureNotReady(application.procedure.wording)
            }
            let form = try ReimbursementForm(application, form, acceptance)
            let next = try reimbursements.receive(form, in: scope)
            receipt = AcceptanceReceipt(
                receipt: form.receipt, successor: .reimbursement(next), standing: "受付",
                holdReason: nil, dueOn: nil, accountDoubts: [])
        }
        try scope.record([move])
        try ElectronicBook.succeed(id, by: receipt.successor, in: scope)
        return receipt
    }

    /// Who takes another person than System 2 found, a person of whom the register says something
    /// else, or a form whose signature failed, says why.
    private static func checkReason(
        _ application: ElectronicApplication, _ acceptance: Acceptance, _ form: ElectronicForm,
        _ people: [AddresseeNumber: ResidentSnapshot]
    ) throws(ElectronicRefusal) {
        let isOther =
            application.applicant.map { $0 != acceptance.applicant } ?? false
            || application.child.map { $0 != acceptance.child } ?? false
        let isDifferent =
            !form.person(.applicant).agrees(with: people[acceptance.applicant])
            || !form.person(.child).agrees(with: people[acceptance.child])
        guard isOther || isDifferent || application.signature == .invalid else { return }
        guard acceptance.reason?.isEmpty == false else { throw .missingReason }
    }

    private static func recordChoice(
        _ application: ElectronicApplication, _ acceptance: Acceptance, in scope: Scope
    ) throws {
        let chosen: [(ElectronicPart, AddresseeNumber, AddresseeNumber?)] = [
            (.applicant, acceptance.applicant, application.applicant),
            (.child, acceptance.child, application.child),
        ]
        try scope.append(
            chosen.filter { $0.1 != $0.2 }.map { part, number, _ in
                ElectronicMatchRow(
                    application: application.id, part: part,
                    answer: ApplicantAnswer(number: number), officer: scope.principal.officer)
            })
    }

    private static func input(
        _ application: ElectronicApplication, _ kind: ApplicationKind, _ form: ElectronicForm,
        _ acceptance: Acceptance
    ) throws(ElectronicRefusal) -> ApplicationInput {
        guard let reason = application.reason else { throw .itemMissing("申請理由") }
        let isSigned = application.signature == .valid
        return ApplicationInput(
            receipt: "\(application.service)-\(application.receipt)", kind: kind, reason: reason,
            channel: .electronic, appliedOn: application.firstAppliedOn,
            causeOn: form.date("event-date"), applicant: acceptance.applicant,
            child: acceptance.child,
            identity: acceptance.identity ?? (isSigned ? form.signedIdentity : nil),
            hasInsuranceEvidence: acceptance.hasInsuranceEvidence,
            insurance: form.insurance(
                of: acceptance.child, source: kind == .registration ? .application : .notification),
            account: form.account, isMarried: form.flag("married"),
            consents: form.flag("consent"), claimed: form.claimedChild)
    }
}

extension AcceptanceReceipt {
    init(_ receipt: ApplicationReceipt) {
        self.init(
            receipt: receipt.receipt, successor: .application(receipt.id),
            standing: receipt.status.wording, holdReason: receipt.holdReason,
            dueOn: receipt.dueOn, accountDoubts: receipt.accountDoubts)
    }
}

extension ReimbursementForm {
    /// - Throws: `.itemMissing`.
    init(
        _ application: ElectronicApplication, _ form: ElectronicForm, _ acceptance: Acceptance
    ) throws(ElectronicRefusal) {
        guard let month = form.text("treatment-month").flatMap({ YearMonth(iso: $0) }) else {
            throw .itemMissing("診療年月")
        }
        self.init(
            receipt: "\(application.service)-\(application.receipt)",
            appliedOn: application.firstAppliedOn, applicant: acceptance.applicant,
            child: acceptance.child, recipientNumber: form.text("recipient-number") ?? "",
            treatmentMonth: month, institution: form.text("institution") ?? "",
            institutionName: form.text("institution-name") ?? "",
            setting: form.text("setting") ?? "", care: form.text("care") ?? "",
            points: form.integer("points") ?? 0, days: form.integer("days") ?? 0,
            burdenTenths: form.integer("burden-tenths") ?? 0,
            paid: Yen(form.integer("paid") ?? 0),
            highCost: form.integer("high-cost-decided").map { Yen($0) },
            additionalBenefit: form.integer("additional-benefit").map { Yen($0) })
    }
}
