// SPDX-License-Identifier: Apache-2.0

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

    /// The areas of the desk. A new area is one line here.
    static let areas: [any ScreenArea.Type] = [
        SessionScreens.self, HomeScreens.self, SearchScreens.self, PersonScreens.self,
        RegisterScreens.self, IntakeScreens.self, DecisionScreens.self, PaperScreens.self,
        AdministrationScreens.self,
        ClaimScreens.self, ReimbursementScreens.self, PaymentScreens.self,
        StatisticsScreens.self,
    ]

    mutating func bind(_ route: Route, to handler: @escaping Handler) {
        precondition(handlers[route] == nil, "\(route) is bound twice")
        handlers[route] = handler
    }

    /// The whole book.
    /// - Throws: `DeskRefusal.unboundRoute`: the desk does not start with a hole in it.
    static func complete() throws -> RouteBook {
        var book = RouteBook()
        for area in areas { area.bind(in: &book) }
        if let missing = Route.allCases.first(where: { book.handlers[$0] == nil }) {
            throw DeskRefusal.unboundRoute(missing.rawValue)
        }
        return book
    }
}
