// SPDX-License-Identifier: Apache-2.0

/// A certificate on a page with the window address, ready to be posted.
public struct MailedCertificate: Sendable {
    public let envelope: EnvelopeID
    public let certificate: Certificate
    /// `令和7年4月1日`, the date of the letter.
    public let date: String
    public let heading: String
    /// One or two sentences above the card.
    public let paragraphs: [String]
    /// How to use it, below the card.
    public let notes: [String]
    public let desk: ContactDesk
    /// Beside the line to cut along, and above the notes.
    let cutOut: String
    let inUse: String
    let labels: LetterLabels
    let address: PrintableAddress

    /// Puts the certificate under the recipient's window address.
    ///
    /// - Throws: `.twoRecipients` where the letter and the card belong to different recipients.
    public init(
        envelope: EnvelopeID, address: PrintableAddress, certificate: Certificate, date: String,
        heading: String, paragraphs: [String], notes: [String] = [], desk: ContactDesk,
        cutOut: String, inUse: String, labels: LetterLabels
    ) throws(PressRefusal) {
        guard address.recipient == certificate.address.recipient else { throw .twoRecipients }
        self.envelope = envelope
        self.address = address
        self.certificate = certificate
        self.date = date
        self.heading = heading
        self.paragraphs = paragraphs
        self.notes = notes
        self.desk = desk
        self.cutOut = cutOut
        self.inUse = inUse
        self.labels = labels
    }
}

/// One or two certificates on a page, for the counter; both of one recipient (兄弟姉妹).
public struct CertificateCards: Sendable {
    public let first: Certificate
    public let second: Certificate?

    /// Puts the cards on one page.
    ///
    /// - Throws: `.twoRecipients` where the cards belong to different recipients.
    public init(_ first: Certificate, _ second: Certificate? = nil) throws(PressRefusal) {
        if let second, second.address.recipient != first.address.recipient {
            throw .twoRecipients
        }
        self.first = first
        self.second = second
    }
}
