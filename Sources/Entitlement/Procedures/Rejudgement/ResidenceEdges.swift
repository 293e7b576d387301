// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Scheme
import Vocabulary

/// A city may abolish or change an exception of residence long after children were recorded under it:
/// the days on which the book begins to say something else go into the queue, each once.
///
/// (Part of `OperationCode.rejudge`.)
enum ResidenceEdges {
    static func enqueue(law: EligibilityLaw, in scope: Scope) throws {
        let recorded = try ResidenceExceptionBook.stretches(nil, from: scope.db)
        let notices = recorded.values.joined().flatMap { exception -> [RejudgementNotice] in
            guard let kind = exception.known else { return [] }
            let name = "residence-edge-\(exception.child)-\(kind.rawValue)-\(exception.period.from)"
            return law.book.residenceExceptionEdges(kind, in: exception.period).map { day in
                RejudgementNotice(
                    key: "\(name)-\(day)", subject: exception.child, cause: .resident,
                    on: day)
            }
        }
        let known = try RejudgementQueue.known(notices.map(\.key), from: scope.db)
        let fresh = notices.filter { !known.contains($0.key) }
        // Nobody is looked at for what waits already, or was judged.
        guard !fresh.isEmpty else { return }
        _ = try EnqueueRejudgement.perform(
            fresh.sorted { ($0.on, $0.key) < ($1.on, $1.key) }, in: scope)
    }
}
