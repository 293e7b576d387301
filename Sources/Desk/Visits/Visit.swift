// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Office
import Safeguards
import Vocabulary

/// One request: which route, by whom, from which terminal, and what was typed.
struct Visit: Sendable {
    let desk: DeskRoom
    let route: Route
    /// The parameters of the path.
    let parameters: [String: String]
    let query: Typed
    let form: Typed
    /// `nil` on open pages.
    let session: SessionResult?
    let terminal: String
    /// The secret of the cookie.
    let token: String?
    /// The secret of the log-in form's cookie.
    let door: String?
    /// The path as it was asked.
    let path: String
    /// The secret of a log-in between password and authenticator.
    var step: String?
    /// The page of this desk that the request came from.
    var from: String?
    /// What came with the form; put down in the data folder.
    var files: [UploadedFile] = []

    /// The page that was asked for, with its question.
    var address: String { path + query.question }

    var installation: Installation { desk.installation }
    var today: CivilDate { desk.today }

    /// The same visit, with what has become known of it.
    func with(
        form: Typed, session: SessionResult? = nil, files: [UploadedFile] = []
    ) -> Visit {
        Visit(
            desk: desk, route: route, parameters: parameters, query: query, form: form,
            session: session, terminal: terminal, token: token, door: door, path: path,
            step: step, from: from, files: files)
    }

    /// The officer.
    /// - Throws: `SafeguardRefusal.unauthenticated` on open pages.
    func officer() throws -> Principal {
        guard let session else { throw SafeguardRefusal.unauthenticated }
        return session.principal
    }

    /// Whether the table of permissions lets the officer do this at all: whether a button is shown.
    func may(_ operation: OperationCode) -> Bool {
        guard let principal = session?.principal else { return false }
        // The one table answers, as at the gate; an emergency access counts for maintenance only.
        return operation.definition.purposes.union([.maintenance]).contains {
            Permission(operation, by: principal, for: $0).refusal() == nil
        }
    }

    /// Whether the officer may come to the first page of a route.
    func mayEnter(_ route: Route) -> Bool { route.definition.needed.map { may($0) } ?? true }

    /// Asks the table of permissions before anything of the request is looked at: whoever may not is
    /// told the same, whatever the address names and the form holds (X12). The gate writes the
    /// refusal into the log.
    func ask(for operation: OperationCode) async throws {
        let officer = try officer()
        let purpose = operation.definition.purpose(for: officer, operation)
        guard Permission(operation, by: officer, for: purpose).refusal() != nil else { return }
        try await installation.casework.performAsync(
            operation, by: officer, for: purpose
        ) { _ in }
    }

    /// Carries out the operation of the route through the gate.
    ///
    /// A POST is carried out once: its form carries a key, and the second press is refused by the
    /// gate with `alreadyDone`.
    func perform<R: Sendable>(
        about subjects: [AddresseeNumber] = [], reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        guard let operation = route.definition.operation else {
            preconditionFailure("\(route) names no operation")
        }
        return try await perform(operation, about: subjects, reason: reason, body)
    }

    /// Carries out another operation than that of the route, where one page of work is two verbs.
    /// - Parameter purpose: where the page itself says why; else the officer's work decides.
    func perform<R: Sendable>(
        _ operation: OperationCode, about subjects: [AddresseeNumber] = [],
        for purpose: Purpose? = nil, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        let officer = try officer()
        let definition = operation.definition
        let isRead = definition.kind == .read
        let desk = desk
        let isHome = route == .home && operation == .viewHome
        let value = try await installation.casework.performAsync(
            operation, by: officer, for: purpose ?? definition.purpose(for: officer, operation),
            about: subjects, reason: reason, once: isRead ? nil : onceKey
        ) { scope in
            // The first page counts by itself: it shows everything that waits.
            if isRead, !isHome { try desk.countWaiting(in: scope) }
            return try body(scope)
        }
        if !isRead { desk.forgetWaiting(by: officer.officer, after: operation) }
        return value
    }

    /// The key of the form, bound to officer and address; `nil` where the form brought none.
    var onceKey: String? { session.flatMap { onceKey(of: $0.principal.officer) } }

    private func onceKey(of officer: String) -> String? {
        let once = form["once"]
        return once.isEmpty ? nil : "\(officer)|\(path)|\(once)"
    }

    /// Of everything that was sent, the files too.
    private var digest: String {
        ([form.digest] + files.map { "\($0.field):\($0.digest)" }).joined(separator: " ")
    }

    /// Where the form of this visit led when it was carried out; `nil` for another form, also for
    /// one of the same page that was changed since: what was not carried out is not shown as done.
    var landing: String? { session.flatMap { landing(of: $0.principal.officer) } }

    /// The same for an officer whose log-in has ended since.
    func landing(of officer: String) -> String? {
        guard let key = onceKey(of: officer), let landing = desk.done.get(key, of: officer),
            landing.digest == digest
        else { return nil }
        return landing.address
    }

    /// Whether a form of this key was carried out before with something else in it.
    var isChanged: Bool {
        guard let key = onceKey, let officer = session?.principal.officer,
            let landing = desk.done.get(key, of: officer)
        else { return false }
        return landing.digest != digest
    }

    /// Answers a POST that was carried out: the page that shows what came of it. A second press of
    /// the same form leads there again.
    func carriedOut(_ address: String) -> Answer {
        if let key = onceKey, let officer = session?.principal.officer {
            desk.done.set(Landing(address: address, digest: digest), under: key, of: officer)
        }
        return .seeOther(address)
    }

    /// Where any screen led whose form was carried out; asked of every answer, never before there is one.
    func remember(_ answer: Answer) {
        guard route.definition.method == .post else { return }
        switch answer {
        case .seeOther(let address, let cookies) where cookies.isEmpty: _ = carriedOut(address)
        case .attachment(_, _, let address?): _ = carriedOut(address)
        default: break
        }
    }

    /// A number in the path.
    /// - Throws: `DeskRefusal.notFound`.
    func addressee(_ name: String = "person") throws -> AddresseeNumber {
        guard let text = parameters[name], let number = AddresseeNumber(text) else {
            throw DeskRefusal.notFound
        }
        return number
    }

    /// The id of a row in the path.
    /// - Throws: `DeskRefusal.notFound`.
    func id(_ name: String) throws -> Int64 {
        guard let id = parameters[name].flatMap({ Int64($0) }) else { throw DeskRefusal.notFound }
        return id
    }
}
