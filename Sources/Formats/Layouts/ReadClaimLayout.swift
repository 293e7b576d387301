// SPDX-License-Identifier: Apache-2.0

extension ClaimLayout {
    private static let known: Set<String> = [
        "id", "title", "edition", "kind", "points-table", "points-table-name", "source",
        "verified", "file-name", "encoding", "line-end", "end-of-file", "start", "order",
        "expected", "records", "marker",
    ]

    /// The items without which a claim cannot be read.
    private static let needed: [String: [String]] = [
        "RE": ["receipt", "type", "treatment-month", "name", "sex", "born", "notes"],
        "HO": ["insurer", "symbol", "number", "days", "points", "copayment"],
        "KO": ["funder", "recipient", "days", "points", "copayment"],
        "SN": ["bearer", "sub-number"],
        "GO": ["count", "points", "volume"],
    ]
    private static let neededAtStart = [
        "prefecture", "points-table", "institution", "institution-name", "billing-month",
    ]

    /// Reads `Layouts/ID.yaml` of kind `claims`.
    init(_ root: YamlNode) throws(FormatRefusal) {
        let members = try YamlMembers(root, ClaimLayout.known)
        let table = try members.text("points-table")
        guard let kind = ClaimKind.ofRecords.first(where: { $0.pointsTable == table }) else {
            throw try members.needed("points-table").broken("点数表は 1、3、4 のどれかです。")
        }
        var records: [String: Record] = [:]
        for (id, node) in try members.needed("records").pairs() {
            records[id] = try ClaimLayout.record(id, node)
        }
        let start = try members.text("start")
        for (record, items) in ClaimLayout.needed.merging(
            [start: ClaimLayout.neededAtStart], uniquingKeysWith: { first, _ in first })
        {
            for item in items where records[record]?.items[item] == nil {
                throw root.broken("\(record) に「\(item)」がありません。")
            }
        }
        id = try members.text("id")
        title = try members.text("title")
        edition = try members.text("edition")
        source = try members.text("source")
        isVerified = try members.flag("verified")
        self.kind = kind
        marker = try members["marker"]?.text()
        self.start = start
        order = try members.texts("order")
        expected = try members.texts("expected")
        self.records = records
    }

    private static func record(_ id: String, _ node: YamlNode) throws(FormatRefusal) -> Record {
        let members = try YamlMembers(node, ["name", "size", "items"])
        let size = try members.integer("size")
        var items: [String: Int] = [:]
        for (key, item) in try members.needed("items").pairs() {
            let parts = try YamlMembers(item, ["at", "name"])
            let place = try parts.integer("at") ?? 0
            guard place > 0, size.map({ place < $0 }) ?? true else {
                throw item.broken("位置がレコードの外です。")
            }
            items[key] = place
        }
        return Record(id: id, name: try members.text("name"), size: size, items: items)
    }
}
