// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Support

/// Two fictional cities on one list, made and open.
final class TwoOffices: Sendable {
    let folder: TemporaryFolder
    let list: MunicipalityList
    let base: InstallationSettings

    init() throws {
        folder = try TemporaryFolder("two-offices")
        let rehearsal = try Rehearsal()
        var base = rehearsal.settings()
        base.schemesDirectory = try TwoBooks(
            from: URL(fileURLWithPath: base.schemesDirectory), to: folder.file("Schemes")
        ).folder.path
        self.base = base
        list = try MunicipalityList(
            [
                MunicipalityEntry(
                    name: "mihon", scheme: "sample", host: "mihon.localhost", port: 0,
                    rehearsal: true),
                MunicipalityEntry(
                    name: "reiji", scheme: TwoBooks.second, host: "reiji.localhost", port: 0,
                    rehearsal: true),
            ], beside: folder.url)
    }

    func create() throws -> Municipalities {
        try Municipalities.create(list, like: base).municipalities
    }
    func open() throws -> Municipalities { try Municipalities.open(list, like: base) }

    /// A file of one of the two.
    func file(_ name: String, _ path: String) -> URL {
        folder.file(name).appendingPathComponent(path)
    }

    /// Puts a copy of a file of one city in the place of the same file of the other.
    func swap(_ path: String, from: String = "mihon", to: String = "reiji") throws {
        let goal = file(to, path)
        try? FileManager.default.removeItem(at: goal)
        try FileManager.default.copyItem(at: file(from, path), to: goal)
    }
}
