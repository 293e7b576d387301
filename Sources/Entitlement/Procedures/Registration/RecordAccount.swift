// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 振込先口座の登録: kana is checked, doubts about the holder are kept for the officer.
public enum RecordAccount {
    public static let operation = OperationCode.changeAccount

    /// Registers the account a recipient uses from a day on.
    ///
    /// - Parameter isPayee: a payment is to go to the person, whom no application names.
    /// - Returns: doubts, in words.
    /// - Throws: `.wrongAccount`, `.unusablePayee`, `.notLinked`, `.namedAbuser`.
    @discardableResult
    public static func perform(
        _ input: AccountInput, of recipient: AddresseeNumber,
        directory: any AddresseeDirectory, banks: (any BankList)? = nil,
        source: AccountSource = .notification, reason: String? = nil,
        isPayee: Bool = false, in scope: Scope
    ) throws -> [String] {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        guard try isPayee || PersonBook.linked([recipient], from: scope.db).contains(recipient)
        else {
            throw EntitlementRefusal.notLinked
        }
        scope.saw(recipient)
        try scope.stopAbuser(recipient, holder: input, directory)
        let account = try CheckedAccount(input)
        let doubts = account.doubts(recipient: try directory.person(recipient), child: nil)
        try scope.recordAccounts(
            [
                NewAccountUse(
                    recipient: recipient, account: account, from: input.from ?? scope.today,
                    doubts: doubts, until: input.until, source: source, reason: reason)
            ], banks: banks, cause: .notification)
        return doubts
    }
}

extension Scope {
    /// - Throws: `.namedAbuser` where the recipient or the holder is the person whom a measure of
    ///   the family is directed against.
    fileprivate func stopAbuser(
        _ recipient: AddresseeNumber, holder: AccountInput, _ directory: any AddresseeDirectory
    ) throws {
        let children = try HistoryBook.children(ofRecipients: [recipient], from: db)
        let people = try directory.persons([recipient] + children)
        let family = try HouseholdBook.around([recipient], from: db)
            .union(children.flatMap { people.family(of: $0) })
        let links = try AbuserLinks(of: family.sorted(), from: db)
        let person = people[recipient]
        guard !links.names(recipient, name: person?.name, kana: person?.kana, of: family),
            !links.names(nil, name: holder.holderKanji, kana: holder.holderKana, of: family)
        else { throw EntitlementRefusal.namedAbuser }
    }
}
