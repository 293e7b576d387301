// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import Desk

/// Presses every form that was carried out twice more: at once, and at a desk that was started anew and
/// remembers nothing. The databases stay as they were, and the second press leads where the first led.
final class TwiceWatch: Sendable {
    private unowned let bench: DeskBench
    private let restarted: Reception
    private let pressed = Mutex<Set<Route>>([])
    private let last = Mutex<Sight?>(nil)

    /// What a refusal, or a question that is asked again, leaves in the log.
    private static let log: Set<String> = [
        "operation", "operation_end", "operation_subject", "ledger_entry", "ledger_checkpoint",
    ]

    init(_ bench: DeskBench) async throws {
        self.bench = bench
        restarted = try await Desk.reception(bench.office, DeskSettings(isRehearsal: true))
    }

    /// Whose forms were carried out and pressed again.
    var routes: Set<Route> { pressed.withLock { $0 } }

    /// The page that the desk which was started anew answered to the last form.
    var afterRestart: Sight? { last.withLock { $0 } }

    /// - Parameters:
    ///   - first: the answer to the form.
    ///   - again: sends the same bytes again, here (`nil`) or to another desk of the same office.
    func press(
        _ path: String, _ first: Sight,
        again: @Sendable (Reception?) async throws -> Sight
    ) async throws {
        let page = String(path.prefix { $0 != "?" })
        guard first.status == 303, let led = first.location,
            !["/again/", "/login", "/prove"].contains(where: { led.hasPrefix($0) }),
            let route = Route.allCases.first(where: {
                $0.definition.method == .post && RouteBook.match(page, $0.definition.path) != nil
            }), let how = try TwiceTable.rows()[route.rawValue], how != "door"
        else { return }
        let before = try await rows()
        let second = try await again(nil)
        let after = try await rows()
        guard how != "asks" else {
            // A question may be asked again: the log says so, nothing else does.
            expect(route, "もう一度尋ねても", before, after, besides: Self.log)
            return
        }
        #expect(
            second.status == 303 && second.location == led,
            "\(route): 一度目は \(led)、二度目は \(second.status) \(second.location ?? second.title)")
        expect(route, "二度目は", before, after, besides: [])
        pressed.withLock { _ = $0.insert(route) }
        // After a start nobody is logged in, and no password waits in a form.
        guard route != .changePassword else { return }
        let third = try await again(restarted)
        last.withLock { $0 = third }
        expect(route, "起動し直した後は", after, try await rows(), besides: Self.log)
    }

    private func expect(
        _ route: Route, _ words: String, _ before: [String: [String]],
        _ after: [String: [String]], besides log: Set<String>
    ) {
        let changed = Set(before.keys).union(after.keys).filter { place in
            !log.contains(place.split(separator: " ").last.map(String.init) ?? "")
                && before[place] != after[place]
        }
        #expect(changed.isEmpty, "\(route): \(words) \(changed.sorted()) が変わった")
    }

    /// Every table of every store: how many rows, and what stands in them where they are few.
    private func rows() async throws -> [String: [String]] {
        await bench.reception.desk.runner.settle()
        await bench.reception.desk.jobs.settle()
        var found: [String: [String]] = [:]
        for (place, store) in try #require(bench.trace).opened.enumerated() {
            try store.read { db in
                for table in try Catalogue.tables(in: db) {
                    let count =
                        try db.first("SELECT COUNT(*) FROM \(table)") { $0.int64(0) } ?? 0
                    var lines = ["\(count)"]
                    if count <= 500 {
                        lines += try db.rows("SELECT * FROM \(table)") { row in
                            (0..<row.count).map { "\(row.value($0))" }.joined(separator: "|")
                        }.sorted()
                    }
                    found["\(place) \(table)"] = lines
                }
            }
        }
        return found
    }
}

/// How each form of the desk is known to be carried out once (`Golden/twice.tsv`).
///
/// `door`: in and out. `asks`: it writes nothing. `key`: the key of the form goes to the gate with
/// `Visit.perform`. Every other word names the walk of `TwiceTests` that presses it twice.
enum TwiceTable {
    static func rows() throws -> [String: String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/twice.tsv")
        var found: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .dropFirst()
        {
            let cells = line.split(separator: "\t").map(String.init)
            try #require(cells.count == 2 && found[cells[0]] == nil, "\(line)")
            found[cells[0]] = cells[1]
        }
        return found
    }

    /// The routes that a walk presses.
    static func routes(of walk: String) throws -> Set<Route> {
        let rows = try rows()
        return Set(Route.allCases.filter { rows[$0.rawValue] == walk })
    }
}

extension DeskBench {
    /// From here on every form that a browser of this bench sends is pressed again.
    func pressTwice() async throws -> TwiceWatch {
        let watch = try await TwiceWatch(self)
        twice.withLock { $0 = watch }
        return watch
    }
}

extension DeskBench {
    /// A desk of the same office that was started anew.
    struct Restarted {
        let reception: Reception

        /// A browser that holds what another one held.
        func browse<R: Sendable>(
            like other: Browser, _ walk: @escaping @Sendable (Browser) async throws -> R
        ) async throws -> R {
            let jar = other.jar
            return try await Application(router: reception.router()).test(.router) { client in
                try await walk(Browser(client: client, cookies: jar))
            }
        }
    }
}
