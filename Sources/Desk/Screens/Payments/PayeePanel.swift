// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 支払先の変更 on the page of a child's payments: what waits for a second officer, and the form to
/// propose one.
struct PayeePanel: PageModel {
    struct Row: PageModel {
        let receipt: String
        let amount: String
        let before: PersonCell
        let payee: PersonCell
        let ground: String
        let evidence: String
        let why: String
        let proposer: String
        let state: String
        let weight: String
        let isOwn: Bool
        let mayDecide: Bool
        let decide: String
        let reason: FormField
    }

    let rows: [Row]
    let hasRows: Bool
    let mayPropose: Bool
    let isOpen: Bool
    let propose: String
    let fields: [FormField]

    /// Items that may go to somebody else, and about which nothing waits yet.
    private static func choices(
        _ items: [PaymentItem], _ changes: [PayeeChange]
    ) -> [(String, String)] {
        let waiting = Set(changes.filter { $0.isApproved == nil }.map(\.input.item))
        let open: [PaymentItemStatus] = [.scheduled, .held, .returned]
        return items.filter { open.contains($0.status) && !waiting.contains($0.id) }.map {
            (
                String($0.id),
                "\($0.receiptText)　\(Say.month($0.treatmentMonth))診療　\($0.amount)　\($0.status.wording)"
            )
        }
    }

    init(
        _ items: [PaymentItem], _ changes: [PayeeChange], _ people: ListedPeople,
        child: AddresseeNumber, _ visit: Visit, _ reader: Principal, _ problems: [FormProblem]
    ) {
        let receipts = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0) })
        rows = changes.map { change in
            let waits = change.isApproved == nil
            let isOwn = change.proposer == reader.officer
            let state = change.isApproved.map { $0 ? "決裁済" : "差戻し" } ?? "決裁待ち"
            func person(_ number: AddresseeNumber) -> PersonCell {
                PersonCell(
                    number, people, orElse: people.registeredName(number), for: reader)
            }
            return Row(
                receipt: receipts[change.input.item]?.receiptText ?? "",
                amount: receipts[change.input.item]?.amount.grouped ?? "",
                before: person(change.before), payee: person(change.input.payee),
                ground: change.input.ground.wording, evidence: change.input.evidence,
                why: [change.input.explanation, change.reason.map { "差戻し：\($0)" }]
                    .compactMap(\.self).joined(separator: "・"),
                proposer: visit.desk.name(of: change.proposer),
                state: change.approver.map { "\(state)（\(visit.desk.name(of: $0))）" } ?? state,
                weight: waits ? "warn" : change.isApproved == true ? "good" : "stop",
                isOwn: isOwn && waits,
                mayDecide: waits && !isOwn && visit.may(.approvePayee),
                decide: Route.decidePayee.path(child, change.id),
                reason: FormField.text(
                    "back-\(change.id)", "差戻しの理由", visit.form, size: "long"
                ).checked(problems))
        }
        hasRows = !rows.isEmpty
        let choices = Self.choices(items, changes)
        mayPropose = visit.may(.decideReimbursement) && !choices.isEmpty
        isOpen = visit.form.has("payee-why")
        propose = Route.proposePayee.path(child)
        fields = [
            FormField.select(
                "item", "支給", visit.form, [("", "選んでください")] + choices, isRequired: true),
            .addressee("payee", "新しい支払先の宛名番号", visit.form, isRequired: true),
            .select(
                "ground", "変更の理由", visit.form,
                [("", "選んでください")]
                    + PayeeChangeGround.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .text(
                "evidence", "確かめた書類", visit.form, hint: "例 戸籍謄本、相続人代表者の届",
                size: "long", isRequired: true),
            .text(
                "payee-why", "説明（記録されます）", visit.form, size: "long", isRequired: true),
        ].checked(problems)
    }
}

/// What officers do about the payee of a payment.
enum PayeeSteps {
    static func propose(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let item = Int64(visit.form["item"])
        if item == nil { reading.wrong("item", "支払先を変える支給を選んでください。") }
        let payee = AddresseeNumber(visit.form["payee"])
        if payee == nil {
            reading.wrong("payee", "新しい支払先の宛名番号を確かめて入力してください。")
        }
        let ground: PayeeChangeGround? = reading.code("ground", orElse: "変更の理由を選んでください。")
        let evidence = reading.text("evidence", orElse: "確かめた書類を入力してください。")
        let why = reading.text("payee-why", orElse: "説明を入力してください（記録されます）。")
        guard reading.isRight, let item, let payee, let ground else {
            return .page(
                try await ChildPaymentsScreen.page(visit, problems: reading.problems))
        }
        let input = PayeeChangeInput(
            item: item, payee: payee, ground: ground, evidence: evidence, explanation: why)
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        let directory = visit.installation.directory
        return try await carryOut(visit, child, "payeeasked") { scope in
            guard try ItemBook.items([item], from: scope.db)[item]?.child == child else {
                throw PaymentRefusal.unknownItem
            }
            try ProposePayeeChange.perform(input, key: key, directory: directory, in: scope)
        }
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        let id = try visit.id("payeechange")
        let (days, directory) = (visit.installation.paymentDays, visit.installation.directory)
        let isBack = visit.form["act"] == "back"
        let reason = visit.form["back-\(id)"]
        if isBack, reason.isEmpty {
            let problem = FormProblem("back-\(id)", "差戻しの理由を入力してください。")
            return .page(try await ChildPaymentsScreen.page(visit, problems: [problem]))
        }
        return try await carryOut(
            visit, child, isBack ? "payeeback" : "payeechanged"
        ) { scope in
            guard try PayeeChangeBook.change(id, from: scope.db)?.child == child else {
                throw PayeeRefusal.unknownChange
            }
            if isBack {
                try SendBackPayeeChange.perform(id, reason: reason, in: scope)
            } else {
                try ApprovePayeeChange.perform(id, days: days, directory: directory, in: scope)
            }
        }
    }

    private static func carryOut(
        _ visit: Visit, _ child: AddresseeNumber, _ done: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(about: [child], body)
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await ChildPaymentsScreen.page(
                    visit, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await ChildPaymentsScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(Route.childPayments.path(child) + "?done=\(done)")
    }
}
