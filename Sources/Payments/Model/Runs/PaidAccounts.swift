// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// Which accounts of a run were paid to before, found in earlier transfers, the newest first; pure.
///
/// An account rests sealed, and a city has a million earlier transfers: of each recipient only as
/// many are opened as it takes to find the account, which is nearly always the newest alone.
struct PaidAccounts {
    /// `AccountKey.number` of accounts that were paid to.
    private(set) var found: Set<String> = []
    /// Accounts of each recipient that were not found yet.
    private var wanted: [AddresseeNumber: Set<String>]

    var recipients: [AddresseeNumber] { wanted.keys.sorted() }

    /// - Parameter transfers: an account that several recipients share is looked for with each.
    init(_ transfers: [PlannedTransfer]) {
        var wanted: [AddresseeNumber: Set<String>] = [:]
        for transfer in transfers {
            let number = AccountKey(transfer.account).number
            for recipient in Set(transfer.items.map(\.recipient) + [transfer.account.recipient]) {
                wanted[recipient, default: []].insert(number)
            }
        }
        self.init(wanted: wanted)
    }

    /// - Parameter wanted: `AccountKey.number` of accounts, by recipient.
    init(wanted: [AddresseeNumber: Set<String>]) { self.wanted = wanted }

    /// Looks at an earlier transfer to a recipient.
    ///
    /// - Parameters:
    ///   - branch: bank, branch and type of the account.
    ///   - open: opens its number.
    mutating func look(
        _ recipient: AddresseeNumber, branch: String, open: () throws -> String
    ) rethrows {
        guard let left = wanted[recipient], left.contains(where: { $0.hasPrefix(branch) }) else {
            return
        }
        let number = try branch + open()
        guard left.contains(number) else { return }
        found.insert(number)
        wanted[recipient]?.remove(number)
    }
}
