// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Synchronization

/// Claim files read on a thread of their own while the claims before them are being written:
/// a month's batch waits for the books only.
///
/// (Part of `OperationCode.importClaims`.)
final class FilesAhead: Sendable {
    /// A file as it was read.
    struct Loaded: Sendable {
        /// SHA-256 of its bytes; empty where they could not be read.
        let digest: String
        let content: Result<ClaimFileContent, any Error>
    }

    /// So many files may wait to be taken: what memory holds besides the batch.
    private static let most = 64

    private let loaded = Mutex<[Loaded]>([])
    private let isStopped = Mutex(false)
    private let ready = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: most)

    /// Begins to read.
    init(_ files: [ClaimFileInput], _ reader: ClaimFileReader) {
        guard files.count > 1 else {
            for file in files { put(FilesAhead.load(file, reader)) }
            return
        }
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            for file in files {
                room.wait()
                if isStopped.withLock({ $0 }) { return }
                put(FilesAhead.load(file, reader))
            }
        }
    }

    /// The next file in the order of the request; there must be one.
    func next() -> Loaded {
        ready.wait()
        defer { room.signal() }
        return loaded.withLock { $0.removeFirst() }
    }

    /// Reads no further file.
    func stop() {
        isStopped.withLock { $0 = true }
        room.signal()
    }

    private func put(_ file: Loaded) {
        loaded.withLock { $0.append(file) }
        ready.signal()
    }

    private static func load(_ file: ClaimFileInput, _ reader: ClaimFileReader) -> Loaded {
        do {
            let (bytes, digest) = try file.load()
            return Loaded(
                digest: digest, content: Result { try reader.content(of: .bytes(bytes)) })
        } catch {
            return Loaded(digest: "", content: .failure(error))
        }
    }
}
