// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
public import Vocabulary

/// Pending proposals, sorted into those that an officer may decide in one act and the others.
///
/// (Part of `OperationCode.approveDecision`.)
struct FlaglessSort {
    private(set) var chosen: [PendingProposal] = []
    private(set) var leftOut: [Int64: FlaglessBatch.Cause] = [:]
    let kind: DecisionResult?

    /// Reads the persons of those only that may be decided, and names them to the log.
    ///
    /// - Parameters:
    ///   - kind: `nil` is every kind.
    ///   - most: how many are chosen at most; `nil` is without an end.
    init(_ kind: DecisionResult? = nil, most: Int? = nil, in scope: Scope) throws {
        self.kind = kind
        let officer = scope.principal.officer
        let waiting = try ProposalBook.waiting(from: scope.db).filter {
            kind == nil || $0.result == kind
        }
        let held = try ProposalHoldBook.held(waiting.map(\.id), from: scope.db)
        var open: [Int64] = []
        for one in waiting {
            if one.isFlagged {
                leftOut[one.id] = .flagged
            } else if one.proposer == officer {
                leftOut[one.id] = .own
            } else if held[one.id] != nil {
                leftOut[one.id] = .held
            } else {
                open.append(one.id)
            }
        }
        let found = try ProposalBook.proposals(open, from: scope.db)
        let proposals = open.compactMap { found[$0] }
        scope.saw(proposals.flatMap { [$0.draft.child, $0.draft.recipient] })
        var current = try CurrentStrands(proposals, from: scope.db)
        let hands = try FormHands(proposals, from: scope.db)
        let abusers = try AbuserLinks(of: proposals.map(\.draft.child), from: scope.db)
        for proposal in proposals {
            if hands.touched(proposal, officer) {
                leftOut[proposal.id] = .own
            } else if abusers.stop(proposal) {
                leftOut[proposal.id] = .namedAbuser
            } else if let most, chosen.count >= most {
                leftOut[proposal.id] = .later
            } else if current.take(proposal) {
                chosen.append(proposal)
            } else {
                leftOut[proposal.id] = .overtaken
            }
        }
    }

    /// What the officer is shown.
    var batch: FlaglessBatch {
        var lines: [FlaglessBatch.Line] = []
        for draft in chosen.map(\.draft) {
            let place = lines.firstIndex {
                $0.result == draft.result && $0.reason == draft.reason
            }
            if let place {
                lines[place].count += 1
            } else {
                lines.append(
                    FlaglessBatch.Line(result: draft.result, reason: draft.reason, count: 1))
            }
        }
        return FlaglessBatch(
            lines: lines.sorted {
                ($0.result.rawValue, $0.reason.rawValue) < ($1.result.rawValue, $1.reason.rawValue)
            },
            leftOut: leftOut.values.reduce(into: [:]) { $0[$1, default: 0] += 1 },
            count: chosen.count, digest: digest)
    }

    private var digest: String {
        let text = (kind?.rawValue ?? "") + "\n" + chosen.map { "\($0.id)\n" }.joined()
        return Digest.of(Array(text.utf8)).description
    }

    /// The words for each that is left out.
    var words: [Int64: String] {
        leftOut.mapValues { cause in
            switch cause {
            case .flagged, .later: cause.wording
            case .own: SafeguardRefusal.sameOfficer.message
            case .held: EntitlementRefusal.proposalHeld.message
            case .namedAbuser: EntitlementRefusal.namedAbuser.message
            case .overtaken: EntitlementRefusal.proposalOvertaken.message
            }
        }
    }
}

/// 一括決裁の下見: what `ApproveDecisions` would decide of the proposals without a flag. Nothing is
/// written.
public enum ForeseeBatch {
    public static let operation = OperationCode.viewDecisions

    /// - Parameter kind: `nil` is every kind.
    public static func perform(
        _ kind: DecisionResult?, in scope: Scope
    ) throws -> FlaglessBatch {
        try FlaglessSort(kind, most: FlaglessBatch.most, in: scope).batch
    }
}
