// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Support
import Testing

/// Towns that are too large for every run: `TOWN_YEAR=3000:7,3000:8` (people:seed, …); with
/// `TOWN_KEEP=folder` the last one stays there.
@Suite("大きな町の一年", .serialized)
struct LargeTownTests {
    static let asked = (ProcessInfo.processInfo.environment["TOWN_YEAR"] ?? "")
        .split(separator: ",").compactMap { town -> (people: Int, seed: UInt64)? in
            let parts = town.split(separator: ":")
            guard parts.count == 2, let people = Int(parts[0]), let seed = UInt64(parts[1])
            else { return nil }
            return (people, seed)
        }

    @Test("町の正解と一件ずつ一致し、不変条件が成り立つ", arguments: asked)
    func equalsTheTruth(town: (people: Int, seed: UInt64)) throws {
        let year = try PlayedTown.Year(
            people: town.people, seed: town.seed,
            kept: ProcessInfo.processInfo.environment["TOWN_KEEP"])
        let result = year.result
        print(
            "soak: 町 \(town.people)人 種\(town.seed)、違い \(result.differences.count)、"
                + "破れた決まり \(result.broken.count)、\(result.summary.seconds)秒")
        for line in year.lines { print(line) }
        for difference in year.result.differences.prefix(60) { print("✗ \(difference.text)") }
        for broken in year.result.broken.prefix(20) { print("✗ \(broken)") }
        #expect(year.result.differences.count == 0)
        #expect(year.result.broken.isEmpty)
    }
}
