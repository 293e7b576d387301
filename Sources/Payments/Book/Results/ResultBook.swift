// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct ResultFileRow: FactRow {
    static let table = "bank_result_file"
    static let columns = ["name", "digest", "layout", "rows", "returned", "total", "officer"]
    let name: String
    let digest: String
    let layout: String
    let rows: Int
    let returned: Int
    let total: Yen
    let officer: String

    var values: [any SQLValueConvertible] {
        [name, digest, layout, rows, returned, total, officer]
    }
}

struct ReturnRow: FactRow {
    static let table = "bank_return"
    static let columns = [
        "file_id", "line", "run_id", "transfer_id", "amount", "reason", "noted_on",
    ]
    let file: Int64
    let run: Int64
    let transfer: Int64
    let returned: ReturnedLine
    let notedOn: CivilDate

    var values: [any SQLValueConvertible] {
        [file, returned.line, run, transfer, returned.amount, returned.reason, notedOn]
    }
}

/// Results of transfers as the bank reported them.
enum ResultBook {
    /// Whether a file of these bytes was taken in before.
    static func isKnown(digest: String, from db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM bank_result_file WHERE digest = ?", [digest]) {
            $0.int64(0)
        } != nil
    }

    /// The transfers of a run that came back before.
    static func returned(of run: Int64, from db: any Connection) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try db.forEachRow("SELECT transfer_id FROM bank_return WHERE run_id = ?", [run]) {
            found.insert($0.int64(0))
        }
        return found
    }
}
