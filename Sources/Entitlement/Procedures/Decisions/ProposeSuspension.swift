// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 資格の停止・停止解除 by hand, for what no book has a ground: an officer says why, and another one decides.
/// For the grounds of a book (`suspension-of-entitlement`) 再判定 proposes both. The entitlement and its number stay; the days of the suspension are not
/// covered, those before it and after the release are.
public enum SuspendEntitlement {
    public static let operation = OperationCode.lapse

    /// Proposes that a live entitlement is suspended.
    ///
    /// - Parameters:
    ///   - day: the first day that is not covered.
    ///   - why: in words that the recipient reads in the letter.
    /// - Returns: the id of the proposal.
    /// - Throws: `.missingReason`, `.notEntitled`, `.dayOutsideEntitlement`.
    @discardableResult
    public static func propose(
        _ child: AddresseeNumber, on day: CivilDate, why: String, exOfficio: Bool,
        consequences: any Consequences, in scope: Scope
    ) throws -> Int64 {
        guard !why.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        let state = try scope.liveState(of: child)
        guard state.periods.reaches(day) else { throw EntitlementRefusal.dayOutsideEntitlement }
        let touched = try consequences.afterLapse([child: day], in: scope.db)[child] ?? []
        var draft = ProposalDraft(
            suspending: state, .suspended, on: day, exOfficio: exOfficio, today: scope.today)
        draft.explanation = "\(Wareki.text(day))から資格を停止します（\(why)）"
        draft.consequences = touched
        if !touched.isEmpty { draft.flags.insert(.consequences) }
        return try scope.propose([draft])[0]
    }

    /// Proposes that a suspension ends.
    ///
    /// - Parameter day: the first day that is covered again.
    /// - Throws: `.missingReason`; `.notSuspended`; `.dayOutsideEntitlement` before the suspension.
    @discardableResult
    public static func proposeRelease(
        _ child: AddresseeNumber, on day: CivilDate, why: String, exOfficio: Bool,
        in scope: Scope
    ) throws -> Int64 {
        guard !why.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        let state = try scope.standingState(of: child)
        guard state.result == .suspended else { throw EntitlementRefusal.notSuspended }
        guard day >= state.effectiveOn, state.periods.reaches(day) else {
            throw EntitlementRefusal.dayOutsideEntitlement
        }
        var draft = ProposalDraft(
            suspending: state, .resumed, on: day, exOfficio: exOfficio, today: scope.today)
        draft.explanation = "\(Wareki.text(day))から停止を解除します（\(why)）"
        return try scope.propose([draft])[0]
    }
}

extension ProposalDraft {
    fileprivate init(
        suspending state: EntitlementState, _ result: DecisionResult, on day: CivilDate,
        exOfficio: Bool, today: CivilDate
    ) {
        self.init(
            changing: state, kind: .other, reason: .other, on: today,
            cause: exOfficio ? .exOfficio : .notification)
        isExOfficio = exOfficio
        causeOn = day
        effectiveOn = day
        self.result = result
        self.reason = .other
        // Looked at one by one: the reason is words.
        flags = [.suspension]
    }
}

extension Scope {
    /// The newest entitlement of a child that stands, suspended or not.
    func standingState(of child: AddresseeNumber) throws -> EntitlementState {
        saw(child)
        let strands = try HistoryBook.strands(children: [child], from: db)[child] ?? []
        guard let state = strands.last(where: { $0.state.isStanding })?.state else {
            throw EntitlementRefusal.notEntitled
        }
        return state
    }
}
