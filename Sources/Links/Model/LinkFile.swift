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

    /// Reads the file once, so that the digest is of the very bytes that are taken in.
    /// - Throws: `FormatRefusal.fileMissing`, `Fault` (disk).
    public init(path: String) throws {
        var bytes: [UInt8] = []
        try ByteSource.file(path).forEachChunk { bytes.append(contentsOf: $0) }
        self.init(bytes, name: path.split(separator: "/").last.map(String.init) ?? path)
    }
}

/// Whether an import writes.
public enum LinkRun: Sendable {
    case take
    /// Everything is read and judged, nothing is written but the log entry.
    case dryRun
}
