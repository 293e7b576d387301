// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// What the strip over a page says of a person, read with the rest of the page, in its scope. A strip is
/// made of nothing else: no page about a person can leave out a memo, a protection or a flag.
struct StripReading: Sendable {
    let person: ResidentSnapshot
    let memos: [Recorded<Memo>]
    /// Whether anybody of the family is under a protection measure: then a memo only says that it is
    /// there.
    let isFamilyProtected: Bool
    /// Where the applications and proposals about the person stand.
    let applications: [ApplicationFile]
    let pending: Int

    /// - Parameters:
    ///   - others: whom the page has read beside the person: their protection counts, too.
    ///   - household: the household in the register, where the page has read it; otherwise it is asked
    ///     for as soon as there is a memo.
    init(
        _ person: ResidentSnapshot, beside others: [ResidentSnapshot] = [],
        household: [ResidentSnapshot]? = nil, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        self.person = person
        let number = person.number
        let memos = try MemoBook.shown(about: number, on: scope.today, from: scope.db)
        self.memos = memos
        scope.saw([number] + memos.map(\.value.subject))
        var family = [person] + others + (household ?? [])
        if household == nil, !memos.isEmpty, !family.contains(where: \.isProtected) {
            let members = try directory.household(of: number)
            scope.saw(members.map(\.number))
            family += members
        }
        isFamilyProtected = family.contains(where: \.isProtected)
        applications = try ApplicationBook.files(child: number, from: scope.db)
        pending = try ProposalBook.pending(children: [number], from: scope.db)[number]?.count ?? 0
    }

    /// Of a person whom the page has not read otherwise; `nil` where the register knows nobody.
    init?(
        about number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        scope.saw(number)
        guard let person = try directory.person(number) else { return nil }
        try self.init(person, directory: directory, in: scope)
    }
}
