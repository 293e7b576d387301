// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// One officer's browser: a connection of its own, the cookie of the log-in, the secret of forms.
final class LoadOfficer: Sendable {
    struct Name: Codable, Sendable {
        let officer: String
        let password: String
    }

    /// A page as it came, after every redirection.
    struct Shown: Sendable {
        let path: String
        let status: Int
        let body: String
        let bytes: Int
        /// Answers on the way, this one included.
        let answers: Int
    }

    private struct State {
        var cookies: [String: String] = [:]
        var csrf = ""
        var forms = 0
    }

    let name: Name
    private let address: String
    private let client: HTTPClient
    private let state = Mutex(State())

    init(_ name: Name, at address: String, on loops: any EventLoopGroup) {
        self.name = name
        self.address = address
        var tls = TLSConfiguration.makeClientConfiguration()
        // The rehearsal's certificate is signed by itself.
        tls.certificateVerification = .none
        client = HTTPClient(
            eventLoopGroupProvider: .shared(loops),
            configuration: .init(tlsConfiguration: tls, redirectConfiguration: .disallow))
    }

    func close() async throws { try await client.shutdown() }

    /// Logs in, as the form does.
    func enter() async throws {
        let door = try await get("/login")
        let shown = try await post(
            "/login",
            [
                ("door", Self.value(of: "door", in: door.body)), ("to", ""),
                ("officer", name.officer), ("password", name.password),
            ])
        let csrf = Self.value(of: "csrf", in: shown.body)
        guard shown.path.split(separator: "?").first == "/", !csrf.isEmpty else {
            throw BenchError("\(name.officer) がログインできません: \(shown.path) \(shown.status)")
        }
        state.withLock { $0.csrf = csrf }
    }

    func get(_ path: String) async throws -> Shown {
        try await follow(HTTPClientRequest(url: address + path), path)
    }

    /// Sends a form of the desk, with its secret and a key of its own.
    func post(_ path: String, _ fields: [(String, String)]) async throws -> Shown {
        let (csrf, once) = state.withLock { state in
            state.forms += 1
            return (state.csrf, "\(name.officer)-\(state.forms)-\(UInt32.random(in: 0 ... .max))")
        }
        var request = HTTPClientRequest(url: address + path)
        request.method = .POST
        request.headers.add(name: "origin", value: address)
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        let all = fields + [("csrf", csrf), ("once", once)]
        request.body = .bytes(
            ByteBuffer(
                string: all.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")))
        return try await follow(request, path)
    }

    private func follow(_ first: HTTPClientRequest, _ path: String) async throws -> Shown {
        var (request, path) = (first, path)
        for answers in 1...6 {
            let cookies = state.withLock { $0.cookies }
            request.headers.replaceOrAdd(
                name: "cookie", value: cookies.map { "\($0)=\($1)" }.joined(separator: "; "))
            let response = try await client.execute(request, timeout: .seconds(20))
            let body = try await response.body.collect(upTo: 8 << 20)
            keep(response.headers["set-cookie"])
            guard let next = response.headers.first(name: "location") else {
                return Shown(
                    path: path, status: Int(response.status.code), body: String(buffer: body),
                    bytes: body.readableBytes, answers: answers)
            }
            path = next
            request = HTTPClientRequest(url: address + next)
        }
        throw BenchError("行き先が終わりません: \(path)")
    }

    private func keep(_ lines: [String]) {
        state.withLock { state in
            for line in lines {
                let parts = (line.split(separator: ";").first ?? "").split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { continue }
                state.cookies[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1])
            }
        }
    }

    /// The value of the first field of a name.
    static func value(of name: String, in page: String) -> String {
        guard let place = page.range(of: "name=\"\(name)\"") else { return "" }
        let rest = page[place.upperBound...].prefix(200)
        guard let begin = rest.range(of: "value=\"") else { return "" }
        return String(rest[begin.upperBound...].prefix { $0 != "\"" })
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
