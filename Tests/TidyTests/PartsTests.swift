// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@Suite("部品の一覧")
struct PartsTests {
    let repository = Repository.here

    private struct Resolved: Decodable {
        struct Pin: Decodable {
            struct State: Decodable {
                let version: String?
            }
            let identity: String
            let location: String
            let state: State
        }
        let pins: [Pin]
    }

    @Test("部品の一覧は、組み込まれる版のすべてと一つも違わない", .measure("R-86d"))
    func everyPinIsListed() throws {
        let resolved = try JSONDecoder().decode(
            Resolved.self, from: Data(try repository.text("Package.resolved").utf8))
        let pinned = Set(
            resolved.pins.map {
                // Whoever asks for a part first decides whether its address ends in `.git`.
                let place =
                    $0.location.hasSuffix(".git") ? $0.location.dropLast(4) : $0.location[...]
                return "\($0.identity) \($0.state.version ?? "") \(place)"
            })
        let rows = try repository.text("Sources/Reports/Parts/parts.tsv").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        let listed = rows.filter { $0[3] == "swift" }.map { $0.prefix(3).joined(separator: " ") }
        #expect(Set(listed) == pinned)
        let manifest = try repository.text("Package.swift")
        for row in rows where row[3] == "system" {
            for package in row[2].split(separator: " ") {
                #expect(manifest.contains("\"\(package)\""), "\(package)")
            }
        }
    }

    @Test("どの部品にもライセンスの行があり、印字の字体とデータの表にもあり、余る行はない")
    func everyLicence() throws {
        func rows(_ file: String) throws -> [[Substring]] {
            try repository.text("Sources/Reports/Parts/\(file)").split(separator: "\n")
                .filter { !$0.hasPrefix("#") }
                .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        }
        let licences = try rows("licences.tsv")
        func names(_ kinds: [Substring]) -> Set<Substring> {
            Set(licences.filter { kinds.contains($0[2]) }.map { $0[0] })
        }
        #expect(licences.allSatisfy { $0.count == 4 && !$0[1].isEmpty })
        #expect(Set(licences.map { $0[0] }).count == licences.count)
        #expect(names(["swift", "system"]) == Set(try rows("parts.tsv").map { $0[0] }))
        let faces = try repository.text("Sources/Press/Fonts/Face.swift")
            .matches(of: /case [^:\n]+: "([^"]+)"/).flatMap { $0.1.split(separator: ",") }
        #expect(!faces.isEmpty && names(["font"]) == Set(faces))
        let tables = try repository.text("Schemes/national/LICENSES.md")
            .matches(of: /\n\| `([^`]+)`/).map(\.1)
        #expect(!tables.isEmpty && names(["data"]) == Set(tables))
    }
}
