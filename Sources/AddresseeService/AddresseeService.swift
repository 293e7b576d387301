// SPDX-License-Identifier: Apache-2.0
public import Addressee
import Foundation
import Hummingbird
import HummingbirdTLS
import NIOCore
import NIOSSL
public import Vocabulary

/// System 2 as a service for business systems of any vendor: REST and JSON over mutual TLS with
/// OAuth 2.0 client credentials. Nothing but translation: what may be asked and what is answered
/// is decided at the window of `Addressee`.
public enum AddresseeService {
    /// Serves until the process is asked to stop or the task is cancelled.
    ///
    /// - Parameter whenReady: called once with the port.
    /// - Throws: `ServiceRefusal.unusable`, `.cannotListen`; `Fault(.unknownOutcome)` ends the
    ///   service: nobody knows whether the last commit was written.
    public static func serve(
        _ window: PeerWindow, credentials: any CredentialSource, settings: ServiceSettings,
        clock: any Clock, whenReady: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        _ = try credentials.current()
        let stop = ServiceStop()
        let reception = ServiceReception(
            window: window,
            tokens: await TokenOffice(
                audience: settings.audience, source: credentials, clock: clock),
            document: try document(), stop: stop)
        let app = Application(
            router: reception.router(),
            server: try .tls(.http1(), tlsConfiguration: try tls(settings)),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port)),
            onServerRunning: { channel in
                whenReady(channel.localAddress?.port ?? settings.port)
            })
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await app.runService() }
                group.addTask { try await stop.wait() }
                // The first to end ends the service: a signal, or an unknown outcome.
                try await group.next()
                group.cancelAll()
            }
        } catch let error as IOError {
            guard let why = ListenProblem(error) else { throw error }
            throw ServiceRefusal.cannotListen(
                host: settings.host, port: settings.port, why: why)
        }
    }

    /// The OpenAPI 3.1 document that is served under `/openapi.json`.
    public static func document() throws -> [UInt8] {
        let file = Bundle.module.bundleURL.appendingPathComponent("Document/openapi.json")
        return Array(try Data(contentsOf: file))
    }

    /// TLS 1.2 or newer; a client without a certificate of the authorities gets no connection.
    /// Which certificate belongs to which peer is checked with every token and every request.
    private static func tls(_ settings: ServiceSettings) throws -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(settings.certificateChain)
            let key = try NIOSSLPrivateKey(file: settings.privateKey, format: .pem)
            let authorities = try NIOSSLCertificate.fromPEMFile(settings.clientAuthorities)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.trustRoots = .certificates(authorities)
            configuration.certificateVerification = .noHostnameVerification
            configuration.applicationProtocols = ["http/1.1"]
            return configuration
        } catch {
            throw ServiceRefusal.unusable("証明書・鍵・認証局のファイルを読めません")
        }
    }
}
