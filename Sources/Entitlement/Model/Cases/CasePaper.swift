// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a file of a paper is, told from its first bytes and never from its name.
public enum PaperMedia: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"

    public init?(_ bytes: some Collection<UInt8>) {
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            return nil
        }
    }
}

/// A paper of a case as the record keeps it; its bytes rest elsewhere.
public struct CasePaper: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    /// The child that the case is about.
    public let subject: AddresseeNumber
    public let application: Int64?
    /// A code of the list `paper`.
    public let kind: String
    /// The class of retention that its kind had when it was attached.
    public let retention: String
    public let receivedOn: CivilDate
    public let media: PaperMedia
    public let digest: String
    public let byteCount: Int
    public let pageCount: Int
    public let scanner: String
    public let officer: String
    /// How often it was blacked out; the newest counts.
    public let redactions: Int
    /// Why it was taken out; `nil` where it stands.
    public let voidReason: String?

    public var isRedacted: Bool { redactions > 0 }
}

/// A paper about to be attached: scanned for viruses at the door.
public struct PaperInput: Sendable {
    public let subject: AddresseeNumber
    public let application: Int64?
    public let kind: String
    public let receivedOn: CivilDate
    public let bytes: [UInt8]
    /// What the virus scan was.
    public let scanner: String

    /// The most bytes of one paper.
    public static let most = 20_000_000

    public init(
        subject: AddresseeNumber, application: Int64?, kind: String, receivedOn: CivilDate,
        bytes: [UInt8], scanner: String
    ) {
        self.subject = subject
        self.application = application
        self.kind = kind
        self.receivedOn = receivedOn
        self.bytes = bytes
        self.scanner = scanner
    }
}

/// A place on a page to be blacked out, in hundredths of its width and height from the upper left.
public struct BlackArea: Hashable, Sendable {
    /// From 1.
    public let page: Int
    public let left, top, right, bottom: Double

    /// - Throws: `.wrongArea` for a place outside the page, or without any size.
    public init(
        page: Int, left: Double, top: Double, right: Double, bottom: Double
    ) throws(CaseRefusal) {
        let inside = 0.0...100.0
        guard page > 0, inside.contains(left), inside.contains(right), inside.contains(top),
            inside.contains(bottom), left < right, top < bottom
        else { throw .wrongArea }
        self.page = page
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// As the record keeps it: `1:10,20,30,25`.
    var text: String {
        "\(page):"
            + [left, top, right, bottom].map { String(Int($0.rounded())) }
            .joined(separator: ",")
    }
}

/// Where the bytes of papers rest, encrypted, each under the key of its record.
public protocol PaperStore: Sendable {
    /// - Throws: `Fault(.disk)`.
    func put(_ bytes: [UInt8], at key: String) throws
    /// - Throws: `Fault(.key)` for what was altered, `Fault(.disk)`.
    func bytes(at key: String) throws -> [UInt8]
    func remove(_ keys: [String]) throws
}

/// Draws papers: what a page looks like, and a copy made of pixels with places burnt black.
public protocol PaperPress: Sendable {
    /// How many pages a paper has.
    /// - Throws: `CaseRefusal.unreadablePaper`, `.noRenderer`.
    func pages(_ bytes: [UInt8], _ media: PaperMedia) throws -> Int
    /// A page as PNG.
    func page(_ number: Int, of bytes: [UInt8], _ media: PaperMedia) throws -> [UInt8]
    /// A PDF of pictures: nothing of the original but what can be seen is in it, and nothing of the
    /// black places.
    func burn(_ areas: [BlackArea], into bytes: [UInt8], _ media: PaperMedia) throws -> [UInt8]
}
