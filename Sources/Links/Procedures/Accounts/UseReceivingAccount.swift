// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Safeguards
public import Vocabulary

/// 公金受取口座 that inquiries have answered.
public enum ReceivingAccounts {
    /// An answer that may become an account.
    public struct Offer: Hashable, Sendable {
        /// The inquiry.
        public let number: String
        /// Whether the consent still stands; without it the account is not taken over.
        public let isConsentStanding: Bool
    }

    /// Confirmed answers about a person, newest first; nothing of an account is opened.
    public static func offered(
        to person: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> [Offer] {
        let files = try InquiryBook.files(about: person, from: db).filter {
            $0.subject == person && $0.item == ReceivingAccountAnswer.item
                && $0.status == .confirmed
        }
        return try files.map {
            Offer(
                number: $0.number,
                isConsentStanding: try $0.hasConsent(on: day, from: db))
        }
    }
}

/// 公金受取口座の登録: the account of a confirmed answer becomes the recipient's, under the consent that it
/// was asked for with; a second officer confirms it like every other account.
public enum UseReceivingAccount {
    public static let operation = OperationCode.changeAccount

    /// - Returns: doubts about the holder, in words.
    /// - Throws: `ReceivingAccountRefusal`; `EntitlementRefusal` as `RecordAccount`.
    @discardableResult
    public static func perform(
        _ inquiry: String, of recipient: AddresseeNumber,
        directory: any AddresseeDirectory, banks: (any BankList)? = nil, in scope: Scope
    ) throws -> [String] {
        guard let file = try InquiryBook.file(number: inquiry, from: scope.db),
            file.subject == recipient, file.item == ReceivingAccountAnswer.item
        else { throw ReceivingAccountRefusal.notAnswered }
        scope.saw([file.subject, file.child])
        guard file.status == .confirmed else { throw ReceivingAccountRefusal.notConfirmed }
        guard try file.hasConsent(on: scope.today, from: scope.db) else {
            throw ReceivingAccountRefusal.noConsent
        }
        let answer = try InquiryBook.result(of: file.id, from: scope.db)
        return try RecordAccount.perform(
            try ReceivingAccountAnswer(answer).account(), of: recipient, directory: directory,
            banks: banks, source: .publicFunds, reason: "情報照会 \(inquiry)", in: scope)
    }
}

extension InquiryFile {
    fileprivate func hasConsent(on day: CivilDate, from db: any Connection) throws -> Bool {
        let about = ConsentCase(subject: subject, child: child)
        return try ConsentBook.holds(.receivingAccount, [about], on: day, from: db)[about] != nil
    }
}
