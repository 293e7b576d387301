// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What carrying out notifications (届出) did.
public struct NoticeReport: Hashable, Sendable {
    /// Proposals that wait for the second officer.
    public internal(set) var waiting: [Int64] = []
    /// Carried out under a rule of the head.
    public internal(set) var carriedOut = ApprovalReport()
    /// Notifications that called for no decision: by application, why.
    public internal(set) var closed: [Int64: String] = [:]
    /// Notifications that an officer must look at: by application, why.
    public internal(set) var leftOut: [Int64: String] = [:]
}

/// The open notifications of some kinds with everything known of their children, read in a few
/// statements.
///
/// (Part of `OperationCode.changeRegistration` and `.lapse`.)
struct NoticeDesk {
    /// Where the entitlement stands that a notification is about.
    enum Standing {
        case live(EntitlementState)
        case over
        /// The registration is not decided yet: the notification waits for it.
        case undecided
    }

    /// Those whose resident check is done, oldest first.
    let files: [ApplicationFile]
    private let strands: [AddresseeNumber: [Strand]]
    private let pending: [AddresseeNumber: [PendingProposal]]
    private let registering: Set<AddresseeNumber>
    private let scope: Scope

    /// - Parameter chosen: only these applications; `nil` is every open one.
    init(_ kinds: Set<ApplicationKind>, only chosen: [Int64]?, in scope: Scope) throws {
        self.scope = scope
        let wanted = chosen.map(Set.init)
        files = try ApplicationBook.open([.checked], from: scope.db)
            .filter { kinds.contains($0.kind) && wanted?.contains($0.id) ?? true }
        let children = files.map(\.child)
        strands = try HistoryBook.strands(children: children, from: scope.db)
        pending = try ProposalBook.pending(children: children, from: scope.db)
        registering = try ApplicationBook.withOpenRegistration(children, from: scope.db)
        scope.saw(files.flatMap { [$0.child, $0.applicant] })
    }

    func standing(of file: ApplicationFile) -> Standing {
        if let state = strands[file.child]?.last(where: { $0.state.isLive })?.state {
            return .live(state)
        }
        return registering.contains(file.child) ? .undecided : .over
    }

    /// Closes what calls for no decision, proposes the rest; the notification of a change takes
    /// the place of what a feed proposed about the same change.
    func settle(_ drafts: [ProposalDraft], _ report: inout NoticeReport) throws {
        let byID = files.reduce(into: [Int64: ApplicationFile]()) { $0[$1.id] = $1 }
        try scope.record(
            try report.closed.sorted { $0.key < $1.key }.compactMap { id, reason in
                try byID[id].flatMap { try ApplicationMove(.carryOut, $0, reason: reason) }
            })
        try scope.record(
            try drafts.compactMap { draft in
                try draft.applicationID.flatMap { byID[$0] }
                    .flatMap { try ApplicationMove(.propose, $0) }
            })
        try scope.append(
            drafts.flatMap { draft in
                (pending[draft.child] ?? []).filter { old in
                    old.draft.cause == .rejudgement && old.draft.reason == draft.reason
                        && old.draft.baseHistoryID == draft.baseHistoryID
                }.map {
                    ProposalOutcomeRow(
                        proposal: $0.id, outcome: .superseded,
                        approver: scope.principal.officer, reason: "同じ異動の届出があった")
                }
            })
        let ids = try scope.propose(drafts)
        (report.waiting, report.carriedOut) = try scope.carryOutUnderRules(ids)
        scope.counted(drafts.count + report.closed.count)
    }
}

extension ProposalDraft {
    /// A draft that a notification asks for.
    init(_ file: ApplicationFile, changing state: EntitlementState, on day: CivilDate) {
        self.init(
            changing: state, kind: file.kind, reason: file.reason, on: file.appliedOn,
            cause: .notification)
        applicationID = file.id
        isExOfficio = file.channel == .exOfficio
        causeOn = file.causeOn
        effectiveOn = day
    }
}
