// SPDX-License-Identifier: Apache-2.0

/// One record of a CSV file; valid only while the closure that receives it runs.
struct CsvRecord {
    /// The fields without quotes, one after the other.
    let content: UnsafeRawBufferPointer
    /// Where each field ends in `content`.
    let ends: [Int]
    /// Bytes of the file before each field.
    let offsets: [Int]
    /// The line of the file on which it begins, from 1.
    let line: Int
    /// `false` for a last record that just stops.
    let hasEnd: Bool

    var count: Int { ends.count }

    subscript(_ index: Int) -> UnsafeRawBufferPointer {
        .init(rebasing: content[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }
}

/// Reads RFC 4180 at byte level, in UTF-8 and CP932 alike (no second byte of CP932 is a quote, a
/// comma or a line end), with bounded memory.
struct CsvScanner {
    static let longestRecord = 1 << 18
    static let mostFields = 4096

    private enum State {
        case fieldStart, plain, quoted, quoteSeen
    }

    private var state = State.fieldStart
    private var content: [UInt8] = []
    private var ends: [Int] = []
    private var offsets: [Int] = []
    private var offset = 0
    private var line = 1
    private var recordLine = 1
    private var lastWasReturn = false
    private var sawQuote = false

    /// Hands over record after record; `skipping` bytes (the mark) are left out.
    /// - Throws: `brokenQuote`, `lineTooLong`, and whatever `body` throws.
    static func forEachRecord(
        of source: ByteSource, skipping: Int, _ body: (CsvRecord) throws -> Void
    ) throws {
        var scanner = CsvScanner()
        var toSkip = skipping
        try source.forEachChunk { chunk in
            let skipped = min(toSkip, chunk.count)
            toSkip -= skipped
            scanner.offset += skipped
            try scanner.read(.init(rebasing: chunk[skipped...]), body)
        }
        try scanner.finish(body)
    }

    private mutating func read(
        _ chunk: UnsafeRawBufferPointer, _ body: (CsvRecord) throws -> Void
    ) throws {
        for byte in chunk {
            defer { offset += 1 }
            if byte == 0x0A, lastWasReturn {
                lastWasReturn = false
                if state == .quoted { content.append(byte) }
                continue
            }
            lastWasReturn = byte == 0x0D
            if state == .fieldStart, offsets.count == ends.count { offsets.append(offset) }
            switch (state, byte) {
            case (.quoted, 0x22): state = .quoteSeen
            case (.quoted, _):
                if byte == 0x0A || byte == 0x0D { line += 1 }
                try append(byte)
            case (.quoteSeen, 0x22):
                try append(byte)
                state = .quoted
            case (_, 0x2C): try endField()
            case (_, 0x0A), (_, 0x0D): try endRecord(body, hasEnd: true)
            case (.fieldStart, 0x22):
                state = .quoted
                sawQuote = true
            case (.quoteSeen, _), (.plain, 0x22): throw FormatRefusal.brokenQuote(line: line)
            case (.fieldStart, _), (.plain, _):
                try append(byte)
                state = .plain
            }
        }
    }

    private mutating func append(_ byte: UInt8) throws {
        guard content.count < CsvScanner.longestRecord else {
            throw FormatRefusal.lineTooLong(line: recordLine, limit: CsvScanner.longestRecord)
        }
        content.append(byte)
    }

    private mutating func endField() throws {
        guard ends.count < CsvScanner.mostFields else {
            throw FormatRefusal.lineTooLong(line: recordLine, limit: CsvScanner.longestRecord)
        }
        ends.append(content.count)
        state = .fieldStart
    }

    private mutating func endRecord(
        _ body: (CsvRecord) throws -> Void, hasEnd: Bool
    ) throws {
        try endField()
        // An empty line, and the end byte of old systems, are no records.
        let isBlank = ends.count == 1 && !sawQuote && (content.isEmpty || content == [0x1A])
        if !isBlank {
            try content.withUnsafeBytes { bytes in
                try body(
                    CsvRecord(
                        content: bytes, ends: ends, offsets: offsets, line: recordLine,
                        hasEnd: hasEnd))
            }
        }
        content.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        sawQuote = false
        line += 1
        recordLine = line
    }

    private mutating func finish(_ body: (CsvRecord) throws -> Void) throws {
        guard state != .quoted else { throw FormatRefusal.brokenQuote(line: recordLine) }
        guard state != .fieldStart || !ends.isEmpty else { return }
        if offsets.count == ends.count { offsets.append(offset) }
        try endRecord(body, hasEnd: false)
    }
}
