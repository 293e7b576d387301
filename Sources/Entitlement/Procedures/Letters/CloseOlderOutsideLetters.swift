// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 前に発送した相手方あての文書: letters to parties outside were posted before this register knew of it, and would wait
/// for ever. One act says of all of them up to a day that they went out, with a reason.
///
/// What was recalled stays to be taken out, and what is about a family that is protected now is looked
/// at one by one. A sending that was made after a return is of this register already.
public enum CloseOlderOutsideLetters {
    public static let operation = OperationCode.recordPosting

    public struct Report: Hashable, Sendable {
        public let closed: Int
        /// Of families that are protected now.
        public let left: Int
    }

    /// - Parameter last: the last day of issue that is meant.
    /// - Throws: `EntitlementRefusal.missingReason`, `.dayNotOver` (today's letters are still in the
    ///   house), `.nothingOlder`.
    public static func perform(
        through last: CivilDate, reason: String, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Report {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard last < scope.today else { throw EntitlementRefusal.dayNotOver }
        let letters = try OutsideLetterBook.open(from: scope.db)
            .filter { $0.isOlder(than: last.next) }
            .map(\.letter)
        guard !letters.isEmpty else { throw EntitlementRefusal.nothingOlder }
        scope.saw(letters.flatMap { [$0.recipient, $0.child] })
        let free = try OutsideFamily.free(letters, directory: directory, in: scope)
        let closed = letters.filter { free.contains($0.id) }
        if !closed.isEmpty {
            try scope.append(
                closed.map {
                    LetterEventRow(
                        envelope: $0.number, event: .posted, reason: "発送済みのものの整理: \(reason)",
                        officer: scope.principal.officer)
                })
        }
        scope.counted(closed.count)
        return Report(closed: closed.count, left: letters.count - closed.count)
    }
}
