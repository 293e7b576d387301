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
    /// Lines that are left out at the head.
    public var skipping = 0

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

    private static func question(_ query: PrintQuery) -> LogQuery {
        var question = LogQuery(
            officer: query.officer, from: query.from, through: query.through, limit: query.limit)
        question.skipping = query.skipping
        return question
    }

    private static func codes(_ query: PrintQuery) -> [OperationCode] {
        outputs.filter { query.code == nil || query.code == $0 }
    }

    /// How many there are, whatever the limit.
    public static func count(_ query: PrintQuery, in scope: Scope) throws -> Int {
        try LogBook.count(question(query), among: codes(query), from: scope.db)
    }

    /// Newest first; refused attempts stand among them with their code.
    public static func perform(_ query: PrintQuery, in scope: Scope) throws -> [PrintLine] {
        let entries = try LogBook.search(
            question(query), among: codes(query), from: scope.db)
        let ids = entries.map(\.operation)
        let prints = try PrintBook.prints(of: ids, from: scope.db)
        let subjects = try LogBook.subjects(of: ids, limit: 3, from: scope.db)
        scope.saw(subjects.values.joined())
        scope.counted(entries.count)
        return entries.compactMap { entry in
            guard let code = OperationCode(rawValue: entry.act.code) else { return nil }
            return PrintLine(
                operation: entry.operation, at: entry.recordedAt, officer: entry.act.officer,
                terminal: entry.act.terminal, code: code, reason: entry.act.reason,
                subjects: subjects[entry.operation] ?? [], subjectCount: Int(entry.subjectCount),
                result: entry.result ?? "", print: prints[entry.operation])
        }
    }
}
