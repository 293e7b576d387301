// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What an administrator asks for.
public struct NewCopy: Sendable {
    public var question: ListQuestion
    public var format: CopyFormat
    /// The user id of the officer who will open it.
    public var recipient: String
    /// As typed: a word that is no class of the closed list is refused.
    public var recipientClass: String
    /// The line that the recipient handed over.
    public var publicKey: String
    /// What the copy is used for.
    public var use: String
    /// The last day on which it may be approved and written.
    public var until: CivilDate

    public init(
        question: ListQuestion, format: CopyFormat, recipient: String, recipientClass: String,
        publicKey: String, use: String, until: CivilDate
    ) {
        self.question = question
        self.format = format
        self.recipient = recipient
        self.recipientClass = recipientClass
        self.publicKey = publicKey
        self.use = use
        self.until = until
    }
}

/// 複製・抽出の申請: asks for a copy; nothing is read and nothing leaves.
public enum RequestCopy {
    public static let operation = OperationCode.requestCopy

    /// - Returns: the number of the request.
    /// - Throws: `CopyingRefusal`.
    @discardableResult
    public static func perform(
        _ new: NewCopy, lists: any ReadyMadeLists, terms: CopyTerms, in scope: Scope
    ) throws -> Int64 {
        guard let recipientClass = RecipientClass(rawValue: new.recipientClass) else {
            throw CopyingRefusal.unknownRecipientClass
        }
        _ = try lists.check(new.question, for: recipientClass)
        try lists.checkWords(new.question)
        let name = try RecipientBook.name(of: new.recipient, on: scope.today, from: scope.db)
        let key = try CopyPublicKey(new.publicKey)
        guard new.until >= scope.today,
            new.until <= scope.today.adding(days: terms.expiryDays),
            !new.use.allSatisfy(\.isWhitespace)
        else {
            guard !new.use.allSatisfy(\.isWhitespace) else {
                throw CopyingRefusal.conditionMissing("使いみち")
            }
            throw CopyingRefusal.expiryUnusable(days: terms.expiryDays)
        }
        // Until midnight of the day in Japan.
        let end = Instant(noonInJapan: new.until.next).adding(seconds: -43_200)
        let ids = try scope.append([
            CopyRequestRow(
                question: new.question, format: new.format, recipient: new.recipient,
                recipientName: name, recipientClass: recipientClass, key: key, use: new.use,
                reason: scope.reason ?? "", requester: scope.principal.officer, expiresAt: end)
        ])
        scope.note("requested \(new.question.list)")
        return ids[0]
    }
}
