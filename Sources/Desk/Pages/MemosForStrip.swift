// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// What the strip over a page says of the memos about a person; read with the rest of the page.
struct MemosForStrip: Sendable {
    let memos: [Recorded<Memo>]
    /// Whether anybody of the household is under a protection measure: then a memo only says that
    /// it is there.
    let isFamilyProtected: Bool

    init(
        about number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        memos = try MemoBook.shown(about: number, on: scope.today, from: scope.db)
        scope.saw(memos.map(\.value.subject))
        guard !memos.isEmpty else {
            isFamilyProtected = false
            return
        }
        let household = try directory.household(of: number)
        scope.saw(household.map(\.number))
        isFamilyProtected = household.contains(where: \.isProtected)
    }
}
