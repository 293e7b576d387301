// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 承継の起案: one proposal for all children of the insurer, with the list fixed by its digest.
public enum ProposeSuccession {
    public static let operation = OperationCode.proposeSuccession

    /// - Parameter seen: the digest of the outlook that the officer saw.
    /// - Returns: the row.
    /// - Throws: `EntitlementRefusal.wrongInsurerNumber`, `.missingReason`; `SuccessionRefusal`.
    @discardableResult
    public static func perform(
        _ input: SuccessionInput, seen: String, in scope: Scope
    ) throws -> Int64 {
        guard !input.basis.isEmpty, !input.newName.isEmpty else {
            throw EntitlementRefusal.missingReason
        }
        let outlook = try ForeseeSuccession.perform(input, in: scope)
        guard outlook.digest == seen else {
            throw SuccessionRefusal.changedSinceSeen
        }
        let id = try scope.append([
            SuccessionRow(
                input: input, expected: outlook.carried.count, digest: outlook.digest,
                proposer: scope.principal.officer)
        ])[0]
        try scope.append(
            outlook.cases.map { one in
                var row = SuccessionChildRow(
                    succession: id, child: one.child, acquiredOn: one.stretch.period.from,
                    stage: "proposed")
                if case .leftOut(let why) = one.standing {
                    row = SuccessionChildRow(
                        succession: id, child: one.child, acquiredOn: one.stretch.period.from,
                        stage: "left-out", reason: why)
                }
                return row
            })
        scope.counted(outlook.cases.count)
        return id
    }
}

/// 承継の決裁・差戻し by a second officer: the insurance of every child on the list goes on under the new
/// number. Certificates stay as they are (no insurer is printed), nothing is decided about the
/// entitlement; whose record cannot be carried over waits to be judged again.
public enum ApproveSuccession {
    public static let operation = OperationCode.approveSuccession

    public struct Report: Hashable, Sendable {
        public let expected: Int
        public let carried: Int
        /// Children left out, who are judged again.
        public let leftOut: Int

        public init(expected: Int, carried: Int, leftOut: Int) {
            self.expected = expected
            self.carried = carried
            self.leftOut = leftOut
        }
    }

    /// - Parameter sentBack: why it is not approved; `nil` approves.
    /// - Throws: `SuccessionRefusal.unknown`, `.settled`, `.known`, `.circle` by what was approved
    ///   since it was proposed, `.changedSince`;
    ///   `SafeguardRefusal.sameOfficer`; `EntitlementRefusal.missingReason`.
    @discardableResult
    public static func perform(
        _ id: Int64, sentBack: String? = nil, in scope: Scope
    ) throws -> Report {
        guard let found = try SuccessionBook.succession(id, from: scope.db) else {
            throw SuccessionRefusal.unknown
        }
        guard found.status == .proposed else { throw SuccessionRefusal.settled }
        if let sentBack, sentBack.isEmpty { throw EntitlementRefusal.missingReason }
        try FourEyes.check(proposer: found.proposer, approver: scope.principal.officer)
        if let sentBack {
            try scope.append([
                SuccessionOutcomeRow(
                    succession: id, outcome: .sentBack, carried: 0,
                    officer: scope.principal.officer, reason: sentBack)
            ])
            return Report(expected: found.expected, carried: 0, leftOut: 0)
        }
        try SuccessionOrder(without: id, of: [.approved], from: scope.db).check(found.input)
        let outlook = try ForeseeSuccession.outlook(found.input, in: scope)
        guard outlook.digest == found.digest else {
            throw SuccessionRefusal.changedSince(
                expected: found.expected, now: outlook.carried.count)
        }
        let carried = outlook.carried
        try scope.append(
            carried.flatMap { SuccessionRule.facts($0, found.input) }
                .map { InsuranceRow(input: $0, application: nil) })
        try scope.append(
            carried.map {
                SuccessionChildRow(
                    succession: id, child: $0.child, acquiredOn: $0.stretch.period.from,
                    stage: "carried")
            })
        try scope.append([
            SuccessionOutcomeRow(
                succession: id, outcome: .approved, carried: carried.count,
                officer: scope.principal.officer)
        ])
        let leftOut = Set(outlook.leftOut.map(\.child))
        _ = try EnqueueRejudgement.perform(
            leftOut.sorted().map {
                RejudgementNotice(
                    key: "succession-\(id)-\($0)", subject: $0, cause: .insurance,
                    on: found.input.effectiveOn)
            }, in: scope)
        scope.counted(carried.count)
        return Report(
            expected: found.expected, carried: carried.count, leftOut: leftOut.count)
    }
}
