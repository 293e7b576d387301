// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct TrialRow: FactRow {
    static let table = "migration_trial"
    static let columns = [
        "digest", "system_name", "cutover", "children", "slices", "issues", "unexplained",
        "wrong_totals", "officer",
    ]
    let trial: MigrationTrial
    let officer: String

    var values: [any SQLValueConvertible] {
        let wrong: String? =
            trial.wrongTotals.isEmpty
            ? nil : trial.wrongTotals.map(\.rawValue).joined(separator: " ")
        return [
            trial.digest, trial.name, trial.cutover, trial.children, trial.slices,
            trial.issues.count, trial.unexplained, wrong, officer,
        ]
    }
}

/// Which load a difference was counted after.
enum MigrationPhase: String, SQLValueConvertible { case trial, load }

struct DifferenceRow: FactRow {
    static let table = "migration_difference"
    static let columns = [
        "trial_id", "phase", "section", "item", "source_count", "source_yen", "rejected_count",
        "rejected_yen", "known_count", "known_yen", "our_count", "our_yen",
    ]
    let trial: Int64
    let phase: MigrationPhase
    let difference: Difference

    var values: [any SQLValueConvertible] {
        [
            trial, phase, difference.key.section.rawValue, difference.key.item,
            difference.source.count, difference.source.yen, difference.rejected.count,
            difference.rejected.yen, difference.known.count, difference.known.yen,
            difference.ours.count, difference.ours.yen,
        ]
    }
}

struct IssueRow: FactRow {
    /// Rows of the error list that are kept; all are counted.
    static let most = 10_000

    static let table = "migration_issue"
    static let columns = ["trial_id", "file", "line", "code", "message"]
    let trial: Int64
    let issue: MigrationIssue

    var values: [any SQLValueConvertible] {
        [trial, issue.file.rawValue, issue.line, issue.code, issue.message]
    }
}

struct MigrationProposalRow: FactRow {
    static let table = "migration_proposal"
    static let columns = ["trial_id", "reason", "proposer"]
    let trial: Int64
    let reason: String
    let proposer: String

    var values: [any SQLValueConvertible] { [trial, reason, proposer] }
}

struct MigrationOutcomeRow: FactRow {
    static let table = "migration_outcome"
    static let columns = ["proposal_id", "outcome", "officer", "reason"]
    let proposal: Int64
    let outcome: MigrationStatus
    let officer: String
    var reason: String?

    var values: [any SQLValueConvertible] { [proposal, outcome.rawValue, officer, reason] }
}

struct SliceRow: FactRow {
    static let table = "migration_slice"
    static let columns = ["proposal_id", "slice", "persons", "written", "known"]
    let proposal: Int64
    let slice: MigrationSlice
    let written: Int
    let known: FigureSheet

    var values: [any SQLValueConvertible] {
        [proposal, slice.name, slice.persons.count, written, known.text]
    }
}

struct DoneRow: FactRow {
    static let table = "migration_done"
    static let columns = ["proposal_id", "officer", "written", "unexplained"]
    let proposal: Int64
    let officer: String
    let written: Int
    let unexplained: Int

    var values: [any SQLValueConvertible] { [proposal, officer, written, unexplained] }
}
