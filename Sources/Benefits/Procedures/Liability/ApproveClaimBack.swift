// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 給付の返還の決裁: a head who did not propose it; the amount becomes a recovery of 支払.
public enum ApproveClaimBack {
    public static let operation = OperationCode.approveClaimBack

    /// - Returns: the recovery.
    /// - Throws: `.unknownClaimBack`, `.claimBackSettled`, `.claimBackAboveLimit` (benefits, money
    ///   that came in or the insurer's word have changed since the proposal), `.schemeUnset` (the
    ///   book says nothing about 災害共済), `SafeguardRefusal.sameOfficer`; what 支払 refuses.
    @discardableResult
    public static func perform(
        _ id: Int64, to payments: any ClaimsBack, law: BenefitLaw, in scope: Scope
    ) throws -> Int64 {
        let back = try scope.waitingClaimBack(id)
        try FourEyes.check(proposer: back.proposer, approver: scope.principal.officer)
        let left = try scope.leftToGiveBack(back, law: law, payments)
        guard back.amount <= left else { throw BenefitsRefusal.claimBackAboveLimit(left) }
        let reason: MoneyToGiveBack.Reason =
            switch back.cause {
            case .liability: .thirdParty
            case .proxy: .highCost
            }
        let recovery = try payments.claimBack(
            MoneyToGiveBack(
                child: back.child, recipient: back.recipient, amount: back.amount, reason: reason,
                explanation: back.explanation), key: "claim-back-\(id)", in: scope)
        try scope.append([
            ClaimBackOutcomeRow(
                claimBack: id, outcome: .approved, recovery: recovery, decidedOn: scope.today,
                approver: scope.principal.officer)
        ])
        return recovery
    }
}

/// 給付の返還の差戻し: nothing is claimed back.
public enum SendBackClaimBack {
    public static let operation = OperationCode.approveClaimBack

    /// - Throws: `.missingReason`, `.unknownClaimBack`, `.claimBackSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        _ = try scope.waitingClaimBack(id)
        try scope.append([
            ClaimBackOutcomeRow(
                claimBack: id, outcome: .sentBack, recovery: nil, decidedOn: scope.today,
                reason: reason, approver: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// What the family may be asked to give back as things stand, less all other proposals.
    fileprivate func leftToGiveBack(
        _ back: ClaimBack, law: BenefitLaw, _ payments: any ClaimsBack
    ) throws -> Yen {
        let left: Yen
        switch back.cause {
        case .liability(let id):
            guard let liability = try LiabilityBook.liability(id, from: db) else {
                throw BenefitsRefusal.unknownLiability
            }
            left =
                try counted(liability, payments).leftToGiveBack(law: law)
                - payments.askedBack(liability.touched.map(\.source), from: db)
        case .proxy(let id):
            guard let proxy = try ProxyBook.proxy(id, from: db) else {
                throw BenefitsRefusal.unknownProxy
            }
            let known = try counted(proxy, payments)
            left = min(
                known.leftToGiveBack,
                try payments.left(under: known, from: db) ?? known.leftToGiveBack)
        }
        return max(.zero, left + back.amount)
    }

    fileprivate func waitingClaimBack(_ id: Int64) throws -> ClaimBack {
        guard let back = try ClaimBackBook.claimBack(id, from: db) else {
            throw BenefitsRefusal.unknownClaimBack
        }
        saw([back.child, back.recipient])
        guard back.outcome == nil else { throw BenefitsRefusal.claimBackSettled }
        return back
    }
}
