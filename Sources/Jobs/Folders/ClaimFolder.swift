// SPDX-License-Identifier: Apache-2.0
import Foundation
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
    /// - Throws: `Fault(.disk)`.
    public func take(_ path: String, digest: String) throws {
        let files = FileManager.default
        // Taken before, by a press that did not come to its end.
        if !files.fileExists(atPath: path), holds(digest) { return }
        do {
            try files.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            if holds(digest) { try files.removeItem(atPath: self.path(digest)) }
            try files.moveItem(atPath: path, toPath: self.path(digest))
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: self.path(digest)))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Fault(.disk, detail: "cannot keep a claim file")
        }
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
