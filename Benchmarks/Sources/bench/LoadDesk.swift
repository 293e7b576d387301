// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The desk under load: a city of 300,000, 500 officers logged in, fifty arrivals a second that do
/// not wait for the answers before them. The program itself serves, over TLS, as an office starts it.
///
/// Not among the benches that run without being named: it plays a whole year of the city first.
enum LoadDesk {
    static let people = 300_000
    static let officers = 500
    static let rate = 50.0
    /// Seconds that count, after `warmUp` seconds that do not.
    static let seconds = 120.0
    static let warmUp = 10.0
    /// What nineteen of twenty waits must stay below, in seconds, and the largest page, in bytes.
    static let longest = 0.1
    static let largestPage = 150 * 1_024

    static func run(_ course: Course) throws {
        guard let program = StartUp.program(course) else {
            throw BenchError("hagukumi がありません。swift build -c release --product hagukumi を先に")
        }
        let people = course.isSmall ? 3_000 : people
        let count = course.isSmall ? 50 : officers
        let town = try LoadTown(course, program: program, people: people)
        let names = try town.officers(count)
        let desk = try ServedDesk(program: program, data: town.data, course)
        defer { desk.stop() }
        let whom = try town.whom()
        let tally = LoadTally()
        let (warmUp, seconds) = course.isSmall ? (3.0, 20.0) : (warmUp, seconds)
        let spent = try waiting {
            try await Load(desk: desk, names: names, whom: whom, tally: tally).run(
                rate: rate, warmUp: warmUp, seconds: seconds)
        }
        let report = LoadReport(tally.results, spent: spent, people: people, officers: count)
        for line in report.lines { Course.say(line) }
        for measurement in report.measurements { course.tell(measurement) }
        course.note("画面のサーバーの最大メモリー", megabytes: desk.megabytes)
        Course.say("soak: " + report.row.joined(separator: "、"))
        for failure in report.failures { course.miss(failure) }
    }

    /// Waits for asynchronous work in a program that is none.
    private static func waiting<R: Sendable>(
        _ work: @escaping @Sendable () async throws -> R
    ) throws -> R {
        let box = Answered<R>()
        Task {
            do {
                box.put(.success(try await work()))
            } catch {
                box.put(.failure(error))
            }
        }
        return try box.take()
    }
}
