// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
public import Safeguards
public import Vocabulary

/// What a trial load has shown.
public struct MigrationTrial: Sendable {
    public let digest: String
    public let name: String
    public let cutover: CivilDate
    public let children: Int
    public let slices: Int
    public let differences: [Difference]
    public let issues: [MigrationIssue]
    public let wrongTotals: [OldFile]

    /// Lines that the error list does not explain.
    public var unexplained: Int { differences.count { !$0.isExplained } }
}

/// 試し移行: the whole load into an office in memory that is thrown away, read back from its tables and
/// compared with the files. Nothing stays but the report.
public enum TryMigration {
    public static let operation = OperationCode.tryMigration

    /// How many slices one office in memory takes before the next begins: memory stays bounded.
    private static let chunk = 20

    /// The trial itself; touches no store of the office.
    public static func load(
        _ old: OldSystem, banks: (any BankList)?, now: Instant
    ) throws -> MigrationTrial {
        var ours = FigureSheet()
        let slices = old.slices
        for start in stride(from: 0, to: slices.count, by: chunk) {
            let scratch = try ScratchOffice(now: now)
            ours.add(
                try scratch.load(
                    Array(slices[start..<min(start + chunk, slices.count)]), of: old,
                    banks: banks))
            try scratch.store.close()
        }
        return MigrationTrial(
            digest: old.digest, name: old.name, cutover: old.cutover,
            children: old.decisions.count, slices: slices.count,
            differences: Difference.report(
                source: old.source, rejected: old.rejected, ours: ours),
            issues: old.issues, wrongTotals: old.wrongTotals)
    }

    /// Keeps the report.
    /// - Returns: the number of the trial.
    @discardableResult
    public static func perform(_ trial: MigrationTrial, in scope: Scope) throws -> Int64 {
        let id = try scope.append([TrialRow(trial: trial, officer: scope.principal.officer)])[0]
        try scope.append(
            trial.differences.map { DifferenceRow(trial: id, phase: .trial, difference: $0) })
        try scope.append(trial.issues.prefix(IssueRow.most).map { IssueRow(trial: id, issue: $0) })
        scope.counted(trial.children)
        scope.note(trial.unexplained == 0 ? "ok" : "unexplained")
        return id
    }
}
