// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// The steps of one claim: money that came in, letters, and what a second officer decides.
enum RecoverySteps {
    static func receive(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        var reading = FormReading(visit.form, today: visit.today)
        if let reversal = ReversalEntry.read(&reading) {
            guard reading.isRight else {
                return .page(try await RecoveryScreen.page(visit, id, problems: reading.problems))
            }
            return try await carryOut(visit, id, "receiptreversed") {
                try ReverseReceipt.perform(
                    reversal.receipt, of: id, reason: reversal.reason, in: $0)
            }
        }
        let fiscal = visit.installation.fiscalLaw
        if let step = ExcessEntry.read(&reading, of: id, law: fiscal) {
            guard reading.isRight else {
                return .page(try await RecoveryScreen.page(visit, id, problems: reading.problems))
            }
            return try await carryOut(visit, id, step.done, step.body)
        }
        let amount = AmountEntry.read(visit.form["amount"])
        if amount == nil { reading.wrong("amount", "納付された額を数字で入力してください。") }
        let day = reading.date("on", "領収日")
        guard reading.isRight, let amount, let day else {
            return .page(try await RecoveryScreen.page(visit, id, problems: reading.problems))
        }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let slip = visit.form["slip"].isEmpty ? nil : visit.form["slip"]
        let isAnother = visit.form["another"] == "yes"
        return try await carryOut(visit, id, "recovered") {
            try RecordRecovery.receive(
                amount, for: id, on: day, slip: slip, isAnother: isAnother, key: key, in: $0)
        }
    }

    static func demand(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        let kind = RecoveryDemand.Kind(rawValue: visit.form["kind"]) ?? .demand
        let law = visit.installation.recoveryLaw
        return try await carryOut(visit, id, "demanded") {
            _ = try DemandPayment.perform(kind, of: id, law: law, in: $0)
        }
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        var reading = FormReading(visit.form, today: visit.today)
        let law = visit.installation.recoveryLaw
        let outstanding = try await visit.perform(.viewReturns) { scope in
            let recovery = try RecoveryBook.recovery(id, from: scope.db)
            if let recovery { scope.saw([recovery.child, recovery.recipient]) }
            return recovery?.outstanding ?? .zero
        }
        let asked = act(&reading, visit, outstanding: outstanding)
        guard reading.isRight, let asked else {
            return .page(try await RecoveryScreen.page(visit, id, problems: reading.problems))
        }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        return try await carryOut(visit, id, "recoveryasked") {
            _ = try ProposeRecoveryAct.perform(
                asked.act, about: id, explanation: asked.why, key: key, law: law, in: $0)
        }
    }

    private static func act(
        _ reading: inout FormReading, _ visit: Visit, outstanding: Yen
    ) -> (act: RecoveryAct, why: String)? {
        switch visit.form["act"] {
        case "plan":
            let count = AmountEntry.number(visit.form["count"])
            if count == nil { reading.wrong("count", "回数を数字で入力してください。") }
            let first = reading.date("first", "第1回の納期限")
            let signed = reading.date("signed", "誓約の日")
            let why = reading.text("plan-why", orElse: "説明を入力してください。")
            guard let count, count < 1_000, let first, let signed else { return nil }
            return (
                .plan(
                    InstalmentPlan.even(outstanding, count: count, first: first),
                    signedOn: signed), why
            )
        case "offset":
            let item = Int64(visit.form["item"])
            if item == nil { reading.wrong("item", "充てる支給を選んでください。") }
            let amount = AmountEntry.read(visit.form["offset-amount"])
            if amount == nil { reading.wrong("offset-amount", "充当する額を数字で入力してください。") }
            let agreed = reading.date("agreed", "本人の申出の日")
            let why = reading.text("offset-why", orElse: "説明を入力してください。")
            guard let item, let amount, let agreed else { return nil }
            return (.offset(item: item, amount, agreedOn: agreed), why)
        case "refund", "credit": return ExcessEntry.act(&reading)
        default:
            let basis: WriteOffBasis? = reading.code("basis", orElse: "事由を選んでください。")
            let why = reading.text("loss-why", orElse: "説明を入力してください。")
            return basis.map { (.writeOff($0), why) }
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let request = try visit.id("recoveryrequest")
        let id = try await RecoveryScreen.recovery(of: visit)
        let law = visit.installation.recoveryLaw
        guard visit.form["act"] == "back" else {
            return try await carryOut(visit, id, "recoverydecided") {
                try ApproveRecoveryAct.perform(request, law: law, in: $0)
            }
        }
        let reason = visit.form["back-\(request)"]
        return try await carryOut(visit, id, "recoveryback") {
            try SendBackRecoveryAct.perform(request, reason: reason, in: $0)
        }
    }

    static func carryOut(
        _ visit: Visit, _ id: Int64, _ done: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await RecoveryScreen.page(
                    visit, id, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]
                ))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await RecoveryScreen.page(
                    visit, id, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(Route.recovery.path(id) + "?done=\(done)")
    }
}
