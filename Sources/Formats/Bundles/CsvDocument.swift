// SPDX-License-Identifier: Apache-2.0

/// A main document in CSV: a header and exactly one line.
enum CsvDocument {
    static func items(_ bytes: [UInt8]) throws -> DocumentItems {
        let source = ByteSource.bytes(bytes)
        let encoding = try TextEncoding.detect(source)
        let decoder = try TextDecoder(encoding)
        let mark = encoding == .utf8WithMark ? TextEncoding.byteOrderMark.count : 0
        var names: [String] = []
        var items = DocumentItems(namesAll: true)
        var rows = 0
        try CsvScanner.forEachRecord(of: source, skipping: mark) { record in
            let fields = try (0..<record.count).map { index in
                try text(record, index, decoder)
            }
            guard !names.isEmpty else {
                names = fields.map(\.trimmed)
                guard !names.contains("") else { throw FormatRefusal.headerMissing }
                return
            }
            rows += 1
            guard rows == 1 else { return }
            guard fields.count == names.count else {
                throw FormatRefusal.columnCount(
                    line: record.line, expected: names.count, found: fields.count)
            }
            for (name, field) in zip(names, fields) { try items.add(name, field) }
        }
        guard rows == 1 else { throw FormatRefusal.bundleRows(found: rows) }
        return items
    }

    private static func text(
        _ record: CsvRecord, _ index: Int, _ decoder: TextDecoder
    ) throws -> String {
        do throws(UndecodableByte) {
            return try decoder.text(record[index])
        } catch {
            throw FormatRefusal.undecodable(
                encoding: decoder.encoding, line: record.line,
                offset: record.offsets[index] + error.offset, byte: error.byte)
        }
    }
}
