// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The check page of the entry: every row in words, what will come of it, then one yes for all.
enum EntryCheckScreen {
    struct Body: PageModel {
        let action: String
        let change: String
        let rows: [Row]
        let count: String
        let paid: String
        let payable: String
        let doubts: String
        let hasDoubts: Bool
        /// Why rows that look alike are entered all the same; empty where there are none.
        let reasons: [FormField]
    }

    struct Row: PageModel {
        let number: Int
        let change: String
        let child: PersonCell
        let applicant: String
        let isOther: Bool
        let applied: String
        let month: String
        let institution: String
        let care: String
        let cost: String
        let paid: String
        let expected: String
        let isDifferent: Bool
        let insurer: String
        let verdict: String
        let weight: String
        let warnings: [String]
        let deadline: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let (key, entry) = try entry(visit)
        let reading = try await EntryScreen.reading(entry, visit)
        guard reading.isRight else {
            return .seeOther(Route.enterReimbursements.path() + "?entry=\(key)")
        }
        return .page(page(visit, key, reading, problems: []))
    }

    private static let reason = "twin-reason"

    /// Enters every row, or none. Rows that look alike need a reason, which the log keeps.
    static func enter(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .enterReimbursement)
        let (key, entry) = try entry(visit)
        let law = visit.installation.benefitLaw
        let directory = visit.installation.directory
        var why: String?
        // Only what stands twice can be alike.
        if entry.typedRows.count > 1 {
            let reading = try await EntryScreen.reading(entry, visit)
            if !reading.twins.isEmpty {
                guard !visit.form[reason].isEmpty else {
                    let problem = FormProblem(reason, Caution.twinRows.message)
                    return .page(page(visit, key, reading, problems: [problem]))
                }
                why = "\(Caution.twinRows.rawValue) \(visit.form[reason])"
            }
        }
        do {
            let count = try await visit.perform(reason: why) { scope in
                let inputs = try EntryReading(entry, law: law, directory: directory, in: scope)
                    .numbered(in: scope)
                let answers = try ImportReimbursements.perform(inputs, law: law, in: scope)
                return try answers.map { try $0.get() }.count
            }
            return visit.carriedOut(Route.reimbursements.path() + "?done=entered&n=\(count)")
        } catch let refusal as BenefitsRefusal {
            let reading = try await EntryScreen.reading(entry, visit)
            let problem = FormProblem(refusal, in: visit.form)
            return .page(page(visit, key, reading, problems: [problem]))
        }
    }

    /// The check page with what was refused.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let (key, entry) = try entry(visit)
        return page(
            visit, key, try await EntryScreen.reading(entry, visit), problems: problems)
    }

    private static func entry(
        _ visit: Visit
    ) throws -> (key: String, entry: ReimbursementEntry) {
        let key = visit.parameters["entry"] ?? ""
        let officer = try visit.officer().officer
        guard let entry = visit.desk.entries.get(key, of: officer) else {
            throw DeskRefusal.draftGone
        }
        return (key, entry)
    }

    private static func page(
        _ visit: Visit, _ key: String, _ reading: EntryReading, problems: [FormProblem]
    ) -> Page {
        let change = Route.enterReimbursements.path() + "?entry=\(key)"
        let rows = reading.rows.compactMap { row($0, reading, change, visit) }
        let payable = reading.rows.reduce(Yen.zero) { sum, row in
            if case .pay(let yen, _) = row.examination?.verdict { sum + yen } else { sum }
        }
        let doubts = rows.filter { $0.weight != "good" || !$0.warnings.isEmpty }.count
        return Page(
            "reimbursements/check", "入力内容の確認",
            crumbs: [.home, .screen(.reimbursement, .reimbursements), Crumb("入力", change)],
            keys: [
                .link("F2", "訂正", change),
                .send("F12", "登録する", form: "enter-form", isMain: true),
            ], problems: problems,
            body: Body(
                action: Route.confirmEntry.path(key), change: change, rows: rows,
                count: Say.count(rows.count),
                paid: reading.inputs.reduce(Yen.zero) { $0 + $1.paid }.grouped,
                payable: payable.grouped, doubts: Say.count(doubts), hasDoubts: doubts > 0,
                reasons: reading.twins.isEmpty
                    ? []
                    : [
                        FormField.text(
                            reason, "同じ診療の行を登録する理由", visit.form,
                            hint: "同じ月に二つの診療科にかかったなど。操作の記録に残ります", size: "long",
                            isRequired: true
                        ).checked(problems)
                    ]))
    }

    private static func row(
        _ row: EntryReading.Row, _ reading: EntryReading, _ change: String, _ visit: Visit
    ) -> Row? {
        guard let input = row.input, let examination = row.examination,
            let reader = visit.session?.principal
        else { return nil }
        let saying = VerdictWords(examination)
        let warnings = saying.notes + [reading.twinWarning(row.number)].compactMap(\.self)
        return Row(
            number: row.number,
            change: change + "#" + ReimbursementEntry.name(row.number, .child),
            child: PersonCell(input.child, reading.people, for: reader),
            applicant: PersonCell(input.applicant, reading.people, for: reader).name,
            isOther: input.applicant != examination.recipient,
            applied: Say.short(input.appliedOn) + EntryChannel.note(input.channel),
            month: Say.month(input.treatmentMonth),
            institution: row.institution?.name ?? input.institution,
            care: "\(input.setting.wording)・\(input.care.wording)",
            cost: "\(Say.cost(input.cost))・\(input.days)日・\(input.burdenTenths)割"
                + FirstVisits.note(input.firstVisits),
            paid: input.paid.grouped,
            expected: examination.expectedAtWindow.grouped,
            isDifferent: input.paid != examination.expectedAtWindow,
            insurer: insurer(input), verdict: saying.word, weight: saying.weight,
            warnings: warnings,
            deadline: Deadline(input.treatmentMonth, visit.installation)?.words)
    }

    private static func insurer(_ input: ReimbursementInput) -> String {
        let high = input.highCost.map { "高額 \($0)" } ?? "高額 決定待ち"
        let additional = input.additionalBenefit.map { "附加 \($0)" }
        return [high, additional].compactMap(\.self).joined(separator: "、")
    }
}

extension EntryReading {
    /// The forms with numbers where none were typed: the number of this operation and the row.
    fileprivate func numbered(in scope: Scope) -> [ReimbursementInput] {
        let year = FiscalYear(of: scope.today).year
        return rows.compactMap { row in
            guard var input = row.input else { return nil }
            if input.receipt == RowTexts.blankReceipt(row.number) {
                input.receipt = "S\(year)-\(scope.operationID)-\(Say.two(row.number))"
            }
            return input
        }
    }
}
