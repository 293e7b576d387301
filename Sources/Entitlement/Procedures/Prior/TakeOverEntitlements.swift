// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 資格の移行: decisions, recipient numbers and certificates of the system used before, for a slice of
/// children. Each decision stands in the history with its old days and with the day of the
/// migration as the day on which it became known; who decided is 「旧システム」.
public enum TakeOverEntitlements {
    public static let operation = OperationCode.loadMigration

    /// What became of a slice.
    public struct Report: Hashable, Sendable {
        public internal(set) var decisions = 0
        public internal(set) var numbers = 0
        public internal(set) var certificates = 0
        public internal(set) var insurances = 0
        /// Decisions that stood here already, as the old system calls them.
        public internal(set) var knownDecisions: Set<String> = []
        public internal(set) var knownCertificates = 0
        public internal(set) var knownInsurances = 0
    }

    /// - Parameters:
    ///   - decisions: of children whose whole history is here, checked by who hands them over.
    ///   - people: what the register says of children and recipients.
    ///   - system: the name of the system used before.
    public static func perform(
        _ decisions: [PriorDecision], certificates: [PriorCertificate],
        insurances: [InsuranceInput], people: [AddresseeNumber: ResidentSnapshot],
        system: String, in scope: Scope
    ) throws -> Report {
        var report = Report()
        let known = try OriginBook.known(decisions.map(\.sourceKey), from: scope.db)
        let fresh = decisions.filter { !known.contains($0.sourceKey) }.sorted { one, other in
            (one.child.value, one.decidedOn, one.effectiveOn, one.sourceKey)
                < (other.child.value, other.decidedOn, other.effectiveOn, other.sourceKey)
        }
        scope.saw(fresh.flatMap { [$0.child, $0.recipient] })
        let ids = try scope.write(fresh, system: system)
        report.knownDecisions = known
        report.decisions = ids.count
        report.numbers = try scope.assign(zip(fresh, ids))
        try scope.keepPeople(zip(fresh, ids), people)
        report.certificates = try scope.take(certificates)
        let insured = try RecordInsurance.perform(insurances, in: scope)
        report.insurances = insured.recorded
        report.knownCertificates = certificates.count - report.certificates
        report.knownInsurances = insurances.count - report.insurances
        scope.counted(report.decisions + report.certificates + report.insurances)
        return report
    }
}

extension Scope {
    /// A proposal that was decided long ago, its outcome, and the decision: our tables know no
    /// decision without one. None of them names an officer of ours.
    fileprivate func write(_ fresh: [PriorDecision], system: String) throws -> [Int64] {
        let drafts = fresh.map { $0.draft(system: system) }
        let proposals = try append(
            drafts.map { ProposalRow(draft: $0, proposer: PriorDecision.proposer) })
        try append(
            proposals.map {
                ProposalOutcomeRow(
                    proposal: $0, outcome: .approved, approver: PriorDecision.approver)
            })
        let ids = try append(
            decisions: zip(zip(fresh, drafts), proposals).map { pair, proposal in
                HistoryRow(
                    proposal: PendingProposal(
                        id: proposal, draft: pair.1, proposer: PriorDecision.proposer,
                        proposedAt: now, operation: operationID, consequenceTexts: [],
                        preferredSerial: nil),
                    decidedOn: pair.0.decidedOn, recipientNumber: pair.1.recipientNumber,
                    approver: PriorDecision.approver)
            })
        try append(zip(ids, fresh).map { OriginRow(history: $0, decision: $1) })
        return ids
    }

    /// The numbers stay those of the printed certificates, and are never given out again.
    fileprivate func assign(
        _ pairs: Zip2Sequence<[PriorDecision], [Int64]>
    ) throws -> Int {
        let numbers = pairs.compactMap { $0.0.recipientNumber?.digits }
        var taken = Set(try OriginBook.owners(of: numbers, from: db).keys)
            .union(try OriginBook.retired(numbers, from: db))
        var rows: [NumberAssignmentRow] = []
        for (decision, id) in pairs {
            guard let number = decision.recipientNumber, taken.insert(number.digits).inserted
            else { continue }
            rows.append(NumberAssignmentRow(number: number, child: decision.child, history: id))
        }
        try append(rows)
        return rows.count
    }

    fileprivate func keepPeople(
        _ pairs: Zip2Sequence<[PriorDecision], [Int64]>,
        _ people: [AddresseeNumber: ResidentSnapshot]
    ) throws {
        var last: [AddresseeNumber: Int64] = [:]
        for (decision, id) in pairs {
            last[decision.child] = id
            last[decision.recipient] = id
        }
        try keep(
            last.sorted { $0.key < $1.key }.compactMap { number, id in
                people[number].map { PersonSnapshotRow(person: $0, history: id) }
            })
    }

    /// Certificates of the newest decision that reaches the day of issue.
    fileprivate func take(_ certificates: [PriorCertificate]) throws -> Int {
        let known = try OriginBook.knownCertificates(
            certificates.map(\.issueNumber), from: db)
        let history = try HistoryBook.decisions(
            children: Array(Set(certificates.map(\.child))), from: db)
        var rows: [PriorCertificateRow] = []
        for certificate in certificates where !known.contains(certificate.issueNumber) {
            let mine = (history[certificate.child] ?? []).filter {
                $0.recipientNumber == certificate.recipientNumber.digits
            }
            guard
                let decision = mine.last(where: { $0.decidedOn <= certificate.issuedOn })
                    ?? mine.first
            else { continue }
            rows.append(PriorCertificateRow(certificate: certificate, decision: decision))
        }
        let ids = try append(certificates: rows, of: rows.map(\.decision.id))
        try append(
            zip(rows, ids).compactMap { row, id in
                row.certificate.returnedOn.map {
                    CertificateEventRow(
                        certificate: id, event: .returned, on: $0, reason: "旧システムの記録")
                }
            })
        return rows.count
    }
}
