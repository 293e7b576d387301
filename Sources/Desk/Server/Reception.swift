// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Office
import Safeguards
import Vocabulary

/// Receives every request: looks at where it comes from, who asks, whether the form is ours, then
/// hands it to the screen and turns the answer, or what went wrong, into a page.
struct Reception: Sendable {
    let desk: DeskRoom
    let book: RouteBook

    /// The router with every route of the table.
    func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        router.addMiddleware { OuterDoor(reception: self) }
        for route in Route.allCases {
            guard let handler = book.handlers[route] else { continue }
            let definition = route.definition
            router.on(
                RouterPath(definition.path), method: definition.method
            ) { request, context in
                await self.receive(request, context, route, handler)
            }
        }
        return router
    }

    private func receive(
        _ request: Request, _ context: DeskContext, _ route: Route, _ handler: Handler
    ) async -> Response {
        let terminal: String
        do {
            terminal = try await self.terminal(of: context)
        } catch {
            // The book of terminals cannot be read: the request is answered as from nowhere.
            terminal = context.address
        }
        var visit = Visit(
            desk: desk, route: route, parameters: Self.parameters(context),
            query: Typed(urlencoded: request.uri.query ?? ""), form: Typed(), session: nil,
            terminal: terminal, token: request.headers.cookie(desk.cookies.session),
            door: request.headers.cookie(desk.cookies.door), path: request.uri.path)
        visit.step = request.headers.cookie(desk.cookies.step)
        visit.from = Self.pageBefore(request)
        do {
            guard !desk.hasStopped else { throw Fault(.unknownOutcome, detail: "stopped") }
            guard visit.query.isClean, visit.parameters.values.allSatisfy(Typed.isClean) else {
                throw DeskRefusal.brokenForm
            }
            visit = try await typed(visit, request, context)
            // What goes wrong from here on is said in the frame of whoever asked.
            visit = visit.with(form: visit.form, session: try await session(of: visit))
            visit = try await admitted(visit, request)
            return try await once(visit) {
                let answer = try await handler(visit)
                visit.remember(answer)
                return try response(to: settled(answer, visit), visit)
            }
        } catch {
            return trouble(error, visit)
        }
    }

    /// Carries a form out once: a second press waits for the first, and is led to what came of it.
    /// What a screen answers with `seeOther` is remembered here, so that none can forget it; a refusal
    /// is no such answer, and the form may come again.
    private func once(
        _ visit: Visit, _ answer: () async throws -> Response
    ) async throws -> Response {
        guard visit.route.definition.method == .post, let key = visit.onceKey,
            visit.session != nil
        else { return try await answer() }
        while !desk.underWay.enter(key) { await desk.underWay.wait(key) }
        defer { desk.underWay.leave(key) }
        if let address = visit.landing {
            desk.uploads.remove(visit.files.map(\.path))
            return try response(to: .seeOther(address), visit)
        }
        return try await answer()
    }

    /// The visit with its form; files are read later, when it is known who sends them.
    private func typed(
        _ visit: Visit, _ request: Request, _ context: DeskContext
    ) async throws -> Visit {
        guard request.method == .post else { return visit }
        guard Self.isOurs(request) else { throw DeskRefusal.foreignOrigin }
        guard visit.route.definition.upload == nil else { return visit }
        guard let body = try? await request.body.collect(upTo: context.maxUploadSize) else {
            throw DeskRefusal.tooLarge
        }
        let form = Typed(urlencoded: String(buffer: body))
        guard form.isClean else { throw DeskRefusal.brokenForm }
        return visit.with(form: form)
    }

    /// The log-in of the request; `nil` where the address is open.
    private func session(of visit: Visit) async throws -> SessionResult? {
        guard visit.route.definition.access != .open else { return nil }
        guard let token = visit.token else { throw SafeguardRefusal.sessionExpired }
        let accounts = desk.installation.accounts
        let terminal = visit.terminal
        // Progress is asked for by the page, not by somebody who works.
        let isWork = ![.importProgress, .jobProgress].contains(visit.route)
        do {
            return try await desk.threads.run {
                try accounts.resume(token: token, terminal: terminal, isWork: isWork)
            }
        } catch SafeguardRefusal.sessionExpired {
            throw LogInOver(kept: keepTyped(visit))
        } catch SafeguardRefusal.sessionLocked {
            throw LogInPaused(kept: keepTyped(visit, LogInPaused.sentence))
        }
    }

    /// The visit as its screen gets it: the officer may come in, the form is of this desk, its
    /// files are here.
    private func admitted(_ visit: Visit, _ request: Request) async throws -> Visit {
        guard let session = visit.session else { return visit }
        var form = visit.form
        var files: [UploadedFile] = []
        // The first password opens one door only; it is said before anything is refused.
        let isFree: Set<Route> = [.password, .changePassword, .logout, .help]
        if session.mustChangePassword, !isFree.contains(visit.route) {
            throw SafeguardRefusal.passwordMustChange
        }
        if let needed = visit.route.definition.needed { try await visit.ask(for: needed) }
        if let upload = visit.route.definition.upload {
            (form, files) = try await receiveFiles(request, upload, of: session)
            guard form.isClean else { throw DeskRefusal.brokenForm }
        }
        if request.method == .post {
            try desk.installation.accounts.checkForm(form.verbatim("csrf"), of: session)
        }
        return visit.with(form: form, session: session, files: files)
    }

    /// The log-in had ended when something came; what was typed waits for the next one.
    struct LogInOver: Error {
        let kept: String?
    }

    /// The log-in is locked after a pause; what was typed waits until the authenticator opens it.
    struct LogInPaused: Error {
        static let sentence = "画面を閉じていたため、まだ送られていません。内容を確かめて、もう一度送ってください。"
        let kept: String?
    }

    /// Whether a form was sent by a page of this host: browsers say so in two headers.
    private static func isOurs(_ request: Request) -> Bool {
        if let site = request.headers.value("sec-fetch-site"), site != "same-origin" {
            return false
        }
        guard let origin = request.headers.value("origin"), origin != "null" else {
            return request.headers.value("origin") == nil
        }
        guard let host = request.head.authority ?? request.headers.value("host") else {
            return false
        }
        return origin == "https://\(host)"
    }

    /// The path of the page that sent the request, where the browser says so and it is one of ours.
    private static func pageBefore(_ request: Request) -> String? {
        guard let text = request.headers.value("referer"), let page = URLComponents(string: text),
            let host = request.head.authority ?? request.headers.value("host"),
            text.hasPrefix("https://\(host)/")
        else { return nil }
        return page.percentEncodedPath + (page.percentEncodedQuery.map { "?" + $0 } ?? "")
    }

    private static func parameters(_ context: DeskContext) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in context.parameters {
            found[String(name)] = String(value).removingPercentEncoding ?? String(value)
        }
        return found
    }
}
