// SPDX-License-Identifier: Apache-2.0

/// One walk through a feed.
struct FeedPass {
    private let layout: FeedLayout
    private let encoding: TextEncoding
    private let isContentJudged: Bool
    private let decoder: TextDecoder
    /// Place in the file of each column of the layout.
    private var places: [Int] = []
    private var headerCount = 0
    private var rows = 0
    private var seen: [KeyPrint: Int] = [:]
    private var errors = IssueList()
    private var warnings = IssueList()
    private(set) var rejected = 0
    private var lastHasEnd = true

    init(
        _ layout: FeedLayout, _ encoding: TextEncoding, isContentJudged: Bool
    ) throws(FormatRefusal) {
        self.layout = layout
        self.encoding = encoding
        self.isContentJudged = isContentJudged
        decoder = try TextDecoder(encoding)
        if !layout.hasHeader {
            places = Array(layout.columns.indices)
            headerCount = places.count
        }
    }

    /// - Parameters:
    ///   - key: the column that numbers the rows.
    ///   - numbers: takes the number of each row whose content is not judged.
    ///   - refused: takes what could be read of a row that its content keeps out.
    mutating func run(
        _ source: ByteSource, numberedBy key: String? = nil, numbers: (Int) -> Void = { _ in },
        refused: (FeedRow) throws -> Void = { _ in }, _ each: (FeedRow) throws -> [FileIssue]
    ) throws {
        let numbering = key.flatMap { layout.places[$0] }
        let mark = encoding == .utf8WithMark ? TextEncoding.byteOrderMark.count : 0
        try CsvScanner.forEachRecord(of: source, skipping: mark) { record in
            if headerCount == 0 {
                try readHeader(record)
            } else {
                let texts = try take(record)
                if isContentJudged {
                    try settle(texts, line: record.line, refused, each)
                } else if let numbering,
                    case .integer(let number)? = try? layout.columns[numbering]
                        .read(texts[numbering])
                {
                    numbers(number)
                }
            }
            lastHasEnd = record.hasEnd
        }
        guard headerCount > 0, layout.hasHeader || rows > 0 else {
            throw FormatRefusal.emptyFile
        }
        if !layout.isVerified {
            warnings.add(FileIssue(line: 0, .unverifiedReading(id: layout.id)))
        }
        if !lastHasEnd { warnings.add(FileIssue(line: rows + 1, .lineEndMissing)) }
    }

    private mutating func readHeader(_ record: CsvRecord) throws {
        var names: [String: Int] = [:]
        for index in 0..<record.count {
            let name = try text(record, index).trimmed
            guard names.updateValue(index, forKey: name) == nil || name.isEmpty else {
                throw FormatRefusal.columnTwice(name: name)
            }
        }
        guard layout.columns.contains(where: { names[$0.name] != nil }) else {
            throw FormatRefusal.headerMissing
        }
        for column in layout.columns {
            guard let place = names[column.name] else {
                throw FormatRefusal.columnMissing(name: column.name)
            }
            places.append(place)
        }
        headerCount = record.count
        let unnamed = headerCount - places.count
        guard layout.extraColumns == .drop || unnamed == 0 else {
            throw FormatRefusal.columnsUnnamed(count: unnamed)
        }
    }

    /// The words of a row, after its structure was judged.
    private mutating func take(_ record: CsvRecord) throws -> [String] {
        rows += 1
        guard record.count == headerCount else {
            throw FormatRefusal.columnCount(
                line: record.line, expected: headerCount, found: record.count)
        }
        var texts: [String] = []
        texts.reserveCapacity(places.count)
        for place in places { texts.append(try text(record, place)) }
        if !layout.isVerified, let stamp = layout.stamp,
            let place = layout.places[stamp.column], texts[place] != stamp.value
        {
            throw FormatRefusal.stampMissing(line: record.line, stamp: stamp.value)
        }
        return texts
    }

    private mutating func settle(
        _ texts: [String], line: Int, _ refused: (FeedRow) throws -> Void,
        _ each: (FeedRow) throws -> [FileIssue]
    ) throws {
        let (row, found) = judge(texts, line: line)
        var issues = found
        if found.isEmpty { issues = try each(row) } else { try refused(row) }
        for issue in issues {
            if issue.severity == .error { errors.add(issue) } else { warnings.add(issue) }
        }
        if issues.contains(where: { $0.severity == .error }) { rejected += 1 }
    }

    /// The row, and everything that is wrong with it; what cannot be read is missing.
    private mutating func judge(_ texts: [String], line: Int) -> (FeedRow, [FileIssue]) {
        var issues: [FileIssue] = []
        var values: [FeedRow.Value] = []
        for (column, text) in zip(layout.columns, texts) {
            do throws(FormatRefusal) {
                values.append(try column.read(text))
            } catch {
                values.append(.none)
                let shown = column.subject == .person ? nil : String(text.prefix(40))
                issues.append(FileIssue(line: line, field: column.key, error, value: shown))
            }
        }
        let row = FeedRow(line: line, layout: layout, values: values)
        if issues.isEmpty { issues += orderIssues(row) }
        if issues.isEmpty, layout.isKeyUnique {
            let print = KeyPrint(layout.key.compactMap { layout.places[$0] }.map { texts[$0] })
            if let first = seen.updateValue(line, forKey: print) {
                seen[print] = first
                issues.append(
                    FileIssue(line: line, field: layout.key[0], .duplicateKey(firstLine: first)))
            }
        }
        return (row, issues)
    }

    private func orderIssues(_ row: FeedRow) -> [FileIssue] {
        layout.orders.compactMap { order in
            guard let earlier = row.date(order.earlier), let later = row.date(order.later),
                later < earlier
            else { return nil }
            let names = [order.earlier, order.later].map { layout.column($0)?.name ?? $0 }
            return FileIssue(
                line: row.line, field: order.later,
                .wrongOrder(earlier: names[0], later: names[1]))
        }
    }

    private func text(_ record: CsvRecord, _ index: Int) throws -> String {
        do throws(UndecodableByte) {
            return try decoder.text(record[index])
        } catch {
            throw FormatRefusal.undecodable(
                encoding: encoding, line: record.line,
                offset: record.offsets[index] + error.offset, byte: error.byte)
        }
    }

    func report(asRefused: Bool) -> ImportReport {
        ImportReport(
            layout: layout.id, edition: layout.edition, verified: layout.isVerified,
            encoding: encoding, rows: rows, accepted: asRefused ? 0 : rows - rejected,
            rejected: asRefused ? rows : rejected, droppedColumns: headerCount - places.count,
            errors: errors.kept, warnings: warnings.kept,
            omitted: errors.omitted + warnings.omitted)
    }
}

/// Sixteen bytes that stand for the key of a row, so that a million keys fit in memory.
///
/// Two FNV-1a sums with different starts: a chance collision would only report a duplicate.
struct KeyPrint: Hashable {
    private var left: UInt64 = 0xCBF2_9CE4_8422_2325
    private var right: UInt64 = 0x8422_2325_CBF2_9CE5

    init(_ parts: [String]) {
        for part in parts {
            for byte in part.utf8 { add(byte) }
            add(0xFF)
        }
    }

    private mutating func add(_ byte: UInt8) {
        left = (left ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        right = (right ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
    }
}
