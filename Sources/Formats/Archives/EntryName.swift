// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A name inside an archive, read and found harmless: it never leads out of its folder, and looks
/// to a person as it is.
struct EntryName: Hashable {
    let text: String
    /// Two names with one key would be one file on somebody's disk.
    let key: String

    /// - Throws: `archiveNameUnreadable`, `archiveNameUnsafe`.
    init(_ bytes: [UInt8], limits: ArchiveLimits) throws(FormatRefusal) {
        guard !bytes.isEmpty, bytes.count <= limits.nameBytes else { throw .archiveNameUnsafe }
        text = try EntryName.decoded(bytes)
        key = text.precomposedStringWithCompatibilityMapping.lowercased()
        guard EntryName.isHarmless(text, depth: limits.depth) else { throw .archiveNameUnsafe }
        // Compatibility forms (／, ‥) must not become what was just looked for.
        guard EntryName.isHarmless(key, depth: limits.depth) else { throw .archiveNameUnsafe }
    }

    private static func decoded(_ bytes: [UInt8]) throws(FormatRefusal) -> String {
        if let text = try? TextDecoder(.utf8).text(bytes) { return text }
        guard let text = try? TextDecoder(.cp932).text(bytes) else {
            throw .archiveNameUnreadable
        }
        return text
    }

    private static func isHarmless(_ text: String, depth: Int) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let named = parts.last?.isEmpty == true && parts.count > 1 ? parts.dropLast() : parts[...]
        guard named.count <= depth,
            !named.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
        else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            // Control characters, and marks that turn the direction of reading around.
            case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
                false
            // A backslash is a folder, a colon a drive, to another system.
            case 0x5C, 0x3A: false
            default: true
            }
        }
    }
}
