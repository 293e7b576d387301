// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 決定の起案: turns judged applications into proposals of granting or refusing.
public enum ProposeDecisions {
    public static let operation = OperationCode.proposeDecision

    /// Proposes what was judged in the same operation.
    ///
    /// - Parameter refusing: what an officer found against granting, though the book would grant.
    /// - Throws: `.refusedByBook` where the book refuses already, for its own reason.
    /// - Returns: the ids of the proposals, in the order of the applications.
    @discardableResult
    public static func perform(
        _ judged: [JudgedApplication], refusing: OfficersRefusal? = nil,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [Int64] {
        let files = try ApplicationBook.files(judged.map(\.id), from: scope.db)
        let people = try directory.persons(files.values.flatMap { [$0.child, $0.applicant] })
        let accounts = try AccountBook.current(
            recipients: files.values.map(\.applicant), on: scope.today, from: scope.db)
        let exclusions = try ExclusionBook.stretches(judged.map(\.child), from: scope.db)
        let insurances = try InsuranceBook.stretches(judged.map(\.child), from: scope.db)
        let doubts = try CaseDoubts(
            files.values, people: people, insurances: insurances, directory: directory, in: scope)
        var drafts: [ProposalDraft] = []
        var moves: [ApplicationMove] = []
        for one in judged {
            guard let file = files[one.id], let child = people[file.child] else {
                throw EntitlementRefusal.unknownApplication
            }
            if let move = try ApplicationMove(.propose, file) { moves.append(move) }
            let facts = SubjectFacts(
                person: child, insurances: insurances[file.child] ?? [],
                exclusions: exclusions[file.child] ?? [], isMarried: file.isMarried)
            var draft = self.draft(one, file, child, facts)
            if let refusing {
                guard draft.result == .granted else { throw EntitlementRefusal.refusedByBook }
                draft.refuse(refusing, on: one.examination.on)
            }
            if child.isProtected || people[file.applicant]?.isProtected ?? false {
                draft.flags.insert(.protectedPerson)
            }
            if accounts[file.applicant]?.doubts != nil { draft.flags.insert(.accountDoubt) }
            if draft.periods.isEmpty == false, !draft.periods.reaches(scope.today) {
                draft.flags.insert(.past)
            }
            draft.flags.formUnion(doubts.flags(of: file, tests: one.tests))
            if one.earnsLess, one.tests.asks(.mainEarner, on: scope.today) {
                draft.flags.insert(.lowerIncome)
            }
            drafts.append(draft)
        }
        try scope.record(moves)
        scope.saw(drafts.flatMap { [$0.child, $0.recipient] })
        scope.counted(drafts.count)
        return try scope.propose(drafts)
    }

    private static func draft(
        _ one: JudgedApplication, _ file: ApplicationFile, _ child: ResidentSnapshot,
        _ facts: SubjectFacts
    ) -> ProposalDraft {
        let examination = one.examination
        var refusal = examination.refusalReason(facts: facts)
        // Nothing was ever shown and nothing has arrived: not "uninsured", but "not completed".
        if refusal == .notInsured, !file.hasInsuranceEvidence, facts.insurances.isEmpty {
            refusal = .documentsNotCompleted
        }
        let judgement = examination.judgement
        var flags: Set<ProposalFlag> = []
        if refusal != nil { flags.insert(.refusal) }
        if let deadline = judgement.outpatient.deadline ?? judgement.inpatient.deadline,
            file.appliedOn > deadline
        {
            flags.insert(.lateApplication)
        }
        if !(judgement.outpatient.unconfirmed + judgement.inpatient.unconfirmed).isEmpty {
            flags.insert(.unconfirmedLaw)
        }
        let explanation =
            refusal == nil
            ? "要件を満たすため認定します"
            : examination.refusals.map { finding in
                finding.because + (finding.article.map { "（\($0)）" } ?? "")
            }.joined(separator: "。")
        return ProposalDraft(
            applicationID: file.id, judgementID: one.judgementID, baseHistoryID: nil,
            child: file.child, recipient: file.applicant, childBorn: child.born,
            applicationKind: file.kind, applicationReason: file.reason,
            appliedOn: file.appliedOn, isExOfficio: file.channel == .exOfficio,
            causeOn: file.causeOn, effectiveOn: examination.periods.from ?? examination.on,
            result: refusal == nil ? .granted : .refused, reason: refusal ?? .requirementsMet,
            periods: examination.periods, cause: .application, explanation: explanation,
            flags: flags, consequences: [], scheme: judgement.book, recipientNumber: nil)
    }
}

extension ProposalDraft {
    /// A grant that an officer turns into a refusal.
    fileprivate mutating func refuse(_ refusal: OfficersRefusal, on day: CivilDate) {
        result = .refused
        reason = refusal.reason
        explanation = refusal.words
        periods = .none
        effectiveOn = day
        flags.formUnion([.refusal, .officersFinding])
    }
}

extension Scope {
    /// Writes proposals under the name of who is acting.
    func propose(_ drafts: [ProposalDraft]) throws -> [Int64] {
        try append(drafts.map { ProposalRow(draft: $0, proposer: principal.officer) })
    }
}
