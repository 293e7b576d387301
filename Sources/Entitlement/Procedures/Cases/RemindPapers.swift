// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 書類の督促: applications whose papers are overdue get a new day; the letter tells it.
public enum RemindPapers {
    public static let operation = OperationCode.holdApplication

    /// Reminds of papers; one that is not overdue any more is left out and named.
    ///
    /// - Parameter chosen: applications; `nil` is every overdue one.
    /// - Returns: the reminders, and why applications were left out.
    /// - Throws: `.dueDayPassed`; `CaseRefusal.notOverdue` where nothing is left to remind of.
    public static func perform(
        _ chosen: [Int64]? = nil, due: CivilDate, in scope: Scope
    ) throws -> (reminders: [Int64], leftOut: [Int64: String]) {
        guard due > scope.today else { throw EntitlementRefusal.dueDayPassed }
        let overdue = try OverduePapers.list(on: scope.today, from: scope.db)
        let known = overdue.reduce(into: [Int64: OverduePaper]()) { $0[$1.file.id] = $1 }
        let wanted = chosen ?? overdue.map(\.file.id)
        let ours = wanted.compactMap { known[$0] }
        guard !ours.isEmpty else { throw CaseRefusal.notOverdue }
        scope.saw(ours.flatMap { [$0.file.child, $0.file.applicant] })
        let ids = try scope.append(
            ours.map {
                ReminderRow(
                    application: $0.file.id, missing: $0.missing, due: due,
                    officer: scope.principal.officer)
            })
        try scope.record(ours.map { ApplicationMove(reminding: $0, due: due) })
        scope.counted(ids.count)
        let leftOut = wanted.filter { known[$0] == nil }
            .reduce(into: [Int64: String]()) { $0[$1] = CaseRefusal.notOverdue.message }
        return (ids, leftOut)
    }
}

extension ApplicationMove {
    /// The hold goes on until another day.
    fileprivate init(reminding paper: OverduePaper, due: CivilDate) {
        self.init(
            application: paper.file.id, event: .held,
            landing: Landing(status: paper.file.status, dueOn: due), reason: HoldReason.reminder,
            missingPapers: paper.missing)
    }
}
