// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
public import Vocabulary

/// Pending proposals, sorted into those that an officer may decide in one act and the others.
///
/// (Part of `OperationCode.approveDecision`.)
struct FlaglessSort {
    private(set) var chosen: [WaitingProposal] = []
    private(set) var leftOut: [Int64: FlaglessBatch.Cause] = [:]
    let kind: DecisionResult?

    /// Reads the persons of those only whose standing depends on it, and names them to the log: a
    /// head who looks at thousands of proposals before deciding sees numbers, and nobody.
    ///
    /// - Parameters:
    ///   - kind: `nil` is every kind.
    ///   - last: leaves out what was proposed after this one.
    ///   - most: how many are chosen at most; `nil` is without an end.
    init(
        _ kind: DecisionResult? = nil, through last: Int64? = nil, most: Int? = nil,
        in scope: Scope
    ) throws {
        self.kind = kind
        let officer = scope.principal.officer
        let waiting = try ProposalBook.waiting(from: scope.db).filter {
            (kind == nil || $0.result == kind) && $0.id <= last ?? .max
        }
        let held = try ProposalHoldBook.held(from: scope.db)
        let hands = try FormHands(waiting.compactMap(\.applicationID), from: scope.db)
        var open: [WaitingProposal] = []
        for one in waiting {
            if one.isFlagged {
                leftOut[one.id] = .flagged
            } else if one.proposer == officer || hands.touched(one.applicationID, officer) {
                leftOut[one.id] = .own
            } else if held[one.id] != nil {
                leftOut[one.id] = .held
            } else {
                open.append(one)
            }
        }
        var knots = try Knots(open.map(\.id), in: scope)
        for one in open {
            if knots.names(one.id) {
                leftOut[one.id] = .namedAbuser
            } else if let most, chosen.count >= most {
                leftOut[one.id] = .later
            } else if knots.take(one.id) {
                chosen.append(one)
            } else {
                leftOut[one.id] = .overtaken
            }
        }
    }

    /// What the officer is shown.
    var batch: FlaglessBatch {
        var lines: [FlaglessBatch.Line] = []
        for one in chosen {
            let place = lines.firstIndex { $0.result == one.result && $0.reason == one.reason }
            if let place {
                lines[place].count += 1
            } else {
                lines.append(FlaglessBatch.Line(result: one.result, reason: one.reason, count: 1))
            }
        }
        return FlaglessBatch(
            lines: lines.sorted {
                ($0.result.rawValue, $0.reason.rawValue) < ($1.result.rawValue, $1.reason.rawValue)
            },
            leftOut: leftOut.values.reduce(into: [:]) { $0[$1, default: 0] += 1 },
            count: chosen.count, last: chosen.last?.id, digest: digest)
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

/// What has to be read of some proposals before they may be decided with the others.
///
/// (Part of `OperationCode.approveDecision`.)
private struct Knots {
    private let proposals: [Int64: PendingProposal]
    private var current: CurrentStrands
    private let abusers: AbuserLinks

    init(_ ids: [Int64], in scope: Scope) throws {
        let entangled = try ProposalBook.entangled(from: scope.db)
        proposals = try ProposalBook.proposals(ids.filter(entangled.contains), from: scope.db)
        let all = Array(proposals.values)
        scope.saw(all.flatMap { [$0.draft.child, $0.draft.recipient] })
        current = try CurrentStrands(all, from: scope.db)
        abusers = try AbuserLinks(of: all.map(\.draft.child), from: scope.db)
    }

    func names(_ id: Int64) -> Bool { proposals[id].map(abusers.stop) ?? false }

    mutating func take(_ id: Int64) -> Bool {
        guard let proposal = proposals[id] else { return true }
        return current.take(proposal)
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
