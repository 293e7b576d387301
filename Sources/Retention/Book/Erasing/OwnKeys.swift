// SPDX-License-Identifier: Apache-2.0
import Database

/// Rows with a key of their own or a file beside the database: what must be destroyed after them.
enum OwnKeys {
    static func note(
        _ table: String, _ ids: Set<Int64>, _ result: inout Erasure.Result, in db: any Connection
    ) throws {
        switch table {
        // An account has a key of its own, because several persons may use it.
        case "account_register":
            try Among.forEach(
                "SELECT account_number FROM account_register WHERE {among}", column: "id",
                keys: ids, in: db
            ) { result.cells.append($0.blob(0)) }
        case "e_application":
            result.ownCases += ids.map { ("e_application", $0) }
        case "match_case":
            result.ownCases += ids.map { ("match_case", $0) }
        case "e_attachment":
            try Among.forEach(
                "SELECT store_key FROM e_attachment WHERE {among}", column: "id", keys: ids, in: db
            ) { result.files.append(ErasedFile(source: table, key: $0.text(0))) }
        case "case_paper", "case_paper_redaction":
            try Among.forEach(
                "SELECT store_key FROM \(table) WHERE {among}", column: "id", keys: ids, in: db
            ) { result.files.append(ErasedFile(source: table, key: $0.text(0))) }
        case "register_file":
            try Among.forEach(
                "SELECT digest FROM register_file WHERE {among}", column: "id", keys: ids, in: db
            ) { result.files.append(ErasedFile(source: table, key: $0.text(0))) }
        case "person_addressee":
            try Among.forEach(
                "SELECT person_id FROM person_addressee WHERE {among}", column: "id", keys: ids,
                in: db
            ) { result.ownCases.append(("person", $0.int64(0))) }
        default: break
        }
    }
}
