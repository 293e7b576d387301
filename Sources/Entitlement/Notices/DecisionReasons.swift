// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Why an entitlement was suspended or goes on, or what an officer found against granting it, in the words
/// of the proposal: no code says it, and a letter must.
enum DecisionReasons {
    static func words(
        of decisions: some Sequence<EntitlementDecision>, from db: any Connection
    ) throws -> [Int64: String] {
        let told = decisions.filter {
            $0.result == .suspended || ($0.result == .resumed && $0.cause != .correction)
                || ($0.result == .refused && OfficersRefusal.reasons.contains($0.reason))
        }
        guard !told.isEmpty else { return [:] }
        let proposals = try ProposalBook.proposals(told.map(\.proposalID), from: db)
        return told.reduce(into: [:]) { words, decision in
            guard let draft = proposals[decision.proposalID]?.draft else { return }
            if decision.result != .refused {
                words[decision.id] = draft.explanation
            } else if draft.flags.contains(.officersFinding) {
                words[decision.id] = "\(draft.reason.wording)。\(draft.explanation)"
            }
        }
    }
}
