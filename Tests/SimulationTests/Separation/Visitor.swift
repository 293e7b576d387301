// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Desk

/// An officer in front of a desk: keeps cookies, sends what the page held in its hidden fields.
final class Visitor: Sendable {
    private let client: any TestClientProtocol
    private let jar = Mutex<[String: String]>([:])

    init(client: any TestClientProtocol) { self.client = client }

    /// What came back.
    struct Sight: Sendable {
        let status: Int
        let location: String?
        let body: String
        let bytes: [UInt8]
        /// The medium: `text/html; charset=utf-8`.
        let type: String

        /// The value of the first hidden field of a name.
        func hidden(_ name: String) -> String? {
            body.matches(of: /name="([^"]*)" value="([^"]*)"/).first { $0.1 == name }
                .map { String($0.2) }
        }

        /// The page without what differs between two answers to one question: secrets of forms and
        /// addresses, reference numbers, and the id or the day that was asked for.
        func same(_ id: String) -> String {
            "\(status) \(location ?? "-") \(body)"
                .replacing(/name="(csrf|once|door)" value="[^"]*"/) { "\($0.1)" }
                .replacing(/[0-9a-f]{36}/) { _ in "…" }
                .replacing(/D-[0-9A-F]{8}/) { _ in "D-…" }
                .replacing(/令和\d+年\d+月\d+日/) { _ in "…日" }
                .replacingOccurrences(of: id, with: "…")
        }
    }

    /// The cookies, for whoever tries them elsewhere.
    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    func logIn(_ officer: String, _ password: String) async throws {
        let page = try await send("/login")
        let answer = try await send(
            "/login", .post,
            [
                ("door", page.hidden("door") ?? ""), ("officer", officer), ("password", password),
            ])
        try #require(answer.status == 303, "\(officer): \(answer.body.prefix(400))")
    }

    /// Sends, looks where the answer leads to, and puts both together as `Sight.same` shows them.
    func outcome(
        _ path: String, _ method: HTTPRequest.Method, _ form: [(String, String)]?, of id: String
    ) async throws -> String {
        let first = try await send(path, method, form)
        guard first.status == 303, let place = first.location, !place.hasPrefix("/login") else {
            return first.same(id)
        }
        return first.same(id) + "\n→ " + (try await send(place)).same(id)
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method = .get, _ form: [(String, String)]? = nil
    ) async throws -> Sight {
        var fields = HTTPFields()
        let cookie = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: "; ")
        if !cookie.isEmpty { fields.put(cookie, "cookie") }
        let body = form.map { pairs in
            pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
        }
        if body != nil { fields.put("application/x-www-form-urlencoded", "content-type") }
        let answer = try await client.executeRequest(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        jar.withLock { jar in
            for value in answer.headers[values: .setCookie] {
                let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { jar[String(pair[0])] = String(pair[1]) }
                if pair.count == 1 { jar[String(pair[0])] = nil }
            }
        }
        return Sight(
            status: answer.status.code, location: answer.headers.value("location"),
            body: String(buffer: answer.body), bytes: Array(answer.body.readableBytesView),
            type: answer.headers.value("content-type") ?? "")
    }
}
