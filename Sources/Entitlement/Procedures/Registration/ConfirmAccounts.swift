// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 振込先口座の確認: a second officer compares a recorded account with its proof; until then no money
/// goes there.
public enum ConfirmAccounts {
    public static let operation = OperationCode.approveAccount

    /// Confirms accounts; one that was settled meanwhile refuses all.
    ///
    /// - Parameter uses: as `AccountConfirmations.waiting` names them.
    /// - Throws: `.accountSettled`; `SafeguardRefusal.sameOfficer` for who recorded one of them, and
    ///   for machines.
    public static func perform(_ uses: [Int64], in scope: Scope) throws {
        let accounts = try scope.waitingAccounts(uses)
        try scope.settle(
            accounts.map {
                AccountConfirmationRow(
                    use: $0.use, outcome: .confirmed, basis: .officer,
                    officer: scope.principal.officer)
            })
        scope.counted(accounts.count)
    }
}

/// 振込先口座の確認で認めない: the account is never used; the one before stands again.
public enum RefuseAccount {
    public static let operation = OperationCode.approveAccount

    /// - Throws: as `ConfirmAccounts`; `.missingReason`.
    public static func perform(_ use: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        let accounts = try scope.waitingAccounts([use])
        try scope.settle(
            accounts.map {
                AccountConfirmationRow(
                    use: $0.use, outcome: .refused, basis: .officer,
                    officer: scope.principal.officer, reason: reason)
            })
    }
}

extension Scope {
    /// Accounts that wait, and that this officer may speak about.
    fileprivate func waitingAccounts(_ uses: [Int64]) throws -> [WaitingAccount] {
        let found = try AccountConfirmations.waiting(uses, from: db)
        // A machine is no second person.
        guard !principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        var seen: Set<Int64> = []
        return try uses.filter { seen.insert($0).inserted }.map { use in
            guard let account = found[use] else { throw EntitlementRefusal.accountSettled }
            try FourEyes.check(proposer: account.recordedBy, approver: principal.officer)
            saw(account.recipient)
            return account
        }
    }

    /// Who decides about an application has seen the account that it brought.
    ///
    /// (Part of `OperationCode.approveDecision`.)
    func confirmAccounts(broughtBy applications: [Int64], approver: String) throws {
        let accounts = try AccountConfirmations.brought(by: applications, from: db)
        try settle(
            accounts.filter { Array($0.recordedBy.utf8) != Array(approver.utf8) }.map {
                AccountConfirmationRow(
                    use: $0.use, outcome: .confirmed, basis: .decision, officer: approver)
            })
    }
}
