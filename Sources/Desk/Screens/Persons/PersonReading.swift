// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// Everything the page of a person shows, read in one operation.
struct PersonReading: Sendable {
    /// A child whose recipient the person is, with the newest entitlement.
    struct Child: Sendable {
        let person: ResidentSnapshot
        let state: EntitlementState?
    }

    let resident: ResidentSnapshot?
    let record: ChildRecord?
    let recipient: ResidentSnapshot?
    let children: [Child]
    let strip: StripReading?
    /// Everybody of the household in the register, the person too.
    let household: [ResidentSnapshot]
    let states: [AddresseeNumber: EntitlementState]

    /// Whether a protection measure is in force for the person or the recipient.
    var isProtected: Bool { resident?.isProtected ?? false || recipient?.isProtected ?? false }

    init(
        _ number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let db = scope.db
        let record = try ChildRecord.load(number, on: scope.today, from: db)
        let children = try FindChildren.recipient(number, from: db)
        let parent = record?.recipient?.number
        // One question to System 2: each is an entry of its log, on the disk before it answers.
        let (household, people) = try directory.family(
            of: number, with: children + [parent].compactMap(\.self))
        let strands = try HistoryBook.strands(
            children: Array(Set(children + household.map(\.number))), from: db)
        resident = people[number]
        let recipient = parent.flatMap { people[$0] }
        self.recipient = recipient
        strip = try people[number].map {
            try StripReading(
                $0, beside: [recipient].compactMap(\.self), household: household,
                directory: directory, in: scope)
        }
        self.record = record
        self.children = children.compactMap { child in
            people[child].map { Child(person: $0, state: strands[child]?.last?.state) }
        }.filter { $0.state?.recipient == number }
        self.household = household
        states = strands.compactMapValues { $0.last?.state }
        scope.saw(children + household.map(\.number) + [parent].compactMap(\.self))
    }
}
