// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// X12: every route × role × record over HTTP, compared with the oracle.
@Suite("すべての道×役割×記録", .serialized)
struct RouteMatrixTests {
    private static let soak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil

    /// Who knocks: one officer of each role, a vendor, an officer of another department.
    private struct Visitor {
        let officer: String
        let roles: [Role]
        var isOutside = false
    }

    private static let visitors =
        DeskBench.roles.map { Visitor(officer: $0.officer, roles: [$0.role]) } + [
            Visitor(officer: "hoshu", roles: [.vendor]),
            Visitor(officer: "yosono", roles: [.counter, .head], isOutside: true),
        ]

    /// Whose record an address names.
    private enum Record: String, CaseIterable {
        case own, protected, otherBody, nonExistent

        var person: String {
            switch self {
            case .own: Family.of(.ordinary).child.description
            case .protected: Family.of(.protected).child.description
            // Of a form that another municipality may give; it stands in no table of this one.
            case .otherBody: AddresseeNumber(serial: 77_777)?.description ?? ""
            case .nonExistent: AddresseeNumber(serial: 88_888)?.description ?? ""
            }
        }

        var row: String { self == .own || self == .protected ? "1" : "999999" }
    }

    /// What may only be read by somebody whom the table lets in.
    private static let canaries = ["ケンショウ　ショウ", "見本市中央一丁目", Family.secretAddress, "000-900-0042"]

    private func bench() async throws -> DeskBench {
        let bench = try await DeskBench()
        try bench.admitVendor()
        try bench.office.accounts.create(
            NewOfficer(
                officer: "yosono", name: "検証 他課", department: "税務課", roles: [.counter, .head]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        return bench
    }

    private func address(_ route: Route, _ record: Record) -> String {
        route.definition.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            switch part {
            case ":person": record.person
            case ":screen": "1010"
            case ":step": "applicant"
            case _ where part.first == ":": record.row
            default: String(part)
            }
        }.joined(separator: "/")
    }

    private func may(
        _ operation: OperationCode, _ visitor: Visitor, _ oracle: PermissionOracle
    ) -> Bool {
        // In some state, for some purpose: whether the door opens at all.
        Purpose.allCases.contains { purpose in
            RecordState.allCases.contains { state in
                oracle.allows(
                    .init(
                        operation: operation.rawValue, roles: visitor.roles.map(\.rawValue),
                        purpose: purpose.rawValue, state: state.rawValue,
                        isOutside: visitor.isOutside))
            }
        }
    }

    @Test(
        "答え合わせが許さない道は、どの記録についても同じ答えで断り、何も漏らさない",
        .measure("R-45", "R-41", "R-21", "R-32"))
    func everyRoute() async throws {
        let oracle = try PermissionOracle()
        let bench = try await bench()
        let routes = Route.allCases.filter { $0.definition.needed != nil }
        var asked = 0
        for (turn, visitor) in Self.visitors.enumerated() {
            asked += try await bench.browse(as: visitor.officer) { browser in
                var asked = 0
                let csrf = try await browser.get("/password").hidden("csrf") ?? ""
                for (index, route) in routes.enumerated() {
                    // The gate lets each route meet one of the visitors, the soak run all.
                    guard Self.soak || index % Self.visitors.count == turn else { continue }
                    guard let operation = route.definition.needed else { continue }
                    let isAllowed = may(operation, visitor, oracle)
                    let all = Record.allCases
                    // Where the path names nothing, every record is the same question.
                    let records =
                        !route.definition.path.contains(":")
                        ? [.own]
                        : Self.soak
                            ? all : isAllowed ? [all[turn % all.count]] : [.own, .nonExistent]
                    var answers: Set<String> = []
                    for record in records {
                        let sight = try await knock(
                            browser, route, address(route, record), csrf)
                        asked += 1
                        if isAllowed {
                            #expect(
                                sight.status != 403 || route.definition.method == .post,
                                "\(visitor.officer) \(route) \(record): \(sight.status)")
                        } else {
                            #expect(
                                [403, 404].contains(sight.status),
                                "\(visitor.officer) \(route) \(record): \(sight.status)")
                            for canary in Self.canaries {
                                #expect(
                                    !sight.text.contains(canary),
                                    "\(visitor.officer) \(route) \(record) \(canary)")
                            }
                            answers.insert("\(sight.status) \(sight.golden.count / 32)")
                        }
                    }
                    #expect(
                        answers.count <= 1, "\(visitor.officer) \(route): \(answers.sorted())")
                }
                return asked
            }
        }
        #expect(asked >= (Self.soak ? 3_000 : routes.count))
    }

    private func knock(
        _ browser: Browser, _ route: Route, _ path: String, _ csrf: String
    ) async throws -> Sight {
        guard route.definition.method == .post else { return try await browser.get(path) }
        return try await browser.look(try await browser.send(path, .post, "csrf=\(csrf)"))
    }

    @Test("他団体の番号と、存在しない番号は、見分けられない", .measure("R-45"))
    func foreignIsLikeNothing() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "uketsuke") { browser in
            for route in Route.allCases
            where route.definition.method == .get && route.definition.path.contains(":person") {
                guard let operation = route.definition.operation,
                    operation.definition.roles.contains(.counter)
                else { continue }
                let foreign = try await browser.get(address(route, .otherBody))
                let nothing = try await browser.get(address(route, .nonExistent))
                #expect(foreign.status == nothing.status, "\(route)")
                let same = nothing.golden.replacing(
                    Record.nonExistent.person, with: Record.otherBody.person)
                #expect(foreign.golden == same, "\(route)")
            }
        }
    }

    @Test("処理のない道があれば起動しない", .measure("R-45"))
    func undeclared() throws {
        for left in RouteBook.areas.indices {
            var areas = RouteBook.areas
            areas.remove(at: left)
            #expect(throws: DeskRefusal.self) { try RouteBook.complete(of: areas) }
        }
        #expect(throws: Never.self) { try RouteBook.complete() }
    }
}
