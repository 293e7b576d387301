// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Everything that is ever said to the intermediate server. Questions only: the office provides nothing
/// (seed I-5, R-20), so there is no message for it.
public enum ServerMessage: String, CaseIterable, Sendable {
    case registerInquiry = "register-inquiry"
    case inquiryState = "inquiry-state"
    case inquiryResult = "inquiry-result"
    case withdrawInquiry = "withdraw-inquiry"
    case requestCode = "request-code"
    case codeState = "code-state"
}

/// A question about one person, under the city's own number for them.
public struct InquiryMessage: Sendable, Hashable {
    /// 照会番号: makes the same question sent twice one question.
    public let number: String
    /// 団体内統合宛名番号.
    public let person: AddresseeNumber
    public let procedure: String
    public let item: String
    public let legalBasis: String
    public let aboutOn: CivilDate

    public init(
        number: String, person: AddresseeNumber, procedure: String, item: String,
        legalBasis: String, aboutOn: CivilDate
    ) {
        self.number = number
        self.person = person
        self.procedure = procedure
        self.item = item
        self.legalBasis = legalBasis
        self.aboutOn = aboutOn
    }
}

/// How the intermediate server says that an inquiry stands.
public struct InquiryState: Sendable, Hashable {
    public enum Stage: String, Sendable, CaseIterable, Codable {
        case accepted, permitted, answered, refused, withdrawn
    }

    public let stage: Stage
    /// The server's own number of the inquiry (処理通番 of both logs, R-74).
    public let receipt: String
    /// Since when.
    public let at: Instant
    public let permit: Permit?
    /// Code of a refusal.
    public let refusal: String?

    public init(
        stage: Stage, receipt: String, at: Instant, permit: Permit? = nil, refusal: String? = nil
    ) {
        self.stage = stage
        self.receipt = receipt
        self.at = at
        self.permit = permit
        self.refusal = refusal
    }
}

/// What was provided, as it lies at the city's own intermediate server.
public struct InquiryResult: Sendable, Hashable {
    /// One item by its code.
    public struct Value: Sendable, Hashable, Codable {
        public let field: String
        public let value: String

        public init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }

    public let number: String
    /// 団体内統合宛名番号.
    public let person: AddresseeNumber
    public let item: String
    public let provider: String
    public let providedAt: Instant
    public let permit: Permit?
    public let values: [Value]

    public init(
        number: String, person: AddresseeNumber, item: String, provider: String,
        providedAt: Instant, permit: Permit?, values: [Value]
    ) {
        self.number = number
        self.person = person
        self.item = item
        self.provider = provider
        self.providedAt = providedAt
        self.permit = permit
        self.values = values
    }
}

/// Where the 符号 of a person stands, as the server says; never the 符号.
public struct CodeState: Sendable, Hashable {
    public enum Stage: String, Sendable, CaseIterable, Codable {
        case asked, obtained, failed
    }

    public let stage: Stage
    public let at: Instant

    public init(stage: Stage, at: Instant) {
        self.stage = stage
        self.at = at
    }
}
