// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The drawing in ARCHITECTURE.md is the house that the code really has.
@Suite("図面と家")
struct HouseTests {
    let repository = Repository.here

    /// Rows of the import table: target → what it may import.
    private func table() throws -> [String: Set<String>] {
        var rows: [String: Set<String>] = [:]
        for line in try repository.text("ARCHITECTURE.md").split(separator: "\n") {
            guard line.hasPrefix("| `") else { continue }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 5 else { continue }
            let name = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
            let allowed = cells[3].split(separator: ",")
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `–")) }
            rows[name] = Set(allowed.filter { !$0.isEmpty })
        }
        return rows
    }

    @Test("部屋はすべて図面にある")
    func everyRoomIsDrawn() throws {
        let drawn = try table()
        let rooms = try repository.folders(in: "Sources")
            .filter { !["CPostgres", "CPango", "CQR", "CSodium", "CArchive"].contains($0) }
        #expect(Set(rooms) == Set(drawn.keys))
    }

    @Test("どの部屋も、図面にあるものだけを import する")
    func importsAreDrawn() throws {
        let free: Set<String> = [
            "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Darwin", "Logging",
            "Dispatch",
            "Synchronization",
        ]
        for (room, allowed) in try table() where room != "hagukumi" {
            let extra = try repository.imports(of: room).subtracting(allowed).subtracting(free)
            #expect(extra.isEmpty, "\(room) が図面にない \(extra.sorted()) を import しています")
        }
    }

    @Test("試験の部屋に、どの部屋のものでもない忘れ物はない")
    func noOrphanTestFolder() throws {
        let rooms = Set(try repository.folders(in: "Sources").map { $0 + "Tests" })
        let known = rooms.union([
            "CommandTests", "TidyTests", "Support", "Browser", "Api", "Authenticator", "PowerCuts",
            "Successions",
        ])
        #expect(Set(try repository.folders(in: "Tests")).subtracting(known).isEmpty)
    }
}
