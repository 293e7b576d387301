// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where the rows of each person stand in a feed, so that a question about a few persons reads
/// their rows and no others.
///
/// It holds 宛名番号 and places, nothing else of the rows.
public struct FeedIndex: Sendable {
    /// A row: whose, from which byte, how long, on which line.
    public struct Entry: Sendable, Hashable {
        public let number: Int64
        public let offset: Int64
        public let length: Int32
        public let line: Int32

        public init(number: Int64, offset: Int64, length: Int32, line: Int32) {
            self.number = number
            self.offset = offset
            self.length = length
            self.line = line
        }
    }

    /// Byte order mark and header.
    public let headLength: Int
    /// In the order of the persons, then of the file.
    public let entries: [Entry]

    public init(headLength: Int, entries: [Entry]) {
        self.headLength = headLength
        self.entries = entries
    }

    /// Walks through a file once; rows without a readable 宛名番号 are left out.
    ///
    /// - Parameter column: the English key of the column with the 宛名番号.
    /// - Throws: `FormatRefusal` where the structure is broken; `Fault` (disk).
    public init(_ source: ByteSource, layout: FeedLayout, column key: String) throws {
        let encoding = try TextEncoding.detect(source)
        let mark = encoding == .utf8WithMark ? TextEncoding.byteOrderMark.count : 0
        let decoder = try TextDecoder(encoding)
        guard let name = layout.column(key)?.name else {
            preconditionFailure("layout \(layout.id) has no column \(key)")
        }
        var place: Int?
        var starts: [Int] = []
        var found: [(number: Int64, line: Int, at: Int)] = []
        try CsvScanner.forEachRecord(of: source, skipping: mark) { record in
            starts.append(record.offsets[0])
            guard let place else {
                for index in 0..<record.count
                where (try? decoder.text(record[index]).trimmed) == name { place = index }
                guard place != nil else { throw FormatRefusal.columnMissing(name: name) }
                return
            }
            guard place < record.count,
                let number = (try? decoder.text(record[place])).flatMap({
                    AddresseeNumber($0.trimmed)
                })
            else { return }
            found.append((number.value, record.line, starts.count - 1))
        }
        var end = 0
        try source.forEachChunk { end += $0.count }
        // An offset is where the record's first byte stands; one record ends where the next begins.
        starts.append(end)
        headLength = starts.count > 1 ? starts[1] : end
        entries = found.map {
            Entry(
                number: $0.number, offset: Int64(starts[$0.at]),
                length: Int32(clamping: starts[$0.at + 1] - starts[$0.at]),
                line: Int32(clamping: $0.line))
        }.sorted { ($0.number, $0.offset) < ($1.number, $1.offset) }
    }

    /// The rows of some persons in the order of the file.
    public func entries(of numbers: some Sequence<AddresseeNumber>) -> [Entry] {
        var found: [Entry] = []
        for number in numbers {
            var place = lowerBound(number.value)
            while place < entries.count, entries[place].number == number.value {
                found.append(entries[place])
                place += 1
            }
        }
        return found.sorted { $0.offset < $1.offset }
    }

    private func lowerBound(_ number: Int64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A file that holds the header and these rows only.
    /// - Throws: `FormatRefusal.fileMissing`, `Fault` (disk).
    public func extract(_ rows: [Entry], from source: ByteSource) throws -> ByteSource {
        var bytes = try source.bytes(from: 0, count: headLength)
        for row in rows {
            bytes += try source.bytes(from: Int(row.offset), count: Int(row.length))
        }
        return .bytes(bytes)
    }
}
