// SPDX-License-Identifier: Apache-2.0

/// What the main document of a bundle says: items by name, each once, whatever its form.
struct DocumentItems {
    /// Bytes of a main document at most.
    static let largest = 2 << 20
    /// Objects or elements in one another at most.
    static let deepest = 32
    static let mostItems = 2_000

    private(set) var values: [String: String] = [:]
    /// CSV names every item, also those without a value.
    let namesAll: Bool

    init(namesAll: Bool) { self.namesAll = namesAll }

    /// - Throws: `itemTwice`, `documentTooLarge`.
    mutating func add(_ name: String, _ value: String) throws(FormatRefusal) {
        guard values.count < DocumentItems.mostItems else {
            throw .documentTooLarge(limit: DocumentItems.largest)
        }
        guard values.updateValue(value, forKey: name) == nil else {
            throw .itemTwice(name: DocumentItems.shown(name))
        }
    }

    /// A name that came from outside, for a message: shortened, and without runs of digits, for a
    /// number about a person may stand where a name should.
    static func shown(_ name: String) -> String {
        var run = 0
        for scalar in name.unicodeScalars {
            run = scalar.properties.numericType == nil ? 0 : run + 1
            if run >= 5 { return "（数字を含む名前）" }
        }
        let harmless = name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return String(String(String.UnicodeScalarView(harmless)).prefix(40))
    }

    /// - Throws: `FormatRefusal`.
    static func read(
        _ source: ByteSource, as manifest: BundleLayout.Manifest
    ) throws -> DocumentItems {
        let bytes = try source.collected(
            upTo: largest, tooLarge: .documentTooLarge(limit: largest))
        guard !bytes.isEmpty else { throw FormatRefusal.emptyFile }
        switch manifest.format {
        case .csv: return try CsvDocument.items(bytes)
        case .json: return try JsonDocument.items(bytes)
        case .xml: return try XmlDocument.items(bytes, as: manifest)
        }
    }

    /// The text of a document: a mark or strict UTF-8, else CP932.
    /// - Throws: `undecodable`.
    static func text(_ bytes: [UInt8], _ encoding: TextEncoding) throws -> String {
        let mark = encoding == .utf8WithMark ? TextEncoding.byteOrderMark.count : 0
        let decoder = try TextDecoder(encoding)
        do throws(UndecodableByte) {
            return try decoder.text(Array(bytes.dropFirst(mark)))
        } catch {
            let line = bytes.prefix(mark + error.offset).count { $0 == 0x0A } + 1
            throw FormatRefusal.undecodable(
                encoding: encoding, line: line, offset: mark + error.offset, byte: error.byte)
        }
    }
}
