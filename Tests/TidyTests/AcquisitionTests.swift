// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

/// What may be acquired, from whom and on which form, is a closed list beside the layouts.
@Suite("入手するもの")
struct AcquisitionTests {
    let repository = Repository.here

    @Test("どの様式にも入手元が一つあり、入手元の一覧は閉じている", .measure("R-26"))
    func everyLayoutHasAnOrigin() throws {
        var origins: [String: Int] = [:]
        for cells in try rows("Layouts/origins.tsv") {
            #expect(cells.count == 3 && cells.allSatisfy { !$0.isEmpty }, "\(cells)")
            for layout in (cells.last ?? "").split(separator: " ") {
                origins[String(layout), default: 0] += 1
            }
        }
        let layouts = repository.files(below: "Layouts", ending: ".yaml")
            .filter { !$0.hasPrefix("Layouts/codes/") }
            .compactMap { $0.split(separator: "/").last?.dropLast(5) }.map(String.init)
        #expect(Set(layouts) == Set(origins.keys))
        #expect(origins.values.allSatisfy { $0 == 1 })
    }

    @Test("保険の資格は入手元なしには書けず、入手元は表の中の言葉だけ", .measure("R-26"))
    func insuranceNamesItsOrigin() throws {
        let table = try repository.text(
            "Sources/Entitlement/Book/Migrations/0001-entitlement.sql")
        let insurance = table.components(separatedBy: "CREATE TABLE ").first {
            $0.hasPrefix("insurance_fact ")
        }
        let origin = try #require(insurance).split(separator: "\n").first {
            $0.contains("source TEXT")
        }
        #expect(origin?.contains("NOT NULL CHECK (source IN (") == true)
    }

    @Test("申請様式のどの欄も、記録項目か、理由のある欄である", .measure("R-36"))
    func formsAskOnlyWhatIsRecorded() throws {
        let items = Set(
            try rows("Sources/Reports/Items/record-items.tsv").map { "\($0[0]):\($0[1])" })
        var fields: Set<String> = []
        for cells in try rows("Layouts/form-fields.tsv") {
            #expect(cells.count == 2)
            let ground = cells.last ?? ""
            #expect(items.contains(ground) || ground.hasPrefix("理由:"), "\(cells)")
            #expect(fields.insert(cells[0]).inserted, "\(cells[0]) が二度あります")
        }
        var asked: Set<String> = []
        for form in try forms() + papers() { asked.formUnion(form) }
        #expect(asked.subtracting(fields).isEmpty)
        #expect(fields.subtracting(asked).isEmpty, "どの様式にもない欄")
    }

    /// The fields of every application form, without the group before them.
    private func forms() throws -> [Set<String>] {
        let entry = /\{(?:key|column|id): [^,}]+, name: ([^,}"]+)[,}]/
        return try repository.files(below: "Layouts", ending: ".yaml")
            .filter { path in
                ["/bundle-", "/applications.", "/reimbursements."].contains(where: path.contains)
            }
            .map { path in
                Set(
                    try repository.text(path).matches(of: entry).compactMap { found in
                        found.1.split(whereSeparator: { "/_".contains($0) }).last.map(String.init)
                    })
            }
    }

    /// The fields of every form on paper.
    private func papers() throws -> [Set<String>] {
        let entry = /\{label: "?([^,"}]+)"?[,}]/
        let papers = try repository.files(below: "Layouts", ending: ".yaml")
            .filter { $0.contains("/paper-") }
            .map { Set(try repository.text($0).matches(of: entry).map { String($0.1) }) }
        #expect(papers.count >= 6 && papers.allSatisfy { $0.count > 8 })
        return papers
    }

    private func rows(_ path: String) throws -> [[String]] {
        try repository.text(path).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }
}
