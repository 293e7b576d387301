// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What is missing from the record of those entitled on a day (保険の記録のない児童、口座のない受給者).
///
/// The sieve is SQL by the indexes of children and recipients: whoever certainly has the record
/// falls through there. The few that stay are asked by the same folds as everywhere.
public enum MissingRecords {
    /// The entitlements of children without an insurance in force on a day.
    public static func uninsured(
        on day: CivilDate, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        let entries = try StandingEntries.on(
            day,
            and: """
                AND NOT EXISTS (SELECT 1 FROM insurance_fact f WHERE f.child = entitlement_history.child
                AND f.is_void = 0 AND f.acquired_on <= ? AND (f.lost_on IS NULL OR f.lost_on > ?)
                AND NOT EXISTS (SELECT 1 FROM insurance_fact g WHERE g.child = f.child
                AND g.insurer = f.insurer AND g.acquired_on = f.acquired_on AND g.id <> f.id))
                """, [day, day], from: db)
        let stretches = try InsuranceBook.stretches(
            Set(entries.map(\.child)).sorted(), from: db)
        return entries.filter { entry in
            InsuranceBook.insurers(in: stretches[entry.child] ?? [], on: day).isEmpty
        }
    }

    /// The entitlements of children whose recipient has no account on a day.
    public static func withoutAccount(
        on day: CivilDate, from db: any Connection
    ) throws -> [EntitlementIndex.Entry] {
        let entries = try StandingEntries.on(
            day,
            and: """
                AND NOT EXISTS (SELECT 1 FROM account_use u
                WHERE u.recipient = entitlement_history.recipient
                AND u.valid_from <= ? AND (u.valid_until IS NULL OR u.valid_until > ?)
                AND NOT EXISTS (SELECT 1 FROM account_use r WHERE r.recipient = u.recipient
                AND r.replaces_id = u.id) AND NOT EXISTS
                (SELECT 1 FROM account_confirmation c WHERE c.use_id = u.id AND c.outcome = 'refused'))
                """, [day, day], from: db)
        let holders = try AccountBook.holders(
            among: Set(entries.map(\.recipient)).sorted(), on: day, from: db)
        return entries.filter { !holders.contains($0.recipient) }
    }
}
