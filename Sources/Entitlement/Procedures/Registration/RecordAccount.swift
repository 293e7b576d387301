// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 振込先口座の登録: kana is checked, doubts about the holder are kept for the officer.
public enum RecordAccount {
    public static let operation = OperationCode.changeAccount

    /// Registers the account a recipient uses from a day on.
    ///
    /// - Returns: doubts, in words.
    /// - Throws: `.wrongAccount`, `.unusablePayee`, `.notLinked`.
    @discardableResult
    public static func perform(
        _ input: AccountInput, of recipient: AddresseeNumber,
        directory: any AddresseeDirectory, banks: (any BankList)? = nil, in scope: Scope
    ) throws -> [String] {
        guard try PersonBook.linked([recipient], from: scope.db).contains(recipient) else {
            throw EntitlementRefusal.notLinked
        }
        scope.saw(recipient)
        let account = try CheckedAccount(input)
        let doubts = account.doubts(recipient: try directory.person(recipient), child: nil)
        try scope.recordAccounts(
            [
                NewAccountUse(
                    recipient: recipient, account: account, from: input.from ?? scope.today,
                    doubts: doubts)
            ], banks: banks, cause: .notification)
        return doubts
    }
}

/// 送付先の登録, of a person that has an application or an entitlement.
public enum RecordMailingAddress {
    public static let operation = OperationCode.changeRegistration

    public static func perform(_ input: MailingAddressInput, in scope: Scope) throws {
        guard try PersonBook.linked([input.subject], from: scope.db).contains(input.subject)
        else { throw EntitlementRefusal.notLinked }
        scope.saw(input.subject)
        try scope.append([MailingAddressRow(input: input, cause: .notification)])
    }
}
