// SPDX-License-Identifier: Apache-2.0
import Addressee
import Crypto
import Foundation
import JWTKit
import Safeguards
import Vocabulary

/// Issues and checks access tokens: OAuth 2.0 client credentials with `client_secret_jwt` (HS256),
/// as the common-function standard asks. No refresh token; ten minutes at most.
struct TokenOffice: Sendable {
    /// Seconds an access token is good for.
    static let life = 600.0
    /// Seconds an assertion may be good for.
    static let longestAssertion = 300.0
    /// Seconds by which clocks may differ.
    static let skew = 30.0

    let audience: String
    private let source: any CredentialSource
    private let clock: any Clock
    private let keys: JWTKeyCollection

    init(audience: String, source: any CredentialSource, clock: any Clock) async {
        self.audience = audience
        self.source = source
        self.clock = clock
        // Tokens end with the process: nobody else can make one, and none outlives a restart.
        keys = await JWTKeyCollection().add(
            hmac: HMACKey(key: SymmetricKey(size: .bits256)), digestAlgorithm: .sha256)
    }

    private var now: Double { Double(clock.now().microseconds) / 1_000_000 }

    /// The client behind an assertion, when it is right in every point and came over the client's
    /// own certificate.
    /// - Returns: the credential, the id of the assertion and the moment when it expires.
    /// - Throws: `ServiceRefusal.invalidClient` for anything else.
    func client(
        of assertion: String, certificate: String
    ) async throws -> (credential: PeerCredential, assertion: String, until: Instant) {
        guard assertion.utf8.count <= 4_096,
            let stated = try? await JWTKeyCollection().unverified(
                assertion, as: AssertionClaims.self),
            let (credential, claims) = try await proved(assertion, stated, certificate),
            claims.sub == claims.iss, claims.aud.values == [audience],
            claims.exp.isFinite, claims.exp > now, claims.exp <= now + TokenOffice.longestAssertion,
            (claims.iat ?? now) <= now + TokenOffice.skew,
            (8...128).contains(claims.jti.utf8.count)
        else { throw ServiceRefusal.invalidClient }
        return (credential, claims.jti, Instant(microseconds: Int64(claims.exp * 1_000_000)))
    }

    /// The credential whose secret signed the assertion. A client that is not known costs the same
    /// work as one whose secret is wrong.
    private func proved(
        _ assertion: String, _ stated: AssertionClaims, _ certificate: String
    ) async throws -> (PeerCredential, AssertionClaims)? {
        let candidates = try counting(stated.iss, certificate)
        for candidate in candidates {
            if let claims = await verified(assertion, candidate.secret) {
                return (candidate, claims)
            }
        }
        if candidates.isEmpty {
            _ = await verified(assertion, String(repeating: "-", count: 64))
        }
        return nil
    }

    /// - Throws: `Fault(.key)` when the file of the credentials has become unusable.
    private func counting(_ client: String, _ certificate: String) throws -> [PeerCredential] {
        do {
            return try source.current()
                .credentials(ofClient: client, certificate: certificate, at: clock.now())
        } catch {
            throw Fault(.key, detail: error.message)
        }
    }

    private func verified(_ assertion: String, _ secret: String) async -> AssertionClaims? {
        let key = await JWTKeyCollection().add(
            hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        return try? await key.verify(assertion, as: AssertionClaims.self)
    }

    /// A token for a client that was admitted.
    func issue(to credential: PeerCredential, scopes: [String]) async throws -> String {
        let moment = now
        return try await keys.sign(
            AccessClaims(
                iss: audience, sub: credential.clientID, scope: scopes.joined(separator: " "),
                iat: moment, exp: moment + TokenOffice.life, jti: UUID().uuidString,
                cnf: .init(certificate: credential.certificate)))
    }

    /// What a token is good for, when it is ours, not over, and comes with its own certificate.
    /// - Throws: `ServiceRefusal.invalidToken`.
    func check(
        _ token: String, certificate: String
    ) async throws -> (credential: PeerCredential, claims: AccessClaims) {
        guard token.utf8.count <= 4_096,
            let claims = try? await keys.verify(token, as: AccessClaims.self),
            claims.iss == audience, claims.exp > now, claims.cnf.certificate == certificate,
            let credential = try counting(claims.sub, certificate).first
        else { throw ServiceRefusal.invalidToken }
        return (credential, claims)
    }
}
