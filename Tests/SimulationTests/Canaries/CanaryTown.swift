// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Office
import Simulation
import Support

@testable import Desk

/// A town after its year with what must never be outside System 2: the 個人番号 of its people, and
/// 符号 that were put into the database of System 2 for this test.
final class CanaryTown: Sendable {
    let year: PlayedTown.Year
    let city: TwoTowns.City
    /// 個人番号, twelve digits.
    let numbers: [String]
    /// 情報提供用個人識別符号, made up: whatever the real ones look like, these are nowhere else.
    let codes: [String]

    static let shared = Task { try await CanaryTown() }
    /// How many of each are looked for.
    static let most = 1_000

    init() async throws {
        year =
            TwoTowns.isSoak
            ? try .init(people: 20_000, seed: 1, leavesWork: true) : try PlayedTown.small.get()
        city = TwoTowns.City(
            office: year.result.office,
            reception: try await Desk.reception(
                year.result.office, DeskSettings(isRehearsal: true)),
            users: year.result.users, town: year.town)
        let everybody = try CanaryTown.numbers(of: year.town)
        let step = max(1, everybody.count / CanaryTown.most)
        numbers = stride(from: 0, to: everybody.count, by: step).map { everybody[$0] }
        codes = (0..<CanaryTown.most).map { "符号9F\(String(9_000_000_000_000 + $0 * 7_919))" }
        try CanaryTown.plant(codes, in: year.town)
    }

    var detector: LeakDetector { LeakDetector(canaries: numbers + codes) }

    /// The numbers of everybody in the town's resident files.
    static func numbers(of town: URL) throws -> [String] {
        var found: Set<String> = []
        for folder in ["in", "in/next"].map({ town.appendingPathComponent($0) }) {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix("resident_") {
                let text = try String(
                    contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                for line in text.split(whereSeparator: \.isNewline).dropFirst() {
                    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                    if cells.count > 3, cells[3].utf8.count == 12 { found.insert(String(cells[3])) }
                }
            }
        }
        return found.sorted()
    }

    /// Readable, as they would never be kept: whatever leaves System 2 with them is found.
    private static func plant(_ codes: [String], in town: URL) throws {
        let store = try Stores.sqlite(
            at: town.appendingPathComponent("data/addressee.sqlite").path, body: "119997")
        try store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation") { $0.int64(0) } ?? 0
            let people = try db.rows(
                "SELECT id FROM person ORDER BY id LIMIT \(codes.count)"
            ) { $0.int64(0) }
            for (person, code) in zip(people, codes) {
                try db.execute(
                    """
                    INSERT INTO provision_code (operation_id, recorded_at, person_id, state, cell)
                    VALUES (?, 0, ?, '取得済', ?)
                    """, [operation, person, Array(code.utf8)])
            }
        }
        try store.close()
    }
}
