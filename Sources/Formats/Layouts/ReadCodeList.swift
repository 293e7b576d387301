// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension CodeList {
    /// Reads `Layouts/codes/ID.yaml`.
    init(_ root: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(root, ["id", "title", "source", "values"])
        var values: [Value] = []
        var seen: Set<String> = []
        for node in try members.needed("values").list() {
            let row = try YamlMembers(node, ["code", "text", "from", "until"])
            let code = try row.text("code")
            guard seen.insert(code).inserted else { throw node.broken("値「\(code)」が2度あります。") }
            let from = try CodeList.day(try row.needed("from"))
            let until = try row["until"].map { (node) throws(FormatRefusal) in
                try CodeList.day(node)
            }
            let period = EffectivePeriod(from: from, until: until)
            guard !period.isEmpty else { throw node.broken("終わりの日が始まりの日より前です。") }
            values.append(Value(code: code, text: try row.text("text"), period: period))
        }
        self.init(
            id: try members.text("id"), title: try members.text("title"),
            source: try members.text("source"), values: values)
    }

    private static func day(_ node: YamlNode) throws(FormatRefusal) -> CivilDate {
        guard let day = CivilDate(iso: try node.text()) else {
            throw node.broken("日付は \"YYYY-MM-DD\" で書いてください。")
        }
        return day
    }
}
