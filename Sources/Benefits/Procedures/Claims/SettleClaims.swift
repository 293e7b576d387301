// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Safeguards
import Scheme
import Vocabulary

/// Writes a batch of claim files. (Part of `OperationCode.importClaims`.)
extension Scope {
    /// Examines what is pending, writes files, claims and errors, and empties the batch.
    ///
    /// - Returns: the report of each file with its place in the request.
    func settle(_ batch: inout ClaimBatch) throws -> [(place: Int, report: ClaimFileReport)] {
        let files = batch.files
        guard !files.isEmpty else { return [] }
        var before = try BeforeClaims(
            batch.pending.lazy.map(\.matched), law: batch.law, from: db)
        before.households = try batch.law.households(
            batch.pending.lazy.map(\.matched.household), in: self)
        before.counts = try batch.law.counts(
            batch.pending.lazy.map(\.matched.household), in: self)
        let (accepted, faulty) = batch.examine(before)
        batch.empty()
        let ids = try append(
            zip(files, accepted).map { file, claims in
                ClaimFileRow(
                    name: file.name, digest: file.digest, summary: file.content.summary,
                    accepted: claims.count, warnings: file.content.warnings.count,
                    payable: claims.reduce(Yen.zero) { $0 + $1.computation.payable })
            })
        let claims = try store(accepted, files: ids, master: before.master)
        let errors = try storeErrors(faulty, files: ids)
        try pair(
            zip(claims, accepted.joined()).lazy.map {
                (.claim($0), $1.matched.content, $1.matched.entry.child)
            }, &before.returned)
        try pair(
            zip(errors, faulty.joined()).lazy.compactMap { id, claim in
                claim.content.map { (.error(id), $0, claim.child) }
            }, &before.returned)
        try append(
            zip(ids, files).flatMap { id, file in
                file.content.furtherIssues.map { ClaimIssueRow(file: id, issue: $0) }
            })
        return files.indices.map { place in
            let file = files[place]
            var report = ClaimFileReport(name: file.name, outcome: .imported(ids[place]))
            report.claims = file.content.summary.claims
            report.accepted = accepted[place].count
            report.rejected = faulty[place].count
            report.payable = accepted[place].reduce(Yen.zero) { $0 + $1.computation.payable }
            report.warnings = file.content.fileIssues
            return (file.place, report)
        }
    }

    /// Writes accepted claims with funds and steps.
    ///
    /// - Returns: the ids in the order of the claims.
    @discardableResult
    func store(
        _ accepted: [[AcceptedClaim]], files: [Int64], master: [String: Institution]
    ) throws -> [Int64] {
        let pairs = zip(files, accepted).flatMap { file, claims in claims.map { (file, $0) } }
        saw(pairs.lazy.map { $0.1.matched.entry.child })
        // Many claims share an amount, and many amounts a form.
        let amounts = Dictionary(
            pairs.lazy.map { (ObjectIdentifier($0.1.amount), $0.1.amount) },
            uniquingKeysWith: { $1 })
        let ofForms = try StepFormBook.ids(of: Set(amounts.values.map(\.form)), in: self)
        let forms = amounts.mapValues { ofForms[$0.form] }
        let names = master.mapValues { InstitutionNames($0) }
        let ids = try append(
            pairs.map { file, claim in
                ClaimRow(
                    file: file, accepted: claim, form: forms[ObjectIdentifier(claim.amount)] ?? nil,
                    names: names[claim.matched.content.institution])
            })
        try append(
            zip(ids, pairs).flatMap { id, pair in
                pair.1.others.map { position, fund in
                    ClaimFundRow(
                        claim: id, position: position, fund: fund,
                        coveredCost: pair.1.coveredCost(fund))
                }
            })
        return ids
    }

    /// Writes down which of these claims are billed anew (再請求).
    func pair(
        _ claims: some Sequence<
            (subject: Objection.Subject, content: ClaimContent, child: AddresseeNumber?)
        >, _ returned: inout ReturnedClaims
    ) throws {
        var pairs: [RebillingRow] = []
        for claim in claims {
            guard let found = returned.take(claim.content, child: claim.child) else { continue }
            pairs.append(
                RebillingRow(
                    pair: Rebilling(
                        returned: found.returned, rebilled: claim.subject, match: found.match)))
        }
        if !pairs.isEmpty { try append(pairs) }
    }

    private func storeErrors(_ faulty: [[FaultyClaim]], files: [Int64]) throws -> [Int64] {
        let pairs = zip(files, faulty).flatMap { file, claims in claims.map { (file, $0) } }
        saw(pairs.compactMap { $0.1.child })
        let ids = try append(pairs.map { ClaimErrorRow(file: $0, claim: $1) })
        try append(
            zip(ids, pairs).flatMap { id, pair in
                (pair.1.content?.funds ?? []).enumerated().map { place, fund in
                    ClaimErrorFundRow(error: id, position: place + 1, fund: fund)
                }
            })
        return ids
    }
}

extension ClaimFileContent {
    var warnings: [FileIssue] { summary.errors.filter { $0.severity == .warning } }

    /// Issues that are not the first error of a rejected claim: those stand in the error list.
    var furtherIssues: [FileIssue] {
        let first = Set(
            rejected.compactMap { claim in claim.issues.first { $0.severity == .error } })
        return summary.errors.filter { !first.contains($0) }
    }
}
