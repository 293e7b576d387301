// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// `docs/incidents.md`: every incident has a test, and every test of an incident stands in the list.
@Suite("事故の一覧")
struct IncidentListTests {
    private let repository = Repository.here
    /// The offices whose incidents the list must hold.
    private static let offices = [
        "日南市", "徳島市", "千葉市", "厚木市", "延岡市(送付漏れ)", "延岡市(高額療養費)",
        "仙台市(二重の支給)", "仙台市(所得の区分)", "仙台市(返還の請求)", "大阪市東成区",
        "大阪市東成区(所得)", "大阪市鶴見区・港区", "薩摩川内市", "宮崎県", "富谷市",
    ]

    /// The cells of each line of the table, by incident.
    private func lines() throws -> [String: String] {
        try repository.text("docs/incidents.md").split(separator: "\n")
            .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| 事故") }
            .reduce(into: [:]) { found, line in
                let cells = line.split(separator: "|").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                if cells.count == 3 { found[cells[0]] = cells[2] }
            }
    }

    /// The offices of an incident, as titles name them: 大阪市鶴見区・港区 are two.
    private func offices(of incident: String) -> [String] {
        let named = incident.split(separator: "(")[0]
        return named.split(separator: "・").map {
            $0.hasPrefix("大阪市") && $0 != "大阪市" ? String($0.dropFirst(3)) : String($0)
        }
    }

    private func names(in text: String) -> [String] {
        text.matches(of: /「([^」]+)」/).map { String($0.1) }
    }

    /// Names of all tests of the repository.
    private func tests() throws -> Set<String> {
        var found: Set<String> = []
        for file in repository.files(below: "Tests", ending: ".swift") {
            let text = try repository.text(file)
            for match in text.matches(of: /@Test\(\s*"((?:[^"\\]|\\.)*)"/) {
                found.insert(String(match.1))
            }
        }
        return found
    }

    @Test("どの事故にも、実在する試験がある")
    func everyIncidentHasATest() throws {
        let lines = try lines()
        #expect(Set(lines.keys) == Set(Self.offices))
        let tests = try tests()
        for (incident, cell) in lines {
            let named = names(in: cell)
            #expect(!named.isEmpty, "\(incident) に試験がありません")
            // Each office under its own name: a test that stands in its line and tests another
            // incident would look like one.
            let offices = offices(of: incident)
            for office in offices {
                #expect(
                    named.contains { $0.contains(office) }, "\(office) の名を持つ試験がありません")
            }
            for name in named {
                #expect(
                    offices.contains { name.contains($0) }, "「\(name)」は \(incident) を名乗っていません")
            }
            for name in named { #expect(tests.contains(name), "「\(name)」という試験はありません") }
        }
    }

    @Test("事故の名を持つ試験は、どれも一覧にある")
    func everyTestIsListed() throws {
        let listed = Set(try lines().values.flatMap(names))
        for name in try tests() where name.contains(/[市県区](の件: |：)/) {
            #expect(listed.contains(name), "「\(name)」が docs/incidents.md にありません")
        }
    }
}
