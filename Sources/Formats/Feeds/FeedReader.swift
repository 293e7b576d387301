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
        let encoding = try TextEncoding.detect(source)
        var first = try FeedPass(layout, encoding, isContentJudged: layout.mode == .atomic)
        try first.run(source) { _ in [] }
        if layout.mode == .atomic, first.rejected > 0 { return first.report(asRefused: true) }
        var second = try FeedPass(layout, encoding, isContentJudged: true)
        try second.run(source, each)
        return second.report(asRefused: layout.mode == .atomic && second.rejected > 0)
    }

    /// The dry run: judges everything, hands over nothing.
    public func inspect(_ source: ByteSource) throws -> ImportReport {
        try read(source) { _ in [] }
    }
}
