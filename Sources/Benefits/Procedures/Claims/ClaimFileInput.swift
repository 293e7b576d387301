// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger
public import Vocabulary

/// A claim file to take in.
///
/// (Part of `OperationCode.importClaims`.)
public struct ClaimFileInput: Sendable {
    /// The name as the office knows the file.
    public let name: String
    public let source: ByteSource
    /// Who sent it; `nil` takes it claim by claim from the insurer (国保 from the federation).
    public let sender: ClaimSource?

    public init(name: String, source: ByteSource, sender: ClaimSource? = nil) {
        self.name = name
        self.source = source
        self.sender = sender
    }

    /// The bytes and their digest: a file is known by what it holds, not by its name.
    func load() throws -> (bytes: [UInt8], digest: String) {
        var bytes: [UInt8] = []
        try source.forEachChunk { bytes.append(contentsOf: $0) }
        return (bytes, Digest.of(bytes).description)
    }
}

/// What became of one file.
public struct ClaimFileReport: Sendable {
    /// How a file ended.
    public enum Outcome: Sendable {
        /// Taken in under this id.
        case imported(Int64)
        /// The same bytes were taken in before under this id; nothing was changed.
        case alreadyImported(Int64)
        /// Refused whole; nothing of it remains.
        case refused(any Refusal)
    }

    public let name: String
    public let outcome: Outcome
    /// Claims of the file, accepted and rejected.
    public var claims = 0
    public var accepted = 0
    public var rejected = 0
    /// Yen that the scheme pays for the accepted claims.
    public var payable = Yen.zero
    /// Warnings and errors of the file itself, its totals for example.
    public var warnings: [FileIssue] = []

    /// Whether the file is in the books now.
    public var isImported: Bool {
        switch outcome {
        case .imported, .alreadyImported: true
        case .refused: false
        }
    }
}
