// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What stands under a field of a date is what the form will be read as: both name the same days.
@Suite("日付の欄")
struct DateFieldTests {
    let repository = Repository.here

    /// A call of `date` or `optionalDate` with a plain name, up to its closing bracket.
    private struct Call {
        let name: String
        let whose: String
        let isField: Bool
    }

    private func calls(in text: String) -> [Call] {
        text.matches(of: /[. ](?:date|optionalDate)\(\s*"([a-z0-9-]+)"/).map { match in
            var depth = 1
            let rest = text[match.range.upperBound...].prefix { letter in
                depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
                return depth > 0
            }
            let field = rest.firstMatch(of: /whose: "(\w+)"/).map { String($0.1) }
            let reader = rest.firstMatch(of: /whose: \.(\w+)/).map { String($0.1) }
            let isField =
                field != nil || rest.contains("typed") || rest.contains("visit.form")
                || rest.contains("visit.query")
            let whose = (isField ? field : reader) ?? "any"
            // Days of the office are read as those of a child: six digits name one day.
            return Call(
                name: String(match.1), whose: whose == "past" ? "child" : whose, isField: isField)
        }
    }

    @Test("欄の下に出る日と、送って読まれる日は、どの画面でも同じ読み方")
    func echoAndReading() throws {
        var compared = 0
        for folder in try repository.folders(in: "Sources/Desk/Screens") {
            let calls = try repository.files(
                below: "Sources/Desk/Screens/\(folder)", ending: ".swift"
            ).flatMap { self.calls(in: try repository.text($0)) }
            for (name, all) in Dictionary(grouping: calls, by: \.name) {
                let fields = Set(all.filter(\.isField).map(\.whose))
                let readers = Set(all.filter { !$0.isField }.map(\.whose))
                if fields.isEmpty || readers.isEmpty { continue }
                compared += 1
                #expect(fields == readers, "\(folder)の\(name): 欄 \(fields)、読み \(readers)")
            }
        }
        #expect(compared > 40, "\(compared)")
    }
}
