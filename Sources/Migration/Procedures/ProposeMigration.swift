// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 移行の起案: of a trial whose figures add up. A second officer decides about exactly these files.
public enum ProposeMigration {
    public static let operation = OperationCode.proposeMigration

    /// - Returns: the number of the proposal.
    /// - Throws: `MigrationRefusal`: the old system's totals and every line of the difference report
    ///   must be explained before anybody can approve.
    @discardableResult
    public static func perform(
        trial id: Int64, reason: String, in scope: Scope
    ) throws -> Int64 {
        guard !reason.isEmpty else { throw MigrationRefusal.missingReason }
        guard let trial = try MigrationBook.one(trial: id, from: scope.db) else {
            throw MigrationRefusal.unknownTrial
        }
        guard trial.status == .tried || trial.status == .sentBack else {
            throw MigrationRefusal.proposalSettled
        }
        guard try !MigrationBook.isDone(digest: trial.digest, from: scope.db) else {
            throw MigrationRefusal.alreadyLoaded
        }
        guard trial.wrongTotals.isEmpty else {
            throw MigrationRefusal.totalsDiffer(trial.wrongTotals.count)
        }
        guard trial.unexplained == 0 else {
            throw MigrationRefusal.unexplained(trial.unexplained)
        }
        guard trial.children > 0 else { throw MigrationRefusal.nothingToLoad }
        return try scope.append([
            MigrationProposalRow(
                trial: id, reason: reason, proposer: scope.principal.officer)
        ])[0]
    }
}

/// 移行の決裁・差戻し by a second officer, who is no machine.
public enum DecideMigration {
    public static let operation = OperationCode.approveMigration

    /// - Parameter sentBack: why it is not approved; `nil` approves.
    /// - Throws: `MigrationRefusal.unknownProposal`, `.proposalSettled`, `.missingReason`;
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(
        proposal id: Int64, sentBack: String? = nil, in scope: Scope
    ) throws {
        guard let found = try MigrationBook.one(proposal: id, from: scope.db) else {
            throw MigrationRefusal.unknownProposal
        }
        guard found.status == .proposed else { throw MigrationRefusal.proposalSettled }
        if let sentBack, sentBack.isEmpty { throw MigrationRefusal.missingReason }
        try FourEyes.check(
            proposer: found.proposer ?? "", approver: scope.principal.officer)
        try scope.append([
            MigrationOutcomeRow(
                proposal: id, outcome: sentBack == nil ? .approved : .sentBack,
                officer: scope.principal.officer, reason: sentBack)
        ])
    }
}
