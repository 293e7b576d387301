// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
public import Vocabulary

/// What the files of the system used before say, read and checked: what can be taken over, what
/// cannot, and how much of everything there was.
public struct OldSystem: Sendable {
    /// Digest of all files together: what was tried is what is loaded.
    public let digest: String
    /// Its name, as decisions and papers call it.
    public let name: String
    /// 切替日: the first day of this system.
    public let cutover: CivilDate
    var decisions: [AddresseeNumber: [PriorDecision]] = [:]
    var certificates: [AddresseeNumber: [PriorCertificate]] = [:]
    var insurances: [AddresseeNumber: [InsuranceInput]] = [:]
    var benefits: [AddresseeNumber: [PriorBenefit]] = [:]
    var members: [AddresseeNumber: [HouseholdMember]] = [:]
    var accounts: [AddresseeNumber: [PriorAccount]] = [:]
    var addresses: [AddresseeNumber: [MailingAddressInput]] = [:]
    var residences: [AddresseeNumber: [ResidenceInput]] = [:]
    var exceptions: [AddresseeNumber: [ResidenceException]] = [:]
    var exclusions: [AddresseeNumber: [ExclusionInput]] = [:]
    var memos: [AddresseeNumber: [PriorMemo]] = [:]
    /// By child.
    var recoveries: [AddresseeNumber: [PriorRecovery]] = [:]
    var people: [AddresseeNumber: ResidentSnapshot] = [:]
    /// Everything in the files.
    public internal(set) var source = FigureSheet()
    /// What of it is not taken over.
    public internal(set) var rejected = FigureSheet()
    public internal(set) var issues: [MigrationIssue] = []
    /// Files whose own totals are not those of their rows.
    public internal(set) var wrongTotals: [OldFile] = []

    init(digest: String, name: String, cutover: CivilDate) {
        self.digest = digest
        self.name = name
        self.cutover = cutover
    }

    /// Persons of one slice: large enough for bulk writing, small enough to keep nobody waiting.
    var sliceSize = 500

    /// The slices in which it is loaded, always the same for the same files.
    var slices: [MigrationSlice] {
        MigrationSlice.cut(Array(decisions.keys), as: .children, by: sliceSize)
            + MigrationSlice.cut(
                Array(
                    Set(members.keys).union(accounts.keys).union(addresses.keys)
                        .union(residences.keys).union(memos.keys)),
                as: .recipients, by: sliceSize)
    }
}

/// A part of a migration that is one transaction.
struct MigrationSlice: Hashable, Sendable {
    enum Kind: String, Sendable { case children, recipients }

    let kind: Kind
    let index: Int
    let persons: [AddresseeNumber]

    /// What names it for good.
    var name: String { "\(kind.rawValue)-\(index)" }

    static func cut(
        _ persons: [AddresseeNumber], as kind: Kind, by size: Int
    ) -> [MigrationSlice] {
        let sorted = persons.sorted()
        return stride(from: 0, to: sorted.count, by: size).enumerated().map { index, start in
            MigrationSlice(
                kind: kind, index: index,
                persons: Array(sorted[start..<min(start + size, sorted.count)]))
        }
    }
}
