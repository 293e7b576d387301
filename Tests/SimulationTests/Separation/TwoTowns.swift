// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Office
import Simulation
import Support
import Vault
import Vocabulary

@testable import Desk

/// Two fictional cities that have each lived their year, opened together as one program serves
/// them. Their numbers run from the same beginnings, so that nearly every id of the smaller one is
/// somebody else's in the larger one.
final class TwoTowns: Sendable {
    /// One of the two: its office, its desk, its officers.
    struct City: Sendable {
        let office: Installation
        let reception: Reception
        let users: [DemoUser]
        /// `DIR/in` and `DIR/out` of its year.
        let town: URL
    }

    let folder: TemporaryFolder
    let open: Municipalities
    /// The city that is asked.
    let smaller: City
    /// The city whose ids are asked for.
    let larger: City

    static let shared = Task { try await TwoTowns() }
    static var isSoak: Bool { ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" }

    init() async throws {
        let root = try TemporaryFolder("two-towns")
        folder = root
        let plain = PlayedTown.settings(people: 100, seed: 1, folder: root.url)
        let schemes = try TwoBooks(
            from: URL(fileURLWithPath: plain.schemesDirectory), to: root.file("Schemes"))
        func play(
            _ name: String, _ people: Int, seed: UInt64, scheme: String
        ) throws -> TownYearResult {
            var settings = PlayedTown.settings(
                people: people, seed: seed, folder: root.file(name))
            settings.schemesDirectory = schemes.folder.path
            settings.scheme = scheme
            // Only the larger one has a morning after: the links' ids are its alone.
            settings.leavesWork = name == "reiji"
            let result = try TownYear(settings) { _ in }.run()
            precondition(result.differences.isEmpty, "\(result.differences.prefix(3))")
            try result.office.close()
            return result
        }
        let size = TwoTowns.isSoak ? 3 : 1
        let first = try play("mihon", 110 * size, seed: 11, scheme: "sample")
        let second = try play("reiji", 260 * size, seed: 12, scheme: TwoBooks.second)
        let list = try MunicipalityList(
            [("mihon", "sample"), ("reiji", TwoBooks.second)].map { name, scheme in
                MunicipalityEntry(
                    name: name, scheme: scheme, data: "\(name)/data", host: "\(name).localhost",
                    port: 0, rehearsal: true)
            }, beside: root.url)
        let today = max(first.clock.now(), second.clock.now()).dayInJapan
        let base = InstallationSettings(
            dataDirectory: "", schemesDirectory: schemes.folder.path,
            layoutsDirectory: plain.layoutsDirectory, scheme: "", clock: MovingClock(today.next),
            random: RehearsalRandomBytes(seed: 5), originator: .rehearsal)
        let opened = try Municipalities.open(list, like: base)
        open = opened
        func city(_ place: Int, _ users: [DemoUser], _ name: String) async throws -> City {
            let office = opened.places[place].office
            return City(
                office: office,
                reception: try await Desk.reception(office, DeskSettings(isRehearsal: true)),
                users: users, town: root.file(name))
        }
        smaller = try await city(0, first.users, "mihon")
        larger = try await city(1, second.users, "reiji")
    }
}

extension TwoTowns.City {
    /// Officers by role, one of each.
    var oneOfEachRole: [DemoUser] {
        var seen: Set<[String]> = []
        return users.filter { seen.insert($0.roles).inserted }
    }

    func visit<R>(_ walk: @Sendable (Visitor) async throws -> R) async throws -> R {
        try await Application(router: reception.router()).test(.router) { client in
            try await walk(Visitor(client: client))
        }
    }

    func visit<R>(
        as user: DemoUser, _ walk: @Sendable (Visitor) async throws -> R
    ) async throws -> R {
        try await visit { visitor in
            try await visitor.logIn(user.officer, user.password)
            return try await walk(visitor)
        }
    }

    /// Entries of both logs: every answer about a person adds one.
    func entries() throws -> [String: Int] {
        try office.verify().reduce(into: [:]) { $0[$1.system] = $1.report.entries }
    }
}
