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
        return try ReimbursementExaminer(
            law: law, children: Set(cases.map(\.input.child)), from: scope.db
        ).examine(cases.map { ($0.id, $0.input) })
    }
}

extension ReimbursementExaminer {
    /// Loads what the rules ask of the books for some children.
    init(
        law: BenefitLaw, children: Set<AddresseeNumber>, index: EntitlementIndex? = nil,
        from db: any Connection
    ) throws {
        var earlier = try ReimbursementBook.alive(children: children, from: db)
        for (key, claims) in try TreatmentKeys.inKind(children: children, from: db) {
            earlier[key, default: []] += claims
        }
        let open = try ApplicationBook.open(
            [.received, .checked, .held, .heldChecked, .proposed], from: db)
        self.init(
            law: law,
            index: try index ?? EntitlementIndex.load(children: children.sorted(), from: db),
            undecided: Set(
                open.filter { $0.kind == .registration && children.contains($0.child) }
                    .map(\.child)),
            earlier: earlier)
    }

    /// Examines many forms; the amounts are computed together.
    func examine(_ inputs: [(id: Int64, input: ReimbursementInput)]) -> [ReimbursementExamination] {
        var rows = ClaimRows(book: law.book)
        for (_, input) in inputs { rows.append(facts(input)) }
        let sums = BatchCompute(rows, book: law.book)
        return inputs.enumerated().map { row, form in
            examine(form.input, id: form.id, sums.explained(row))
        }
    }
}
