// SPDX-License-Identifier: Apache-2.0
import Addressee
import AddresseeService
import Crypto
import Database
import Foundation
import JWTKit
import Ledger
import NumberGate
import Safeguards
import Support
import Synchronization
import Vault
import Vocabulary

/// System 2 served on a free port of this machine, with credentials for two peers.
final class ServedOffice: Sendable {
    static let audience = "https://localhost/oauth2/token"
    static let secrets: [PeerName: String] = [
        .tax: String(repeating: "t", count: 40), .welfare: String(repeating: "w", count: 40),
        .intermediateServer: String(repeating: "i", count: 40),
    ]

    /// A clock that a test moves.
    final class TestClock: Vocabulary.Clock {
        private let moment = Mutex(Instant(microseconds: 1_743_476_400_000_000))

        func now() -> Instant { moment.withLock { $0 } }
        func move(seconds: Int64) {
            moment.withLock {
                $0 = Instant(microseconds: $0.microseconds + seconds * 1_000_000)
            }
        }
    }

    let folder: TemporaryFolder
    let clock = TestClock()
    let authority: Authority
    let pairs: [PeerName: Authority.Pair]
    let port: Int
    /// The credentials as the running service reads them.
    let credentials: CredentialFile
    let office: CredentialOffice
    var window: PeerWindow { office.window }
    private let server: Task<Void, any Error>

    init() async throws {
        folder = try TemporaryFolder("addressee-service")
        authority = try Authority("検証認証局")
        var pairs: [PeerName: Authority.Pair] = [:]
        for name in ServedOffice.secrets.keys { pairs[name] = try authority.sign(name.rawValue) }
        self.pairs = pairs
        let own = try authority.sign("server")
        for (name, text) in [
            ("chain.pem", own.certificate), ("key.pem", own.key), ("ca.pem", authority.pem),
        ] { try text.write(to: folder.file(name), atomically: true, encoding: .utf8) }
        let office = try CredentialOffice(folder, clock: clock)
        self.office = office
        let window = office.window
        let credentials = CredentialFile(folder.file("peers.json"))
        self.credentials = credentials
        try credentials.write(
            PeerCredentials(
                pairs.map { name, pair in
                    try PeerCredential(
                        peer: name, clientID: ServedOffice.client(name),
                        secret: ServedOffice.secrets[name] ?? "", certificate: pair.fingerprint)
                }))
        let settings = ServiceSettings(
            host: "127.0.0.1", port: 0, certificateChain: folder.file("chain.pem").path,
            privateKey: folder.file("key.pem").path,
            clientAuthorities: folder.file("ca.pem").path, audience: ServedOffice.audience)
        let clock = clock
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        server = Task {
            defer { opened.finish() }
            try await AddresseeService.serve(
                window, credentials: credentials, settings: settings, clock: clock
            ) { opened.yield($0) }
        }
        guard let port = await ports.first(where: { _ in true }) else {
            throw WireClient.Answer.Broken()
        }
        self.port = port
    }

    deinit { server.cancel() }

    /// How many operations the log has of somebody.
    func operations(of officer: String) throws -> Int {
        try office.store.read { db in
            try db.first("SELECT COUNT(*) FROM operation WHERE officer = ?", [officer]) {
                $0.int(0)
            } ?? 0
        }
    }

    /// 32 letters and digits.
    static func client(_ name: PeerName) -> String {
        String((name.rawValue.filter(\.isLetter) + String(repeating: "9", count: 32)).prefix(32))
    }

    func wire(_ pair: Authority.Pair?) -> WireClient {
        WireClient(port: port, authority: authority.pem, pair: pair)
    }

    func wire(_ name: PeerName) -> WireClient { wire(pairs[name]) }

    /// What an assertion states; a test changes one thing.
    struct Statement: JWTPayload {
        var iss: String
        var sub: String
        var aud: String = ServedOffice.audience
        var exp: Double
        var iat: Double
        var jti: String = UUID().uuidString

        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    func statement(_ name: PeerName) -> Statement {
        let now = Double(clock.now().microseconds) / 1_000_000
        let client = ServedOffice.client(name)
        return Statement(iss: client, sub: client, exp: now + 60, iat: now)
    }

    func assertion(_ statement: Statement, secret: String) async throws -> String {
        try await JWTKeyCollection()
            .add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256).sign(statement)
    }

    func askToken(
        _ wire: WireClient, assertion: String, scope: String
    ) async throws -> WireClient.Answer {
        let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        return try await wire.send(
            "POST", "/oauth2/token",
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: "grant_type=client_credentials&client_assertion_type=\(type)"
                + "&client_assertion=\(assertion)&scope=\(scope.replacing(" ", with: "+"))")
    }

    func token(
        _ name: PeerName, _ scope: String, secret: String? = nil, pair: Authority.Pair? = nil
    ) async throws -> String {
        let assertion = try await assertion(
            statement(name), secret: secret ?? ServedOffice.secrets[name] ?? "")
        let answer = try await askToken(
            wire(pair ?? pairs[name]), assertion: assertion, scope: scope)
        return answer.json["access_token"] as? String ?? ""
    }

    func post(
        _ name: PeerName, _ path: String, token: String, key: String? = nil,
        pair: Authority.Pair? = nil, _ body: [String: Any]
    ) async throws -> WireClient.Answer {
        var headers = ["Authorization": "Bearer \(token)", "Content-Type": "application/json"]
        if let key { headers["Idempotency-Key"] = key }
        let data = try JSONSerialization.data(withJSONObject: body)
        return try await wire(pair ?? pairs[name]).send(
            "POST", path, headers: headers, body: String(decoding: data, as: UTF8.self))
    }

    /// A fictional number: the check digit is wrong on purpose (official digit plus one).
    static func number(_ serial: Int) -> String {
        let body = 99_900_000_000 + Int64(serial)
        return String(body) + String(NumberCheck.synthetic.digit(ofBody: body))
    }

    static func numbering(_ serial: Int) -> [String: Any] {
        [
            "individualNumber": number(serial), "addressee": "90000\(serial)",
            "effectiveOn": "2025-04-01", "name": "検証　花子", "sex": "2", "born": "2015-04-05",
            "address": "見本市中央一丁目1番1号",
        ]
    }
}
