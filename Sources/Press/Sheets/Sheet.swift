// SPDX-License-Identifier: Apache-2.0

/// One thing that the press prints: a letter, a certificate with its address, cards, or a list.
///
/// A sheet carries the addresses of one recipient and of nobody else (security: a letter mixes
/// no two families).
public enum Sheet: Sendable {
    /// A letter in a window envelope (通知書).
    case letter(Letter)
    /// One certificate on a page with the window address, to be posted (郵送用の受給資格証).
    case mailedCertificate(MailedCertificate)
    /// One or two certificates of one recipient on a page, handed over at the counter (窓口交付).
    case cards(CertificateCards)
    /// A table over pages for the office (一覧表), never posted.
    case list(ListSheet)

    /// The envelope this sheet goes into, where it is posted.
    public var envelope: EnvelopeID? {
        switch self {
        case .letter(let letter): letter.envelope
        case .mailedCertificate(let mailed): mailed.envelope
        case .cards, .list: nil
        }
    }
}
