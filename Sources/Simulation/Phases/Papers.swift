// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
public import Press
import Safeguards
import Scheme
import Vocabulary

/// Who signs, and who answers questions, in the fictional city.
public enum LetterHead {
    public static let sender = Sender(title: "見本市長", name: "検証　太郎")
    public static let desk = ContactDesk(
        name: "見本市 子ども部 子ども福祉課(検証)", address: "埼玉県見本市役所町1番地",
        phone: "048-000-0000", hours: "平日 8時30分から17時15分まで")
}

extension OfficeYear {
    /// Certificates and letters of everything that was decided since the last time.
    func writePapers(_ day: CivilDate) throws {
        let counter = try staff.principal(.counter)
        try writeCertificates(.waiting, "受給資格証", day)
        // Only where the city's book has certificates that end with the year, or classes.
        if RenewalBook.isAsked(by: office.book, on: day) {
            try writeCertificates(.renewals(), "受給資格証の更新", day)
        }
        let notices = try office.casework.perform(
            IssueNotices.operation, by: counter, for: .registration
        ) { scope in
            let fresh = try HistoryBook.decisions(
                after: lastLetter, limit: .max, from: scope.db)
            lastLetter = fresh.last?.id ?? lastLetter
            return try IssueNotices.perform(
                fresh.map(\.id), letters: office.book.letters, directory: office.directory,
                freshness: office.freshness, in: scope)
        }
        printer.add(
            "\(day.compact)_資格の通知書", title: "資格の通知書", on: day,
            notices.notices.map { notice in
                let letter = notice.letter(sender: LetterHead.sender, desk: LetterHead.desk)
                if settings.watchesMonths { words.add(letter, decision: notice.decision.id) }
                return .letter(letter)
            })
    }

    private func writeCertificates(
        _ choice: IssueCertificates.Choice, _ title: String, _ day: CivilDate
    ) throws {
        let certificates = try office.casework.perform(
            IssueCertificates.operation, by: try staff.principal(.counter), for: .registration
        ) { scope in
            try IssueCertificates.perform(
                choice, law: office.law, directory: office.directory,
                freshness: office.freshness, in: scope)
        }
        printer.add(
            "\(day.compact)_\(title)", title: title, on: day,
            try certificates.sheets.compactMap { sheet in
                if settings.watchesMonths {
                    words.add(sheet.certificate(issuer: LetterHead.sender))
                }
                return try sheet.mailed(issuer: LetterHead.sender, desk: LetterHead.desk)
                    .map { Sheet.mailedCertificate($0) }
            })
    }
}
