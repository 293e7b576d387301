// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Jobs
import Office
import Safeguards
import Vocabulary

/// Who stands behind what a run left out, where its items are decisions: the run itself names nobody, and only
/// who may look at what 再判定 proposes reads the names.
struct LeftOutChildren: Sendable {
    /// One child that was left out.
    struct Child: PageModel {
        let person: NamedPerson
        /// 受給者番号.
        let number: String
    }

    private let decisions: [Int64: EntitlementDecision]
    private let people: [AddresseeNumber: ResidentSnapshot]

    /// Nobody: the items are something else, or the reader may not see names.
    static let none = LeftOutChildren(decisions: [:], people: [:])

    /// Reads those of one page of failures, and logs that they are shown.
    static func read(_ failures: [StoredFailure], _ visit: Visit) async throws -> LeftOutChildren {
        let ids = failures.compactMap { decision(of: $0.failure) }
        guard !ids.isEmpty, visit.may(.viewRejudgements) else { return .none }
        let directory = visit.installation.directory
        return try await visit.perform(.viewRejudgements) { scope in
            let decisions = try HistoryBook.decisions(ids: ids, from: scope.db)
            let children = Set(decisions.values.map(\.child)).sorted()
            scope.saw(children)
            return LeftOutChildren(
                decisions: decisions, people: try directory.persons(children))
        }
    }

    /// The decision that an item is; its papers are where it is looked at.
    static func decision(of failure: JobFailure) -> Int64? {
        let parts = failure.place.split(separator: "/")
        return parts.count == 2 && parts[0] == "papers" ? Int64(parts[1]) : nil
    }

    func child(of failure: JobFailure, for reader: Principal) -> Child? {
        Self.decision(of: failure).flatMap { decisions[$0] }.map {
            Child(
                person: NamedPerson($0.child, people, for: reader),
                number: $0.recipientNumber ?? "")
        }
    }
}
