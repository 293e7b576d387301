// SPDX-License-Identifier: Apache-2.0
import Database

/// What outputs made, by their operation.
enum PrintBook {
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
