// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an account gets by a run.
protocol PaidAccount {
    associatedtype Payee: Hashable & Comparable & Sendable
    /// Bank, branch, type, number and holder, in one text.
    var paidTo: String { get }
    var amount: Yen { get }
    var isFirst: Bool { get }
    var paid: Payee { get }
}

/// What is different from the run before (前月との差): what the one who approves looks at first. Whose an
/// account is, is the recipient or the transfer by which it is found.
public struct RunDifference<Payee: Hashable & Comparable & Sendable>: Hashable, Sendable {
    /// What one account gets, now and before.
    public struct Change: Hashable, Sendable {
        public let payee: Payee
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

    init<Account: PaidAccount>(now: [Account], before: [Account])
    where Account.Payee == Payee {
        func byAccount(_ transfers: [Account]) -> [String: Account] {
            transfers.reduce(into: [:]) { $0[$1.paidTo] = $1 }
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
            guard let payee = (mine[key] ?? old[key])?.paid else { return nil }
            return Change(
                payee: payee, before: old[key]?.amount ?? .zero,
                now: mine[key]?.amount ?? .zero)
        }
        changes = all.filter { $0.difference != .zero }
            .sorted {
                (abs($0.difference.amount), $1.payee)
                    > (abs($1.difference.amount), $0.payee)
            }
    }
}
