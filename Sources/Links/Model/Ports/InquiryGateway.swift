// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// System 2 as System 1 sees it for 情報照会: in 宛名番号 only. Nothing of the 符号 crosses this port but the
/// refusal that it is missing.
public protocol InquiryGateway: Sendable {
    /// What may be asked at all.
    var choices: InquiryChoices { get }
    /// Whether System 2 would take a question now; nothing is asked of anybody.
    /// - Throws: its refusal: not in the catalogue, the person unknown, no 符号 yet.
    func check(_ question: InquiryQuestion) throws
    /// ② Hands questions over. The same number a second time changes nothing.
    /// - Returns: those refused, by number.
    func submit(_ questions: [InquiryQuestion]) throws -> [String: InquiryNo]
    /// ⑩ How inquiries stand, by number.
    func courses(of numbers: [String], for purpose: Purpose) throws -> [String: [InquiryNews]]
    /// Tells System 2 what the office has decided about inquiries that it holds.
    func tell(_ words: [InquiryWord], for purpose: Purpose) throws
}

/// A question as it crosses to System 2.
public struct InquiryQuestion: Hashable, Sendable {
    public let number: String
    public let subject: AddresseeNumber
    public let procedure: String
    public let item: String
    public let purpose: Purpose
    public let aboutOn: CivilDate
    /// The typed reason of the officer, for the log of System 2.
    public let reason: String
    public let officer: String

    public init(
        number: String, subject: AddresseeNumber, procedure: String, item: String,
        purpose: Purpose, aboutOn: CivilDate, reason: String, officer: String
    ) {
        self.number = number
        self.subject = subject
        self.procedure = procedure
        self.item = item
        self.purpose = purpose
        self.aboutOn = aboutOn
        self.reason = reason
        self.officer = officer
    }
}

/// Why System 2 did not take a question.
public struct InquiryNo: Hashable, Sendable {
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// One step of the course that System 2 knows.
public struct InquiryNews: Hashable, Sendable {
    public let event: InquiryEvent
    public let at: Instant
    public let reason: String?
    /// When the inquiry expires.
    public let dueOn: CivilDate?

    public init(event: InquiryEvent, at: Instant, reason: String? = nil, dueOn: CivilDate? = nil) {
        self.event = event
        self.at = at
        self.reason = reason
        self.dueOn = dueOn
    }
}

/// What the office says to System 2 about an inquiry of its own.
public enum InquiryWord: Hashable, Sendable {
    case withdraw(String, because: String)
    /// ⑱ The result stands in System 1, or was not wanted any more.
    case stored(String)
    /// ⑲
    case confirmed(String)
}
