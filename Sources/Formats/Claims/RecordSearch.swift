// SPDX-License-Identifier: Apache-2.0
import Glibc

extension ByteSource {
    /// Whether a line of the file, other than its first, begins with the name of a record; stops
    /// at the first that does.
    /// - Throws: like `forEachChunk`.
    func hasRecord(_ name: String) throws -> Bool {
        let sought = Array("\(name),".utf8)
        // The end of the chunk before: a line may begin on the border.
        var tail: [UInt8] = []
        do {
            try forEachChunk { chunk in
                let border = tail + chunk.prefix(sought.count)
                tail = Array((tail + chunk.suffix(sought.count)).suffix(sought.count))
                let isThere =
                    border.withUnsafeBytes { ByteSource.hasLine(sought, in: $0) }
                    || ByteSource.hasLine(sought, in: chunk)
                if isThere { throw Found() }
            }
        } catch is Found { return true }
        return false
    }

    private static func hasLine(_ sought: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        var place = 0
        while place < bytes.count,
            let end = memchr(start + place, 0x0A, bytes.count - place)
        {
            place = UnsafeRawPointer(end) - start + 1
            if bytes[place...].starts(with: sought) { return true }
        }
        return false
    }
}

/// Ends the search.
private struct Found: Error {}
