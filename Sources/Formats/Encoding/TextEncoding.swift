// SPDX-License-Identifier: Apache-2.0

/// A way of writing text as bytes (文字コード) that outside files use.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
    /// UTF-8 without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-8 with a byte order mark, as spreadsheets want it.
    case utf8WithMark = "utf-8-bom"
    /// Windows-31J: JIS X 0208 and the vendor's characters. Never Foundation's Shift_JIS.
    case cp932 = "cp932"

    /// The three bytes that say "UTF-8" at the start of a file.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The name that people know.
    public var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf8WithMark: "UTF-8（BOM付き）"
        case .cp932: "CP932（シフトJIS）"
        }
    }

    /// Finds the encoding of a file: a mark means UTF-8; else strict UTF-8; else CP932.
    ///
    /// Reads the file as far as it must, at most once, and keeps nothing of it.
    /// - Throws: `Fault` when the file cannot be read.
    public static func detect(_ source: ByteSource) throws -> TextEncoding {
        var scan = Utf8Scan()
        var lead: [UInt8] = []
        struct MarkFound: Error {}
        do {
            try source.forEachChunk { chunk in
                if lead.count < 3 { lead += chunk.prefix(3 - lead.count) }
                if lead == byteOrderMark { throw MarkFound() }
                scan.read(chunk)
            }
        } catch is MarkFound {
            return .utf8WithMark
        }
        return scan.finish() == nil ? .utf8 : .cp932
    }

    /// Checks at start-up that the system can convert CP932 in both directions.
    /// - Throws: `FormatRefusal.conversionMissing` where the image lacks the module.
    public static func checkSupport() throws(FormatRefusal) {
        let decoder = try TextDecoder(.cp932)
        let encoder = try TextEncoder(.cp932)
        let sample: [UInt8] = [0xFB, 0xFC]
        guard sample.withUnsafeBytes({ try? decoder.text($0) }) == "髙",
            encoder.encode("髙").bytes == sample
        else { throw .conversionMissing(name: "CP932") }
    }
}
