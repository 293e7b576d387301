// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Why an entitlement was suspended or goes on, in the words of the proposal: no code says it, and a
/// letter must.
enum DecisionReasons {
    static func words(
        of decisions: some Sequence<EntitlementDecision>, from db: any Connection
    ) throws -> [Int64: String] {
        let told = decisions.filter {
            $0.result == .suspended || ($0.result == .resumed && $0.cause != .correction)
        }
        guard !told.isEmpty else { return [:] }
        let proposals = try ProposalBook.proposals(told.map(\.proposalID), from: db)
        return told.reduce(into: [:]) { $0[$1.id] = proposals[$1.proposalID]?.draft.explanation }
    }
}
