// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 振込先口座の有効期間の変更: the same account with another first or last day; a period of no day takes
/// back what was recorded by mistake.
///
/// Payments follow it at once, so it never makes an account usable that nobody has confirmed: the
/// new period of an account that waits for a second officer waits too, and so does an earlier
/// beginning or a later end.
public enum ChangeAccountPeriod {
    public static let operation = OperationCode.changeAccount

    /// - Throws: `RecordRefusal.unknownEntry`, `.alreadyCorrected`, `.daysReversed`,
    ///   `.accountRefusedBefore`; `EntitlementRefusal.missingReason`;
    ///   `SafeguardRefusal.notPermitted` for machines.
    public static func perform(
        _ use: Int64, of recipient: AddresseeNumber, period: EffectivePeriod, reason: String,
        banks: (any BankList)? = nil, in scope: Scope
    ) throws {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        try period.checkOrder(mayBeEmpty: true)
        scope.saw(recipient)
        let facts = try AccountBook.recorded(of: recipient, from: scope.db)
        guard let old = facts.first(where: { $0.id == use }) else {
            throw RecordRefusal.unknownEntry
        }
        guard !old.value.isRefused else { throw RecordRefusal.accountRefusedBefore }
        guard !old.isOverruled else { throw RecordRefusal.alreadyCorrected }
        let account = try CheckedAccount(old.value)
        let rows = [
            AccountUseRow(
                recipient: recipient, accountID: old.value.accountID, account: account,
                branch: BankBranch(
                    bankName: old.value.bankName, bankNameKana: old.value.bankNameKana,
                    branchName: old.value.branchName, branchNameKana: old.value.branchNameKana),
                period: period, doubts: old.value.doubts.map { [$0] } ?? [],
                cause: .notification, replaces: use, source: old.value.source, reason: reason)
        ]
        let written = try scope.append(rows)
        let isShorter = period.isInside(old.value.period)
        if !old.value.isConfirmed || !isShorter {
            try scope.letWait(written.map { ($0, recipient) })
        }
    }
}

extension EffectivePeriod {
    /// Whether every day of it is a day of another; no day is inside everything.
    fileprivate func isInside(_ other: EffectivePeriod) -> Bool {
        if isEmpty { return true }
        guard from >= other.from else { return false }
        guard let end = other.until else { return true }
        return until.map { $0 <= end } ?? false
    }
}

extension CheckedAccount {
    /// The account as it is registered.
    fileprivate init(_ use: AccountInUse) throws(EntitlementRefusal) {
        try self.init(
            AccountInput(
                bank: use.bankCodeRegistered, branch: use.branchCode, type: use.type,
                number: use.number, holderKana: use.holderKana))
    }
}
