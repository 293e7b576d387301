// SPDX-License-Identifier: Apache-2.0
import Database
import Press
import Vocabulary

/// A question of the free extraction, as SQL: only columns of the items, every value handed in.
struct ExtractionQuery {
    let subject: ExtractionSubject
    let conditions: [ExtractionCondition]

    private var narrowed: (from: String, arguments: [any SQLValueConvertible]) {
        var from = subject.source.from
        var arguments: [any SQLValueConvertible] = []
        for condition in conditions {
            guard let column = condition.item.sql else { continue }
            from += " AND \(column) \(condition.comparison.sql) ?"
            if case .number = condition.item.kind {
                arguments.append(Int(condition.value) ?? 0)
            } else {
                arguments.append(condition.value)
            }
        }
        return (from, arguments)
    }

    /// How many records, and of how many children.
    func counts(from db: any Connection) throws -> (rows: Int, children: Int) {
        let (from, arguments) = narrowed
        return try db.first(
            "SELECT COUNT(*), COUNT(DISTINCT \(subject.source.child)) \(from)", arguments
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// How many records and children of each value of an item.
    func groups(
        by item: ExtractionItem, from db: any Connection
    ) throws -> [(value: String, rows: Int, children: Int)] {
        guard let column = item.sql else { return [] }
        let (from, arguments) = narrowed
        return try db.rows(
            """
            SELECT \(column), COUNT(*), COUNT(DISTINCT \(subject.source.child)) \(from)
            GROUP BY \(column) ORDER BY \(column)
            """, arguments
        ) { (item.words($0.value(0)), $0.int(1), $0.int(2)) }
    }

    /// The records with their items, in the order of being recorded.
    func rows(_ items: [ExtractionItem], limit: Int, from db: any Connection) throws -> [ListRow] {
        let asked = items.filter { $0.sql != nil }
        let source = subject.source
        let columns = [source.child, source.recipient] + asked.compactMap(\.sql)
        let (from, arguments) = narrowed
        return try db.rows(
            """
            SELECT \(columns.joined(separator: ", ")) \(from) ORDER BY \(source.id) LIMIT ?
            """, arguments + [limit]
        ) { row in
            var cells: [String: TableCell] = [:]
            for (index, item) in asked.enumerated() {
                let text = item.words(row.value(index + 2))
                // Numbers of persons are no amounts: leading zeros count.
                cells[item.code] =
                    item.kind == .number && !item.namesPerson ? .number(text) : .text(text)
            }
            return ListRow(
                child: row.addressee(0), recipient: row.optionalAddressee(1), cells: cells)
        }
    }
}

extension ExtractionItem {
    /// A value of the books in words.
    func words(_ value: SQLValue) -> String {
        let text =
            switch value {
            case .text(let text): text
            case .integer(let number): String(number)
            case .null, .blob: ""
            }
        guard case .code(let choices) = kind else { return text }
        return choices.first { $0.code == text }?.wording ?? text
    }
}
