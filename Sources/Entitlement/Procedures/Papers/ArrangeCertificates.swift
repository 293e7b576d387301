// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 受給資格証の一括交付の順番: the certificates of a whole batch by postcode, before the first of them is
/// printed. What waits for a second officer stays behind.
public enum ArrangeCertificates {
    public static let operation = OperationCode.issueCertificate

    /// - Parameter renewals: 更新・区分の変更; else the decisions that wait.
    public static func perform(
        renewals: Bool, law: EligibilityLaw, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [BatchLine] {
        let held = try HeldLetterBook.waiting(.certificate, from: scope.db)
        let waiting =
            renewals
            ? try RenewalBook.waiting(law.book, on: scope.today, from: scope.db).map(\.historyID)
            : try CertificateBook.waiting(from: scope.db)
        var places = BatchPlaces(isSorted: true)
        for asked in BatchPlaces.parts(waiting.filter { !held.contains($0) }) {
            let found = try HistoryBook.decisions(ids: asked, from: scope.db)
            try places.add(
                asked.compactMap { id in
                    found[id].map {
                        BatchPlaces.Post(
                            line: BatchLine(reference: id), recipient: $0.recipient,
                            children: [$0.child], subject: LetterSubject(.certificate, id))
                    }
                }, directory, in: scope)
        }
        return places.lines
    }
}
