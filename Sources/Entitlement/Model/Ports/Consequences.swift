// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// One thing that an earlier end of an entitlement would touch.
public struct Consequence: Hashable, Sendable {
    /// What is touched.
    public enum Kind: String, Sendable, CaseIterable {
        /// Paid for treatment after the lapse: recover or correct (過誤).
        case paidAfterLapse
        /// Computed, not yet paid.
        case claimAfterLapse
        /// A certificate is out whose period is longer than the entitlement.
        case certificateToRecall
        /// On its way to the old recipient: scheduled, or in a run that nobody wrote yet.
        case scheduledToOther
    }

    public let kind: Kind
    /// 診療年月.
    public let month: YearMonth?
    public let amount: Yen
    /// One sentence for the officer.
    public let text: String

    public init(kind: Kind, month: YearMonth? = nil, amount: Yen = .zero, text: String) {
        self.kind = kind
        self.month = month
        self.amount = amount
        self.text = text
    }
}

/// Why money for a child must not go to a recipient by itself any more.
public struct RecipientEnd: Hashable, Sendable {
    public let recipient: AddresseeNumber
    /// Who and why, in one sentence; the same event has the same words.
    public let words: String

    public init(recipient: AddresseeNumber, words: String) {
        self.recipient = recipient
        self.words = words
    }

    /// The recipient as every such sentence begins.
    static func subject(_ recipient: AddresseeNumber) -> String { "受給者（宛名番号\(recipient)）" }

    /// Whether the words of a hold say that a recipient died or is to be another one.
    public static func isAbout(_ recipient: AddresseeNumber, words: String) -> Bool {
        words.hasPrefix(subject(recipient))
    }

    /// A recipient who died.
    ///
    /// - Parameter day: the day of death, where the register knows it.
    public static func died(_ recipient: AddresseeNumber, on day: CivilDate?) -> RecipientEnd {
        let when = day.map { "\(Wareki.text($0))に" } ?? ""
        return RecipientEnd(
            recipient: recipient,
            words: subject(recipient) + "が\(when)死亡しました。だれに支払うかを確かめてください。")
    }
}

/// What an earlier end of entitlements touches; answered by 支払.
public protocol Consequences: Sendable {
    /// For each child, what lies on or after the first day outside; children without any are left out.
    ///
    /// - Parameter lapses: the first day outside the entitlement, by child.
    func afterLapse(
        _ lapses: [AddresseeNumber: CivilDate], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]]

    /// For each child what is on its way to the old recipient: 支給予定, runs that no file was written
    /// of, recoveries that are set off; children without any are left out.
    func afterRecipientChange(
        _ moves: [AddresseeNumber: RecipientMove], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]]

    /// Holds what is scheduled for children to a recipient who died or is to be another one, in the
    /// same transaction; what an officer released after the same event stays released.
    func hold(_ ends: [AddresseeNumber: RecipientEnd], in scope: Scope) throws
}

extension Consequences {
    public func hold(_ ends: [AddresseeNumber: RecipientEnd], in scope: Scope) throws {}

    public func afterRecipientChange(
        _ moves: [AddresseeNumber: RecipientMove], in db: any Connection
    ) throws -> [AddresseeNumber: [Consequence]] { [:] }
}

/// The twin that holds what a test put in; empty, it answers nothing.
public struct MemoryConsequences: Consequences {
    private let answers: [AddresseeNumber: [Consequence]]

    private let moved: [AddresseeNumber: [Consequence]]

    public init(
        _ answers: [AddresseeNumber: [Consequence]] = [:],
        moved: [AddresseeNumber: [Consequence]] = [:]
    ) {
        self.answers = answers
        self.moved = moved
    }

    public func afterRecipientChange(
        _ moves: [AddresseeNumber: RecipientMove], in db: any Connection
    ) -> [AddresseeNumber: [Consequence]] {
        moved.filter { moves[$0.key] != nil }
    }

    public func afterLapse(
        _ lapses: [AddresseeNumber: CivilDate], in db: any Connection
    ) -> [AddresseeNumber: [Consequence]] {
        answers.filter { lapses[$0.key] != nil }
    }
}
