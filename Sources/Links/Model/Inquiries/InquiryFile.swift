// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// One inquiry as lists show it.
public struct InquiryFile: Hashable, Sendable {
    let id: Int64
    /// 照会番号.
    public let number: String
    public let way: InquiryWay
    public let subject: AddresseeNumber
    public let child: AddresseeNumber
    public let purpose: Purpose
    public let procedure: String
    public let procedureTitle: String
    public let item: String
    public let itemTitle: String
    public let legalBasis: String
    /// The catalogue that allowed it.
    public let catalogue: String
    public let counterpart: String
    public let aboutOn: CivilDate
    /// What shows the consent, where one was needed.
    public let consent: String?
    public let reason: String
    /// Who asked.
    public let officer: String
    public let requestedAt: Instant
    public let status: InquiryStatus
    /// When the answer is due; of the network when the inquiry expires.
    public let dueOn: CivilDate?

    /// Whether the answer is late.
    public func isOverdue(on day: CivilDate) -> Bool {
        status.isWaiting && dueOn.map { $0 < day } ?? false
    }
    public var mayWithdraw: Bool { status.mayWithdraw }
    public var mayConfirm: Bool { status.mayConfirm }
    /// Whether an officer may enter its answer.
    public var mayEnterAnswer: Bool { way == .letter && status.isWaiting }
}

/// One line of the course of an inquiry.
public struct InquiryStep: Hashable, Sendable {
    public let event: InquiryEvent
    /// When it happened, as far as the other side says.
    public let at: Instant
    public let officer: String
    /// Why, or the source of a written answer.
    public let reason: String?
}

/// One inquiry with its course and, once it came, its result.
public struct InquiryDetail: Hashable, Sendable {
    public let file: InquiryFile
    public let course: [InquiryStep]
    public let result: [InquiryValue]
    /// The ground of the purpose, in words.
    public var ground: String { file.purpose.legalBasis }
}
