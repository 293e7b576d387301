// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 事故の報告: by anybody who noticed it; the days of the reports begin.
public enum ReportIncident {
    public static let operation = OperationCode.reportIncident

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ values: RegisterValues, room: RegisterRoom, in scope: Scope
    ) throws -> EntryNumber {
        var values = values
        if values["detected"] == nil { values["detected"] = scope.today.description }
        if let day = values.day("detected"), day > scope.today {
            throw RegisterRefusal.fields([
                FieldProblem(field: "detected", label: "知った日", what: .notADate)
            ])
        }
        // Nobody has said that there was no malice: the shorter time counts until somebody does.
        if values["malicious"] == nil { values["malicious"] = "no" }
        return try EnterRecord.perform("incident", values, room: room, in: scope)
    }
}

/// 影響を受けた本人の一覧: from the log, not from memory.
public enum ListAffected {
    public static let operation = OperationCode.listAffected

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, _ question: AffectedQuestion, room: RegisterRoom, in scope: Scope
    ) throws -> AffectedAnswer {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        guard try RegisterBook.entry("incident", number, from: scope.db) != nil else {
            throw RegisterRefusal.unknownEntry
        }
        guard question.from <= question.through else { throw RegisterRefusal.wrongState }
        let answer = try room.affected.affected(question, in: scope)
        scope.saw(answer.lines.map(\.person))
        scope.counted(answer.lines.count)
        return answer
    }
}

/// 評価書 III-7②: serious incidents of the past years, as the register knows them.
public enum SeriousIncidents {
    public static let operation = OperationCode.viewIncidents

    public struct Answer: Sendable, Hashable {
        public let since: CivilDate
        public let incidents: [RegisterEntry]
        /// 発生あり・発生なし.
        public var word: String { incidents.isEmpty ? "発生なし" : "発生あり" }
    }

    /// - Throws: `RegisterRefusal.noDeadline`.
    public static func perform(
        years code: String = "incident.serious.years", room: RegisterRoom, in scope: Scope
    ) throws -> Answer {
        let years = try room.catalogue.deadlines.value(code, on: scope.today).days
        let parts = scope.today.parts
        // A year before 29 February ends on the 28th.
        let since =
            CivilDate(year: parts.year - years, month: parts.month, day: parts.day)
            ?? CivilDate(year: parts.year - years, month: parts.month, day: parts.day - 1)
        let from = since ?? scope.today.adding(days: -366 * years)
        let all = try RegisterBook.entries(
            of: "incident", states: [.open, .active, .closed], limit: 10_000, from: scope.db)
        return Answer(
            since: from,
            incidents: all.filter {
                $0.values.isYes("serious") && ($0.values.day("detected") ?? $0.enteredOn) >= from
            })
    }
}
