// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Vocabulary

/// What an officer asks: about whom, in the case of which child, and which line of the catalogue.
public struct InquiryRequest: Hashable, Sendable {
    public var subject: AddresseeNumber
    public var child: AddresseeNumber
    /// 事務手続コード.
    public var procedure: String
    /// 特定個人情報名コード.
    public var item: String
    /// 基準日; `nil` is today.
    public var aboutOn: CivilDate?

    public init(
        subject: AddresseeNumber, child: AddresseeNumber, procedure: String, item: String,
        aboutOn: CivilDate? = nil
    ) {
        self.subject = subject
        self.child = child
        self.procedure = procedure
        self.item = item
        self.aboutOn = aboutOn
    }
}

/// What is asked by letter (照会書) of another municipality.
public struct LetterRequest: Hashable, Sendable {
    public var request: InquiryRequest
    public var counterpart: InquiryCounterpart
    /// The person's address there, as the other municipality knows it; the present address is never
    /// printed.
    public var addressThere: String
    public var dueOn: CivilDate

    public init(
        _ request: InquiryRequest, to counterpart: InquiryCounterpart, addressThere: String,
        dueOn: CivilDate
    ) {
        self.request = request
        self.counterpart = counterpart
        self.addressThere = addressThere
        self.dueOn = dueOn
    }
}

/// The answer to a letter, as an officer enters it.
public enum LetterAnswer: Hashable, Sendable {
    /// - Parameters:
    ///   - source: number and day of the answering document.
    case answered(on: CivilDate, source: String, values: [InquiryValue])
    /// The other municipality does not answer: why.
    case refused(on: CivilDate, source: String, reason: String)
}

/// One item of a result: `label` is the title of the item, `value` what was provided.
public struct InquiryValue: Hashable, Sendable {
    public let label: String
    public let value: String

    public init(label: String, value: String) {
        self.label = label
        self.value = value
    }
}

extension [InquiryValue] {
    /// The values of an answer by their labels; of a label that stands there twice, the first.
    var byLabel: [String: String] {
        Dictionary(map { ($0.label, $0.value) }) { first, _ in first }
    }
}
