// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Payments
import Safeguards
import Vocabulary

/// The steps of one reimbursement: examine and propose, decide otherwise, hold, release, withdraw,
/// take the insurer's letter, approve, send back.
enum ReimbursementSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        let law = visit.installation.benefitLaw
        return try await carryOut(visit, "proposed") { scope in
            try ProposeReimbursements.perform(.these([id]), law: law, in: scope)
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        var decision: DecideReimbursement.Decision?
        if reading.typed["decision"] == "pay" {
            let amount = AmountEntry.read(reading.typed["amount"])
            if amount == nil { reading.wrong("amount", "支給額を数字で入力してください。") }
            decision = amount.map { .pay($0) }
        } else if let reason = ReimbursementReason(rawValue: reading.typed["decision"]) {
            decision = .refuse(reason)
        } else {
            reading.wrong("decision", "決定を選んでください。")
        }
        let explanation = reading.text("explanation", orElse: "理由を入力してください。")
        guard reading.isRight, let decision else { return try await again(visit, reading) }
        let law = visit.installation.benefitLaw
        return try await carryOut(visit, "proposed", field: "amount") { scope in
            try DecideReimbursement.perform(
                id, decision, explanation: explanation, law: law, in: scope)
        }
    }

    static func hold(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let hold: ReimbursementHold? = reading.code("hold", orElse: "保留の理由を選んでください。")
        let note = reading.typed["hold-note"]
        let missing = reading.typed["hold-missing"]
        // The day stands there beforehand: it counts where something is asked for.
        let due = missing.isEmpty ? nil : reading.date("hold-due", "書類の期限")
        guard reading.isRight, let hold else { return try await again(visit, reading) }
        let asked = due.flatMap { PaperRequest(missing, until: $0) }
        return try await carryOut(visit, asked == nil ? "holding" : "asking", field: "hold-due") {
            scope in
            try HoldReimbursement.perform(
                id, hold, note: note.isEmpty ? nil : note, asked: asked, in: scope)
        }
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        return try await carryOut(visit, "released") { scope in
            try ReleaseReimbursement.perform(id, in: scope)
        }
    }

    static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("withdraw-reason", orElse: "取下げの理由を入力してください。")
        guard reading.isRight else { return try await again(visit, reading) }
        return try await carryOut(visit, "withdrawn") { scope in
            try WithdrawReimbursement.perform(id, reason: reason, in: scope)
        }
    }

    /// A letter of the insurer is the next branch of the same application.
    static func letter(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let highCost = AmountEntry.read(reading.typed["high-cost"])
        if highCost == nil { reading.wrong("high-cost", "高額療養費の決定額を入力してください（ないときは0）。") }
        let text = reading.typed["additional"]
        let additional = text.isEmpty ? nil : AmountEntry.read(text)
        if !text.isEmpty, additional == nil { reading.wrong("additional", "附加給付の決定額は数字で入力してください。") }
        let decision = allowed(&reading)
        guard reading.isRight else { return try await again(visit, reading) }
        let (law, today) = (visit.installation.benefitLaw, visit.today)
        return try await carryOut(visit, "letter") { scope in
            guard let file = try ReimbursementBook.cases([id], from: scope.db)[id] else {
                throw BenefitsRefusal.unknownReimbursement
            }
            var input = file.input
            input.branch = file.newestBranch + 1
            input.appliedOn = today
            input.highCost = highCost
            input.additionalBenefit = additional
            if let decision { input.appliance?.decision = decision }
            _ = try EnterReimbursement.perform(input, law: law, in: scope)
        }
    }

    /// 療養費の支給決定 of an appliance, where the letter brings one: all three or none.
    private static func allowed(_ reading: inout FormReading) -> Appliance.Decision? {
        let texts = ["allowed", "insurer-paid", "decided"].map { reading.typed[$0] }
        guard texts.contains(where: { !$0.isEmpty }) else { return nil }
        let allowed = AmountEntry.read(texts[0])
        let paid = AmountEntry.read(texts[1])
        if allowed == nil { reading.wrong("allowed", "支給対象額を数字で入力してください。") }
        if paid == nil { reading.wrong("insurer-paid", "保険者の支給額を数字で入力してください。") }
        guard let day = reading.date("decided", "支給決定の日", whose: .child), let allowed, let paid
        else { return nil }
        return Appliance.Decision(allowed: allowed, paid: paid, decidedOn: day)
    }

    /// What the appliance is, and the doctor's order: the form is keyed again with it.
    static func appliance(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let name = reading.text("appliance", orElse: "装具の名称を入力してください。")
        let ordered = reading.date("ordered", "医師の指示の日", whose: .child)
        guard reading.isRight, let ordered else { return try await again(visit, reading) }
        let law = visit.installation.benefitLaw
        do {
            let receipt = try await visit.perform { scope in
                try CorrectReimbursement.perform(
                    id, reason: "治療用装具の内容", law: law, in: scope
                ) { input in
                    let decision = input.appliance?.decision
                    input.appliance = Appliance(
                        name: name, orderedOn: ordered, decision: decision)
                }
            }
            return visit.carriedOut(Route.reimbursement.path(receipt.id) + "?done=appliance")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal)
            return try await again(visit, reading)
        }
    }

    /// A receipt as it reads in truth: the form is keyed again with it, and examined anew.
    static func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let number = Int(reading.typed["slip"]) ?? 1
        let right = CorrectReimbursement.Receipt(
            treatedOn: reading.optionalDate("slip-day", "診療日", whose: .child),
            cost: typedNumber("slip-cost", "点数（点数のない領収書は総額）", &reading),
            paid: typedNumber("slip-paid", "支払額", &reading).map { Yen($0) },
            firstVisits: FirstVisits.read(&reading),
            admitted: Stays.read(&reading))
        let reason = reading.text("slip-reason", orElse: "訂正の理由を入力してください。")
        if reading.isRight, right.treatedOn == nil, right.cost == nil, right.paid == nil,
            right.firstVisits == nil, right.admitted == nil
        {
            let also =
                (reading.typed.has("first-visits") ? "・初診の回数" : "")
                + (reading.typed.has("admitted") ? "・入院年月日" : "")
            reading.wrong("slip-paid", "診療日・点数・支払額\(also)のうち、直すものを入力してください。空欄は前のままです。")
        }
        guard reading.isRight else { return try await again(visit, reading) }
        let law = visit.installation.benefitLaw
        do {
            let receipt = try await visit.perform { scope in
                try CorrectReimbursement.perform(
                    id, receipt: number, as: right, reason: reason, law: law, in: scope)
            }
            return visit.carriedOut(
                Route.reimbursement.path(receipt.id) + "?done=receiptcorrected")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal, field: refusal.fieldOfCourse)
            return try await again(visit, reading)
        }
    }

    private static func typedNumber(
        _ name: String, _ label: String, _ reading: inout FormReading
    ) -> Int? {
        let text = reading.typed[name]
        guard !text.isEmpty else { return nil }
        let number = AmountEntry.number(text)
        if number == nil { reading.wrong(name, "\(label)は数字で入力してください。") }
        return number
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        let rules = try visit.installation.approvalRules()
        let seen = Int64(visit.form["proposal"])
        return try await carryOut(visit, "paid") { scope in
            try ApproveReimbursements.perform(
                .these([try proposal(seen, of: id, in: scope)]), rules: rules, in: scope)
        }
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("back-reason", orElse: "差戻しの理由を入力してください。")
        guard reading.isRight else { return try await again(visit, reading) }
        let seen = Int64(visit.form["proposal"])
        return try await carryOut(visit, "back") { scope in
            try SendBackReimbursement.perform(
                try proposal(seen, of: id, in: scope), reason: reason, in: scope)
        }
    }

    /// The proposal that the officer saw; one that was made since must be looked at first.
    static func proposal(
        _ seen: Int64?, of reimbursement: Int64, in scope: Scope
    ) throws -> Int64 {
        let newest = try ReimbursementDecisionBook.decisions(of: reimbursement, from: scope.db).last
        guard let newest else { throw BenefitsRefusal.unknownProposal }
        guard newest.id == seen else { throw BenefitsRefusal.proposalOvertaken }
        return newest.id
    }

    /// Carries a step out; what the area refuses is said on the page of the case.
    static func carryOut<R: Sendable>(
        _ visit: Visit, _ done: String, field: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        do {
            _ = try await visit.perform(body)
        } catch let refusal as BenefitsRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            let isAboutField = refusal == .wrongAmount || refusal == .paperDayPassed
            reading.refused(refusal, field: isAboutField ? field : nil)
            return try await again(visit, reading)
        } catch let refusal as ApprovalRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal)
            return try await again(visit, reading)
        } catch let refusal as PaymentRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal)
            return try await again(visit, reading)
        }
        return visit.carriedOut(Route.reimbursement.path(try visit.id("case")) + "?done=\(done)")
    }

    static func again(_ visit: Visit, _ reading: FormReading) async throws -> Answer {
        .page(try await ReimbursementScreen.page(visit, problems: reading.problems))
    }
}
