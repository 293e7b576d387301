// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 支給額の計算: what the rules say about reimbursements, nothing written.
public enum ExamineReimbursements {
    public static let operation = OperationCode.viewComputation

    /// Examines cases; the answers are in the order of the ids.
    ///
    /// - Throws: `.unknownReimbursement`.
    public static func perform(
        _ ids: [Int64], law: BenefitLaw, in scope: Scope
    ) throws -> [ReimbursementExamination] {
        let found = try ReimbursementBook.cases(ids, from: scope.db)
        let cases = try ids.map { id -> ReimbursementCase in
            guard let known = found[id] else { throw BenefitsRefusal.unknownReimbursement }
            return known
        }
        scope.saw(cases.flatMap { [$0.input.child, $0.input.applicant] })
        let examiner = try ReimbursementExaminer(
            law: law, cases.map(\.input), in: scope)
        scope.saw(examiner.siblings.all)
        return examiner.examine(cases.map { ($0.id, $0.input) })
    }
}

extension ReimbursementExaminer {
    /// Loads what the rules ask of the books for some children.
    init(
        law: BenefitLaw, _ inputs: some Sequence<ReimbursementInput>,
        index: EntitlementIndex? = nil, in scope: Scope
    ) throws {
        let db = scope.db
        let inputs = Array(inputs)
        let (children, months) = (
            Set(inputs.map(\.child)), Set(inputs.map(\.treatmentMonth)).sorted()
        )
        let index = try index ?? EntitlementIndex.load(children: children.sorted(), from: db)
        let siblings = try Siblings(inputs, index, law: law, from: db)
        var ledger: [AddresseeNumber: [LedgerEntry]] = [:]
        if let first = months.first, let last = months.last {
            ledger = try LedgerBook.entries(
                children: children.union(siblings.all), months: first.previous...last.next, .alive,
                from: db)
        }
        let open = try ApplicationBook.open(
            [.received, .checked, .held, .heldChecked, .proposed], from: db)
        let questions = inputs.compactMap { input in
            index.entry(for: input).map { input.household(recipient: $0.recipient) }
        }
        self.init(
            law: law,
            index: index,
            undecided: Set(
                open.filter { $0.kind == .registration && children.contains($0.child) }
                    .map(\.child)),
            ledger: ledger,
            words: try DuplicateBook.decisions(children: children, from: db)
                .mapValues(\.outcome),
            liabilities: Dictionary(
                grouping: try LiabilityBook.liabilities(children: children, from: db),
                by: \.child),
            insurerRules: try Self.insurerRules(months, from: db), siblings: siblings,
            households: try law.households(questions, in: scope),
            counts: try law.counts(questions, in: scope))
    }

    /// The agreed rules of insurers, by month of treatment.
    private static func insurerRules(
        _ months: [YearMonth], from db: any Connection
    ) throws -> [YearMonth: [String: InsurerRule]] {
        var found: [YearMonth: [String: InsurerRule]] = [:]
        for month in months {
            found[month] = try InsurerRuleBook.inForce(on: month.firstDay, from: db)
        }
        return found
    }

    /// Examines many forms; the amounts are computed together. Where a co-payment is limited over all
    /// institutions, each counts those before it that would be paid.
    func examine(_ inputs: [(id: Int64, input: ReimbursementInput)]) -> [ReimbursementExamination] {
        var rows = ClaimRows(book: law.book)
        for (_, input) in inputs { rows.append(facts(input)) }
        var sums = BatchCompute(rows, book: law.book)
        var counts = counts
        return inputs.enumerated().map { row, form in
            let recipient = counts.isEmpty ? nil : index.entry(for: form.input)?.recipient
            guard let recipient else {
                return examine(form.input, id: form.id, sums.explained(row))
            }
            let own = form.id == 0 ? nil : form.id
            let question = form.input.household(recipient: recipient)
            if let soFar = counts.soFar(question, reimbursement: own) {
                sums.count(soFar, row: row)
            }
            let answer = examine(form.input, id: form.id, sums.explained(row))
            if case .pay = answer.verdict {
                counts.add(
                    form.input, id: form.id, recipient: recipient, answer.computation)
            }
            return answer
        }
    }
}

extension ReimbursementInput {
    /// The child in the month of treatment.
    func household(recipient: AddresseeNumber) -> ClaimHouseholds.Question {
        ClaimHouseholds.Question(child: child, recipient: recipient, month: treatmentMonth)
    }
}
