// SPDX-License-Identifier: Apache-2.0

extension FeedLayout {
    private static let known: Set<String> = [
        "id", "title", "edition", "kind", "source", "verified", "stamp", "file-name", "encoding",
        "line-end", "header", "scope", "mode", "key", "unique", "ordered", "columns",
        "extra-columns", "rhythm",
    ]

    /// Reads `Layouts/ID.yaml` of kind `feed` and checks that its parts fit together.
    init(_ root: YamlNode, codes: [String: CodeList]) throws(FormatRefusal) {
        let members = try YamlMembers(root, FeedLayout.known)
        var columns: [LayoutColumn] = []
        for node in try members.needed("columns").list() {
            columns.append(try LayoutColumn(node, codes: codes))
        }
        var stamp: Stamp?
        if let node = members["stamp"] {
            let parts = try YamlMembers(node, ["column", "value"])
            stamp = Stamp(column: try parts.text("column"), value: try parts.text("value"))
        }
        var scopes: [FeedScope] = []
        for node in try members.needed("scope").list() {
            scopes.append(try node.choice(FeedScope.self))
        }
        var orders: [Order] = []
        for node in try members["ordered"]?.list() ?? [] {
            let pair = try node.list()
            guard pair.count == 2 else { throw node.broken("2つの項目を書いてください。") }
            orders.append(Order(earlier: try pair[0].text(), later: try pair[1].text()))
        }
        guard try members.text("line-end") == "crlf" else {
            throw root.broken("改行 crlf の様式だけを読みます。")
        }
        self.init(
            id: try members.text("id"), title: try members.text("title"),
            edition: try members.text("edition"), source: try members.text("source"),
            isVerified: try members.flag("verified"), stamp: stamp,
            fileName: try members.text("file-name"),
            encoding: try members.needed("encoding").choice(TextEncoding.self), scopes: scopes,
            mode: try members.needed("mode").choice(ImportMode.self),
            key: try members.texts("key"),
            isKeyUnique: try members.flag("unique", otherwise: false), orders: orders,
            hasHeader: try members.flag("header"),
            extraColumns: try members["extra-columns"]?.choice(ExtraColumns.self) ?? .drop,
            rhythm: try FeedRhythm(members["rhythm"]), columns: columns)
        try check(root)
    }

    private func check(_ root: YamlNode) throws(FormatRefusal) {
        guard places.count == columns.count else { throw root.broken("同じ key の項目があります。") }
        guard Set(columns.map(\.name)).count == columns.count else {
            throw root.broken("同じ見出し名の項目があります。")
        }
        let named =
            key + orders.flatMap { [$0.earlier, $0.later] } + (stamp.map { [$0.column] } ?? [])
        for name in named where column(name) == nil {
            throw root.broken("「\(name)」という項目は columns にありません。")
        }
        for order in orders
        where column(order.earlier)?.type != .date
            || column(order.later)?.type != .date
        {
            throw root.broken("ordered には日付の項目だけを書けます。")
        }
        for name in key where column(name)?.type == .individualNumber {
            throw root.broken("個人番号は key にできません。")
        }
    }
}

extension FeedRhythm {
    /// `rhythm: {days: 31, late-after: 40, stop-after: 75}`; `nil` where the layout has none.
    fileprivate init?(_ node: YamlNode?) throws(FormatRefusal) {
        guard let node else { return nil }
        let members = try YamlMembers(node, ["days", "late-after", "stop-after"])
        guard let days = try members.integer("days"),
            let late = try members.integer("late-after"), days > 0, days <= late
        else { throw node.broken("days と、それ以上の late-after を日数で書いてください。") }
        let stop = try members.integer("stop-after")
        guard stop.map({ late <= $0 }) ?? true else {
            throw node.broken("stop-after は late-after 以上の日数です。")
        }
        self.init(days: days, lateAfter: late, stopAfter: stop)
    }
}

extension LayoutColumn {
    private static let known: Set<String> = [
        "key", "name", "type", "required", "max", "length", "least", "most", "unknown-days",
        "codes", "convert", "about",
    ]

    init(_ node: YamlNode, codes: [String: CodeList]) throws(FormatRefusal) {
        let members = try YamlMembers(node, LayoutColumn.known)
        let type = try members.needed("type").choice(ColumnType.self)
        var list: CodeList?
        if let name = members["codes"] {
            list = codes[try name.text()]
            guard list != nil else { throw name.broken("コード表がありません。") }
        }
        guard (type == .code) == (list != nil) else {
            throw node.broken("codes は type: code の項目に、必ず1つ書いてください。")
        }
        var conversions: [String: String] = [:]
        for (outside, inside) in try members["convert"]?.pairs() ?? [] {
            conversions[outside] = try inside.text()
            guard list?.value(conversions[outside] ?? "") != nil else {
                throw inside.broken("変換先がコード表にありません。")
            }
        }
        let subject = try members["about"]?.choice(ColumnSubject.self) ?? .person
        guard type != .individualNumber || subject == .person else {
            throw node.broken("個人番号は about: person だけです。")
        }
        self.init(
            key: try members.text("key"), name: try members.text("name"), type: type,
            isRequired: try members.flag("required", otherwise: false),
            longest: try members.integer("max"), length: try members.integer("length"),
            least: try members.integer("least"), most: try members.integer("most"),
            allowsUnknownDays: try members.flag("unknown-days", otherwise: false), codes: list,
            conversions: conversions, subject: subject)
    }
}
