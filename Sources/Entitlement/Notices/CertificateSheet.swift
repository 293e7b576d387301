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
    /// What is left to the child on every day of the card; `nil` where the book tells it otherwise.
    let copayment: String?
    let child: ResidentSnapshot
    let address: PrintableAddress

    /// The card itself; 教示 is on the notice, not on the card.
    public func certificate(issuer: Sender) -> Certificate {
        Certificate(
            title: wording.card?.title ?? wording.title, publicFunderNumber: publicFunderNumber,
            recipientNumber: issued.recipientNumber,
            child: Certificate.Child(
                name: child.name, kana: child.kana, sex: child.sex.wording,
                born: Wareki.text(child.born)),
            classification: issued.certificateClass.flatMap { wording.name(of: $0) },
            address: address, validities: validities, issuer: issuer,
            issuedOn: Wareki.text(issued.issuedOn), issueNumber: issued.issueNumber,
            notices: [copayment].compactMap(\.self) + (wording.card?.notes ?? []))
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
            paragraphs: words?.paragraphs ?? [], notes: words?.notes ?? [], desk: desk)
    }

    private var validities: [Certificate.Validity] {
        [("通院", issued.periods.outpatient), ("入院", issued.periods.inpatient)]
            .compactMap { label, period in
                period.map {
                    Certificate.Validity(
                        label, from: Wareki.text($0.from),
                        through: $0.lastDay.map(Wareki.text) ?? "")
                }
            }
    }
}

extension LetterWording {
    /// What the card calls a class; `nil` where the scheme tells it apart from none.
    func name(of certificateClass: CertificateClass) -> String? {
        card?.classes[certificateClass.rawValue]
    }
}
