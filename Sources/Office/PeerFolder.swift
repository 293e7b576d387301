// SPDX-License-Identifier: Apache-2.0
public import Formats
import Foundation
public import Links
import Synchronization
public import Vocabulary

/// The folder into which peers put their files. What they put there is read, never changed; beside
/// it stands an index of who is where, so that a question about one child reads no whole file.
public final class PeerFolder: PeerFiles {
    private let folder: String
    private let indexes = Mutex<[String: FeedIndex]>([:])

    /// - Parameter folder: its path.
    public init(folder: String) { self.folder = folder }

    public func files(of layout: String, until moment: Instant) throws -> [PeerFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
            .compactMap { PeerFile($0) }
            .filter { $0.name.layout == layout && $0.name.madeAt <= moment }
            .sorted { $0.name.madeAt < $1.name.madeAt }
    }

    public func rows(
        of file: PeerFile, layout: FeedLayout, column: String, about persons: Set<AddresseeNumber>
    ) throws -> ByteSource {
        let source = ByteSource.file(folder + "/" + file.text)
        let index = try index(of: file, source, layout, column)
        return try index.extract(index.entries(of: persons), from: source)
    }

    private func index(
        of file: PeerFile, _ source: ByteSource, _ layout: FeedLayout, _ column: String
    ) throws -> FeedIndex {
        let key = try PeerIndexFile(of: file, in: folder)
        if let known = indexes.withLock({ $0[key.identity] }) { return known }
        let index: FeedIndex
        if let stored = key.read() {
            index = stored
        } else {
            index = try FeedIndex(source, layout: layout, column: column)
            key.write(index)
        }
        indexes.withLock { $0[key.identity] = index }
        return index
    }
}
