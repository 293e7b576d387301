// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Synchronization
import Vault
import Vocabulary

/// The last cosigned note beside the database. The witness keeps its own copy on its host: this one
/// is for the screens and for knowing where to go on.
public final class CosignedFile: Sendable {
    public let url: URL
    private let lock = Mutex(())

    public init(_ url: URL) { self.url = url }

    /// The note in the file; `nil` when there is none.
    public func read(_ witness: WitnessVerifier) throws -> WitnessedNote? {
        try lock.withLock { _ in
            guard FileManager.default.fileExists(atPath: url.path) else { return nil }
            return WitnessedNote(
                String(decoding: try DurableFile.bytes(of: url), as: UTF8.self),
                witness: witness)
        }
    }

    /// Replaces the file in one step.
    public func write(_ note: WitnessedNote) throws {
        try lock.withLock { _ in
            try DurableFile.write(Array(note.note.utf8), to: url)
        }
    }
}
