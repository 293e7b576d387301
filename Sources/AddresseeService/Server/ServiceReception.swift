// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import NIOSSL
import Vocabulary

/// Receives every request: certificate, token, scope, then the window of System 2.
struct ServiceReception: Sendable {
    let window: PeerWindow
    let tokens: TokenOffice
    let document: [UInt8]
    let stop: ServiceStop

    func router() -> Router<ServiceContext> {
        let router = Router(context: ServiceContext.self)
        router.addMiddleware { ServiceDoor() }
        for route in ServiceRoute.allCases {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await self.receive(request, context, route)
            }
        }
        return router
    }

    private func receive(
        _ request: Request, _ context: ServiceContext, _ route: ServiceRoute
    ) async -> Response {
        do {
            let certificate = try await fingerprint(context)
            guard let buffer = try? await request.body.collect(upTo: context.maxUploadSize) else {
                throw ServiceRefusal.tooLarge
            }
            let bytes = Array(buffer.readableBytesView)
            switch route {
            case .document: return ServiceAnswer.json(document)
            case .token: return try await token(bytes, certificate)
            case .introspect: return try await introspect(request, bytes, certificate)
            default: return try await handle(request, route, bytes, certificate)
            }
        } catch {
            stop.note(error)
            return route.isStandardAPI
                ? StandardAnswer.trouble(error) : ServiceAnswer.trouble(error)
        }
    }

    /// SHA-256 of the certificate with which the connection was made.
    private func fingerprint(_ context: ServiceContext) async throws -> String {
        let certificate = try? await context.channel.nioSSL_peerCertificate().get()
        guard let certificate, let found = CertificateFile.fingerprint(of: certificate) else {
            throw ServiceRefusal.invalidClient
        }
        return found
    }

    // MARK: Tokens

    private func token(_ bytes: [UInt8], _ certificate: String) async throws -> Response {
        let form = TokenForm(bytes)
        guard form.values["grant_type"] == "client_credentials",
            form.values["client_assertion_type"] == TokenForm.assertionType
        else { throw ServiceRefusal.unsupportedGrant }
        let found = try await tokens.client(
            of: form.values["client_assertion"] ?? "", certificate: certificate)
        guard let peer = window.register.peer(found.credential.peer) else {
            throw ServiceRefusal.invalidClient
        }
        let call = PeerCall(peer, terminal: "cert:" + certificate.prefix(16))
        let window = window
        do {
            try await onThread {
                try window.admit(call, assertion: found.assertion, until: found.until)
            }
        } catch AddresseeRefusal.replayed {
            throw ServiceRefusal.invalidClient
        }
        let scopes = (form.values["scope"] ?? "").split(separator: " ").map(String.init)
        let allowed = ServiceRoute.scopes(of: peer)
        guard !scopes.isEmpty, scopes.allSatisfy(allowed.contains) else {
            throw ServiceRefusal.invalidScope
        }
        struct Answer: Encodable {
            let access_token: String
            let token_type = "Bearer"
            let expires_in = Int(TokenOffice.life)
            let scope: String
        }
        let token = try await tokens.issue(to: found.credential, scopes: scopes)
        return ServiceAnswer.json(
            try encoded(Answer(access_token: token, scope: scopes.joined(separator: " "))))
    }

    /// RFC 7662, of a client's own tokens only.
    private func introspect(
        _ request: Request, _ bytes: [UInt8], _ certificate: String
    ) async throws -> Response {
        let own = try await tokens.check(bearer(request), certificate: certificate)
        guard let asked = TokenForm(bytes).values["token"], asked.utf8.count <= 4_096 else {
            throw ServiceRefusal.invalidBody([
                BodyProblem(item: "token", message: "必須です。4,096文字までです。")
            ])
        }
        struct Answer: Encodable {
            let active: Bool
            let scope: String?
            let client_id: String?
            let exp: Int?
        }
        let found = try? await tokens.check(asked, certificate: certificate)
        guard let found, found.claims.sub == own.claims.sub else {
            return ServiceAnswer.json(
                try encoded(Answer(active: false, scope: nil, client_id: nil, exp: nil)))
        }
        return ServiceAnswer.json(
            try encoded(
                Answer(
                    active: true, scope: found.claims.scope, client_id: found.claims.sub,
                    exp: Int(found.claims.exp))))
    }

    private func bearer(_ request: Request) throws -> String {
        let header = request.headers[.authorization] ?? ""
        guard header.hasPrefix("Bearer ") else { throw ServiceRefusal.invalidToken }
        return String(header.dropFirst(7))
    }

    // MARK: System 2

    private func handle(
        _ request: Request, _ route: ServiceRoute, _ bytes: [UInt8], _ certificate: String
    ) async throws -> Response {
        let (credential, claims) = try await tokens.check(
            bearer(request), certificate: certificate)
        guard let peer = window.register.peer(credential.peer) else {
            throw ServiceRefusal.invalidToken
        }
        let scopes = claims.scope.split(separator: " ").map(String.init)
        guard let scope = route.scope, scopes.contains(scope) else {
            throw ServiceRefusal.insufficientScope
        }
        let handling = Handling(
            window: window, peer: peer, certificate: certificate,
            key: try idempotencyKey(request))
        return ServiceAnswer.json(
            try await onThread { try handling.answer(route, bytes) })
    }

    /// 1 to 64 printable ASCII characters.
    private func idempotencyKey(_ request: Request) throws -> String? {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else {
            return nil
        }
        guard (1...64).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw ServiceRefusal.invalidBody([
                BodyProblem(item: "Idempotency-Key", message: "半角の英数字と記号で64文字までです。")
            ])
        }
        return key
    }

    /// System 2 waits for the disk; no event loop does.
    private func onThread<R: Sendable>(
        _ work: @escaping @Sendable () throws -> R
    ) async throws -> R {
        try await NIOThreadPool.singleton.runIfActive { try work() }
    }
}

/// The form of the token request.
struct TokenForm {
    static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    let values: [String: String]

    init(_ bytes: [UInt8]) {
        var values: [String: String] = [:]
        for pair in String(decoding: bytes, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let text = parts[1].replacing("+", with: " ")
            values[String(parts[0])] = text.removingPercentEncoding ?? ""
        }
        self.values = values
    }
}
