// SPDX-License-Identifier: Apache-2.0

/// How much of an archive is read at most; whatever passes a limit refuses the whole.
public struct ArchiveLimits: Sendable, Hashable {
    /// Of the archive as it came.
    public var archiveBytes: Int
    public var entries: Int
    /// Of one file, unpacked.
    public var entryBytes: Int
    /// Of all files, unpacked.
    public var totalBytes: Int
    /// Unpacked bytes for one packed byte, beyond the first megabyte.
    public var ratio: Int
    /// Of a name, as it came.
    public var nameBytes: Int
    /// Folders in one another.
    public var depth: Int

    public init(
        archiveBytes: Int, entries: Int, entryBytes: Int, totalBytes: Int, ratio: Int = 100,
        nameBytes: Int = 255, depth: Int = 4
    ) {
        self.archiveBytes = archiveBytes
        self.entries = entries
        self.entryBytes = entryBytes
        self.totalBytes = totalBytes
        self.ratio = ratio
        self.nameBytes = nameBytes
        self.depth = depth
    }

    /// One electronic application: a form and some photographs of papers.
    public static let application = ArchiveLimits(
        archiveBytes: 64 << 20, entries: 40, entryBytes: 20 << 20, totalBytes: 80 << 20)
}
