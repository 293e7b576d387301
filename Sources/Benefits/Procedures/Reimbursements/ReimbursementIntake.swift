// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Vocabulary

/// Decides which rows are taken in, against what is in the books and in the same batch.
///
/// (Part of `OperationCode.importReimbursements`.)
struct ReimbursementIntake {
    /// A row that is taken in.
    struct Admitted {
        let input: ReimbursementInput
        /// The application that a letter is about, where it was in the books before.
        let base: ReimbursementCase?
        let examination: ReimbursementExamination
    }

    /// In the order of the rows.
    let answers: [Result<Admitted, BenefitsRefusal>]
    let master: [String: Institution]
    private let examiner: ReimbursementExaminer
    /// Brothers and sisters whose benefits were looked at.
    var siblings: Set<AddresseeNumber> { examiner.siblings.all }

    init(
        _ inputs: [ReimbursementInput], law: BenefitLaw, index given: EntitlementIndex?,
        in scope: Scope
    ) throws {
        let (today, db) = (scope.today, scope.db)
        master = try InstitutionBook.institutions(inputs.map(\.institution), from: db)
        let known = try ReimbursementBook.cases(receipts: inputs.map(\.receipt), from: db)
        let branches = try ReimbursementBook.branches(
            receipts: inputs.map(\.receipt), from: db)
        examiner = try ReimbursementExaminer(
            law: law, inputs, index: given, in: scope)
        var admission = ReimbursementAdmission(known: known, branches: branches)
        var admitted: [(Int, ReimbursementInput, ReimbursementCase?)] = []
        var refused: [Int: BenefitsRefusal] = [:]
        for (place, input) in inputs.enumerated() {
            do throws(BenefitsRefusal) {
                try input.check(on: today)
                admitted.append((place, input, try admission.admit(input)))
            } catch {
                refused[place] = error
            }
        }
        let examinations = examiner.examine(admitted.map { (0, $0.1) })
        var found: [Int: Admitted] = [:]
        for ((place, input, base), examination) in zip(admitted, examinations) {
            found[place] = Admitted(input: input, base: base, examination: examination)
        }
        answers = inputs.indices.map { place in
            if let row = found[place] { return .success(row) }
            return .failure(refused[place] ?? .unknownReimbursement)
        }
    }

    /// 保険区分 by the insurance of the treatment month.
    func insurance(_ input: ReimbursementInput) -> InsuranceKind? { examiner.insurance(input) }
}

/// Receipts and branches that are used already, in the books and in the batch.
private struct ReimbursementAdmission {
    private let known: [String: ReimbursementCase]
    private var branches: [String: Set<Int>]
    private var applications: [String: ReimbursementInput]

    init(known: [String: ReimbursementCase], branches: [String: Set<Int>]) {
        self.known = known
        self.branches = branches
        applications = known.mapValues(\.input)
    }

    /// The application in the books that a letter is about; `nil` for an application.
    mutating func admit(
        _ input: ReimbursementInput
    ) throws(BenefitsRefusal) -> ReimbursementCase? {
        if branches[input.receipt]?.contains(input.branch) ?? false {
            throw .duplicateReceipt(input.receipt)
        }
        if input.branch > 1 {
            guard let base = applications[input.receipt] else { throw .letterWithoutApplication }
            guard input.isAbout(base) else { throw .letterDiffers }
            if let file = known[input.receipt], !file.status.isOpen { throw .notOpen }
        } else {
            applications[input.receipt] = input
        }
        branches[input.receipt, default: []].insert(input.branch)
        return input.branch > 1 ? known[input.receipt] : nil
    }
}

extension Scope {
    /// Writes what was admitted.
    ///
    /// - Returns: the receipts in the order of the rows.
    func store(
        _ intake: ReimbursementIntake
    ) throws -> [Result<ReimbursementReceipt, BenefitsRefusal>] {
        let admitted = intake.answers.compactMap { try? $0.get() }
        let applications = admitted.filter { $0.input.branch == 1 }
        let ids = try append(applications.map { row($0, base: nil, intake) })
        try begin(ids)
        var fresh: [String: Int64] = [:]
        for (application, id) in zip(applications, ids) { fresh[application.input.receipt] = id }
        let letters = admitted.filter { $0.input.branch > 1 }
        func base(_ letter: ReimbursementIntake.Admitted) -> Int64? {
            letter.base?.id ?? fresh[letter.input.receipt]
        }
        let letterIDs = try append(letters.map { row($0, base: base($0), intake) })
        try writeDetails(
            zip(ids, applications).map { ($0, $1.input) }
                + zip(letterIDs, letters).map { ($0, $1.input.withoutSlips) })
        try record(
            letters.compactMap { letter in
                guard let id = base(letter) else { return nil }
                return ReimbursementMove(reimbursement: id, afterLetterTo: letter.base)
            })
        counted(admitted.count)
        return intake.answers.map { answer in
            answer.map { row in
                ReimbursementReceipt(
                    id: (row.input.branch == 1 ? fresh[row.input.receipt] : base(row)) ?? 0,
                    receipt: row.input.receipt, branch: row.input.branch,
                    preview: row.examination)
            }
        }
    }

    private func row(
        _ admitted: ReimbursementIntake.Admitted, base: Int64?, _ intake: ReimbursementIntake
    ) -> ReimbursementRow {
        ReimbursementRow(
            input: admitted.input, base: base, revision: admitted.base?.revision ?? 1,
            totalCost: admitted.examination.computation.totalCost,
            institution: intake.master[admitted.input.institution],
            insurance: intake.insurance(admitted.input), enteredBy: principal.officer)
    }
}

extension ReimbursementMove {
    /// A letter ends the wait for the insurer; a hold for any other reason stays, and a proposal
    /// waits to be sent back.
    fileprivate init(reimbursement id: Int64, afterLetterTo base: ReimbursementCase?) {
        switch (base?.status, base?.hold) {
        case (.proposed, _): self.init(reimbursement: id, event: .letter, status: .proposed)
        case (.held, let hold?) where hold != .insurerDecision:
            self.init(reimbursement: id, event: .letter, status: .held, hold: hold)
        default: self.init(reimbursement: id, event: .letter, status: .received)
        }
    }
}
