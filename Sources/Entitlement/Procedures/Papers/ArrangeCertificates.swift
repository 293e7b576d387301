// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 受給資格証の一括交付の順番: the certificates of a whole batch, and where each part of it goes, before the
/// first of them is printed. What waits for a second officer stays behind.
public enum ArrangeCertificates {
    public static let operation = OperationCode.issueCertificate

    /// The certificates that wait; nobody is named and no address asked for.
    ///
    /// - Parameter renewals: 更新・区分の変更; else the decisions that wait.
    public static func lines(
        renewals: Bool, law: EligibilityLaw, in scope: Scope
    ) throws -> [BatchLine] {
        let held = try HeldLetterBook.waiting(.certificate, from: scope.db)
        let waiting =
            renewals
            ? try RenewalBook.waiting(law.book, on: scope.today, from: scope.db).map(\.historyID)
            : try CertificateBook.waiting(from: scope.db)
        return waiting.filter { !held.contains($0) }.map { BatchLine(reference: $0) }
    }

    /// - Returns: a place for every line; nothing is written.
    public static func perform(
        _ lines: [BatchLine], directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [BatchPlace] {
        let found = try HistoryBook.decisions(ids: lines.map(\.reference), from: scope.db)
        return try BatchPost.places(
            lines.map { line in
                let post = found[line.reference].map {
                    BatchPost(
                        recipient: $0.recipient, children: [$0.child],
                        subject: LetterSubject(.certificate, line.reference))
                }
                return (line, post)
            }, directory, in: scope)
    }
}
