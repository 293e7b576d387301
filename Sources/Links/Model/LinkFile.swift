// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger

/// A file that a peer has sent: its name, its bytes, and the digest that makes it count once.
public struct LinkFile: Sendable {
    public let name: String
    public let source: ByteSource
    /// SHA-256 of the bytes in hexadecimal.
    public let digest: String

    public init(_ bytes: [UInt8], name: String) {
        self.name = name
        source = .bytes(bytes)
        digest = Digest.of(bytes).description
    }

    /// Reads the file once for its digest, in pieces: its size does not matter. `TakeFile` makes
    /// sure that the same bytes were there when its rows were read.
    /// - Parameter name: what the sender calls it, where it lies under another name.
    /// - Throws: `FormatRefusal.fileMissing`, `Fault` (disk).
    public init(path: String, name: String? = nil) throws {
        source = .file(path)
        digest = try LinkFile.digest(of: source)
        self.name = name ?? path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Whether the bytes are still those of the digest.
    func isUnchanged() throws -> Bool { try LinkFile.digest(of: source) == digest }

    private static func digest(of source: ByteSource) throws -> String {
        try Digest.ofPieces { piece in try source.forEachChunk(piece) }.description
    }
}

/// Whether an import writes.
public enum LinkRun: Sendable {
    case take
    /// Everything is read and judged, nothing is written but the log entry.
    case dryRun
}
