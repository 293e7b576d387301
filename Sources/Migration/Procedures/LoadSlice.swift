// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// Writes one slice of the system used before; the trial and the real load run these same lines.
///
/// (Part of `OperationCode.loadMigration`.)
enum LoadSlice {
    /// - Returns: how many rows were written, and what stood here already.
    static func write(
        _ slice: MigrationSlice, of old: OldSystem, banks: (any BankList)?, in scope: Scope
    ) throws -> (written: Int, known: FigureSheet) {
        switch slice.kind {
        case .children: try children(slice.persons, of: old, in: scope)
        case .recipients: try recipients(slice.persons, of: old, banks, in: scope)
        }
    }

    private static func children(
        _ persons: [AddresseeNumber], of old: OldSystem, in scope: Scope
    ) throws -> (written: Int, known: FigureSheet) {
        let benefits = persons.flatMap { old.benefits[$0] ?? [] }
        let report = try TakeOverEntitlements.perform(
            persons.flatMap { old.decisions[$0] ?? [] },
            certificates: persons.flatMap { old.certificates[$0] ?? [] },
            insurances: persons.flatMap { old.insurances[$0] ?? [] }, people: old.people,
            system: old.name, in: scope)
        let paid = try TakeOverBenefits.perform(benefits, in: scope)
        let claims = persons.flatMap { old.recoveries[$0] ?? [] }
        let claimed = try TakeOverRecoveries.perform(claims, in: scope)
        let exceptions = persons.flatMap { old.exceptions[$0] ?? [] }
        let exclusions = persons.flatMap { old.exclusions[$0] ?? [] }
        let noted = try TakeOverRecords.perform(
            exceptions: exceptions, exclusions: exclusions, in: scope)
        var known = FigureSheet()
        for child in persons {
            let decisions = old.decisions[child] ?? []
            let stood = decisions.filter { report.knownDecisions.contains($0.sourceKey) }
            for decision in stood { known.add(decision) }
            // A history that has grown since is counted where it stands now.
            if !stood.isEmpty, stood.count == decisions.count {
                known.add(statusOf: decisions, on: old.cutover)
            }
        }
        for benefit in benefits where paid.contains(benefit.sourceKey) { known.add(benefit) }
        for claim in claims where claimed.known.contains(claim.sourceKey) { known.add(claim) }
        for exclusion in noted.exclusions { known.add(exclusion) }
        known.add(.exceptions, "居住の特例", noted.exceptions)
        known.add(.certificates, "証", report.knownCertificates)
        known.add(.insurances, "資格", report.knownInsurances)
        let written =
            report.decisions + report.certificates + report.insurances + benefits.count
            - paid.count + claims.count - claimed.known.count + claimed.letters
            + exceptions.count + exclusions.count - noted.count
        scope.counted(written)
        return (written, known)
    }

    private static func recipients(
        _ persons: [AddresseeNumber], of old: OldSystem, _ banks: (any BankList)?,
        in scope: Scope
    ) throws -> (written: Int, known: FigureSheet) {
        let members = persons.flatMap { old.members[$0] ?? [] }
        let accounts = persons.flatMap { old.accounts[$0] ?? [] }
        let addresses = persons.flatMap { old.addresses[$0] ?? [] }
        let report = try TakeOverRecipients.perform(
            members: members, accounts: accounts, addresses: addresses, banks: banks, in: scope)
        let residences = persons.flatMap { old.residences[$0] ?? [] }
        let memos = persons.flatMap { old.memos[$0] ?? [] }
        let noted = try TakeOverRecords.perform(residences: residences, memos: memos, in: scope)
        var known = FigureSheet()
        known.add(.households, "世帯員", members.count - report.members)
        known.add(.accounts, "口座", accounts.count - report.accounts)
        known.add(.addresses, "送付先", addresses.count - report.addresses)
        known.add(.residences, "居住地", noted.residences)
        for memo in noted.memos { known.add(memo) }
        let written =
            report.members + report.accounts + report.addresses + residences.count + memos.count
            - noted.count
        return (written, known)
    }
}
