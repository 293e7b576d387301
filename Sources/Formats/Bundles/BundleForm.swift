// SPDX-License-Identifier: Apache-2.0

/// A file that came with a form and is kept.
public struct BundleAttachment: Sendable {
    public let rule: AttachmentRule
    /// As it stood in the archive.
    public let name: String
    public let kind: AttachmentKind
    public let bytes: [UInt8]
}

/// One electronic application, read and judged by its layout.
public struct BundleForm: Sendable {
    public let layout: BundleLayout
    /// Its items, asked by English keys; 個人番号 only lent.
    public let row: FeedRow
    /// In the order of the archive.
    public let attachments: [BundleAttachment]
    /// Files that were left behind because they show a 個人番号.
    public let leftBehind: Int
    /// Rules of required attachments that no file fits.
    public let missing: [AttachmentRule]
}

/// What became of a bundle.
public enum BundleReading: Sendable {
    case form(BundleForm)
    /// The form is whole, but these values are wrong.
    case refused([FileIssue])
}
