// SPDX-License-Identifier: Apache-2.0
import Hummingbird

/// The headers of every answer, errors included: nothing is loaded from elsewhere, nothing runs
/// inline, nothing is kept by the browser, no page stands in a frame of another.
enum SecurityHeaders {
    static let all: [(String, String)] = [
        (
            "content-security-policy",
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
        ),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        // Not `no-referrer`: browsers would then send the origin `null` with every form.
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()"
        ),
    ]

    /// Puts the headers on an answer; what may be kept by the browser says so beforehand.
    static func put(on response: inout Response) {
        for (name, value) in all { response.headers.put(value, name) }
        if response.headers.value("cache-control") == nil {
            response.headers.put("no-store", "cache-control")
        }
    }
}

/// Answers what no route knows, and puts the headers on everything.
struct OuterDoor: RouterMiddleware {
    typealias Context = DeskContext
    let reception: Reception

    func handle(
        _ request: Request, context: DeskContext,
        next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let name = reception.desk.settings.name, !Self.isFor(name, request) {
            response = reception.misdirected(request, context)
        } else {
            do {
                response = try await next(request, context)
            } catch {
                response = reception.stray(request, context)
            }
        }
        SecurityHeaders.put(on: &response)
        return response
    }

    /// Whether the request names this host, with or without a port.
    private static func isFor(_ name: String, _ request: Request) -> Bool {
        guard let host = request.head.authority ?? request.headers.value("host") else {
            return false
        }
        return host.prefix { $0 != ":" }.lowercased() == name
    }
}
