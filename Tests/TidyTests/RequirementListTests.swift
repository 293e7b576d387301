// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

/// The checked list of ASVS 5.0 names tests that exist.
@Suite("ASVS の点検表")
struct RequirementListTests {
    let repository = Repository.here

    @Test("水準2・3の要求のすべてに答えがあり、挙げた試験はすべてある")
    func everyAnswerHasItsProof() throws {
        let suites = try Set(
            repository.files(below: "Tests", ending: ".swift").flatMap { file in
                try repository.text(file).matches(of: /(?:struct|class|actor) (\w+Tests)\b/)
                    .map { String($0.1) }
            })
        let rows = try repository.text("docs/asvs.md").split(separator: "\n")
            .filter { $0.contains(#/^\| \d+\.\d+\.\d+ /#) }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(rows.count == 232)
        #expect(Set(rows.map { $0[0] }).count == rows.count)
        for row in rows {
            #expect(row.count == 5 && ["合う", "一部", "当たらない", "合わない"].contains(row[2]), "\(row)")
            #expect(!row[3].isEmpty || row[2] == "合う", "\(row[0])")
            for name in row[4].matches(of: /\w+Tests\b/) {
                #expect(suites.contains(String(name.0)), "\(row[0]): \(name.0)")
            }
        }
    }
}
