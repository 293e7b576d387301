// SPDX-License-Identifier: Apache-2.0
import Database
import Scheme
import Vocabulary

/// What a letter about a decision says besides its code.
struct DecisionDetails {
    /// Why: an enlargement in the words of the book; a suspension or its end, and what an officer found
    /// against granting it, in the words of the proposal. `nil` where the code says it.
    let words: LetterValue?
    /// The periods that stood before a change of them.
    let before: EntitlementPeriods?

    static func of(
        _ decisions: some Sequence<EntitlementDecision>, from db: any Connection
    ) throws -> [Int64: DecisionDetails] {
        let words = try words(of: decisions, from: db)
        let before = try before(decisions, from: db)
        return decisions.reduce(into: [:]) { found, one in
            found[one.id] = DecisionDetails(words: words[one.id], before: before[one.id])
        }
    }

    private static func words(
        of decisions: some Sequence<EntitlementDecision>, from db: any Connection
    ) throws -> [Int64: LetterValue] {
        let told = decisions.filter {
            $0.result == .suspended || ($0.result == .resumed && $0.cause != .correction)
                || ($0.result == .refused && OfficersRefusal.reasons.contains($0.reason))
        }
        var words = decisions.reduce(into: [Int64: LetterValue]()) { words, one in
            guard one.result == .changed, one.applicationReason == .schemeExtended else { return }
            words[one.id] = .word(.enlarged, LetterValues([.effectiveOn: .date(one.effectiveOn)]))
        }
        guard !told.isEmpty else { return words }
        let proposals = try ProposalBook.proposals(told.map(\.proposalID), from: db)
        for decision in told {
            guard let draft = proposals[decision.proposalID]?.draft else { continue }
            if decision.result != .refused {
                words[decision.id] = .text(draft.explanation)
            } else if draft.flags.contains(.officersFinding) {
                words[decision.id] = .joined(
                    [.code(.decisionReason, draft.reason), .text(draft.explanation)], by: "。")
            }
        }
        return words
    }

    private static func before(
        _ decisions: some Sequence<EntitlementDecision>, from db: any Connection
    ) throws -> [Int64: EntitlementPeriods] {
        let changed = decisions.filter { $0.result == .changed }
        guard !changed.isEmpty else { return [:] }
        let strands = try HistoryBook.strands(
            children: Set(changed.map(\.child)).sorted(), from: db)
        return changed.reduce(into: [:]) { found, one in
            guard let strand = strands[one.child]?.first(where: { $0.decisions.contains(one) }),
                let last = strand.decisions.last(where: { $0.id < one.id }),
                last.periods != one.periods
            else { return }
            found[one.id] = last.periods
        }
    }
}
