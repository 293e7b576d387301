// SPDX-License-Identifier: Apache-2.0

/// A note of C2SP signed-note, cut at its empty line.
struct NoteText {
    /// The signed text with its last line end.
    let text: String
    let signatureLines: [Substring]

    init?(_ note: String) {
        let bytes = Array(note.utf8)
        guard bytes.last == 0x0A,
            let gap = (1..<max(bytes.count, 1)).last(where: {
                bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A
            })
        else { return nil }
        text = String(decoding: bytes[..<gap], as: UTF8.self)
        signatureLines = String(decoding: bytes[(gap + 1)...], as: UTF8.self)
            .split(separator: "\n")
    }

    /// The bytes behind the key id in the lines that a key made.
    static func signatures(
        in lines: [Substring], named name: String, keyID: [UInt8]
    ) -> [[UInt8]] {
        lines.compactMap { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "\u{2014}", parts[1] == name,
                // The last digit of base64 has bits that say nothing: only one spelling counts.
                let data = Base64.exact(parts[2]), data.starts(with: keyID)
            else { return nil }
            return Array(data.dropFirst(4))
        }
    }
}
