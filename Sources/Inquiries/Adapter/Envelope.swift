// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

// Our own envelope, version 0: the interface of the real intermediate server is given to municipalities
// only, so nothing here is verified. Moments are written as microseconds since 1970 (UTC).

/// What goes out with a question.
struct QuestionEnvelope: Encodable {
    let envelope: String
    let body: String
    let number: String
    let person: String
    let procedure: String
    let item: String
    let legalBasis: String
    let aboutOn: String

    init(_ message: InquiryMessage, body: String) {
        envelope = HTTPIntermediateServer.envelope
        self.body = body
        number = message.number
        person = message.person.description
        procedure = message.procedure
        item = message.item
        legalBasis = message.legalBasis
        aboutOn = message.aboutOn.description
    }
}

/// What goes out with a request for a 符号: no 個人番号, no name.
struct CodeEnvelope: Encodable {
    let envelope: String
    let body: String
    let serial: String
    let person: String
}

/// What goes out with a withdrawal.
struct WithdrawalEnvelope: Encodable {
    let envelope: String
    let body: String
    let number: String
}

/// How an inquiry stands. Only these fields are read; whatever else an answer holds never enters.
struct StateEnvelope: Decodable {
    struct PermitPart: Decodable {
        let id: String
        let inquiry: String
        let issuedAt: Int64
        let validUntil: Int64

        var permit: Permit {
            Permit(
                id: id, inquiry: inquiry, issuedAt: Instant(microseconds: issuedAt),
                validUntil: Instant(microseconds: validUntil))
        }
    }

    let envelope: String
    let number: String
    let stage: InquiryState.Stage
    let receipt: String
    let at: Int64
    let permit: PermitPart?
    let refusal: String?
}

struct ResultEnvelope: Decodable {
    let envelope: String
    let number: String
    let person: String
    let item: String
    let provider: String
    let providedAt: Int64
    let permit: StateEnvelope.PermitPart?
    let values: [InquiryResult.Value]
}

struct CodeStateEnvelope: Decodable {
    let envelope: String
    let serial: String
    let stage: CodeState.Stage
    let at: Int64
}

/// Why the server says no.
struct ProblemEnvelope: Decodable {
    let code: String
}
