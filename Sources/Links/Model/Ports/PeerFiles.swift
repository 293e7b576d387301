// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// A file in the hands of a peer: its name, as written and as read.
public struct PeerFile: Hashable, Sendable {
    public let text: String
    public let name: LinkFileName

    /// `nil` for a name that is not the agreed one.
    public init?(_ text: String) {
        guard let name = LinkFileName(text) else { return nil }
        self.text = text
        self.name = name
    }
}

/// The files that peers have sent so far, kept outside System 1.
///
/// System 1 may not keep rows about persons who have not applied. When an application
/// arrives the files are asked about its child, and about nobody else.
public protocol PeerFiles: Sendable {
    /// The files of a layout made at or before a moment, oldest first.
    func files(of layout: String, until moment: Instant) throws -> [PeerFile]
    /// The header of a file and its rows about some persons; more rows do no harm.
    ///
    /// - Parameter column: the English key of the column with the 宛名番号.
    func rows(
        of file: PeerFile, layout: FeedLayout, column: String, about persons: Set<AddresseeNumber>
    ) throws -> ByteSource
}

/// The twin in memory.
public struct MemoryPeerFiles: PeerFiles {
    private let sources: [PeerFile: ByteSource]

    public init(_ files: [LinkFile] = []) {
        sources = files.reduce(into: [:]) { found, file in
            if let name = PeerFile(file.name) { found[name] = file.source }
        }
    }

    public func files(of layout: String, until moment: Instant) -> [PeerFile] {
        sources.keys.filter { $0.name.layout == layout && $0.name.madeAt <= moment }
            .sorted { $0.name.madeAt < $1.name.madeAt }
    }

    public func rows(
        of file: PeerFile, layout: FeedLayout, column: String, about persons: Set<AddresseeNumber>
    ) throws -> ByteSource {
        guard let source = sources[file] else { throw FormatRefusal.fileMissing(path: file.text) }
        let index = try FeedIndex(source, layout: layout, column: column)
        return try index.extract(index.entries(of: persons), from: source)
    }
}
