// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// One application with everything its pages show, read in one operation.
struct ApplicationReading: Sendable {
    let file: ApplicationFile
    let people: [AddresseeNumber: ResidentSnapshot]
    let steps: [ApplicationStep]
    let checks: [ResidentCheck.Part: (result: ResidentCheck.Result, at: Instant)]
    let insurances: [InsuranceStretch]
    let account: AccountInUse?
    let judgement: StoredJudgement?
    let findings: [StoredFinding]
    let pending: PendingProposal?

    var child: ResidentSnapshot? { people[file.child] }
    var applicant: ResidentSnapshot? { people[file.applicant] }
    var isProtected: Bool { people.values.contains(where: \.isProtected) }

    /// What the strip over a page about the application says of the child.
    func strip(directory: any AddresseeDirectory, in scope: Scope) throws -> StripReading? {
        try child.map {
            try StripReading(
                $0, beside: Array(people.values), directory: directory, in: scope)
        }
    }

    /// - Throws: `EntitlementRefusal.unknownApplication`.
    init(_ id: Int64, directory: any AddresseeDirectory, in scope: Scope) throws {
        let db = scope.db
        guard let file = try ApplicationBook.files([id], from: db)[id] else {
            throw EntitlementRefusal.unknownApplication
        }
        self.file = file
        scope.saw([file.child, file.applicant])
        people = try directory.persons([file.child, file.applicant])
        steps = try ApplicationBook.steps(id, from: db)
        checks = try ApplicationBook.residentChecks([id], from: db)[id] ?? [:]
        insurances = try InsuranceBook.stretches([file.child], from: db)[file.child] ?? []
        account = try AccountBook.current(
            recipients: [file.applicant], on: scope.today, from: db)[file.applicant]
        let judged = try JudgementBook.newest(applications: [id], from: db)[id]
        judgement = judged
        findings =
            try judged.flatMap {
                try JudgementBook.findings([$0.id], from: db)[$0.id]
            } ?? []
        pending = try ProposalBook.pending(children: [file.child], from: db)[file.child]?
            .first { $0.draft.applicationID == id }
    }
}
