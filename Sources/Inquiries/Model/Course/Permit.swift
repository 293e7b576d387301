// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 情報提供許可証, as the intermediate server shows it. The product never asks for one itself: the server
/// does, before it passes the question on (seed III-6 ①).
public struct Permit: Sendable, Hashable, Codable {
    public let id: String
    /// The inquiry that it was issued for.
    public let inquiry: String
    public let issuedAt: Instant
    public let validUntil: Instant

    public init(id: String, inquiry: String, issuedAt: Instant, validUntil: Instant) {
        self.id = id
        self.inquiry = inquiry
        self.issuedAt = issuedAt
        self.validUntil = validUntil
    }

    /// Whether an answer of a moment rests on the permit of this inquiry.
    /// - Throws: `InquiryRefusal.permitMissing`, `.permitForeign`, `.permitExpired`: all are final.
    static func check(
        _ permit: Permit?, of inquiry: String, seen: String?, providedAt: Instant
    ) throws(InquiryRefusal) {
        guard let permit else { throw .permitMissing }
        guard permit.inquiry == inquiry, seen.map({ $0 == permit.id }) ?? true else {
            throw .permitForeign
        }
        guard permit.issuedAt <= providedAt, providedAt <= permit.validUntil else {
            throw .permitExpired
        }
    }
}
