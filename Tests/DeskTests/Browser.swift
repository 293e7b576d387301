// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import Desk

/// A browser without a window: keeps cookies, follows to where a form leads, sends what the page
/// held in its hidden fields.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let cookies: Mutex<[String: String]>

    /// Whether the clerk gives a reason where the desk asks for one (利用の理由).
    private let givesReasons: Bool
    private let trace: ReadTrace?
    private let twice: TwiceWatch?

    init(
        client: any TestClientProtocol, givesReasons: Bool = true, trace: ReadTrace? = nil,
        twice: TwiceWatch? = nil, cookies: [String: String] = [:]
    ) {
        self.cookies = Mutex(cookies)
        self.twice = twice
        self.client = client
        self.givesReasons = givesReasons
        self.trace = trace
    }

    /// Everything that the browser holds.
    var jar: [String: String] { cookies.withLock { $0 } }

    /// A cookie that the browser holds.
    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }

    func logIn(_ officer: String, _ password: String = DeskBench.password) async throws {
        let page = try await get("/login")
        let answer = try await post(
            "/login", on: page, ["officer": officer, "password": password])
        try #require(answer.status == 303, "\(answer.text)")
    }

    func get(_ path: String) async throws -> Sight {
        let sight = try await send(path, .get, nil)
        guard givesReasons, sight.status == 303, let address = sight.location,
            address.hasPrefix("/access-reason?")
        else { return sight }
        let page = try await send(address, .get, nil)
        let answer = try await post(
            "/access-reason", on: page,
            ["person": page.hidden("person") ?? "", "reason": "intake"])
        guard answer.status == 303, let opened = answer.location else { return answer }
        return try await send(opened, .get, nil)
    }

    /// Follows a redirect until a page comes.
    func follow(_ sight: Sight) async throws -> Sight {
        var sight = sight
        while sight.status == 303, let address = sight.location { sight = try await get(address) }
        return sight
    }

    /// What was not carried out leads to a page of its own address: looked at at once, as a browser
    /// does.
    func look(_ sight: Sight) async throws -> Sight {
        guard sight.status == 303, let address = sight.location, address.hasPrefix("/again/")
        else { return sight }
        return try await get(address)
    }

    /// Sends a form of a page: its csrf, once and door with what is given.
    func post(
        _ path: String, on page: Sight, _ fields: KeyValuePairs<String, String>,
        headers: [String: String] = [:]
    ) async throws -> Sight {
        var pairs = ["csrf", "once", "door", "to", "ticket", "fields", "proposal"].compactMap {
            name in
            page.hidden(name).map { (name, $0) }
        }
        pairs += fields.map { ($0.key, $0.value) }
        let body = pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
        return try await look(send(path, .post, body, headers: headers))
    }

    func send(
        _ path: String, _ method: HTTPRequest.Method, _ body: String?,
        headers: [String: String] = [:]
    ) async throws -> Sight {
        try await send(
            path, method, bytes: body.map { Array($0.utf8) },
            type: "application/x-www-form-urlencoded", headers: headers)
    }

    /// Sends a body of any kind.
    func send(
        _ path: String, _ method: HTTPRequest.Method, bytes body: [UInt8]?, type: String,
        headers: [String: String] = [:]
    ) async throws -> Sight {
        let jar = jar
        let sight = try await sendOnce(path, method, bytes: body, type: type, headers: headers)
        guard method == .post, let twice else { return sight }
        try await twice.press(path, sight) { other in
            guard let other else {
                return try await self.sendOnce(
                    path, method, bytes: body, type: type, headers: headers)
            }
            return try await Application(router: other.router()).test(.router) { client in
                let elsewhere = Browser(client: client, cookies: jar)
                return try await elsewhere.look(
                    try await elsewhere.sendOnce(
                        path, method, bytes: body, type: type, headers: headers))
            }
        }
        return sight
    }

    private func sendOnce(
        _ path: String, _ method: HTTPRequest.Method, bytes body: [UInt8]?, type: String,
        headers: [String: String]
    ) async throws -> Sight {
        var fields = HTTPFields()
        let cookie = cookies.withLock { jar in
            jar.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        if !cookie.isEmpty { fields.put(cookie, "cookie") }
        if body != nil { fields.put(type, "content-type") }
        for (name, value) in headers { fields.put(value, name) }
        let marks = try trace?.begin()
        let answer = try await client.executeRequest(
            uri: path, method: method, headers: fields,
            body: body.map { ByteBuffer(bytes: $0) })
        if let trace, let marks {
            for (number, sql) in try trace.unlogged(since: marks) {
                Issue.record("記録のない人 \(number) \(method) \(path) \(sql.prefix(120))")
            }
        }
        cookies.withLock { jar in
            for value in answer.headers[values: .setCookie] {
                let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { jar[String(pair[0])] = String(pair[1]) }
                if pair.count == 1 { jar[String(pair[0])] = nil }
            }
        }
        return Sight(answer)
    }
}

/// What came back.
struct Sight: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    let text: String

    init(_ answer: TestResponse) {
        status = answer.status.code
        headers = answer.headers
        bytes = Array(answer.body.readableBytesView)
        text = String(decoding: bytes, as: UTF8.self)
    }

    var location: String? { headers.value("location") }

    var title: String {
        text.firstMatch(of: /<title>(.*?)<\/title>/).map { String($0.1) } ?? ""
    }

    /// The value of the first hidden field of a name.
    func hidden(_ name: String) -> String? {
        text.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .first { $0.1 == name }.map { String($0.2).replacing("&amp;", with: "&") }
    }

    /// The numbers that addresses of the page name, each once, in their order.
    func ids(after path: String) -> [String] {
        var seen: [String] = []
        for match in text.matches(of: /href="\/([a-z]+)\/(\d+)/) where "/\(match.1)/" == path {
            let id = String(match.2)
            if !seen.contains(id) { seen.append(id) }
        }
        return seen
    }

    /// The page with what differs from run to run taken out.
    var golden: String {
        text.replacing(/name="(csrf|once|door)" value="[^"]*"/) { "name=\"\($0.1)\" value=\"…\"" }
            .replacing(
                /(from=|\/search\/|\/intake\/|\/matching\/number\/|\/print\/|hello=|\/check\/|\/new\/|entry=)[0-9a-f]{36}/
            ) { "\($0.1)…" }
            // Ids of rows and digests of books differ when another area changes.
            .replacing(/\/(applications|decisions|papers)\/\d+/) { "/\($0.1)/…" }
            .replacing(/proposal-\d+" name="proposal" value="\d+"/) { _ in "proposal-… value=…" }
            .replacing(/<dd>[0-9a-f]{12}<\/dd>/) { _ in "<dd>…</dd>" }
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }
}
