// SPDX-License-Identifier: Apache-2.0

/// Reads a CSV feed by its layout: streaming, line-numbered, and never half a row.
///
/// The file is read twice. The first time only its structure is judged (header, number of
/// columns, quotes, characters, the stamp), and of an atomic layout its content too. So when the
/// structure is broken, no row has been handed over and nothing remains.
public struct FeedReader: Sendable {
    public let layout: FeedLayout

    public init(_ layout: FeedLayout) { self.layout = layout }

    /// Reads a file and hands over its good rows in the order of the file.
    ///
    /// - Parameter each: takes a row and answers with what it found wrong with it; a row with an
    ///   error counts as rejected. With an atomic layout the caller must undo everything when the
    ///   report is not clean.
    /// - Throws: `FormatRefusal` when the whole file is refused; `Fault` (disk); what `each` throws.
    public func read(
        _ source: ByteSource, each: (FeedRow) throws -> [FileIssue]
    ) throws -> ImportReport {
        try FeedReader.checkHead(source)
        let encoding = try TextEncoding.detect(source)
        var first = try FeedPass(layout, encoding, isContentJudged: layout.mode == .atomic)
        try first.run(source) { _ in [] }
        if layout.mode == .atomic, first.rejected > 0 { return first.report(asRefused: true) }
        var second = try FeedPass(layout, encoding, isContentJudged: true)
        try second.run(source, each)
        return second.report(asRefused: layout.mode == .atomic && second.rejected > 0)
    }

    /// The same for a feed whose rows are numbered: the numbers are known before the first row is
    /// handed over, so that the caller can see in which order they come.
    ///
    /// - Parameters:
    ///   - key: the column of the number, of type int.
    ///   - scout: takes the number of every row, in the order of the file, before any row.
    ///   - refused: takes what could be read of a row that its content keeps out: a value that
    ///     could not is missing.
    public func read(
        _ source: ByteSource, numberedBy key: String, scout: (Int) -> Void,
        refused: (FeedRow) throws -> Void, each: (FeedRow) throws -> [FileIssue]
    ) throws -> ImportReport {
        precondition(layout.mode == .rowWise, "番号順の読取りは行ごとの様式だけです: \(layout.id)")
        try FeedReader.checkHead(source)
        let encoding = try TextEncoding.detect(source)
        var first = try FeedPass(layout, encoding, isContentJudged: false)
        try first.run(source, numberedBy: key, numbers: scout) { _ in [] }
        var second = try FeedPass(layout, encoding, isContentJudged: true)
        try second.run(source, refused: refused, each)
        return second.report(asRefused: false)
    }

    /// The same for a feed whose refused rows leave a hole somewhere: the caller learns what could
    /// be read of them.
    ///
    /// - Parameter refused: takes what could be read of a row that its content keeps out: a value
    ///   that could not is missing.
    public func read(
        _ source: ByteSource, refused: (FeedRow) throws -> Void,
        each: (FeedRow) throws -> [FileIssue]
    ) throws -> ImportReport {
        precondition(layout.mode == .rowWise, "断った行の読取りは行ごとの様式だけです: \(layout.id)")
        try FeedReader.checkHead(source)
        let encoding = try TextEncoding.detect(source)
        var first = try FeedPass(layout, encoding, isContentJudged: false)
        try first.run(source) { _ in [] }
        var second = try FeedPass(layout, encoding, isContentJudged: true)
        try second.run(source, refused: refused, each)
        return second.report(asRefused: false)
    }

    /// Refuses a file whose first record never ends before anything else of it is looked at.
    private static func checkHead(_ source: ByteSource) throws {
        struct HeadSeen: Error {}
        do {
            try CsvScanner.forEachRecord(of: source, skipping: 0) { _ in throw HeadSeen() }
        } catch is HeadSeen {}
    }

    /// The dry run: judges everything, hands over nothing.
    public func inspect(_ source: ByteSource) throws -> ImportReport {
        try read(source) { _ in [] }
    }
}
