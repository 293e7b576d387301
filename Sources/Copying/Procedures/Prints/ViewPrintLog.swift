// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
public import Vocabulary

/// What the print log is searched by.
public struct PrintQuery: Hashable, Sendable {
    public var officer: String?
    /// The days in Japan, both inside.
    public var from: CivilDate?
    public var through: CivilDate?
    public var code: OperationCode?
    public var limit: Int

    public init(
        officer: String? = nil, from: CivilDate? = nil, through: CivilDate? = nil,
        code: OperationCode? = nil, limit: Int = 200
    ) {
        self.officer = officer
        self.from = from
        self.through = through
        self.code = code
        self.limit = limit
    }
}

/// 印刷記録の照会: every output of the log, with what was made: no second book that could differ.
public enum ViewPrintLog {
    public static let operation = OperationCode.viewPrintLog

    /// Every operation of the table that makes something that leaves the program.
    public static var outputs: [OperationCode] {
        OperationCode.allCases.filter { $0.definition.kind == .output }
    }

    /// Newest first; refused attempts stand among them with their code.
    public static func perform(_ query: PrintQuery, in scope: Scope) throws -> [PrintLine] {
        var lines: [PrintLine] = []
        for code in outputs where query.code == nil || query.code == code {
            let found = try LogBook.search(
                LogQuery(
                    officer: query.officer, operation: code, from: query.from,
                    through: query.through, limit: query.limit), from: scope.db)
            lines += found.map { entry in
                PrintLine(
                    operation: entry.operation, at: entry.recordedAt, officer: entry.act.officer,
                    terminal: entry.act.terminal, code: code, reason: entry.act.reason,
                    subjects: [], subjectCount: Int(entry.subjectCount),
                    result: entry.result ?? "", print: nil)
            }
        }
        let newest = lines.sorted { $0.operation > $1.operation }.prefix(query.limit)
        let prints = try PrintBook.prints(of: newest.map(\.operation), from: scope.db)
        scope.counted(newest.count)
        return try newest.map { line in
            PrintLine(
                operation: line.operation, at: line.at, officer: line.officer,
                terminal: line.terminal, code: line.code, reason: line.reason,
                subjects: try LogBook.subjects(of: line.operation, limit: 3, from: scope.db),
                subjectCount: line.subjectCount, result: line.result,
                print: prints[line.operation])
        }
    }
}
