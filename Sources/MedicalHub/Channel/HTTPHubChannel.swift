// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// PMH over HTTP with a bearer token (`bearerAuth` of the published API).
///
/// Redirects are not followed and no proxy is asked: the numbers go to the agreed address or nowhere.
/// Each request opens and closes its own connection; nothing stays open between two runs.
public struct HTTPHubChannel: HubChannel {
    private let connection: HubConnection

    public init(_ connection: HubConnection) { self.connection = connection }

    public func post(_ body: HubBody, to path: String) async throws -> HubReply {
        var request = request(path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(body.buffer)
        return try await send(request)
    }

    public func get(_ path: String) async throws -> HubReply { try await send(request(path)) }

    private func request(_ path: String) -> HTTPClientRequest {
        let base = connection.endpoint.absoluteString
        var request = HTTPClientRequest(url: base + (base.hasSuffix("/") ? "" : "/") + path)
        request.headers.add(name: "Authorization", value: "Bearer \(connection.token)")
        request.headers.add(name: "Accept", value: "application/json")
        return request
    }

    private func send(_ request: HTTPClientRequest) async throws -> HubReply {
        let deadline = NIODeadline.now() + .seconds(Int64(connection.timeout))
        do {
            return try await HTTPClient.withHTTPClient(configuration: try configuration()) {
                client in
                let response = try await client.execute(request, deadline: deadline)
                let bytes = try await response.body.collect(upTo: HubReply.limit)
                return HubReply(
                    status: Int(response.status.code), body: Array(bytes.readableBytesView))
            }
        } catch let silence as HubSilence {
            throw silence
        } catch is NIOTooManyBytesError {
            throw HubSilence.tooLong
        } catch let error as HTTPClientError where HTTPHubChannel.isLate(error) {
            throw HubSilence.timeout
        } catch {
            // The text of the error may quote the request; only that there is no answer is kept.
            throw HubSilence.unreachable
        }
    }

    private static func isLate(_ error: HTTPClientError) -> Bool {
        [.deadlineExceeded, .readTimeout, .connectTimeout].contains(error)
    }

    private func configuration() throws -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let file = connection.trustFile {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(10), read: .seconds(Int64(connection.timeout))))
        configuration.httpVersion = .http1Only
        // Trying again is the work of the queue, not of the connection.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
