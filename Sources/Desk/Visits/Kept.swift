// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Office
import Safeguards

/// What the answer to a form shows, kept so that the answer is a page of its own address: going
/// back to it, or loading it anew, shows it again and sends nothing.
enum Kept: Sendable {
    /// A form that was refused, or whose log-in had ended: its page is drawn anew, through the gate.
    case form(KeptForm)
    /// A refusal that no page of the screen says.
    case trouble(TroublePage, status: Int)
    /// A form whose screen does not draw it anew: the page it came from is shown with what was typed.
    /// Where that page has no such form any more, the refusal is said alone.
    case sent(KeptForm, from: String, TroublePage?, status: Int)
}

/// A form as it was sent, without its secrets.
struct KeptForm: Sendable {
    let route: Route
    let parameters: [String: String]
    let query: Typed
    let path: String
    let form: Typed
    let problems: [FormProblem]
    /// The key of a form whose log-in had ended: its first answer may have been lost, and sent again it
    /// is still the same form. What was refused gets a new one.
    let once: String?

    /// Never kept: what makes a form valid once, passwords, and a 個人番号.
    private static let secrets = [
        "csrf", "once", "door", "password", "current", "new", "again", NumberField.name,
    ]

    /// - Parameter isSame: true where it is not known whether the form was carried out before.
    init(_ visit: Visit, _ problems: [FormProblem], isSame: Bool = false) {
        once = isSame && !visit.form["once"].isEmpty ? visit.form["once"] : nil
        route = visit.route
        parameters = visit.parameters
        query = visit.query
        path = visit.path
        var form = visit.form
        for name in Self.secrets { form.set(name, all: []) }
        self.form = form
        self.problems = problems
    }

    /// The visit that sent the form, as the officer who looks at it again.
    func visit(of now: Visit) -> Visit {
        Visit(
            desk: now.desk, route: route, parameters: parameters, query: query, form: form,
            session: now.session, terminal: now.terminal, token: now.token, door: now.door,
            path: path)
    }
}

/// Draws the page of a form anew with what was typed and what is wrong with it; reads only.
typealias Redraw = @Sendable (Visit, [FormProblem]) async throws -> Page

extension Reception {
    /// A form that is answered with its own page leads to an address for it.
    func settled(_ answer: Answer, _ visit: Visit) throws -> Answer {
        guard visit.route.definition.method == .post, book.redraws[visit.route] != nil,
            case .page(let page) = answer, page.cookies.isEmpty, !page.isOfFile
        else { return answer }
        let kept = Kept.form(KeptForm(visit, page.problems))
        let key = desk.kept.put(kept, of: try visit.officer().officer)
        return .seeOther(Route.again.path(key))
    }

    /// Keeps what was typed when the log-in ended in the meantime, for its officer only.
    /// - Parameter isSame: false where it is known to be another form than the one carried out.
    /// - Returns: where it waits, after the next log-in; where it led, if it was carried out before.
    func keepTyped(
        _ visit: Visit,
        _ sentence: String = "ログインの時間が終わっていたため、まだ送られていません。内容を確かめて、もう一度送ってください。",
        isSame: Bool = true
    ) -> String? {
        guard visit.route.definition.method == .post, let token = visit.token,
            let officer = try? desk.installation.accounts.holder(
                token: token, terminal: visit.terminal)
        else { return nil }
        if let landing = visit.landing(of: officer) { return landing }
        let form = KeptForm(visit, [FormProblem(nil, sentence)], isSame: isSame)
        if book.redraws[visit.route] != nil {
            return Route.again.path(desk.kept.put(.form(form), of: officer))
        }
        guard let from = visit.from else { return nil }
        return Route.again.path(
            desk.kept.put(.sent(form, from: from, nil, status: 422), of: officer))
    }
}

/// Shows what was kept.
enum Again {
    static func show(_ visit: Visit, _ book: RouteBook) async throws -> Answer {
        let officer = try visit.officer().officer
        switch visit.desk.kept.get(visit.parameters["kept"] ?? "", of: officer) {
        case .form(let kept):
            guard let redraw = book.redraws[kept.route] else { throw DeskRefusal.draftGone }
            var page = try await redraw(kept.visit(of: visit), kept.problems)
            page.route = kept.route
            page.once = kept.once
            // The forms in the rows of a list are drawn empty; what was typed into one comes back.
            if !kept.problems.isEmpty, page.refill == nil {
                page.refill = Refill(path: kept.path, form: kept.form, otherwise: nil)
            }
            return .page(page)
        case .trouble(let body, let status):
            return .page(trouble(body, status))
        case .sent(let kept, let from, let body, let status):
            return try await sent(kept, from: from, body.map { trouble($0, status) }, visit, book)
        case nil: throw DeskRefusal.draftGone
        }
    }

    private static func trouble(_ body: TroublePage, _ status: Int) -> Page {
        Page(
            "session/trouble", body.title, crumbs: [Crumb("ホーム", Route.home.path())],
            status: status, body: body)
    }

    /// The page that the form came from, opened anew, with what was typed in its place.
    private static func sent(
        _ kept: KeptForm, from address: String, _ otherwise: Page?, _ visit: Visit,
        _ book: RouteBook
    ) async throws -> Answer {
        guard let (opened, handler) = book.page(at: address, for: visit),
            case .page(var page) = try await handler(opened)
        else {
            if let otherwise { return .page(otherwise) }
            throw DeskRefusal.draftGone
        }
        page.route = page.route ?? opened.route
        page.once = kept.once
        // What was done before on that page is not what was refused now.
        page.message = nil
        page.problems += kept.problems
        page.status = 422
        page.refill = Refill(path: kept.path, form: kept.form, otherwise: otherwise)
        return .page(page)
    }
}
