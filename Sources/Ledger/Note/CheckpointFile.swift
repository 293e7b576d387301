// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Synchronization

/// The last checkpoint beside the database: whoever cuts off the end of the ledger has to change
/// this file too, and cannot sign.
public final class CheckpointFile: Sendable {
    public let url: URL
    private let newest = Mutex(-1)

    public init(_ url: URL) { self.url = url }

    /// The note in the file; `nil` when there is no file.
    public func read() throws -> String? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    /// Replaces the file in one step; an older checkpoint than the last written is passed over.
    func write(_ signed: SignedCheckpoint) throws {
        try newest.withLock { newest in
            guard signed.checkpoint.size > newest else { return }
            try Data(signed.note.utf8).write(to: url, options: .atomic)
            newest = signed.checkpoint.size
        }
    }
}
