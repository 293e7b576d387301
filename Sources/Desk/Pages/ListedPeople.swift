// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// The persons of a list: what System 1 last wrote down of them, and whether a protection measure
/// is in force for them now, which only System 2 knows. Whoever is loaded is named in the log.
struct ListedPeople: Sendable {
    private let snapshots: [AddresseeNumber: PersonSnapshot]
    private let residents: [AddresseeNumber: ResidentSnapshot]
    private let protected: Set<AddresseeNumber>

    /// Loads persons inside an operation.
    init(
        _ numbers: some Sequence<AddresseeNumber>, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        let wanted = Array(Set(numbers))
        scope.saw(wanted)
        let known = try PersonBook.latest(wanted, from: scope.db)
        let now = try directory.persons(wanted)
        (snapshots, residents) = (known, now)
        // Where the register does not know a person, what was written down counts.
        protected = Set(wanted.filter { now[$0]?.isProtected ?? known[$0]?.isProtected ?? false })
    }

    subscript(number: AddresseeNumber) -> PersonSnapshot? { snapshots[number] }

    /// The name by the register, of somebody who may never have applied.
    func registeredName(_ number: AddresseeNumber) -> String { residents[number]?.name ?? "" }

    /// What the strip over a page says of one of them; `nil` where the register knows nobody.
    func strip(
        _ number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> StripReading? {
        try residents[number].map {
            try StripReading(
                $0, beside: Array(residents.values), directory: directory, in: scope)
        }
    }

    func isProtected(_ number: AddresseeNumber) -> Bool { protected.contains(number) }
}
