// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 受給者の移行: welfare households, accounts and mailing addresses of recipients whose children stand
/// in the history already. Accounts were confirmed and paid to by the system used before: they do
/// not wait here.
public enum TakeOverRecipients {
    public static let operation = OperationCode.loadMigration

    /// What became of a slice.
    public struct Report: Hashable, Sendable {
        public internal(set) var members = 0
        public internal(set) var accounts = 0
        public internal(set) var addresses = 0
    }

    public static func perform(
        members: [HouseholdMember], accounts: [PriorAccount], addresses: [MailingAddressInput],
        banks: (any BankList)?, in scope: Scope
    ) throws -> Report {
        var report = Report()
        scope.saw(members.flatMap { [$0.recipient, $0.member] } + accounts.map(\.recipient))
        scope.saw(addresses.map(\.subject))
        report.members = try scope.take(members)
        report.accounts = try scope.take(accounts, banks)
        report.addresses = try scope.take(addresses)
        scope.counted(report.members + report.accounts + report.addresses)
        return report
    }
}

extension Scope {
    fileprivate func take(_ members: [HouseholdMember]) throws -> Int {
        let known = try HouseholdBook.members(
            recipients: Array(Set(members.map(\.recipient))), from: db)
        let fresh = members.filter { member in
            !(known[member.recipient] ?? []).contains {
                $0.member == member.member && $0.period.from == member.period.from
            }
        }
        try append(
            fresh.map {
                HouseholdRow(member: $0, cause: .notification, reason: HouseholdRow.migrated)
            })
        return fresh.count
    }

    fileprivate func take(_ accounts: [PriorAccount], _ banks: (any BankList)?) throws -> Int {
        var known = try AccountBook.registered(accounts.map(\.account), from: db)
        var fresh: [CheckedAccount] = []
        for account in accounts.map(\.account) where known[account.key] == nil {
            known[account.key] = 0
            fresh.append(account)
        }
        func branch(_ account: CheckedAccount) -> BankBranch? {
            banks?.branch(bank: account.bank, branch: account.branch)
        }
        let ids = try append(fresh.map { AccountRegisterRow(account: $0, branch: branch($0)) })
        try AccountBook.index(zip(ids, fresh).map { (id: $0, account: $1) }, in: db)
        for (account, id) in zip(fresh, ids) { known[account.key] = id }
        let here = try AccountBook.begun(Array(Set(accounts.map(\.recipient))), from: db)
        let rows = accounts.sorted { $0.period.from < $1.period.from }.compactMap {
            use -> AccountUseRow? in
            guard let id = known[use.account.key],
                !here.contains(AccountBook.Begun(use.recipient, id, use.period.from))
            else { return nil }
            let doubts = banks != nil && branch(use.account) == nil ? ["金融機関一覧にない店舗です"] : []
            return AccountUseRow(
                recipient: use.recipient, accountID: id, account: use.account,
                branch: branch(use.account), period: use.period, doubts: doubts,
                cause: .notification, source: .migration, reason: "移行")
        }
        try append(rows)
        return rows.count
    }

    fileprivate func take(_ addresses: [MailingAddressInput]) throws -> Int {
        let known = try AddressBook.begun(Array(Set(addresses.map(\.subject))), from: db)
        let fresh = addresses.filter {
            !known.contains("\($0.subject)|\($0.period.from)")
        }
        try append(
            fresh.map { MailingAddressRow(input: $0, cause: .notification, reason: "移行") })
        return fresh.count
    }
}

extension AccountBook {
    /// A use of an account by what does not change of it.
    struct Begun: Hashable {
        let recipient: AddresseeNumber
        let account: Int64
        let from: CivilDate

        init(_ recipient: AddresseeNumber, _ account: Int64, _ from: CivilDate) {
            self.recipient = recipient
            self.account = account
            self.from = from
        }
    }
}
