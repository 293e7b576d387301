// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// Whether a letter about children may go to a recipient: the hard stop of 支援措置 (T-02).
///
/// A family is the recipient, the children, their parents by the register and the recipient's
/// welfare household. Where one of them is protected, or is about to be, two officers release
/// each letter; to the person whom the measure is directed against none goes at all.
public struct LetterGuard {
    /// How a letter stands.
    public enum Standing: Hashable, Sendable {
        case free
        /// Two officers release it; what the protection of the family stands on.
        case guarded(version: String)
        /// The recipient is the person whom a measure is directed against.
        case forbidden
    }

    private let people: [AddresseeNumber: ResidentSnapshot]
    private let protections: [AddresseeNumber: ProtectionStanding]
    private let asked: Set<AddresseeNumber>
    private let households: [AddresseeNumber: [AddresseeNumber]]
    private let abusers: AbuserLinks

    /// Asks for everybody of a batch at once.
    /// - Parameter people: recipients and children, as the register knows them now.
    public init(
        recipients: [AddresseeNumber], people: [AddresseeNumber: ResidentSnapshot],
        directory: any AddresseeDirectory, from db: any Connection
    ) throws {
        self.people = people
        // Protected persons are few: everybody is asked for once, however large the batch.
        protections = try directory.protections(of: nil)
        asked = try ProtectionBook.asked(from: db)
        let isQuiet =
            protections.isEmpty && asked.isEmpty && !people.values.contains(where: \.isProtected)
        households =
            isQuiet
            ? [:]
            : try HouseholdBook.members(recipients: recipients, from: db)
                .mapValues { $0.map(\.member) }
        abusers = try AbuserLinks(of: nil, from: db)
    }

    /// Everybody whose protection counts for a letter.
    func family(
        of recipient: AddresseeNumber, about children: [AddresseeNumber]
    ) -> Set<AddresseeNumber> {
        var family = Set(children).union([recipient])
        family.formUnion(households[recipient] ?? [])
        for child in children {
            guard let person = people[child] else { continue }
            family.formUnion([person.mother, person.father].compactMap(\.self))
        }
        return family
    }

    /// How a letter stands.
    public func standing(
        of recipient: AddresseeNumber, about children: [AddresseeNumber]
    ) -> Standing {
        let family = family(of: recipient, about: children)
        let person = people[recipient]
        if abusers.names(recipient, name: person?.name, kana: person?.kana, of: family) {
            return .forbidden
        }
        let reasons = family.sorted().compactMap { member -> String? in
            if let standing = protections[member] { return "\(member.value):\(standing.version)" }
            if asked.contains(member) { return "\(member.value):?" }
            return people[member]?.isProtected ?? false ? "\(member.value):H" : nil
        }
        return reasons.isEmpty ? .free : .guarded(version: reasons.joined(separator: " "))
    }
}
