// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 資格の消滅 by notification or ex officio: a proposal with what it would touch.
public enum LapseEntitlement {
    public static let operation = OperationCode.lapse

    /// Proposes that the entitlement of a child ends.
    ///
    /// - Parameter day: the first day outside (the day of moving out; the day after death).
    /// - Returns: the id of the proposal.
    /// - Throws: `.notEntitled`, `.dayOutsideEntitlement`.
    @discardableResult
    public static func propose(
        _ child: AddresseeNumber, on day: CivilDate, decision: DecisionReason,
        asked: ApplicationReason, exOfficio: Bool, consequences: any Consequences,
        in scope: Scope
    ) throws -> Int64 {
        // A suspended entitlement ends like any other.
        let state = try scope.standingState(of: child)
        guard state.periods.reaches(day) else { throw EntitlementRefusal.dayOutsideEntitlement }
        let touched = try consequences.afterLapse([child: day], in: scope.db)[child] ?? []
        var draft = ProposalDraft(
            changing: state, kind: .lapse, reason: asked, on: scope.today,
            cause: exOfficio ? .exOfficio : .notification)
        draft.isExOfficio = exOfficio
        draft.causeOn = day
        draft.effectiveOn = day
        draft.result = .lapsed
        draft.reason = decision
        draft.periods = state.periods.ending(before: day)
        draft.explanation =
            "\(decision.wording)のため、\(Wareki.text(day.previous))で資格が終わります"
        draft.consequences = touched
        if !touched.isEmpty { draft.flags.insert(.consequences) }
        return try scope.propose([draft])[0]
    }
}

/// 変更届: name, address, insurance, account or recipient; a proposal that keeps the periods.
public enum RecordChange {
    public static let operation = OperationCode.changeRegistration

    /// Proposes a change.
    ///
    /// - Parameter recipient: the new recipient, for `.recipientChange`.
    /// - Throws: `.notEntitled`.
    @discardableResult
    public static func propose(
        _ child: AddresseeNumber, asked: ApplicationReason, on day: CivilDate,
        recipient: AddresseeNumber? = nil, in scope: Scope
    ) throws -> Int64 {
        let state = try scope.liveState(of: child)
        var draft = ProposalDraft(
            changing: state, kind: .change, reason: asked, on: scope.today, cause: .notification)
        draft.causeOn = day
        draft.effectiveOn = day
        draft.result = .changed
        draft.reason = DecisionReason(rawValue: "R" + asked.rawValue) ?? .other
        draft.recipient = recipient ?? state.recipient
        draft.explanation = "\(asked.wording)の変更の届出"
        return try scope.propose([draft])[0]
    }
}

extension Scope {
    /// The newest live entitlement of a child.
    func liveState(of child: AddresseeNumber) throws -> EntitlementState {
        saw(child)
        let strands = try HistoryBook.strands(children: [child], from: db)[child] ?? []
        guard let state = strands.last(where: { $0.state.isLive })?.state else {
            throw EntitlementRefusal.notEntitled
        }
        return state
    }
}

extension ProposalDraft {
    /// A draft that begins as the decision it would change.
    init(
        changing state: EntitlementState, kind: ApplicationKind, reason: ApplicationReason,
        on today: CivilDate, cause: DecisionCause
    ) {
        self.init(
            applicationID: nil, judgementID: nil, baseHistoryID: state.id, child: state.child,
            recipient: state.recipient, childBorn: state.childBorn, applicationKind: kind,
            applicationReason: reason, appliedOn: today, isExOfficio: false, causeOn: today,
            effectiveOn: today, result: .changed, reason: .rejudged, periods: state.periods,
            cause: cause, explanation: "", flags: [], consequences: [], scheme: state.scheme,
            recipientNumber: state.recipientNumber)
    }
}
