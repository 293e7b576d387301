// SPDX-License-Identifier: Apache-2.0

/// The difference between the declared record items and the columns that really stand.
public enum RecordCoverage {
    /// Something that does not fit, in the order of the lists.
    public enum Gap: Hashable, Sendable, CustomStringConvertible {
        /// An item that has no table and column yet.
        case unplaced(item: String)
        /// An item whose column does not exist.
        case missing(item: String, place: String)
        /// Two items in one column.
        case shared(place: String)
        /// A column that is neither an item nor an extension with a reason.
        case undeclared(place: String)
        /// An extension that names what does not exist, or what is an item.
        case needless(place: String)

        public var description: String {
            switch self {
            case .unplaced(let item): "記録項目「\(item)」の置き場所がありません"
            case .missing(let item, let place): "記録項目「\(item)」の列 \(place) がありません"
            case .shared(let place): "列 \(place) に二つの記録項目があります"
            case .undeclared(let place):
                "列 \(place) は別添1 にありません。Items/extensions.tsv に理由を書いてください"
            case .needless(let place): "Items/extensions.tsv の \(place) は要りません"
            }
        }
    }

    /// The columns that every table of facts has.
    static let frame: Set<String> = ["id", "operation_id", "recorded_at"]

    /// - Parameter schema: the columns of every table.
    public static func gaps(
        items: [RecordItem], extensions: [RecordExtension], schema: [String: Set<String>]
    ) -> [Gap] {
        var found: [Gap] = []
        var declared: [String: Set<String>] = [:]
        for item in items {
            let name = "\(item.group.rawValue) \(item.number) \(item.item)"
            guard let place = item.place else {
                found.append(.unplaced(item: name))
                continue
            }
            let text = "\(place.table).\(place.column)"
            if schema[place.table]?.contains(place.column) != true {
                found.append(.missing(item: name, place: text))
            }
            if !declared[place.table, default: []].insert(place.column).inserted {
                found.append(.shared(place: text))
            }
        }
        for entry in extensions {
            let standing = schema[entry.table] ?? []
            let named = entry.columns ?? standing
            if standing.isEmpty { found.append(.needless(place: entry.table)) }
            for column in named.subtracting(standing).union(
                named.intersection(declared[entry.table] ?? [])
            ).sorted() {
                found.append(.needless(place: "\(entry.table).\(column)"))
            }
            declared[entry.table, default: []].formUnion(named)
        }
        for (table, columns) in schema.sorted(by: { $0.key < $1.key }) {
            for column in columns.subtracting(declared[table] ?? []).subtracting(frame).sorted() {
                found.append(.undeclared(place: "\(table).\(column)"))
            }
        }
        return found
    }
}
