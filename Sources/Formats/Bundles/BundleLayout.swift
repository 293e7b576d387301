// SPDX-License-Identifier: Apache-2.0

/// How the main document of a bundle (manifest) is written.
public enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
    /// A header line and one line.
    case csv
    /// Objects in one another; an item is named by its path.
    case json
    /// Elements in one another; an item is named by its path below the root.
    case xml
}

/// What a file beside the main document is for.
public struct AttachmentRule: Sendable, Hashable {
    /// The English key that the program uses.
    public let key: String
    public let title: String
    /// The name in the archive, `*` standing for any characters but `/`.
    public let name: String
    public let kinds: [AttachmentKind]
    public let most: Int
    /// Bytes of one file at most.
    public let largest: Int
    /// An application without it has to be mended (補正).
    public let isRequired: Bool
    /// It shows a 個人番号 (copy of the form, of the card): it is judged and left behind, for this
    /// column of the house never holds one.
    public let holdsNumber: Bool
}

/// The layout of a bundle of an electronic application: one ZIP, one application.
public struct BundleLayout: Sendable, Hashable {
    /// Where the main document stands, and how it is read.
    public struct Manifest: Sendable, Hashable {
        public let name: String
        public let format: DocumentFormat
        /// XML only: the element that holds each item, and its attribute that names it; without
        /// it an item is named by the path of its element.
        public let itemElement: String?
        public let nameAttribute: String?
    }

    /// The item that says which procedure a bundle is for, and what it says then.
    public struct Mark: Sendable, Hashable {
        public let item: String
        public let value: String
    }

    public let id: String
    public let title: String
    public let edition: String
    public let source: String
    public let isVerified: Bool
    /// Asked for as long as the layout is unverified.
    public let stamp: FeedLayout.Stamp?
    /// The form service; 受付番号 is unique within it.
    public let service: String
    /// What the form asks for: registration, change, lapse, reissue, insurance-evidence,
    /// reimbursement.
    public let procedure: String
    public let mark: Mark
    public let manifest: Manifest
    /// Items that are known and not needed; any other unknown item refuses the bundle.
    public let ignored: Set<String>
    public let attachments: [AttachmentRule]
    /// The items as columns of one row.
    let row: FeedLayout

    public var items: [LayoutColumn] { row.columns }

    /// The item of an English key.
    public func item(_ key: String) -> LayoutColumn? { row.column(key) }
}
