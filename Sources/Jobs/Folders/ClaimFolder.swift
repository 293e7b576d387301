// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vault
import Vocabulary

/// Where the bytes of claim files lie between the look at them and the job that takes them in, each
/// under its digest: a folder of the data folder that only this program can open. A kill does not
/// lose them; what is taken in or refused goes at once.
public struct ClaimFolder: Sendable {
    private let folder: URL

    public init(data: String) {
        folder = URL(fileURLWithPath: data).appendingPathComponent("claims")
    }

    /// The path of the file of a digest, there or not.
    public func path(_ digest: String) -> String {
        // A digest is hexadecimal; anything else would be a path.
        precondition(
            digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        return folder.appendingPathComponent(digest).path
    }

    /// Whether the bytes of a digest lie here.
    public func holds(_ digest: String) -> Bool {
        FileManager.default.fileExists(atPath: path(digest))
    }

    /// Takes a file from another place of the same disk, durably before a job is told of it.
    /// - Throws: `Fault` (disk, disk full).
    public func take(_ path: String, digest: String) throws {
        let goal = URL(fileURLWithPath: self.path(digest))
        // Taken before, by a press that did not come to its end: perhaps before the disk had its name.
        if !FileManager.default.fileExists(atPath: path), holds(digest) {
            return try DurableFile.settle(folder: folder)
        }
        try DurableFile.makeFolder(folder)
        try DurableFile.take(URL(fileURLWithPath: path), to: goal)
    }

    /// Removes what is taken in or refused.
    public func remove(_ digests: some Sequence<String>) {
        for digest in digests { try? FileManager.default.removeItem(atPath: path(digest)) }
    }

    /// The digests that lie here.
    public var digests: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.utf8.count == 64 }.sorted()
    }
}
