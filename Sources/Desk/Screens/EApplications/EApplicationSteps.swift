// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// What an officer does with one electronic application. Nothing is granted here.
enum EApplicationSteps {
    static func begin(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        let reading = FormReading(visit.form, today: visit.today)
        return try await carryOut(visit, reading, "echecking") { scope in
            try BeginElectronicCheck.perform(id, in: scope)
        }
    }

    static func accept(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.typed
        let applicant = AddresseeNumber(EntryReading.digits(typed["applicant"]))
        let child = AddresseeNumber(EntryReading.digits(typed["child"]))
        if applicant == nil { reading.wrong("applicant", "申請者の宛名番号を入力してください。") }
        if child == nil { reading.wrong("child", "児童の宛名番号を入力してください。") }
        let identity = identity(&reading, visit.installation.caseRules)
        guard reading.isRight, let applicant, let child else {
            return .page(try await EApplicationScreen.page(visit, problems: reading.problems))
        }
        let reason = typed["accept-reason"]
        let acceptance = Acceptance(
            applicant: applicant, child: child, identity: identity,
            hasInsuranceEvidence: typed.isTicked("evidence"),
            reason: reason.isEmpty ? nil : reason)
        do {
            let receipt = try await visit.perform(about: [applicant, child]) { scope in
                try AcceptElectronicApplication.perform(
                    id, acceptance, directory: office.directory, terms: office.intake,
                    banks: office.banks, reimbursements: office.reimbursementWindow, in: scope)
            }
            let address =
                switch receipt.successor {
                case .application(let next): Route.application.path(next)
                case .reimbursement(let next): Route.reimbursement.path(next)
                }
            return visit.carriedOut(address + "?done=eaccepted")
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            reading.refused(
                refusal,
                field: (refusal as? ElectronicRefusal) == .missingReason
                    ? "accept-reason" : nil)
            return .page(try await EApplicationScreen.page(visit, problems: reading.problems))
        }
    }

    static func ask(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        var reading = FormReading(visit.form, today: visit.today)
        let reason: ElectronicReason? = reading.code("ask-reason", orElse: "補正を求める理由を選んでください。")
        let due = reading.date("ask-due", "補正の期限")
        let note = reading.typed["ask-note"]
        guard let reason, let due else {
            return .page(try await EApplicationScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, reading, "ecorrection") { scope in
            try AskElectronicCorrection.perform(id, reason, note: note, dueOn: due, in: scope)
        }
    }

    static func take(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        var reading = FormReading(visit.form, today: visit.today)
        let note = reading.text("take-note", orElse: "何がどのように届いたかを入力してください。")
        return try await carryOut(visit, reading, "ecorrected") { scope in
            try TakeElectronicCorrection.perform(id, note: note, in: scope)
        }
    }

    static func giveBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        var reading = FormReading(visit.form, today: visit.today)
        let reason: ElectronicReason? = reading.code("return-reason", orElse: "返却の理由を選んでください。")
        let note = reading.text("return-note", orElse: "内部のメモを入力してください。")
        guard let reason else {
            return .page(try await EApplicationScreen.page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, reading, "ereturned") { scope in
            try ReturnElectronicApplication.perform(id, reason, note: note, in: scope)
        }
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("eapplication")
        var reading = FormReading(visit.form, today: visit.today)
        let note = reading.text("withdraw-note", orElse: "取下げの申出の内容を入力してください。")
        return try await carryOut(visit, reading, "withdrawn") { scope in
            try WithdrawElectronicApplication.perform(id, note: note, in: scope)
        }
    }

    /// How the applicant was identified where no signature says it.
    private static func identity(
        _ reading: inout FormReading, _ rules: CaseRules
    ) -> IdentityEvidence? {
        let typed = reading.typed
        guard !typed["number-check"].isEmpty || !typed["identity"].isEmpty else { return nil }
        if typed["number-check"].isEmpty { reading.wrong("number-check", "番号確認の方法を選んでください。") }
        if typed["identity"].isEmpty { reading.wrong("identity", "身元確認の方法を選んでください。") }
        return IdentityEvidence(
            numberCheck: typed["number-check"], method: typed["identity"],
            documents: typed["documents"], isInterviewed: false,
            explanationVersion: IntakeForm.explanation(rules, on: reading.today)?.code ?? "",
            isExplained: true)
    }

    private static func carryOut(
        _ visit: Visit, _ given: FormReading, _ done: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        var reading = given
        if reading.isRight {
            do {
                try await visit.perform(body)
                return visit.carriedOut(
                    Route.eApplication.path(try visit.id("eapplication")) + "?done=\(done)")
            } catch let refusal as ElectronicRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await EApplicationScreen.page(visit, problems: reading.problems))
    }
}
