// SPDX-License-Identifier: Apache-2.0

/// Reads a ZIP: streaming, within limits, nothing written to disk, and everything refused that a
/// form service has no reason to send (see `FormatRefusal`, 101–113).
public struct ArchiveReader: Sendable {
    public let limits: ArchiveLimits

    public init(_ limits: ArchiveLimits = .application) { self.limits = limits }

    /// Takes the bytes of one file, piece by piece.
    public typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    /// Hands over the files in the order of the archive.
    ///
    /// A refusal may come after files were handed over: keep nothing before this returns.
    /// - Parameter open: called with the name of a file; what it answers takes the bytes.
    /// - Throws: `FormatRefusal`, `Fault` (disk), what `open` and its sinks throw.
    public func read(_ source: ByteSource, open: (String) throws -> Sink) throws {
        let file = try ArchiveFile(source, limit: limits.archiveBytes)
        let tail = try ZipTail(file)
        guard tail.entries <= limits.entries else {
            throw FormatRefusal.archiveTooManyEntries(limit: limits.entries)
        }
        var seen: Set<String> = []
        var count = 0
        var meter = UnpackMeter(limits, archive: file.size)
        try ZipHandle.with(file) { zip in
            while let entry = try zip.next() {
                count += 1
                let name = try EntryName(entry.name, limits: limits)
                guard !entry.isEncrypted else { throw FormatRefusal.archiveEncrypted }
                guard entry.isFile || entry.isFolder else { throw FormatRefusal.archiveLink }
                guard seen.insert(name.key).inserted else { throw FormatRefusal.archiveNameTwice }
                guard entry.isFile else { continue }
                guard entry.hasAgreedMethod else { throw FormatRefusal.archiveMethod }
                try read(zip, into: try open(name.text), &meter)
            }
        }
        // The directory names more than can be reached, or one file twice.
        guard count == tail.entries else { throw FormatRefusal.archiveBroken }
    }

    private func read(_ zip: ZipHandle, into sink: Sink, _ meter: inout UnpackMeter) throws {
        meter.beginEntry()
        var head: [UInt8] = []
        while let piece = try zip.piece() {
            try meter.add(piece.count)
            if head.count < NestedArchive.lead {
                head += piece.prefix(NestedArchive.lead - head.count)
            }
            try sink(piece)
        }
        guard !NestedArchive.isArchive(head) else { throw FormatRefusal.archiveNested }
    }
}

/// Counts what is unpacked against the limits, before it goes anywhere.
struct UnpackMeter {
    private let limits: ArchiveLimits
    private let archive: Int
    private var total = 0
    private var entry = 0
    /// A short text compresses well without harm.
    private static let harmless = 1 << 20

    init(_ limits: ArchiveLimits, archive: Int) {
        self.limits = limits
        self.archive = archive
    }

    mutating func beginEntry() { entry = 0 }

    /// - Throws: `archiveBomb`, `archiveTooLarge`.
    mutating func add(_ count: Int) throws(FormatRefusal) {
        entry += count
        total += count
        if total > UnpackMeter.harmless, total / limits.ratio > archive {
            throw .archiveBomb(ratio: limits.ratio)
        }
        if entry > limits.entryBytes { throw .archiveTooLarge(limit: limits.entryBytes) }
        if total > limits.totalBytes { throw .archiveTooLarge(limit: limits.totalBytes) }
    }
}
