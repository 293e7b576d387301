// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A client that speaks HTTP over TLS byte by byte, so that a test decides what it presents.
struct WireClient: Sendable {
    let port: Int
    let authority: String
    /// PEM of the client's certificate and key; `nil` presents none.
    let pair: Authority.Pair?

    struct Answer {
        let status: Int
        let body: [UInt8]

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
        }
        var codes: [String] {
            (json["errors"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
        }
    }

    /// - Throws: what the handshake or the connection met.
    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> Answer {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
        if let pair {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(
                Array(pair.certificate.utf8)
            ).map { .certificate($0) }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(pair.key.utf8), format: .pem))
        }
        let context = try NIOSSLContext(configuration: configuration)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let done = loop.makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        try NIOSSLClientHandler(context: context, serverHostname: "localhost"),
                        Gathering(done))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        text += "Content-Length: \(body.utf8.count)\r\n\r\n" + body
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        let bytes = try await done.futureResult.get()
        return try Answer(bytes)
    }
}

extension WireClient.Answer {
    struct Broken: Error {}

    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let line = text.split(separator: "\r\n").first,
            let code = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        else { throw Broken() }
        status = code
        body = Array(bytes[end.upperBound...])
    }
}

/// Gathers what comes until the other side closes.
private final class Gathering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let done: EventLoopPromise<[UInt8]>
    private var bytes: [UInt8] = []
    private var isOver = false

    init(_ done: EventLoopPromise<[UInt8]>) { self.done = done }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(unwrapInboundIn(data).readableBytesView)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A close without the last word of TLS is an end when something came.
        if bytes.isEmpty { finish(.failure(error)) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(
            bytes.isEmpty
                ? .failure(ChannelError.eof) : .success(bytes))
    }

    private func finish(_ result: Result<[UInt8], any Error>) {
        guard !isOver else { return }
        isOver = true
        done.completeWith(result)
    }
}
