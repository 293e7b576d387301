// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
public import Vocabulary

/// The intermediate server over HTTPS with certificates on both sides, in an envelope of our own.
///
/// **Unverified**: the interface of the real server is not public. A municipality that has it replaces
/// this file; nothing else knows of HTTP.
public final class HTTPIntermediateServer: IntermediateServer {
    /// Name of the envelope, in every message.
    static let envelope = "hagukumi-inquiry/0"
    /// False until it has spoken with the real server.
    public static let isVerified = false
    /// An answer longer than this is none.
    private static let longest = 1 << 20

    private let settings: ServerSettings
    private let client: HTTPClient

    /// - Throws: `InquiryRefusal.settingsUnreadable` where certificates or address cannot be used.
    public init(_ settings: ServerSettings) throws {
        _ = try settings.address("/")
        self.settings = settings
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try Self.tls(settings), redirectConfiguration: .disallow)
        configuration.timeout = .init(
            connect: .seconds(Int64(settings.timeoutSeconds)),
            read: .seconds(Int64(settings.timeoutSeconds)))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    private static func tls(_ settings: ServerSettings) throws -> TLSConfiguration {
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.minimumTLSVersion = .tlsv12
            tls.certificateVerification = .fullVerification
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(settings.trust))
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(settings.certificate)
                .map { .certificate($0) }
            tls.privateKey = .privateKey(
                try NIOSSLPrivateKey(file: settings.key, format: .pem))
            return tls
        } catch {
            throw InquiryRefusal.settingsUnreadable("証明書か鍵が読めません")
        }
    }

    /// Closes the connections; no call may follow.
    public func close() async throws { try await client.shutdown() }

    deinit {
        // The library ends the whole program where a client is left open.
        let client = client
        Task { try? await client.shutdown() }
    }

    public func register(_ message: InquiryMessage) async throws(ServerTrouble) -> InquiryState {
        let answer: StateEnvelope? = try await call(
            .PUT, "/v0/inquiries/\(message.number)", .registerInquiry,
            QuestionEnvelope(message, body: settings.body))
        return try state(answer, of: message.number)
    }

    public func state(of number: String) async throws(ServerTrouble) -> InquiryState? {
        let answer: StateEnvelope? = try await call(
            .GET, "/v0/inquiries/\(number)", .inquiryState)
        guard let answer else { return nil }
        return try state(answer, of: number)
    }

    public func withdraw(_ number: String) async throws(ServerTrouble) -> InquiryState {
        let answer: StateEnvelope? = try await call(
            .PUT, "/v0/inquiries/\(number)/withdrawal", .withdrawInquiry,
            WithdrawalEnvelope(
                envelope: Self.envelope, body: settings.body, number: number))
        return try state(answer, of: number)
    }

    public func result(of number: String) async throws(ServerTrouble) -> InquiryResult {
        let answer: ResultEnvelope? = try await call(
            .GET, "/v0/inquiries/\(number)/result", .inquiryResult)
        guard let answer, let person = AddresseeNumber(answer.person) else {
            throw .unreadable("結果がありません")
        }
        return InquiryResult(
            number: answer.number, person: person, item: answer.item,
            provider: answer.provider, providedAt: Instant(microseconds: answer.providedAt),
            permit: answer.permit?.permit, values: answer.values)
    }

    public func requestCode(
        _ serial: String, of person: AddresseeNumber
    ) async throws(ServerTrouble) -> CodeState {
        let answer: CodeStateEnvelope? = try await call(
            .PUT, "/v0/codes/\(serial)", .requestCode,
            CodeEnvelope(
                envelope: Self.envelope, body: settings.body, serial: serial,
                person: person.description))
        return try code(answer, of: serial)
    }

    public func codeState(of serial: String) async throws(ServerTrouble) -> CodeState? {
        let answer: CodeStateEnvelope? = try await call(.GET, "/v0/codes/\(serial)", .codeState)
        guard let answer else { return nil }
        return try code(answer, of: serial)
    }

    private func state(
        _ answer: StateEnvelope?, of number: String
    ) throws(ServerTrouble) -> InquiryState {
        guard let answer, answer.envelope == Self.envelope, answer.number == number else {
            throw .unreadable("別の照会の答えです")
        }
        return InquiryState(
            stage: answer.stage, receipt: answer.receipt, at: Instant(microseconds: answer.at),
            permit: answer.permit?.permit, refusal: answer.refusal)
    }

    private func code(
        _ answer: CodeStateEnvelope?, of serial: String
    ) throws(ServerTrouble) -> CodeState {
        guard let answer, answer.envelope == Self.envelope, answer.serial == serial else {
            throw .unreadable("別の依頼の答えです")
        }
        return CodeState(stage: answer.stage, at: Instant(microseconds: answer.at))
    }

    private func call<Answer: Decodable>(
        _ method: HTTPMethod, _ path: String, _ message: ServerMessage
    ) async throws(ServerTrouble) -> Answer? {
        try await call(method, path, message, nil as WithdrawalEnvelope?)
    }

    /// One call; `nil` is a number that the server does not know.
    private func call<Answer: Decodable>(
        _ method: HTTPMethod, _ path: String, _ message: ServerMessage, _ body: (some Encodable)?
    ) async throws(ServerTrouble) -> Answer? {
        let status: Int
        let bytes: Data
        do {
            var request = HTTPClientRequest(url: try settings.address(path))
            request.method = method
            request.headers.add(name: "accept", value: "application/json")
            // Which of the six messages it is: both logs can be matched.
            request.headers.add(name: "x-inquiry-message", value: message.rawValue)
            request.headers.add(name: "x-inquiry-body", value: settings.body)
            if let body {
                request.headers.add(name: "content-type", value: "application/json")
                request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
            }
            let response = try await client.execute(
                request, timeout: .seconds(Int64(settings.timeoutSeconds)))
            status = Int(response.status.code)
            bytes = Data(buffer: try await response.body.collect(upTo: Self.longest))
        } catch {
            // What a library says of an error may hold parts of a message: only its kind goes on.
            throw .outage(String(describing: type(of: error)))
        }
        switch status {
        case 200, 201, 202:
            guard let answer = try? JSONDecoder().decode(Answer.self, from: bytes) else {
                throw .unreadable("約束した形ではありません")
            }
            return answer
        case 404: return nil
        case 400, 403, 409, 410, 422:
            guard let problem = try? JSONDecoder().decode(ProblemEnvelope.self, from: bytes)
            else { throw .unreadable("状態 \(status) の理由が読めません") }
            throw .refused(code: problem.code)
        default: throw .outage("状態 \(status)")
        }
    }
}

extension Data {
    fileprivate init(buffer: ByteBuffer) { self.init(buffer.readableBytesView) }
}
