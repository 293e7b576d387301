// SPDX-License-Identifier: Apache-2.0
import JWTKit

/// What a client states of itself (RFC 7523 §3). Times are checked against the clock that was
/// handed in, so nothing happens in `verify`.
struct AssertionClaims: JWTPayload {
    let iss: String
    let sub: String
    let aud: OneOrMore
    let exp: Double
    let iat: Double?
    let jti: String

    func verify(using algorithm: some JWTAlgorithm) throws {}
}

/// An access token (RFC 9068, RFC 8705): whose it is, what for, until when, with which certificate.
struct AccessClaims: JWTPayload {
    struct Confirmation: Codable, Sendable {
        let certificate: String

        private enum CodingKeys: String, CodingKey { case certificate = "x5t#S256" }
    }

    let iss: String
    let sub: String
    let scope: String
    let iat: Double
    let exp: Double
    let jti: String
    let cnf: Confirmation

    func verify(using algorithm: some JWTAlgorithm) throws {}
}

/// A claim that is one text or a list of texts.
struct OneOrMore: Codable, Sendable {
    let values: [String]

    init(_ values: [String]) { self.values = values }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(String.self) {
            values = [one]
        } else {
            values = try container.decode([String].self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}
