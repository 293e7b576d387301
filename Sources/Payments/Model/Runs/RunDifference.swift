// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is different from the run before (前月との差): what the one who approves looks at first.
public struct RunDifference: Hashable, Sendable {
    /// What one recipient's account gets, now and before.
    public struct Change: Hashable, Sendable {
        public let recipient: AddresseeNumber
        public let before: Yen
        public let now: Yen

        public var difference: Yen { now - before }
    }

    public let transfersNow: Int
    public let transfersBefore: Int
    public let totalNow: Yen
    public let totalBefore: Yen
    /// Accounts that the run before did not pay to.
    public let newAccounts: Int
    /// Accounts that the run before paid to and this one does not.
    public let droppedAccounts: Int
    /// Accounts that were never paid to before.
    public let firstPayments: Int
    /// Every change of amount, the largest first.
    public let changes: [Change]

    init(now: [BankTransfer], before: [BankTransfer]) {
        func byAccount(_ transfers: [BankTransfer]) -> [String: BankTransfer] {
            transfers.reduce(into: [:]) { $0[$1.account + $1.payee] = $1 }
        }
        let (mine, old) = (byAccount(now), byAccount(before))
        transfersNow = now.count
        transfersBefore = before.count
        totalNow = now.reduce(.zero) { $0 + $1.amount }
        totalBefore = before.reduce(.zero) { $0 + $1.amount }
        newAccounts = mine.keys.filter { old[$0] == nil }.count
        droppedAccounts = old.keys.filter { mine[$0] == nil }.count
        firstPayments = now.filter(\.isFirst).count
        let all = Set(mine.keys).union(old.keys).compactMap { key -> Change? in
            guard let recipient = (mine[key] ?? old[key])?.recipient else { return nil }
            return Change(
                recipient: recipient, before: old[key]?.amount ?? .zero,
                now: mine[key]?.amount ?? .zero)
        }
        changes = all.filter { $0.difference != .zero }
            .sorted {
                (abs($0.difference.amount), $1.recipient)
                    > (abs($1.difference.amount), $0.recipient)
            }
    }
}
