// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Vocabulary

/// One transaction on a session of PostgreSQL.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    let cells: any CellSeal
    private let session: PostgresSession
    private var isOpen = true
    private(set) var failure: (any Error)?

    init(_ session: PostgresSession, cells: any CellSeal) {
        self.session = session
        self.cells = cells
    }

    func end() { isOpen = false }

    private func run<R>(_ body: () throws -> R) throws -> R {
        precondition(isOpen, "接続は read / write の中だけで使えます")
        if let failure {
            throw Fault(.database, detail: "取引は失敗しています: \(failure)")
        }
        do {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        try run {
            let result = try session.query(sql, arguments.map(\.sqlValue))
            defer { PQclear(result) }
            guard SQLiteValues.changesRows(sql) else { return 0 }
            return Int(String(cString: PQcmdTuples(result))) ?? 0
        }
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        // The whole answer is here before the first row, so the body may ask further questions.
        let result = try run { try session.query(sql, arguments.map(\.sqlValue)) }
        defer { PQclear(result) }
        for index in 0..<PQntuples(result) {
            try body(PostgresRow(result: result, index: index, sql: sql))
        }
    }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        let sql = "COPY \(Identifier.checked(table)) (\(Identifier.list(columns))) FROM STDIN"
        return try run {
            try session.run(sql)
            var text = CopyText()
            var count = 0
            do {
                for row in rows {
                    precondition(row.count == columns.count, "列の数が合いません: \(table)")
                    try text.append(row)
                    count += 1
                    if text.bytes.count > 64 * 1024 { try send(&text) }
                }
                try send(&text)
            } catch {
                PQputCopyEnd(session.handle, "client")
                try? finishCopy(sql)
                throw error
            }
            guard PQputCopyEnd(session.handle, nil) == 1 else {
                throw PostgresErrors.lost(session.handle)
            }
            try finishCopy(sql)
            return count
        }
    }

    private func send(_ text: inout CopyText) throws {
        let sent = text.bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                PQputCopyData(session.handle, $0.baseAddress, Int32($0.count))
            }
        }
        guard sent == 1 else { throw PostgresErrors.lost(session.handle) }
        text.removeAll()
    }

    private func finishCopy(_ sql: String) throws {
        var failure: (any Error)?
        while let result = PQgetResult(session.handle) {
            do {
                try session.check(result, sql)
            } catch {
                failure = failure ?? error
            }
            PQclear(result)
        }
        if let failure { throw failure }
    }
}

/// A row of a result.
private struct PostgresRow: Row {
    let result: OpaquePointer
    let index: Int32
    let sql: String

    var count: Int { Int(PQnfields(result)) }

    func value(_ column: Int) -> SQLValue {
        precondition(column >= 0 && column < count, "列\(column)はありません: \(sql)")
        return PostgresValues.value(result, index, Int32(column))
    }
}
