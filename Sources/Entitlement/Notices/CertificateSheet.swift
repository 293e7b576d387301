// SPDX-License-Identifier: Apache-2.0
public import Press
import Scheme
import Vocabulary

/// A certificate ready for the press: what is printed, under the address of its recipient.
public struct CertificateSheet: Sendable {
    public let issued: IssuedCertificate
    public let publicFunderNumber: String
    /// What the page and the card say; of the book.
    let wording: LetterWording
    /// What the card says of what is left to the child; nothing where the book tells it otherwise.
    let lines: [String]
    let child: ResidentSnapshot
    let address: PrintableAddress

    /// The card itself; 教示 is on the notice, not on the card.
    public func certificate(issuer: Sender) -> Certificate {
        Certificate(
            title: wording.card?.title ?? wording.title, labels: wording.text,
            publicFunderNumber: publicFunderNumber, recipientNumber: issued.recipientNumber,
            child: Certificate.Child(
                name: child.name, kana: child.kana, sex: wording.text(.sex, code: child.sex),
                born: Wareki.text(child.born)),
            classification: issued.certificateClass.flatMap { wording.name(of: $0) },
            address: address, validities: validities, issuer: issuer,
            issuedOn: wording.text(.issuedOn, LetterValues([.decidedOn: .date(issued.issuedOn)]))
                ?? "", issueNumber: issued.issueNumber,
            notices: lines + (wording.card?.notes ?? []))
    }

    /// The card on a page with the window address.
    ///
    /// - Throws: `PressRefusal` where the page cannot be made.
    public func mailed(
        issuer: Sender, desk: ContactDesk
    ) throws(PressRefusal) -> MailedCertificate? {
        guard let envelope = EnvelopeID("C-\(issued.issueNumber)") else { return nil }
        var values = LetterValues()
        values[.child] = .text(child.name)
        let words = try? wording.filled(values, names: { _ in nil })
        return try MailedCertificate(
            envelope: envelope, address: address, certificate: certificate(issuer: issuer),
            date: Wareki.text(issued.issuedOn), heading: wording.title,
            paragraphs: words?.paragraphs ?? [], notes: words?.notes ?? [], desk: desk,
            cutOut: wording.text(.cutOut) ?? "", inUse: wording.text(.inUse) ?? "",
            labels: LetterLabels(wording.labels))
    }

    private var validities: [Certificate.Validity] {
        let rows: [(word: LetterWord, period: EffectivePeriod?)] = [
            (.outpatient, issued.periods.outpatient), (.inpatient, issued.periods.inpatient),
        ]
        return rows.compactMap { row in
            guard let period = row.period else { return nil }
            let from = Wareki.text(period.from)
            let through = period.lastDay.map(Wareki.text) ?? ""
            let span = LetterValues([.firstDay: .text(from), .lastDay: .text(through)])
            return Certificate.Validity(
                wording.text(row.word) ?? "", from: from, through: through,
                text: wording.text(.span, span) ?? "")
        }
    }
}

extension LetterWording {
    /// What the card calls a class; `nil` where the scheme tells it apart from none.
    func name(of certificateClass: CertificateClass) -> String? {
        card?.classes[certificateClass.code]
    }
}
