// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Vault

/// A lock that ends with the process that holds it, however that ends.
final class FileLock {
    private let file: Int32
    let isHeld: Bool

    /// - Throws: `Fault` (disk).
    init(_ place: URL) throws {
        file = open(place.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw DurableFile.fault("open") }
        isHeld = flock(file, LOCK_EX | LOCK_NB) == 0
    }

    /// Unlocked by name: a process that is being started at this moment holds a copy of the handle,
    /// and the lock would stay with it until it has begun.
    deinit {
        if isHeld { flock(file, LOCK_UN) }
        close(file)
    }
}
