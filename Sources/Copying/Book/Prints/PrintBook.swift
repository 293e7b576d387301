// SPDX-License-Identifier: Apache-2.0
import Database

/// What outputs made, by their operation.
enum PrintBook {
    /// Pages of one paper of a document, as its last outputs were; `nil` where it was never printed.
    static func pages(of document: String, from db: any Connection) throws -> Double? {
        let last = try db.rows(
            """
            SELECT produced, pages FROM print_record
            WHERE id > (SELECT MAX(id) FROM print_record) - 2000
            AND document = ? AND pages > 0 AND produced > 0 ORDER BY id DESC LIMIT 20
            """, [document]
        ) { (papers: $0.int(0), pages: $0.int(1)) }
        let papers = last.reduce(0) { $0 + $1.papers }
        return papers == 0 ? nil : Double(last.reduce(0) { $0 + $1.pages }) / Double(papers)
    }

    static func prints(
        of operations: [Int64], from db: any Connection
    ) throws -> [Int64: PrintedOutput] {
        var found: [Int64: PrintedOutput] = [:]
        try Among.forEach(
            """
            SELECT operation_id, document, form, expected, produced, pages, reprint_reason
            FROM print_record WHERE {among}
            """, column: "operation_id", keys: operations, in: db
        ) { row in
            found[row.int64(0)] = PrintedOutput(
                row.text(1), form: row.code(2), expected: row.int(3), produced: row.int(4),
                pages: row.int(5), reprintReason: row.optionalText(6))
        }
        return found
    }
}
