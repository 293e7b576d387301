// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Simulation
import Support
import Testing

@Suite("同じ種、同じ町")
struct RepeatTests {
    @Test("同じ種で二度動かすと、集計も振込データも同じになる")
    func sameSeedSameYear() throws {
        let first = try PlayedTown.Year(people: 100, seed: 30)
        let second = try PlayedTown.Year(people: 100, seed: 30)
        #expect(first.result.summary.isSame(as: second.result.summary))
        #expect(first.result.differences.isEmpty)
        let (left, right) = (try transfers(of: first), try transfers(of: second))
        #expect(!left.isEmpty)
        #expect(left == right)
    }

    @Test("前回のデモのフォルダには作り直せて、種が違えば町も違う")
    func playedAgainInPlace() throws {
        let folder = try TemporaryFolder("again")
        let place = folder.file("town")
        let first = try TownYear(
            PlayedTown.settings(people: 100, seed: 6, folder: place)
        ) { _ in }.run()
        try first.office.close()
        let second = try TownYear(
            PlayedTown.settings(people: 100, seed: 7, folder: place)
        ) { _ in }.run()
        try second.office.close()
        #expect(second.differences.isEmpty)
        #expect(!first.summary.isSame(as: second.summary))
    }

    /// The transfer files by name.
    private func transfers(of year: PlayedTown.Year) throws -> [String: Data] {
        let folder = year.town.appendingPathComponent("out/transfers")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .reduce(into: [:]) { files, name in
                files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
            }
    }
}
