// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Vocabulary

/// One connection of libpq with its prepared statements; used by one thread at a time.
final class PostgresSession {
    private struct Key: Hashable {
        let sql: String
        let types: [Oid]
    }

    let handle: OpaquePointer
    private var prepared: [Key: String] = [:]

    /// Connects, and says how this session wants the server to behave.
    init(_ connection: String, schema: String?) throws {
        guard let handle = PQconnectdb(connection) else {
            throw Fault(.network, detail: "libpq: 記憶域がありません")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            let detail = String(cString: PQerrorMessage(handle))
            throw Fault(.network, detail: "PostgreSQL: \(detail)", isTransient: true)
        }
        // Notices would go to the error output.
        _ = PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let path = schema.map { "SET search_path TO \(Identifier.checked($0));" } ?? ""
        try run(
            """
            SET client_encoding TO 'UTF8'; SET standard_conforming_strings TO on;
            SET synchronous_commit TO on; SET TimeZone TO 'UTC';
            SET lock_timeout TO '30s'; \(path)
            """)
    }

    deinit { PQfinish(handle) }

    /// The server said that it ends the session; libpq may not have seen the end yet.
    private var isBroken = false

    var isConnected: Bool { !isBroken && PQstatus(handle) == CONNECTION_OK }

    /// Runs text without arguments (several statements are fine); the last result's first value.
    @discardableResult
    func run(_ sql: String) throws -> (tag: String, value: String?) {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        try check(result, sql)
        let value =
            PQntuples(result) > 0 && PQnfields(result) > 0
            ? PQgetvalue(result, 0, PQnfields(result) - 1).map { String(cString: $0) } : nil
        return (String(cString: PQcmdStatus(result)), value)
    }

    /// Runs one statement with arguments; the caller clears the result.
    func query(_ sql: String, _ arguments: [SQLValue]) throws -> OpaquePointer {
        let parameters = try PostgresParameters(arguments)
        let isKept = PostgresText.isKept(sql)
        let name = isKept ? try prepare(sql, parameters.types) : nil
        let result = parameters.withPointers { values, lengths, formats in
            let count = Int32(arguments.count)
            return if let name {
                PQexecPrepared(handle, name, count, values, lengths, formats, 1)
            } else {
                PQexecParams(
                    handle, PostgresText.numbered(sql), count, parameters.types, values, lengths,
                    formats, 1)
            }
        }
        guard let result else { throw PostgresErrors.lost(handle) }
        do {
            try check(result, sql)
        } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func prepare(_ sql: String, _ types: [Oid]) throws -> String {
        let key = Key(sql: sql, types: types)
        if let known = prepared[key] { return known }
        if prepared.count >= 500 {
            try run("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let text = PostgresText.numbered(sql)
        let result = PQprepare(handle, name, text, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result, sql)
        prepared[key] = name
        return name
    }

    func check(_ result: OpaquePointer?, _ sql: String) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN, PGRES_EMPTY_QUERY: return
        default:
            let error = PostgresErrors.translate(result, handle, sql)
            if let fault = error as? Fault, fault.kind == .network { isBroken = true }
            throw error
        }
    }
}
