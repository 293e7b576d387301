// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("hagukumi records")
struct RecordsTests {
    @Test("143の記録項目を、一行に一つの JSON で、別添1 の順に並べる")
    func json() throws {
        let answer = try Program.run("records", "--json")
        #expect(answer.status == 0, "\(answer.complaint)")
        let lines = answer.output.split(separator: "\n")
        #expect(lines.count == 143)
        let objects = try lines.map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
                ?? [:]
        }
        let fields = ["group", "item", "table", "column", "screen", "meaning"]
        for object in objects {
            #expect(fields.allSatisfy { (object[$0] as? String)?.isEmpty == false }, "\(object)")
        }
        #expect(objects.first?["item"] as? String == "児童生年月日")
        #expect(objects.last?["item"] as? String == "情報照会等の記録等")
    }

    @Test("人の読む形でも143行、設備は要らない")
    func text() throws {
        let answer = try Program.run("records")
        #expect(answer.status == 0)
        #expect(answer.output.split(separator: "\n").count == 143)
        #expect(answer.output.hasPrefix("資格履歴\t1\t児童生年月日\tentitlement_history.child_born"))
    }
}
