// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The files that peers have sent so far, kept outside System 1.
///
/// System 1 may not keep rows about persons who have not applied. When an application
/// arrives the files are asked about its child, and about nobody else.
public protocol PeerFiles: Sendable {
    /// The files of a layout made at or before a moment, oldest first.
    func files(of layout: String, until moment: Instant) throws -> [LinkFile]
}

/// The twin in memory.
public struct MemoryPeerFiles: PeerFiles {
    private let files: [LinkFile]

    public init(_ files: [LinkFile] = []) { self.files = files }

    public func files(of layout: String, until moment: Instant) -> [LinkFile] {
        files.compactMap { file in LinkFileName(file.name).map { (file, $0) } }
            .filter { $0.1.layout == layout && $0.1.madeAt <= moment }
            .sorted { $0.1.madeAt < $1.1.madeAt }
            .map(\.0)
    }
}
