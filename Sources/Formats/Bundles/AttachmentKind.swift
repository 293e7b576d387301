// SPDX-License-Identifier: Apache-2.0

/// A kind of file that may be attached; told by its first bytes, never by its name.
public enum AttachmentKind: String, Sendable, Hashable, CaseIterable {
    case pdf, png, jpeg, heic

    public var title: String { rawValue.uppercased() }

    /// As a browser names it.
    public var mediaType: String { self == .pdf ? "application/pdf" : "image/\(rawValue)" }

    /// Endings of a name that go with it.
    var endings: [String] {
        switch self {
        case .pdf: ["pdf"]
        case .png: ["png"]
        case .jpeg: ["jpg", "jpeg"]
        case .heic: ["heic", "heif"]
        }
    }

    private static let heicBrands: Set<String> = ["heic", "heix", "heim", "heis", "mif1", "hevc"]

    /// The kind of a file by its first bytes; `nil` for any other.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.count >= 12, Array(bytes[4..<8]) == Array("ftyp".utf8),
            Self.heicBrands.contains(String(decoding: bytes[8..<12], as: UTF8.self))
        {
            self = .heic
        } else {
            return nil
        }
    }

    /// Whether the name of a file ends as its kind does.
    func agrees(withName name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return endings.contains(name[name.index(after: dot)...].lowercased())
    }
}
