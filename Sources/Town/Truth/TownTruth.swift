// SPDX-License-Identifier: Apache-2.0

/// What must come out of the town's files, known before any office reads them.
public struct TownTruth: Codable, Equatable, Sendable {
    /// Always 検証用.
    public var stamp = FictionalCity.stamp
    public var seed: UInt64 = 0
    /// Residents of the full register of 2025-03-01 (status 1).
    public var people = 0
    /// Children of the scheme's age: in the full register and not yet past their end on 2025-04-01,
    /// plus births and move-ins of the year.
    public var children = 0
    /// Registrations (kind 01) without second registrations of the same child.
    public var applications = 0
    /// Registrations that end in an entitlement.
    public var granted = 0
    /// Registrations that end in a refusal.
    public var refused = 0
    /// Registrations that came without insurance evidence and were put on hold first; each is
    /// counted in `granted` or `refused` as well.
    public var held = 0
    /// Second registrations of the same child.
    public var duplicates = 0
    /// Changes, lapse notices and evidence (kinds 02, 03, 06).
    public var notices = 0
    /// Entitlements that end on or before 2026-04-01, the yearly end by age included.
    public var lapsed = 0
    /// The same by reason code (R21, R28, …).
    public var lapsedByReason: [String: Int] = [:]
    /// Refusals by reason code (01–09).
    public var refusedByReason: [String: Int] = [:]
    /// RE records in `in/claims`.
    public var claims = 0
    /// Of these, the ones that must end on the error list.
    public var rejected = 0
    public var rejectedByReason: [String: Int] = [:]
    /// Accepted claims that the office takes back when it hears that the entitlement had ended.
    public var takenBack = 0
    /// Yen the city owes for accepted claims in kind.
    public var inKindPayable = 0
    /// Files in `in/claims`.
    public var claimFiles = 0
    /// Reimbursement applications (receipts, not rows).
    public var reimbursements = 0
    public var reimbursementsRefused = 0
    /// Still waiting for the insurer at the end.
    public var reimbursementsWaiting = 0
    /// Yen that were paid and are claimed back.
    public var recovered = 0
    /// Yen the city owes for reimbursements.
    public var reimbursementPayable = 0
    /// `inKindPayable` + `reimbursementPayable`.
    public var payable = 0
    /// Payment runs that pay anything.
    public var transferFiles = 0
    /// Items over all runs: one a reimbursement, once more when it is paid again.
    public var transferItems = 0
    /// Transfers over all runs when the items of one account in one run are put together.
    public var transfers = 0
    /// Yen over all runs, returned money counted again when it is paid again.
    public var transferTotal = 0
    public var returns = 0
    public var returnedTotal = 0
}
