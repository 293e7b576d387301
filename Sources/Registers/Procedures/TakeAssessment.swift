// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 評価書の本文の取込み: the text of a version, item by item.
public enum TakeAssessment {
    public static let operation = OperationCode.writeRegister

    /// - Throws: `RegisterRefusal`; a version in force keeps its text.
    public static func perform(
        _ number: EntryNumber, _ items: [AssessmentItem], room: RegisterRoom, in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind("assessment")
        try RegisterGuard.change(kind, in: scope)
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        guard entry.state == .open, !items.isEmpty,
            try AssessmentBook.items(of: entry.id, from: scope.db).isEmpty
        else { throw RegisterRefusal.wrongState }
        for item in items { try RegisterGuard.words(item.sentence) }
        _ = try scope.append(
            items.enumerated().map {
                AssessmentRow(entry: entry.id, position: $0.offset + 1, item: $0.element)
            })
        scope.counted(items.count)
    }
}

/// 別添2 変更箇所: the differences between two versions.
public enum CompareAssessments {
    public static let operation = OperationCode.viewRegisters

    /// - Throws: `RegisterRefusal.unknownEntry`, also where a version has no text yet.
    public static func perform(
        from old: EntryNumber, to new: EntryNumber, in scope: Scope
    ) throws -> [AssessmentChange] {
        func items(_ number: EntryNumber) throws -> [AssessmentItem] {
            guard let entry = try RegisterBook.entry("assessment", number, from: scope.db) else {
                throw RegisterRefusal.unknownEntry
            }
            let items = try AssessmentBook.items(of: entry.id, from: scope.db)
            guard !items.isEmpty else { throw RegisterRefusal.unknownEntry }
            return items
        }
        return AssessmentChange.list(from: try items(old), to: try items(new))
    }
}

/// しきい値判断: answered from what the books hold today, beside what the register declares.
public enum JudgeThreshold {
    public static let operation = OperationCode.viewRegisters

    public static func perform(room: RegisterRoom, in scope: Scope) throws -> ThresholdAnswer {
        let figures = try room.figures.counts(in: scope)
        let serious = try SeriousIncidents.perform(
            years: "threshold.incident.years", room: room, in: scope)
        let declared = try RegisterBook.entries(
            of: "threshold", states: [.active], limit: 1, from: scope.db
        ).first?.values
        return ThresholdAnswer(
            LiveCounts(
                persons: figures.persons, handlers: figures.handlers, vendors: figures.vendors,
                incidents: serious.incidents.count), rules: room.catalogue.thresholds,
            declared: declared, on: scope.today)
    }
}
