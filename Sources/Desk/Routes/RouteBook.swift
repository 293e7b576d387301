// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes

/// What answers a request.
typealias Handler = @Sendable (Visit) async throws -> Answer

/// The screens of one area: one folder under `Screens/`, its templates under `Templates/`.
protocol ScreenArea: Sendable {
    /// Binds each route of the area to its handler.
    static func bind(in book: inout RouteBook)
}

/// Which handler answers which route.
struct RouteBook {
    private(set) var handlers: [Route: Handler] = [:]
    /// How the page of a form is drawn anew when it was not carried out.
    private(set) var redraws: [Route: Redraw] = [:]

    /// The areas of the desk. A new area is one line here.
    static let areas: [any ScreenArea.Type] = [
        SessionScreens.self, HomeScreens.self, SearchScreens.self, PersonScreens.self,
        ProtectionScreens.self, RecordScreens.self, MasterScreens.self, MigrationScreens.self,
        RegisterScreens.self, EApplicationScreens.self, IntakeScreens.self, DecisionScreens.self,
        CaseScreens.self,
        PaperScreens.self, LetterScreens.self,
        AddresseeScreens.self, MatchingScreens.self, InquiryScreens.self,
        MonitorScreens.self, AdministrationScreens.self, OversightScreens.self,
        RetentionScreens.self, KeyScreen.self, PermissionScreens.self,
        ClaimScreens.self, ReimbursementScreens.self, AdjustmentScreens.self,
        PaymentScreens.self, MoneyScreens.self,
        AccountScreen.self, StopScreen.self, KeyboardScreen.self, CandidateScreen.self,
        StatisticsScreens.self, RegistersScreens.self, CopyScreens.self, JobScreens.self,
        ExtractionScreen.self, PracticeScreen.self,
    ]

    /// - Parameter again: for forms: draws the page with what was typed and what is wrong.
    mutating func bind(
        _ route: Route, to handler: @escaping Handler, again redraw: Redraw? = nil
    ) {
        precondition(handlers[route] == nil, "\(route) is bound twice")
        handlers[route] = handler
        redraws[route] = redraw
    }

    /// The whole book.
    /// - Throws: `DeskRefusal.unboundRoute`: the desk does not start with a hole in it.
    static func complete(
        of areas: [any ScreenArea.Type] = RouteBook.areas
    ) throws -> RouteBook {
        var book = RouteBook()
        for area in areas { area.bind(in: &book) }
        let all = book
        book.bind(.again) { visit in try await Again.show(visit, all) }
        if let missing = Route.allCases.first(where: { book.handlers[$0] == nil }) {
            throw DeskRefusal.unboundRoute(missing.rawValue)
        }
        return book
    }
}

extension RouteBook {
    /// The page at an address of this desk, as a visit of the same officer; `nil` where no page of the
    /// table answers there.
    func page(at address: String, for visit: Visit) -> (visit: Visit, handler: Handler)? {
        let parts = address.split(separator: "?", maxSplits: 1)
        guard let path = parts.first.map(String.init) else { return nil }
        for route in Route.allCases where route.definition.method == .get {
            guard let parameters = Self.match(path, route.definition.path),
                route.definition.access != .open, let handler = handlers[route]
            else { continue }
            let opened = Visit(
                desk: visit.desk, route: route, parameters: parameters,
                query: Typed(urlencoded: parts.count > 1 ? String(parts[1]) : ""), form: Typed(),
                session: visit.session, terminal: visit.terminal, token: visit.token,
                door: visit.door, path: path)
            return (opened, handler)
        }
        return nil
    }

    /// The parameters of a path of the table; `nil` where it is another.
    static func match(_ path: String, _ pattern: String) -> [String: String]? {
        let given = path.split(separator: "/", omittingEmptySubsequences: false)
        let asked = pattern.split(separator: "/", omittingEmptySubsequences: false)
        guard given.count == asked.count else { return nil }
        var found: [String: String] = [:]
        for (one, other) in zip(given, asked) {
            if other.first == ":" {
                found[String(other.dropFirst())] =
                    String(one).removingPercentEncoding ?? String(one)
            } else if one != other {
                return nil
            }
        }
        return found
    }
}
